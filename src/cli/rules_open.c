/* SPDX-License-Identifier: Apache-2.0 */
/* Which rulebook is meant: a folder, one that came with the program, or an edition that the register adopted. */
#include "cli/rules_int.h"

static bool is_rulebook(struct cli *c, const char *dir)
{
    return file_exists(path_join(c->a, dir, "jurisdiction.csv"));
}

const char *rules_folder(struct cli *c, const char *arg)
{
    const char *shipped = rules_dir(c->a, arg);
    return !is_rulebook(c, arg) && !strchr(arg, '/') && is_rulebook(c, shipped) ? shipped : arg;
}

static bool edition_open(struct cli *c, const char *which, struct catalog **out, struct err *e)
{
    struct store *s = NULL;
    bool ok = store_open_reader(c->data, &s, e) && act_edition(c->data, s, str_of(which), out, e);
    store_close(s);
    return ok;
}

bool rules_open(struct cli *c, const char *which, struct catalog **out, struct err *e)
{
    if (!which)
        return catalog_here(c, "cn", out, e);
    const char *dir = rules_folder(c, which);
    if (!is_rulebook(c, dir) && act_is_register(c->data))
        return edition_open(c, which, out, e);
    struct findings *f = findings_new();
    bool ok = catalog_load(dir, f, out, e);
    findings_tell(c, NULL, f, 20);
    findings_free(f);
    return ok;
}

bool rules_editions(struct cli *c, struct err *e)
{
    static const struct column columns[] = {{"seq", "序号", "seq"},
                                            {"digest", "摘要", "digest"},
                                            {"effective", "生效日", "effective"},
                                            {"adopted", "采用时间", "adopted"}};
    struct sheet sheet = {columns, 4, {0}};
    struct store *s = NULL;
    struct reg_edition *rows = NULL;
    size_t n = 0;
    char at[INSTANT_CHARS];
    bool ok = register_need(c, e) && store_open_reader(c->data, &s, e) && registry_editions(s, c->a, &rows, &n, e);
    for (size_t i = 0; ok && i < n; i++)
        sheet_row(&sheet, (struct str[]){str_printf(c->a, "%lld", (long long)rows[i].seq), rows[i].digest,
                                         rules_day(c, rows[i].effective),
                                         str_dup(c->a, str_of(instant_format(rows[i].adopted, at)))});
    store_close(s);
    return ok && sheet_write(c, &sheet, e);
}

struct str rules_word(const struct cli *c, const struct catalog *k, const char *group, struct str id)
{
    struct str key = str_printf(c->a, "%s.%.*s", group, STR_FMT(id));
    struct str word = catalog_label(k, key, c->lang);
    return str_eq(word, key) ? id : word;
}

struct str rules_day(struct cli *c, struct day d)
{
    char out[DAY_CHARS];
    return str_dup(c->a, str_of(day_format(d, out)));
}
