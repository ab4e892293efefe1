/* SPDX-License-Identifier: Apache-2.0 */
#include "registry_int.h"

bool apply_copy_take(struct registry *r, const struct journal_entry *en, struct err *e)
{
    const struct act *a = &en->act;
    struct str url = act_text(a, "copied_from");
    struct reg_source x;
    bool found;
    int64_t complete = str_is(act_text(a, "complete"), "true");
    r->source.seq = 0;
    if (!registry_source_find(r->store, a->agency, a->type, url, r->arena, &found, &x, e))
        return false;
    if (!found)
        return store_run(r->store, NULL, e, ST_SOURCE_PUT, "itttidi", en->seq, a->agency, a->type, url, en->seq, a->on, complete);
    if (!store_run(r->store, NULL, e, ST_SOURCE_TAKE, "iidi", x.seq, en->seq, a->on, complete))
        return false;
    /* An adverse copy stays in view so many days after its source was last looked at. */
    return !day_is(en->verdict.public_until) ||
           store_run(r->store, NULL, e, ST_RECORD_SHORTEN, "id", x.seq, en->verdict.public_until);
}

static struct day day_field(const struct act *a, const char *id)
{
    struct day d = DAY_NONE;
    day_parse(act_text(a, id), &d);
    return d;
}

bool apply_officer(struct registry *r, const struct journal_entry *en, struct err *e)
{
    const struct act *a = &en->act;
    struct str id = act_text(a, "officer");
    if (en->kind == KIND_OFFICER_REVOKE) /* gone from that day on */
        return store_run(r->store, NULL, e, ST_OFFICER_END, "ttd", a->agency, id, day_add(a->on, -1));
    return store_run(r->store, NULL, e, ST_OFFICER_PUT, "tttdd", a->agency, id, act_text(a, "roles"), a->on,
                     day_field(a, "valid_to"));
}

bool apply_power(struct registry *r, const struct journal_entry *en, struct err *e)
{
    const struct act *a = &en->act;
    if (en->kind == KIND_POWER_REVOKE)
        return store_run(r->store, NULL, e, ST_POWER_END, "id", en->verdict.target, day_add(a->on, -1));
    return store_run(r->store, NULL, e, ST_POWER_PUT, "itttdd", en->seq, act_text(a, "grantee"), act_text(a, "act_kind"),
                     act_text(a, "for_type"), a->on, day_field(a, "valid_to"));
}

bool apply_edition(struct registry *r, const struct journal_entry *en, struct err *e)
{
    const struct act *a = &en->act;
    return store_run(r->store, NULL, e, ST_EDITION_PUT, "itdi", en->seq, act_text(a, "digest"), a->on, en->at.s);
}
