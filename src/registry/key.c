/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Natural keys. A record's row is found by (subject, key): the subject stands first, so that a file sorted by
 * subject meets the index in its own order. The key is the type, then the parts its row in the rulebook names.
 */
#include "registry_int.h"

#include "text/text.h"

enum { KEY_SEPARATOR = 0x1f };

static void put_doc_no(struct str doc_no, struct buf *out)
{
    if (doc_no.n)
        text_doc_key(doc_no, out);
}

static void put_part(struct str part, const struct act *a, struct buf *out)
{
    buf_char(out, KEY_SEPARATOR);
    if (str_is(part, "agency")) {
        buf_str(out, a->agency);
    } else if (str_is(part, "doc_no")) {
        put_doc_no(a->doc_no, out);
    } else if (str_is(part, "year|doc_no")) {
        struct str year = act_text(a, "year");
        if (year.n)
            buf_str(out, year);
        else
            put_doc_no(a->doc_no, out);
    } else {
        char id[64];
        snprintf(id, sizeof id, "%.*s", STR_FMT(part));
        buf_str(out, act_text(a, id));
    }
}

void registry_natural_key(const struct cat_type *type, const struct act *a, struct buf *out)
{
    if (a->kind == KIND_LIST_NOTICE) { /* a notice and the decision after it may bear the same number */
        buf_z(out, act_kind_text(a->kind));
        buf_char(out, KEY_SEPARATOR);
    }
    buf_str(out, type->id);
    struct str rest = type->natural_key, part;
    while (str_split(&rest, ' ', &part))
        if (part.n)
            put_part(part, a, out);
}

void registry_copy_key(struct str url, struct str key, struct buf *out)
{
    uint8_t digest[SHA256_BYTES];
    sha256_of(url.p, url.n, digest);
    buf_char(out, '@');
    base32_put(out, digest, 10);
    buf_char(out, KEY_SEPARATOR);
    buf_str(out, key);
}

void record_key_hmac(const struct keys *k, struct str subject, struct str nkey, uint8_t out[SHA256_BYTES])
{
    struct buf b = {0};
    buf_put_lp(&b, subject);
    buf_put_lp(&b, nkey);
    hmac_sha256(k->register_, sizeof k->register_, b.p, b.n, out);
    buf_free(&b);
}

bool registry_record_key_hex(struct store *s, const struct keys *k, const struct reg_record *r, struct arena *a,
                             struct str *out, struct err *e)
{
    struct record_row row;
    bool found;
    uint8_t hmac[SHA256_BYTES];
    if (!record_row_by_seq(s, r->subject, r->seq, a, &found, &row, e))
        return false;
    if (!found)
        return ERR(e, ERR_NOT_FOUND, "no such record");
    record_key_hmac(k, r->subject, row.nkey, hmac);
    struct buf b = {0};
    hex_put(&b, hmac, sizeof hmac);
    *out = str_dup(a, buf_view(&b));
    buf_free(&b);
    return true;
}

static bool key_is_gone(struct store *s, const struct keys *k, struct str subject, struct str nkey, bool *gone,
                        struct err *e)
{
    struct rows *q;
    bool got;
    uint8_t hmac[SHA256_BYTES];
    record_key_hmac(k, subject, nkey, hmac);
    if (!store_query(s, &q, e, ST_GONE_KEY_GET, "b", str_n((const char *)hmac, sizeof hmac)))
        return false;
    bool ok = rows_next(q, &got, e);
    if (ok)
        *gone = got;
    rows_end(q);
    return ok;
}

bool registry_key_find(struct store *s, const struct keys *k, struct str subject, struct str key, struct arena *a,
                       bool *found, struct reg_record *out, bool *erased, struct err *e)
{
    struct rows *q;
    bool got;
    if (!store_query(s, &q, e, ST_RECORD_OF_KEY, "tt", subject, key))
        return false;
    bool ok = rows_next(q, &got, e);
    if (ok && got) {
        struct record_row row;
        record_row_read(q, a, &row);
        *out = row.r;
    }
    rows_end(q);
    if (!ok)
        return false;
    bool gone = false;
    if (!got && !key_is_gone(s, k, subject, key, &gone, e))
        return false;
    *found = got;
    *erased = gone;
    return true;
}
