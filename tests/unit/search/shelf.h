/* SPDX-License-Identifier: Apache-2.0 */
/* A small register for tests of search: acts go straight into journal and registry, without the check. */
#ifndef TESTS_SEARCH_SHELF_H
#define TESTS_SEARCH_SHELF_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "search/search.h"

struct shelf {
    char dir[64];
    struct store *store;
    struct keys keys;
    struct journal *journal;
    struct registry *registry;
    struct arena *arena;
};
int shelf_open(void **state);
int shelf_close(void **state);
void shelf_must(bool ok, const struct err *e);

/* The i-th invented code: "91" "990101" and a serial. Lives in the shelf's arena. */
struct str shelf_code(struct shelf *s, int serial);
/* One act in a commit of its own; fields as pairs, NULL ends them. */
void shelf_act(struct shelf *s, enum act_kind kind, struct str subject, const char *on, ...);
/* Withdraws the record that the act of that number opened. */
void shelf_withdraw(struct shelf *s, struct str subject, int64_t seq);
/* Many registrations in one commit: names[i] under code i + first. */
void shelf_register(struct shelf *s, const struct str *names, size_t n, int first);
int64_t shelf_follow(struct shelf *s); /* names indexed */
struct search_result shelf_search(struct shelf *s, const char *query, size_t offset, size_t limit);
/* The hits of a query as "name/how|name/how". */
const char *shelf_hits(struct shelf *s, const char *query);

#endif
