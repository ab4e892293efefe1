/* SPDX-License-Identifier: Apache-2.0 */
/* api: JSON under /api/v1, the twins of the public pages; errors as RFC 9457 problems. Reads only. */
#ifndef GONGSHI_API_H
#define GONGSHI_API_H

#include "http/http.h"
#include "view/view.h"

/* What both doors need to answer: handed to http as its context by `cli`. */
struct site {
    const char *dir;                 /* data directory */
    const struct catalog *catalog;
    struct keys keys;
    bool rehearsal, invented;
    struct instant (*now)(const struct site *s); /* the register's clock */
    int64_t (*feed)(const struct site *s);       /* last published seq */
    void *private_;
};
/* Per thread: a reader connection. For http_options.thread_start and thread_end, context a struct site. */
void *site_thread_start(void *context);
void site_thread_end(void *context, void *thread);
/* The ask for a request: reads as_of and known_at, opens a snapshot. ERR_INVALID on bad parameters. Close it with site_done. */
bool site_ask(const struct site *s, const struct http_request *q, enum lang lang, struct view_ask *out, struct err *e) MUST_CHECK;
void site_done(struct view_ask *ask);
/* ETag of feed position and civil day. */
struct str site_etag(const struct view_ask *ask, struct arena *a);

extern const struct http_route api_routes[];
/* application/problem+json for a path under /api. */
void api_fail(const struct site *s, const struct http_request *q, int status, const char *code, struct http_answer *out);

#endif
