/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli_int.h"

/* The clock of a reading verb: --now in a rehearsal, else the register's own. */
static bool clock_choose(const struct cli *c, struct session *s, struct err *e)
{
    s->now = s->info.clock;
    if (c->now.s) {
        if (!s->info.rehearsal)
            return ERR(e, ERR_INVALID, "--now is for rehearsal registers only");
        s->now = c->now;
        s->when.known = c->now;
    }
    s->when.today = day_of_instant(s->now);
    s->when.as_of = s->when.today;
    return true;
}

bool session_open(const struct cli *c, struct session *out, struct err *e)
{
    struct session s = {0};
    bool ok = register_need(c, e) && store_open_reader(c->data, &s.store, e) && keys_load(c->data, false, &s.keys, e) &&
              act_info(c->data, s.store, &s.info, e) && clock_choose(c, &s, e) &&
              act_catalog(c->data, s.store, s.when.today, &s.catalog, e) && store_read_begin(s.store, e);
    if (ok)
        *out = s;
    else
        session_close(&s);
    return ok;
}

void session_close(struct session *s)
{
    if (s->store)
        store_read_end(s->store);
    catalog_free(s->catalog);
    store_close(s->store);
    mem_wipe(&s->keys, sizeof s->keys);
}

struct view_ask session_ask(const struct cli *c, const struct session *s)
{
    return (struct view_ask){.store = s->store,
                             .catalog = s->catalog,
                             .keys = &s->keys,
                             .when = s->when,
                             .now = s->now,
                             .who = VIEW_PUBLIC,
                             .lang = c->lang};
}

bool catalog_here(const struct cli *c, const char *jurisdiction, struct catalog **out, struct err *e)
{
    if (!act_is_register(c->data)) {
        struct findings *f = findings_new();
        bool loaded = catalog_load(rules_dir(c->a, jurisdiction), f, out, e);
        if (!loaded)
            findings_tell(c, NULL, f, 20);
        findings_free(f);
        return loaded;
    }
    struct session s = {0};
    if (!session_open(c, &s, e))
        return false;
    *out = s.catalog;
    s.catalog = NULL;
    session_close(&s);
    return true;
}
