/* SPDX-License-Identifier: Apache-2.0 */
/*
 * api: JSON under /api/v1, the twins of the public pages, and the one door by which programs file acts; errors as
 * RFC 9457 problems, whose `type` is a page of this site (/problems/CODE).
 */
#ifndef GONGSHI_API_H
#define GONGSHI_API_H

#include "act/act.h"
#include "http/http.h"
#include "view/view.h"

/* What both doors need to answer: handed to http as its context by `cli`. */
struct site {
    const char *dir; /* data directory */
    const struct catalog *catalog;
    struct keys keys;
    bool rehearsal, invented;
    struct act_server *acts; /* NULL: nothing is taken in */
    struct batches *batches;
    struct buf description;                      /* of the API, made once; empty: made for each who asks */
    bool behind_proxy;                           /* a key may come from another machine: the way to it is encrypted */
    struct instant (*now)(const struct site *s); /* the register's clock */
    int64_t (*feed)(const struct site *s);       /* last published seq */
    struct site_leases *leases;                  /* NULL: each request has a snapshot of its own */
    void *private_;
};
/* Snapshots that may serve the next request too, up to 20 ms, while nothing is published. NULL when there is no thread
 * to be had for them. Made before the listener starts, freed behind it. */
struct site_leases *site_leases_new(void);
void site_leases_free(struct site_leases *x); /* NULL is harmless */
/* Per thread: a reader connection. For http_options.thread_start and thread_end, context a struct site. */
void *site_thread_start(void *context);
void site_thread_end(void *context, void *thread);
/* The ask for a request: reads as_of and known_at, opens a snapshot. ERR_INVALID on bad parameters. Close it with
 * site_done. */
bool site_ask(const struct site *s, const struct http_request *q, enum lang lang, struct view_ask *out,
              struct err *e) MUST_CHECK;
void site_done(const struct site *s, const struct http_request *q, struct view_ask *ask);
/* ETag of feed position, civil day and language. */
struct str site_etag(const struct view_ask *ask, struct arena *a);
/* The answer given before to the same target (path, query, language) at the same feed position on the same day, from
 * this thread's memory: true, and *out is filled. Otherwise handlers go on and hand their answer to site_keep. */
bool site_kept(const struct site *s, const struct http_request *q, enum lang lang, struct http_answer *out);
void site_keep(const struct site *s, const struct http_request *q, enum lang lang, const struct http_answer *out);
/* An entity's path that holds an old number (registration, tax, organisation) of exactly one public organisation:
 * *moved, and *out leads to the same path under its code for good (308). */
bool site_moved(const struct view_ask *ask, const struct http_request *q, bool *moved, struct http_answer *out,
                struct err *e) MUST_CHECK;
/* Whether a query is, or holds, what is shaped like a person's number and like none of an organisation: such a thing is
 * not searched for (N4). An agency's key is no query either: neither is said back. */
bool site_is_person_number(struct str query);
/* Path and query as they may be said back: "/", and nothing, when such a number or an agency's key is in them. */
struct str site_path(const struct http_request *q);
struct str site_query(const struct http_request *q);
/* limit and cursor of a search; ERR_INVALID on bad ones. */
bool site_paging(const struct http_request *q, struct str query, size_t *offset, size_t *limit,
                 struct err *e) MUST_CHECK;
/* The cursor of the page after; empty when there is none. */
struct str site_next_cursor(struct str query, const struct view_search *r, size_t offset, size_t limit,
                            struct arena *a);

/* The repair calculator as a query asks it: record, or type with grade, decided, listed, corrected. *asked: there is a
 * question; *found: and what it is about. ERR_INVALID on a day that is none. */
bool site_repair(const struct view_ask *ask, const struct http_request *q, bool *asked, bool *found,
                 struct view_repair *out, struct err *e) MUST_CHECK;
#define SITE_REPAIR_PARAMS "record type grade decided listed corrected"
enum { SITE_ENTRIES = 50 }; /* of a list, a page */

/* What is to be said of a code, wherever it came from: its words (with … for what differs from case to case), what to
 * do, what it rests on. false: no such code. */
struct site_problem {
    struct str title, advice, source;
};
bool site_problem(struct str code, enum lang lang, struct arena *a, struct site_problem *out);

/* The API as an OpenAPI document, under this rulebook. */
void api_describe(const struct catalog *c, struct buf *out);

/* The thread that takes batches apart, for a site with acts. Stop it behind http_stop, before act_server_stop. */
bool batches_start(const struct site *s, struct batches **out, struct err *e) MUST_CHECK;
void batches_stop(struct batches *b); /* NULL is harmless */

extern const struct http_route api_routes[], filing_routes[];
/* application/problem+json for a path under /api, in the language of Accept-Language. */
void api_fail(const struct site *s, const struct http_request *q, int status, const char *code,
              struct http_answer *out);

#endif
