/* SPDX-License-Identifier: Apache-2.0 */
/* The models' own JSON, design section 8. The same from every door. */
#include "codec/codec.h"

#include "view_int.h"

/* Values as stored: numbers, truths and lists keep their form. */
static void put_fields(struct buf *out, const char *name, const struct view_field *f, size_t n)
{
    json_put_name(out, name);
    buf_char(out, '{');
    for (size_t i = 0; i < n; i++) {
        if (i)
            buf_char(out, ',');
        json_put_string(out, f[i].id);
        buf_char(out, ':');
        if (f[i].form == FORM_TEXT)
            json_put_string(out, f[i].raw);
        else
            buf_str(out, f[i].raw);
    }
    buf_char(out, '}');
}

static void put_laws(struct buf *out, const struct view_record *r)
{
    json_put_name(out, "laws");
    buf_char(out, '[');
    for (size_t i = 0; i < r->n_laws; i++) {
        if (i)
            buf_char(out, ',');
        buf_char(out, '{');
        json_put_text(out, "instrument", r->laws[i].id);
        json_put_text(out, "articles", r->laws[i].articles);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

/* Only of what is or rests on a listing or an honour. */
static void put_due(struct buf *out, const struct view_record *r)
{
    if (r->family != FAMILY_LIST && r->family != FAMILY_HONOUR && r->family != FAMILY_MEASURE)
        return;
    json_put_text(out, "grounds", r->grounds);
    json_put_text(out, "ends", r->ends);
    json_put_text(out, "way_out", r->way_out);
    json_put_text(out, "rests_on", r->rests_on);
    put_laws(out, r);
}

void view_record_json(const struct view_record *r, struct buf *out)
{
    buf_char(out, '{');
    json_put_text(out, "id", r->id);
    json_put_text(out, "type", r->type_id);
    json_put_text(out, "kind", r->kind);
    if (r->subject.n) {
        json_put_text(out, "subject", r->subject);
        json_put_text(out, "subject_name", r->subject_name);
    }
    if (r->person) {
        json_put_name(out, "person");
        buf_char(out, '{');
        json_put_text(out, "name", r->subject_name);
        json_put_text(out, "id_mask", r->id_mask);
        buf_char(out, '}');
    }
    json_put_text(out, "origin", r->origin);
    json_put_text(out, "agency", r->agency);
    json_put_text(out, "basis", r->basis);
    json_put_text(out, "doc_no", r->doc_no);
    json_put_day(out, "decided_on", r->decided_on);
    json_put_day(out, "in_force_from", r->in_force_from);
    json_put_day(out, "in_force_until", r->in_force_until);
    json_put_day(out, "public_from", r->public_from);
    json_put_day(out, "public_until", r->public_until);
    json_put_bool(out, "public_until_computed", r->public_until_computed);
    json_put_bool(out, "past", r->past);
    if (r->held)
        json_put_bool(out, "held", true);
    put_due(out, r);
    put_fields(out, "fields", r->fields, r->n_fields);
    buf_char(out, '}');
}

static void put_names(struct buf *out, const struct view_entity *x)
{
    json_put_name(out, "names");
    buf_char(out, '[');
    for (size_t i = 0; i < x->n_names; i++) {
        if (i)
            buf_char(out, ',');
        buf_char(out, '{');
        json_put_text(out, "name", x->names[i].name);
        json_put_day(out, "from", x->names[i].from);
        json_put_day(out, "to", x->names[i].to);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

void view_entity_json(const struct view_entity *x, struct buf *out)
{
    buf_char(out, '{');
    json_put_text(out, "uscc", x->uscc);
    json_put_text(out, "name", x->name);
    json_put_text(out, "status", x->status);
    json_put_bool(out, "registered", x->registered);
    put_names(out, x);
    json_put_day(out, "registered_on", x->registered_on);
    json_put_day(out, "ended_on", x->ended_on);
    put_fields(out, "identity", x->fields, x->n_fields);
    json_put_day(out, "as_of", x->as_of);
    json_put_instant(out, "known_at", x->known_at);
    json_put_name(out, "records");
    buf_char(out, '[');
    for (size_t i = 0; i < x->n_records; i++) {
        if (i)
            buf_char(out, ',');
        view_record_json(&x->records[i], out);
    }
    buf_z(out, "]}");
}

void view_hit_json(const struct search_hit *h, struct buf *out)
{
    buf_char(out, '{');
    json_put_text(out, "uscc", h->entity.uscc);
    json_put_text(out, "name", h->entity.name);
    json_put_text(out, "status", h->entity.status);
    json_put_bool(out, "registered", (h->entity.flags & ENTITY_REGISTERED) != 0);
    json_put_text(out, "match", str_of(search_how_name(h->how)));
    json_put_text(out, "former_name", h->former_name);
    buf_char(out, '}');
}
