/* SPDX-License-Identifier: Apache-2.0 */
#include "finding.h"

#include <stdlib.h>

#define KEPT_A_RULE 1000
#define LEVELS      3

struct rule {
    const char *id, *zh, *en;
};
static const struct rule rules[] = {
#define RULE(id, zh, en) {id, zh, en},
#include "rules.def"
#undef RULE
};
enum { RULES = sizeof rules / sizeof *rules };
static const struct advice advices[] = {
#define ADVICE(id, zh, en, source) {id, zh, en, source},
#include "advice.def"
#undef ADVICE
};

struct kept {
    struct finding one;
    size_t order; /* keeps the sort stable */
};

struct findings {
    struct arena *arena;
    VEC(struct kept) kept;
    int64_t count[RULES][LEVELS];
};

static int by_id(const void *id, const void *row)
{
    return strcmp(id, ((const struct rule *)row)->id);
}

static const struct rule *rule_find(const char *id)
{
    return id ? bsearch(id, rules, RULES, sizeof *rules, by_id) : NULL;
}

struct findings *findings_new(void)
{
    struct findings *f = mem_alloc(sizeof *f);
    f->arena = arena_new();
    return f;
}

void findings_free(struct findings *f)
{
    if (!f)
        return;
    arena_free(f->arena);
    VEC_FREE(&f->kept);
    mem_free(f);
}

static struct str copy(struct arena *a, struct str s)
{
    return s.n ? str_dup(a, s) : STR_NONE;
}

static void keep(struct findings *f, const struct finding *one, const struct rule *rule)
{
    struct kept k = {*one, f->kept.n};
    k.one.rule = rule->id;
    k.one.file = copy(f->arena, one->file);
    k.one.pointer = copy(f->arena, one->pointer);
    k.one.suggestion = copy(f->arena, one->suggestion);
    for (int i = 0; i < 3; i++)
        k.one.args[i] = copy(f->arena, one->args[i]);
    VEC_PUSH(&f->kept, k);
}

void findings_add(struct findings *f, const struct finding *one)
{
    const struct rule *rule = rule_find(one->rule);
    ASSERT(rule != NULL);
    ASSERT((unsigned)one->level < LEVELS);
    if (f->count[rule - rules][one->level]++ < KEPT_A_RULE)
        keep(f, one, rule);
}

void finding_at(struct findings *f, enum finding_level level, int64_t line, int column, const char *rule, struct str a1,
                struct str a2, struct str a3)
{
    struct finding one = {.level = level, .line = line, .column = column, .rule = rule, .args = {a1, a2, a3}};
    findings_add(f, &one);
}

size_t findings_kept(const struct findings *f)
{
    return f->kept.n;
}

const struct finding *findings_get(const struct findings *f, size_t i)
{
    ASSERT(i < f->kept.n);
    return &f->kept.v[i].one;
}

int64_t findings_count(const struct findings *f, enum finding_level level)
{
    int64_t n = 0;
    ASSERT((unsigned)level < LEVELS);
    for (size_t i = 0; i < RULES; i++)
        n += f->count[i][level];
    return n;
}

int64_t findings_count_rule(const struct findings *f, const char *rule)
{
    const struct rule *found = rule_find(rule);
    ASSERT(found != NULL);
    const int64_t *count = f->count[found - rules];
    return count[FINDING_NOTE] + count[FINDING_WARNING] + count[FINDING_ERROR];
}

static int by_place(const void *a, const void *b)
{
    const struct kept *x = a, *y = b;
    if (x->one.line != y->one.line)
        return x->one.line < y->one.line ? -1 : 1;
    if (x->one.column != y->one.column)
        return x->one.column < y->one.column ? -1 : 1;
    if (x->one.level != y->one.level)
        return x->one.level > y->one.level ? -1 : 1;
    return x->order < y->order ? -1 : 1;
}

void findings_sort(struct findings *f)
{
    if (f->kept.n)
        qsort(f->kept.v, f->kept.n, sizeof *f->kept.v, by_place);
    for (size_t i = 0; i < f->kept.n; i++)
        f->kept.v[i].order = i;
}

void findings_place(struct findings *f, int (*column_of)(void *context, const struct finding *one), void *context)
{
    for (size_t i = 0; i < f->kept.n; i++) {
        struct finding *one = &f->kept.v[i].one;
        if (!one->column)
            one->column = column_of(context, one);
    }
}

void findings_move(struct findings *to, struct findings *from)
{
    ASSERT(to != from);
    for (size_t i = 0; i < from->kept.n; i++) {
        const struct finding *one = &from->kept.v[i].one;
        findings_add(to, one);
        from->count[rule_find(one->rule) - rules][one->level]--;
    }
    for (size_t i = 0; i < RULES; i++) /* what is left was counted only */
        for (int level = 0; level < LEVELS; level++)
            to->count[i][level] += from->count[i][level];
    memset(from->count, 0, sizeof from->count);
    from->kept.n = 0;
    arena_reset(from->arena);
}

const char *finding_level_name(enum finding_level level)
{
    static const char *const names[LEVELS] = {"note", "warning", "error"};
    ASSERT((unsigned)level < LEVELS);
    return names[level];
}

void finding_message(const struct finding *one, enum lang lang, struct buf *out)
{
    const struct rule *rule = rule_find(one->rule);
    ASSERT(rule != NULL);
    for (const char *w = lang == LANG_ZH ? rule->zh : rule->en; *w; w++) {
        if (w[0] != '%') {
            buf_char(out, *w);
            continue;
        }
        w++; /* rules.def: '%' is followed by '%' or the number of an argument */
        ASSERT(*w == '%' || (*w >= '1' && *w <= '3'));
        buf_str(out, *w == '%' ? STR("%") : one->args[*w - '1']);
    }
}

bool finding_rule_known(const char *rule)
{
    return rule_find(rule) != NULL;
}

bool finding_rule_at(size_t i, const char **id, const char **zh, const char **en)
{
    if (i >= RULES)
        return false;
    *id = rules[i].id;
    *zh = rules[i].zh;
    *en = rules[i].en;
    return true;
}

static int by_code(const void *code, const void *row)
{
    return str_cmp(*(const struct str *)code, str_of(((const struct advice *)row)->id));
}

bool finding_advice(struct str code, const struct advice **out)
{
    const struct advice *row = bsearch(&code, advices, sizeof advices / sizeof *advices, sizeof *advices, by_code);
    if (row)
        *out = row;
    return row != NULL;
}

struct str finding_suggestion(const struct finding *one, enum lang lang)
{
    const struct advice *row;
    if (one->suggestion.n || one->level != FINDING_ERROR || !finding_advice(str_of(one->rule), &row))
        return one->suggestion;
    return str_of(lang == LANG_EN ? row->en : row->zh);
}
