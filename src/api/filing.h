/* SPDX-License-Identifier: Apache-2.0 */
/* For the two files of the write door: single acts (filing.c) and batches (batch.c). */
#ifndef GONGSHI_API_FILING_H
#define GONGSHI_API_FILING_H

#include "act/act.h"

#include "api_int.h"

#define NDJSON_TYPE "application/x-ndjson"

/* Rides on a request from its admission on. */
struct filer {
    const struct site *site;
    char agency[64], key_id[ACCESS_ID_CHARS + 1];
    bool entered;
    enum lang lang;
};
struct act_caller filer_caller(const struct filer *f);
/* Idempotency-Key; false: *refused is the answer. */
bool filing_submission(const struct http_request *q, struct str *out, struct http_answer *refused);
/* The problem for a refused act or batch; `rule` gives the status. */
void filing_refused(const struct http_request *q, struct str code, struct str rule, const struct findings *f,
                    struct http_answer *out);
void filing_failed(const struct http_request *q, const struct err *why, struct http_answer *out);
/* Takes a batch: its connection sleeps, unless *out is filled. */
void batch_post(struct batches *b, const struct http_request *q, struct str submission, struct http_answer *out);

#endif
