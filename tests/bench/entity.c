/* SPDX-License-Identifier: Apache-2.0 */
/*
 * entity DIR FILE: the JSON of the organisations whose codes stand in FILE, made as a door makes it but without a
 * network: microseconds of processor time each, all of it and its stages.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "catalog/catalog.h"
#include "view/view.h"

struct bench {
    struct store *store;
    struct catalog *catalog;
    struct keys keys;
    struct arena *a;
    struct buf out;
    int64_t found;
};

static double cpu_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static struct view_ask ask_of(const struct bench *b)
{
    struct instant now = instant_now();
    struct day today = day_of_instant(now);
    return (struct view_ask){.store = b->store,
                             .catalog = b->catalog,
                             .keys = &b->keys,
                             .when = {today, today, {0}},
                             .now = now,
                             .lean = true};
}

static bool nothing(struct bench *b, struct str code, struct err *e)
{
    (void)b, (void)code, (void)e;
    return true;
}

static bool find(struct bench *b, struct str code, struct err *e)
{
    struct reg_entity x;
    bool found;
    return registry_entity_find(b->store, code, b->a, &found, &x, e);
}

static bool view(struct bench *b, struct str code, struct err *e)
{
    struct view_ask ask = ask_of(b);
    struct view_entity x;
    bool found;
    if (!view_entity(&ask, code, b->a, &found, &x, e))
        return false;
    b->found += found;
    return true;
}

static bool json(struct bench *b, struct str code, struct err *e)
{
    struct view_ask ask = ask_of(b);
    struct view_entity x;
    bool found;
    if (!view_entity(&ask, code, b->a, &found, &x, e))
        return false;
    buf_clear(&b->out);
    if (found)
        view_entity_json(&x, &b->out);
    return true;
}

static double run(struct bench *b, struct str codes, bool (*one)(struct bench *, struct str, struct err *))
{
    struct err e = {0};
    struct str code;
    int64_t n = 0;
    double start = cpu_us();
    while (str_split(&codes, '\n', &code)) {
        arena_reset(b->a);
        if (!store_read_begin(b->store, &e) || !one(b, code, &e)) {
            fprintf(stderr, "%s\n", e.msg);
            exit(1);
        }
        store_read_end(b->store);
        n++;
    }
    return n ? (cpu_us() - start) / (double)n : 0;
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        bool (*one)(struct bench *, struct str, struct err *);
    } rows[] = {{"a snapshot", nothing}, {"its row", find}, {"what is told of it", view}, {"its JSON", json}};
    struct bench b = {.a = arena_new()};
    struct buf codes = {0};
    struct err e = {0};
    struct findings *f = findings_new();
    if (argc < 3)
        return 2;
    const char *rules = argc > 3 ? argv[3] : "data/demo";
    if (!store_open_reader(argv[1], &b.store, &e) || !keys_load(argv[1], false, &b.keys, &e) ||
        !catalog_load(rules, f, &b.catalog, &e) || !file_read(argv[2], 1 << 30, &codes, &e)) {
        fprintf(stderr, "%s\n", e.msg);
        return 1;
    }
    run(&b, buf_view(&codes), json); /* the files are in memory */
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        printf("%-20s %7.2f us\n", rows[i].name, run(&b, buf_view(&codes), rows[i].one));
    printf("%lld found\n", (long long)b.found);
    store_close(b.store);
    catalog_free(b.catalog);
    findings_free(f);
    arena_free(b.a);
    buf_free(&b.out);
    buf_free(&codes);
    return 0;
}
