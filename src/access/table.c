/* SPDX-License-Identifier: Apache-2.0 */
/* The projection: which keys there are, whose, and which are live. */
#include "access_int.h"

static void row_read(struct rows *q, struct arena *a, struct key_row *out)
{
    struct str mac = rows_str(q, 2);
    *out = (struct key_row){.key = {.id = str_dup(a, rows_str(q, 0)),
                                    .agency = str_dup(a, rows_str(q, 1)),
                                    .label = str_dup(a, rows_str(q, 3)),
                                    .added = {rows_i64(q, 4)},
                                    .add_seq = rows_i64(q, 5),
                                    .revoked = {rows_i64(q, 6)},
                                    .revoke_seq = rows_i64(q, 7)}};
    if (mac.n == sizeof out->mac)
        memcpy(out->mac, mac.p, mac.n);
}

bool key_row_find(struct store *s, struct str id, struct arena *a, bool *found, struct key_row *out, struct err *e)
{
    struct rows *q;
    bool got;
    if (!store_query(s, &q, e, ST_AGENCY_KEY_GET, "t", id))
        return false;
    bool ok = rows_next(q, &got, e);
    if (ok && got)
        row_read(q, a, out);
    if (ok)
        *found = got;
    rows_end(q);
    return ok;
}

bool access_key_find(struct store *s, struct str id, struct arena *a, bool *found, struct access_key *out,
                     struct err *e)
{
    struct key_row row;
    if (!key_row_find(s, id, a, found, &row, e))
        return false;
    if (*found)
        *out = row.key;
    return true;
}

bool access_keys(struct store *s, struct str agency, struct arena *a, struct access_key **out, size_t *n, struct err *e)
{
    struct rows *q;
    VEC(struct access_key) v = {0};
    bool got = false, ok;
    if (!store_query(s, &q, e, ST_AGENCY_KEY_ALL, ""))
        return false;
    while ((ok = rows_next(q, &got, e)) && got) {
        struct key_row row;
        row_read(q, a, &row);
        if (!agency.n || str_eq(row.key.agency, agency))
            VEC_PUSH(&v, row.key);
    }
    rows_end(q);
    if (ok)
        VEC_KEEP(&v, a, out, n);
    VEC_FREE(&v);
    return ok;
}

bool access_has_key(struct store *s, struct str agency, bool *has, struct err *e)
{
    struct rows *q;
    bool got, ok = agency.n ? store_query(s, &q, e, ST_AGENCY_KEY_LIVE_OF, "t", agency)
                            : store_query(s, &q, e, ST_AGENCY_KEY_LIVE, "");
    if (!ok)
        return false;
    ok = rows_next(q, &got, e);
    if (ok)
        *has = got;
    rows_end(q);
    return ok;
}

bool access_apply(struct store *s, const struct journal_entry *en, struct err *e)
{
    const struct act *a = &en->act;
    uint8_t mac[SHA256_BYTES];
    struct str id = act_text(a, "key"), label = act_text(a, "label");
    if (en->kind == KIND_KEY_REVOKE)
        return store_run(s, NULL, e, ST_AGENCY_KEY_END, "tii", id, en->at.s, en->seq);
    if (!base32_parse(act_text(a, "hmac"), mac, sizeof mac))
        return ERR(e, ERR_CORRUPT, "act %lld adds a key without its MAC", (long long)en->seq);
    return store_run(s, NULL, e, ST_AGENCY_KEY_PUT, "ttbtii", id, a->agency, str_n((const char *)mac, sizeof mac),
                     label.n ? label : STR_NONE, en->at.s, en->seq);
}
