/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Editions: the rulebook is copied into DATA/rules/DIGEST, and an act says which. The copy is in place before the act is
 * committed, so a crash leaves at worst a folder that nothing names.
 */
#include "act_int.h"

enum { DIGEST_SHOWN = 16, MAX_TABLE_BYTES = 64 << 20 };

static const char *edition_dir(struct arena *a, const char *dir, struct str digest)
{
    const char *rules = path_join(a, dir, "rules");
    return path_join(a, rules, str_z(a, str_n(digest.p, digest.n < DIGEST_SHOWN ? digest.n : DIGEST_SHOWN)));
}

static bool table_digest(struct arena *a, const char *folder, struct str name, struct str *hex, struct err *e)
{
    struct buf bytes = {0}, out = {0};
    uint8_t digest[SHA256_BYTES];
    if (!file_read(path_join(a, folder, str_z(a, name)), MAX_TABLE_BYTES, &bytes, e)) {
        buf_free(&bytes);
        return false;
    }
    sha256_of(bytes.p, bytes.n, digest);
    hex_put(&out, digest, sizeof digest);
    *hex = str_dup(a, buf_view(&out));
    buf_free(&bytes);
    buf_free(&out);
    return true;
}

/* {"agencies.csv":"ab12…",…}: what each table was, so that an edit can be named. */
static bool tables_json(struct arena *a, const char *folder, struct buf *out, struct err *e)
{
    struct str *names, hex;
    size_t n;
    if (!dir_list(folder, a, &names, &n, e))
        return false;
    buf_char(out, '{');
    for (size_t i = 0; i < n; i++) {
        if (!table_digest(a, folder, names[i], &hex, e))
            return false;
        buf_printf(out, "%s\"%.*s\":\"%.*s\"", i ? "," : "", STR_FMT(names[i]), STR_FMT(hex));
    }
    buf_char(out, '}');
    return true;
}

static int field_order(const void *x, const void *y)
{
    return str_cmp(((const struct act_field *)x)->id, ((const struct act_field *)y)->id);
}

bool edition_read(const char *rules_dir, struct findings *f, struct catalog **out, struct err *e)
{
    struct catalog *c;
    if (!catalog_load(rules_dir, f, &c, e))
        return false;
    int64_t before = findings_count(f, FINDING_ERROR);
    if (!catalog_lint(c, FINDING_ERROR, f)) {
        catalog_free(c);
        return ERR(e, ERR_DATA, "the rulebook in %s is unsound (%lld errors): see gongshi rules check", rules_dir,
                   (long long)(findings_count(f, FINDING_ERROR) - before));
    }
    *out = c;
    return true;
}

bool edition_store(const char *dir, const struct catalog *c, struct day today, struct arena *a, struct act *out,
                   struct err *e)
{
    const char *folder = edition_dir(a, dir, catalog_digest(c));
    if (!dir_make(path_join(a, dir, "rules"), 0755, e) || !dir_remove(folder, e) || !catalog_write(c, folder, e))
        return false;
    struct buf tables = {0};
    if (!tables_json(a, folder, &tables, e)) {
        buf_free(&tables);
        return false;
    }
    const struct cat_jurisdiction *j = catalog_jurisdiction(c);
    struct act_field *f = arena_alloc(a, 3 * sizeof *f);
    f[0] = (struct act_field){STR("digest"), FORM_TEXT, str_dup(a, catalog_digest(c))};
    f[1] = (struct act_field){STR("jurisdiction"), FORM_TEXT, str_dup(a, j->id)};
    f[2] = (struct act_field){STR("tables"), FORM_JSON, str_dup(a, buf_view(&tables))};
    qsort(f, 3, sizeof *f, field_order);
    buf_free(&tables);
    struct day on = day_is(j->effective) && j->effective.n > today.n ? j->effective : today;
    *out = (struct act){.kind = KIND_RULES_ADOPT, .by = BY_OPERATOR, .on = on, .fields = f, .n_fields = 3};
    return true;
}

/* Which tables are not what they were, in words. */
static void difference(const char *folder, struct str adopted, struct arena *a, struct buf *out)
{
    json_t *was = json_loadb(adopted.p, adopted.n, 0, NULL);
    const char *name;
    json_t *hex;
    json_object_foreach(was, name, hex) {
        struct str now = STR_NONE;
        struct err ignored;
        bool there = table_digest(a, folder, str_of(name), &now, &ignored);
        if (!there || !str_is(now, json_string_value(hex)))
            buf_printf(out, "%s%s %s", out->n ? ", " : "", name, there ? "edited" : "missing");
    }
    json_decref(was);
}

bool edition_open(const char *dir, struct store *s, const struct reg_edition *row, struct catalog **out, struct err *e)
{
    struct arena *a = arena_new();
    struct findings *f = findings_new();
    struct journal_entry en;
    struct catalog *c = NULL;
    struct err why;
    struct buf words = {0};
    const char *folder = edition_dir(a, dir, row->digest);
    bool ok = journal_get(s, row->seq, a, &en, e);
    if (ok) {
        bool loaded = catalog_load(folder, f, &c, &why);
        difference(folder, act_text(&en.act, "tables"), a, &words);
        ok = loaded && !words.n && str_eq(catalog_digest(c), row->digest);
        if (!ok)
            ERR(e, ERR_CORRUPT, "the rulebook in force was edited behind the register (rules/%.*s: %.*s); adopt changes with 'rules adopt'",
                DIGEST_SHOWN, row->digest.p, words.n ? (int)words.n : 8, words.n ? words.p : "unlisted");
    }
    if (ok)
        *out = c;
    else
        catalog_free(c);
    buf_free(&words);
    findings_free(f);
    arena_free(a);
    return ok;
}

bool editions_load(struct writer *w, struct err *e)
{
    struct arena *a = arena_new();
    struct reg_edition *rows;
    size_t n;
    bool ok = registry_editions(w->store, a, &rows, &n, e);
    for (size_t i = w->editions.n; ok && i < n; i++) {
        struct edition x = {rows[i].seq, rows[i].effective, NULL};
        struct day adopted = day_of_instant(rows[i].adopted);
        if (x.effective.n < adopted.n)
            x.effective = adopted;
        ok = edition_open(w->dir, w->store, &rows[i], &x.catalog, e);
        if (ok)
            VEC_PUSH(&w->editions, x);
    }
    arena_free(a);
    return ok && (w->editions.n > 0 || ERR(e, ERR_CORRUPT, "the register has no rulebook"));
}

void editions_free(struct writer *w)
{
    for (size_t i = 0; i < w->editions.n; i++)
        catalog_free(w->editions.v[i].catalog);
    VEC_FREE(&w->editions);
}

const struct edition *edition_on(const struct writer *w, struct day today)
{
    const struct edition *best = &w->editions.v[0];
    for (size_t i = 1; i < w->editions.n; i++)
        if (w->editions.v[i].effective.n <= today.n)
            best = &w->editions.v[i];
    return best;
}

bool act_catalog(const char *dir, struct store *reader, struct day today, struct catalog **out, struct err *e)
{
    struct arena *a = arena_new();
    struct reg_edition *rows;
    size_t n;
    bool ok = registry_editions(reader, a, &rows, &n, e);
    if (ok && !n)
        ok = ERR(e, ERR_CORRUPT, "the register has no rulebook");
    size_t best = 0;
    for (size_t i = 1; ok && i < n; i++)
        if (rows[i].effective.n <= today.n)
            best = i;
    ok = ok && edition_open(dir, reader, &rows[best], out, e);
    arena_free(a);
    return ok;
}

enum { DIGEST_AT_LEAST = 4 };

static bool is_meant(const struct reg_edition *row, struct str which)
{
    int64_t seq;
    if (str_int(which, &seq) && seq == row->seq)
        return true;
    return which.n >= DIGEST_AT_LEAST && str_starts(row->digest, which);
}

bool act_edition(const char *dir, struct store *reader, struct str which, struct catalog **out, struct err *e)
{
    struct arena *a = arena_new();
    struct reg_edition *rows;
    const struct reg_edition *found = NULL;
    size_t n;
    bool ok = registry_editions(reader, a, &rows, &n, e);
    for (size_t i = 0; ok && i < n; i++) {
        if (!is_meant(&rows[i], which))
            continue;
        if (found && !str_eq(found->digest, rows[i].digest))
            ok = ERR(e, ERR_INVALID, "several editions begin with '%.*s'", STR_FMT(which));
        found = &rows[i];
    }
    if (ok && !found)
        ok = ERR(e, ERR_NOT_FOUND, "no rulebook folder and no adopted edition '%.*s'", STR_FMT(which));
    ok = ok && edition_open(dir, reader, found, out, e);
    arena_free(a);
    return ok;
}
