/* SPDX-License-Identifier: Apache-2.0 */
/* For insiders of api: a thread's reader, problems, JSON members. */
#ifndef GONGSHI_API_INT_H
#define GONGSHI_API_INT_H

#include <pthread.h>

#include "api/api.h"
#include "api_words.h"

struct answer_cache;
struct answer_cache *answer_cache_new(void);
void answer_cache_free(struct answer_cache *c);
bool answer_cache_get(struct answer_cache *c, struct str key, struct arena *a, struct http_answer *out);
void answer_cache_put(struct answer_cache *c, struct str key, const struct http_answer *out);

/* What one serving thread has. */
struct site_thread {
    struct store *store; /* NULL while the register cannot be opened */
    struct answer_cache *cache;
    pthread_mutex_t lock; /* held while it answers; of what follows, and of the store */
    bool reading;         /* a snapshot is open: */
    int64_t published;    /* what was published before it began */
    int64_t begun_ms;
    int64_t seq; /* its last act, and that one's time */
    struct instant at;
    struct site_thread *next;
};
/* A thread's store begins or goes on with a snapshot; given back, it stays open for a moment where leases are kept. */
void lease_join(struct site_leases *x, struct site_thread *t);
void lease_leave(struct site_leases *x, struct site_thread *t);
bool lease_take(const struct site *s, struct site_thread *t, struct err *e) MUST_CHECK;
void lease_give(const struct site *s, struct site_thread *t);

const char *api_word(enum lang lang, enum api_word_id id);
/* The language of the answer's words: Chinese unless English is asked for first. */
enum lang api_lang(const struct http_request *q);
/* A problem, RFC 9457. detail may be empty. */
void api_problem(const struct http_request *q, int status, struct str code, struct str detail, struct http_answer *out);
/* The same for what was refused: a member of errors[] for each error found. */
void api_refusal(const struct http_request *q, int status, struct str code, const struct findings *f,
                 struct http_answer *out);
void api_get_description(void *context, const struct http_request *q, struct http_answer *out);
/* Headers of an answer to a request that wrote. */
void api_written(const struct http_request *q, struct http_answer *out);
/* A problem for an error; words of ERR_INVALID and ERR_LIMIT are shown, others are not. */
void api_error(const struct http_request *q, const struct err *e, struct http_answer *out);

/* "/entities/X" for "/api/v1/entities/X": Link to the page of the same thing. */
struct str api_page_link(const struct http_request *q);

/* A handler inside a snapshot; false leaves an error to be told. */
typedef bool (*api_answer_fn)(const struct view_ask *ask, const struct http_request *q, struct http_answer *out,
                              struct err *e);
void api_with_ask(void *context, const struct http_request *q, struct http_answer *out, api_answer_fn answer);
/* Headers of a JSON answer made from the snapshot. */
void api_json_answer(const struct http_request *q, const struct view_ask *ask, struct http_answer *out);

/* rulebook.c */
void api_get_lists(void *context, const struct http_request *q, struct http_answer *out);
void api_get_list(void *context, const struct http_request *q, struct http_answer *out);
void api_get_measures(void *context, const struct http_request *q, struct http_answer *out);
void api_get_measure(void *context, const struct http_request *q, struct http_answer *out);
void api_get_agency(void *context, const struct http_request *q, struct http_answer *out);
void api_get_instrument(void *context, const struct http_request *q, struct http_answer *out);

/* process.c */
void api_get_repair(void *context, const struct http_request *q, struct http_answer *out);
void api_get_calendar(void *context, const struct http_request *q, struct http_answer *out);
void api_get_entries(void *context, const struct http_request *q, struct http_answer *out);
void api_get_filings(void *context, const struct http_request *q, struct http_answer *out);

#endif
