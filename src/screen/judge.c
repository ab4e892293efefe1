/* SPDX-License-Identifier: Apache-2.0 */
/* One row: what its code leads to, whether its name agrees, and what may be said of both (B1, B2, B4). */
#include "screen_int.h"

#include "text/text.h"

static bool region_known(void *context, const char region[6])
{
    return catalog_region(context, str_n(region, 6)) != NULL;
}

static bool is_exception(void *context, const char code[USCC_CHARS])
{
    return catalog_code_is_exception(context, str_n(code, USCC_CHARS));
}

bool screen_new(const struct view_ask *ask, struct screen **out, struct err *e)
{
    struct instant at;
    int64_t feed;
    int y, m, d;
    ASSERT(ask->who == VIEW_PUBLIC);
    if (!view_feed(ask->store, &feed, &at, e))
        return false;
    struct screen *s = mem_alloc(sizeof *s);
    day_to_date(ask->when.today, &y, &m, &d);
    s->ask = *ask;
    s->facts = (struct uscc_facts){region_known, is_exception, (void *)ask->catalog};
    s->names = search_names_new(ask->store, &ask->when);
    s->basis = (struct screen_basis){feed, catalog_digest(ask->catalog), ask->when.as_of};
    s->today = y * 10000 + m * 100 + d;
    *out = s;
    return true;
}

void screen_free(struct screen *s)
{
    if (!s)
        return;
    search_names_free(s->names);
    mem_free(s);
}

const struct screen_basis *screen_basis(const struct screen *s)
{
    return &s->basis;
}

struct finding reason(const char *rule, struct str a1, struct str a2)
{
    return (struct finding){.level = FINDING_NOTE, .rule = rule, .args = {a1, a2}};
}

void reason_add(struct screen_line *out, struct finding why)
{
    if (out->n_reasons < SCREEN_MAX_REASONS)
        out->reasons[out->n_reasons++] = why;
}

static void say_why(struct screen_line *out, const char *rule)
{
    reason_add(out, reason(rule, STR_NONE, STR_NONE));
}

/* ---- names ---- */

struct named {
    struct search_hit *hits;
    size_t n;
    bool more;
};

static bool find_named(struct screen *s, struct str name, struct arena *a, struct named *out, struct err *e)
{
    *out = (struct named){0};
    return !name.n || search_names_find(s->names, name, a, &out->hits, &out->n, &out->more, e);
}

/* The name without what no comparison sees; empty when nothing else is in it. */
static struct str sound_name(struct str name)
{
    struct buf key = {0};
    text_name_key(name, &key);
    bool sound = key.n > 0;
    buf_free(&key);
    return sound ? name : STR_NONE;
}

static bool add_named(struct screen *s, const struct named *who, struct arena *a, struct screen_line *out,
                      struct err *e)
{
    for (size_t i = 0; i < who->n; i++) {
        const struct search_hit *h = &who->hits[i];
        enum screen_found how = h->former_name.n ? SCREEN_BY_FORMER_NAME : SCREEN_BY_NAME;
        if (!candidate_add(s, &h->entity, how, h->former_name, a, out, e))
            return false;
    }
    out->more = out->more || who->more;
    return true;
}

/* ---- the cases ---- */

/* A name with no sound code beside it: enough to look, not enough to tell. */
static bool judge_name(struct screen *s, struct str name, enum screen_result otherwise, struct arena *a,
                       struct screen_line *out, struct err *e)
{
    struct named who;
    if (!find_named(s, name, a, &who, e) || !add_named(s, &who, a, out, e))
        return false;
    out->result = who.n ? SCREEN_POSSIBLE : otherwise;
    say_why(out, who.n ? "screen-name" : "screen-name-unknown");
    if (who.n && who.hits[0].former_name.n)
        say_why(out, "screen-name-former");
    return true;
}

/* A stranger stays one; that somebody else bears the name is said, and no more (B2). */
static bool judge_stranger(struct screen *s, struct str name, struct arena *a, struct screen_line *out, struct err *e)
{
    struct named who;
    out->result = SCREEN_NO_MATCH;
    if (!find_named(s, name, a, &who, e))
        return false;
    if (name.n && !who.n)
        say_why(out, "screen-name-unknown");
    for (size_t i = 0; i < who.n && i < 3; i++)
        reason_add(out, reason("screen-name-elsewhere", who.hits[i].entity.uscc, STR_NONE));
    return true;
}

/* How the name stands to the names of an organisation; *former is the name that fits when it is not the current one. */
static bool name_fits(struct screen *s, const struct reg_entity *x, struct str name, struct arena *a, bool *fits,
                      struct str *former, struct err *e)
{
    struct reg_name *names, current = {x->name, DAY_NONE, DAY_NONE, true};
    size_t n;
    *former = STR_NONE;
    *fits = registry_name_fits(&current, 1, name, s->ask.when.as_of);
    if (*fits || !(x->flags & ENTITY_HAS_NAMES))
        return true;
    if (!registry_names(s->ask.store, x, a, &names, &n, e))
        return false;
    for (size_t i = n; i-- > 0 && !*fits;)
        if (registry_name_fits(&names[i], 1, name, s->ask.when.as_of)) {
            *fits = true;
            *former = names[i].name;
        }
    return true;
}

/* The code speaks for one organisation, the name for none or another: both are shown, neither is believed. */
static bool judge_contradiction(struct screen *s, struct str name, struct arena *a, struct screen_line *out,
                                struct err *e)
{
    struct named who;
    out->result = SCREEN_POSSIBLE;
    say_why(out, "screen-name-differs");
    if (!find_named(s, name, a, &who, e))
        return false;
    for (size_t i = 0; i < who.n && i < 3; i++)
        reason_add(out, reason("screen-name-elsewhere", who.hits[i].entity.uscc, STR_NONE));
    return add_named(s, &who, a, out, e);
}

static bool judge_one(struct screen *s, const struct code_answer *code, struct str name, struct arena *a,
                      struct screen_line *out, struct err *e)
{
    enum screen_found how = code->old ? SCREEN_BY_OLD_NUMBER : SCREEN_BY_CODE;
    const struct reg_entity *x = &code->found[0];
    struct str former = STR_NONE;
    bool fits = true;
    if (name.n && !name_fits(s, x, name, a, &fits, &former, e))
        return false;
    if (!candidate_add(s, x, how, former, a, out, e))
        return false;
    if (code->old)
        say_why(out, "screen-old-number");
    if (!fits)
        return judge_contradiction(s, name, a, out, e);
    out->result = SCREEN_MATCH;
    if (name.n)
        say_why(out, former.n ? "screen-code-former-name" : "screen-code-name");
    else if (!code->old)
        say_why(out, "screen-code");
    return true;
}

static bool judge_several(struct screen *s, const struct code_answer *code, struct arena *a, struct screen_line *out,
                          struct err *e)
{
    out->result = SCREEN_POSSIBLE;
    reason_add(out, reason("screen-old-several", str_printf(a, "%zu", code->n), STR_NONE));
    for (size_t i = 0; i < code->n; i++)
        if (!candidate_add(s, &code->found[i], SCREEN_BY_OLD_NUMBER, STR_NONE, a, out, e))
            return false;
    out->more = out->more || code->more;
    return true;
}

static bool judge_by_code(struct screen *s, const struct code_answer *code, struct str name, struct arena *a,
                          struct screen_line *out, struct err *e)
{
    switch (code->state) {
    case CODE_ONE:
        return judge_one(s, code, name, a, out, e);
    case CODE_SEVERAL:
        return judge_several(s, code, a, out, e);
    case CODE_UNKNOWN:
        reason_add(out, code->why);
        return judge_stranger(s, name, a, out, e);
    case CODE_BROKEN:
        reason_add(out, code->why);
        out->result = SCREEN_INSUFFICIENT;
        return !name.n || judge_name(s, name, SCREEN_INSUFFICIENT, a, out, e);
    case CODE_NONE:
        if (name.n)
            return judge_name(s, name, SCREEN_NO_MATCH, a, out, e);
        say_why(out, "screen-empty");
        break;
    case CODE_PERSON:
        reason_add(out, code->why);
        break;
    }
    out->result = SCREEN_INSUFFICIENT;
    return true;
}

/* Nothing of such a row is looked up, and the number is said nowhere. */
static bool refuse_person(struct screen *s, const struct screen_input *in, struct arena *a, struct screen_line *out)
{
    struct str secret;
    if (!secret_in(s, in->name, &secret))
        return false;
    struct str mask = screen_mask(a, secret), label = s->ask.lang == LANG_EN ? STR("name") : STR("名称");
    struct finding why = reason("id-in-field", label, mask);
    why.level = FINDING_ERROR;
    out->result = SCREEN_INSUFFICIENT;
    out->input.name = mask;
    reason_add(out, why);
    return true;
}

bool screen_judge(struct screen *s, const struct screen_input *in, struct arena *a, struct screen_line *out,
                  struct err *e)
{
    struct screen_line x = {.input = {str_trim(in->code), str_trim(in->name)}};
    struct str name = sound_name(x.input.name);
    struct code_answer code;
    if (!code_look_up(s, x.input.code, a, &code, e))
        return false;
    x.input.code = code.shown;
    bool person = refuse_person(s, &x.input, a, &x);
    if (person && code.state == CODE_PERSON)
        reason_add(&x, code.why);
    if (!person && !judge_by_code(s, &code, name, a, &x, e))
        return false;
    if (code.cleaned && !person && code.state != CODE_PERSON)
        say_why(&x, "cleaned");
    *out = x;
    return true;
}
