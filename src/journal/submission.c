/* SPDX-License-Identifier: Apache-2.0 */
/* Submissions: the same request again gets the same receipts, another one under the same id is seen. */
#include "journal_int.h"

bool journal_submission_put(struct journal *j, struct str agency, struct str id, struct str request, int64_t first_seq,
                            int64_t last_seq, struct err *e)
{
    uint8_t mac[SHA256_BYTES];
    hmac_sha256(j->keys->register_, sizeof j->keys->register_, request.p, request.n, mac);
    return store_run(j->store, NULL, e, ST_SUBMISSION_PUT, "ttbii", or_empty(agency), or_empty(id),
                     str_n((const char *)mac, sizeof mac), first_seq, last_seq);
}

bool journal_submission_find(struct store *s, const struct keys *k, struct str agency, struct str id,
                             struct str request, bool *found, bool *same, int64_t *first_seq, int64_t *last_seq,
                             struct err *e)
{
    struct rows *r;
    bool got = false;
    uint8_t mac[SHA256_BYTES];
    if (!store_query(s, &r, e, ST_SUBMISSION_GET, "tt", or_empty(agency), or_empty(id)))
        return false;
    bool ok = rows_next(r, &got, e);
    if (ok && got) {
        struct str stored = rows_str(r, 0);
        hmac_sha256(k->register_, sizeof k->register_, request.p, request.n, mac);
        *same = stored.n == sizeof mac && bytes_equal(stored.p, mac, sizeof mac);
        *first_seq = rows_i64(r, 1);
        *last_seq = rows_i64(r, 2);
    }
    if (ok)
        *found = got;
    rows_end(r);
    return ok;
}
