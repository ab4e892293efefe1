/* SPDX-License-Identifier: Apache-2.0 */
/* Code and name: the subject's code, its file, and the wrong-firm guard. */
#include "act_int.h"

#include "uscc/uscc.h"

static bool region_known(void *context, const char region[6])
{
    return catalog_region(context, str_n(region, 6)) != NULL;
}

static bool is_exception(void *context, const char code[USCC_CHARS])
{
    return catalog_code_is_exception(context, str_n(code, USCC_CHARS));
}

/* Codes that one slip of the pen away are right; none for what reads as a person's number (U4). */
static struct str near_codes(struct check *k, const struct uscc_facts *facts)
{
    enum { MOST = 3 };
    struct uscc_suggestion v[MOST];
    struct str subject = k->act->subject, out = STR_NONE;
    size_t n = uscc_suggest(subject.p, subject.n, facts, v, MOST);
    for (size_t i = 0; i < n; i++)
        out = str_printf(k->b->arena, "%.*s%s%s", STR_FMT(out), i ? ", " : "", v[i].code);
    return out;
}

static void refuse_code(struct check *k, const struct uscc_report *r, const struct uscc_facts *facts)
{
    struct arena *a = k->b->arena;
    struct str code = str_dup(a, str_of(r->code)), at = str_printf(a, "%d", r->at);
    struct str found = r->at >= 1 && (size_t)r->at <= code.n ? str_n(code.p + r->at - 1, 1) : STR("?");
    if (r->verdict == USCC_CHECK)
        refuse_hinting(k, "code-check", code, str_printf(a, "%c", r->expected), near_codes(k, facts));
    else if (r->verdict == USCC_RESIDENT_ID_SHAPED)
        refuse(k, "resident-id-shaped", masked_text(a, k->act->subject), STR_NONE, STR_NONE);
    else if (r->verdict == USCC_LENGTH)
        refuse(k, "length", STR_NONE, str_printf(a, "%zu", str_utf8_len(k->act->subject)), STR_NONE);
    else
        refuse(k, uscc_verdict_name(r->verdict), code, at, found);
}

static void remark_code(struct check *k, const struct uscc_report *r)
{
    if (r->notes & USCC_NOTE_CLEANED)
        remark(k, FINDING_NOTE, "cleaned", STR_NONE, STR_NONE, STR_NONE);
    if (r->notes & USCC_NOTE_ORG_CHECK)
        remark(k, FINDING_WARNING, "org-check", STR_NONE, STR_NONE, STR_NONE);
    if (r->notes & USCC_NOTE_REGION_UNKNOWN)
        remark(k, FINDING_WARNING, "region-unknown", str_n(r->code + 2, 6), STR_NONE, STR_NONE);
}

static bool subject_code(struct check *k)
{
    struct uscc_facts facts = {region_known, is_exception, (void *)k->c};
    struct uscc_report r;
    uscc_check(k->act->subject.p, k->act->subject.n, &facts, &r);
    if (!uscc_is_acceptable(r.verdict)) {
        refuse_code(k, &r, &facts);
        return false;
    }
    if (r.notes)
        remark_code(k, &r);
    k->act->subject = r.notes & USCC_NOTE_CLEANED ? str_dup(k->b->arena, str_of(r.code)) : k->act->subject;
    return true;
}

/* What opens an adverse record is guarded; what follows is about a record that was. */
static bool adverse(const struct check *k)
{
    return k->schema->opens && k->schema->adverse_if_typed && k->type && k->type->tone == TONE_ADVERSE;
}

/* The guard: an adverse act under a name that is not that code's is refused, never warned (N5). */
static bool guard_name(struct check *k, struct err *e)
{
    struct str name = act_text(k->act, "name");
    struct day on = day_is(k->act->on) ? k->act->on : k->b->today;
    char day[DAY_CHARS];
    if (!k->has_entity || !(k->entity.flags & ENTITY_REGISTERED)) {
        if (adverse(k) && !k->act->confirmed_by.n) {
            k->v.held = true;
            remark(k, FINDING_WARNING, "unregistered", STR_NONE, STR_NONE, STR_NONE);
        }
        return true;
    }
    struct reg_name *names;
    size_t n;
    if (!registry_names(k->b->w->store, &k->entity, k->b->arena, &names, &n, e))
        return false;
    if (!name.n || registry_name_fits(names, n, name, on))
        return true;
    if (adverse(k))
        return refuse(k, "code-name", name, str_of(day_format(on, day)), STR_NONE);
    remark(k, FINDING_WARNING, "code-name", name, str_of(day_format(on, day)), STR_NONE);
    return true;
}

/* A list or measure says whether it is for people; a record of any other kind is for organisations only. */
static bool is_for_persons(const struct check *k)
{
    static const char *const circles[] = {"person",      "responsible", "legal-rep",
                                          "main-person", "affecting",   "controller"};
    const struct cat_list *list = catalog_list(k->c, k->act->type, k->act->on);
    const struct cat_measure *measure = catalog_measure(k->c, k->act->type, k->act->on);
    struct str subjects = list ? list->subjects : measure ? measure->subjects : STR_NONE;
    bool about_record = k->act->kind == KIND_RECORD_CORRECT || k->act->kind == KIND_RECORD_WITHDRAW;
    if (about_record || (k->schema->process && !k->schema->takes_type))
        return true; /* the record that it is about was for them */
    for (size_t i = 0; i < sizeof circles / sizeof *circles; i++)
        if (str_has_word(subjects, str_of(circles[i])))
            return true;
    return false;
}

/* The mask leaves thousands of numbers open, and the hash is one: nothing else is kept of a number (P1, P2). */
static bool person_fits(struct check *k)
{
    enum { MASK_CHARS = 18, HIDDEN_AT = 6, HIDDEN = 8 };
    const struct act_person *p = &k->act->person;
    uint8_t mac[SHA256_BYTES];
    bool masked = p->id_mask.n == MASK_CHARS && memcmp(p->id_mask.p + HIDDEN_AT, "********", HIDDEN) == 0;
    if (!masked || !hex_parse(p->id_hmac, mac, sizeof mac))
        return refuse(k, "person-id", STR_NONE, STR_NONE, STR_NONE);
    if (!is_for_persons(k))
        return refuse(k, "wrong-subject-kind", k->act->type.n ? k->act->type : str_of(act_kind_text(k->act->kind)),
                      STR("organisation"), STR_NONE);
    return true;
}

bool check_code(struct check *k, struct err *e)
{
    if (!k->schema->takes_subject)
        return true;
    if (act_of_person(k->act))
        return person_fits(k);
    if (!subject_code(k))
        return true;
    if (registry_may_have(k->b->w->registry, k->act->subject) &&
        !registry_entity_find(k->b->w->store, k->act->subject, k->b->arena, &k->has_entity, &k->entity, e))
        return false;
    bool of_entity = k->act->kind == KIND_ENTITY_CHANGE || k->act->kind == KIND_ENTITY_CANCEL;
    if (of_entity && !(k->has_entity && (k->entity.flags & ENTITY_REGISTERED)))
        return refuse(k, "entity-unknown", STR_NONE, STR_NONE, STR_NONE);
    bool names_itself = of_entity || k->act->kind == KIND_ENTITY_REGISTER || k->act->kind == KIND_RECORD_CORRECT;
    return names_itself || k->act->kind == KIND_COPY_END || guard_name(k, e);
}
