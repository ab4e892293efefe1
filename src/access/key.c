/* SPDX-License-Identifier: Apache-2.0 */
/* A key's forms: bits, print, MAC. */
#include "access_int.h"

static const char PREFIX[] = "gsk_";
enum { PREFIX_CHARS = sizeof PREFIX - 1, SECRET_BYTES = 32, ID_BYTES = ACCESS_ID_CHARS / 2 };

/* The MAC's message names id and agency, so that a MAC moved to another row fits nothing. */
static void mac_of(const struct keys *k, struct str id, struct str agency, const uint8_t secret[SECRET_BYTES],
                   uint8_t out[SHA256_BYTES])
{
    struct buf b = {0};
    buf_z(&b, "gongshi-agency-key/v1\n");
    buf_put_lp(&b, id);
    buf_put_lp(&b, agency);
    buf_put(&b, secret, SECRET_BYTES);
    hmac_sha256(k->register_, sizeof k->register_, b.p, b.n, out);
    mem_wipe(b.p, b.cap);
    buf_free(&b);
}

void access_key_make(const struct keys *k, struct str agency, struct access_fresh *out)
{
    uint8_t secret[SECRET_BYTES], id[ID_BYTES], mac[SHA256_BYTES];
    struct buf b = {0};
    buf_reserve(&b, ACCESS_KEY_CHARS + ACCESS_MAC_CHARS); /* grown once, so that one wipe reaches all of it */
    random_bytes(secret, sizeof secret);
    random_bytes(id, sizeof id);
    buf_z(&b, PREFIX);
    hex_put(&b, id, sizeof id);
    memcpy(out->id, b.p + PREFIX_CHARS, ACCESS_ID_CHARS);
    out->id[ACCESS_ID_CHARS] = 0;
    buf_char(&b, '_');
    base32_put(&b, secret, sizeof secret);
    ASSERT(b.n == ACCESS_KEY_CHARS);
    memcpy(out->printed, b.p, b.n);
    out->printed[b.n] = 0;
    mac_of(k, str_of(out->id), agency, secret, mac);
    buf_clear(&b);
    base32_put(&b, mac, sizeof mac); /* hex might by chance hold what looks like a person's number */
    memcpy(out->mac, b.p, b.n);
    out->mac[b.n] = 0;
    mem_wipe(secret, sizeof secret);
    mem_wipe(b.p, b.cap);
    buf_free(&b);
}

bool access_id_is_formed(struct str id)
{
    for (size_t i = 0; i < id.n; i++)
        if (!((id.p[i] >= '0' && id.p[i] <= '9') || (id.p[i] >= 'a' && id.p[i] <= 'f')))
            return false;
    return id.n == ACCESS_ID_CHARS;
}

bool access_mac_is_formed(struct str mac)
{
    uint8_t bytes[SHA256_BYTES];
    return base32_parse(mac, bytes, sizeof bytes);
}

static bool parse(struct str printed, struct str *id, uint8_t secret[SECRET_BYTES])
{
    if (printed.n != ACCESS_KEY_CHARS || !str_starts(printed, STR("gsk_")) ||
        printed.p[PREFIX_CHARS + ACCESS_ID_CHARS] != '_')
        return false;
    *id = str_n(printed.p + PREFIX_CHARS, ACCESS_ID_CHARS);
    struct str rest = str_n(id->p + ACCESS_ID_CHARS + 1, printed.n - PREFIX_CHARS - ACCESS_ID_CHARS - 1);
    return access_id_is_formed(*id) && base32_parse(rest, secret, SECRET_BYTES);
}

bool access_key_shown(struct store *s, const struct keys *k, struct str printed, struct arena *a, bool *fits,
                      struct access_key *out, struct err *e)
{
    uint8_t secret[SECRET_BYTES] = {0}, mac[SHA256_BYTES];
    struct str id = STR_NONE;
    struct key_row row = {0};
    bool found = false, formed = parse(printed, &id, secret);
    bool ok = !formed || key_row_find(s, id, a, &found, &row, e);
    mac_of(k, id, row.key.agency, secret, mac); /* also for nobody, so that the time taken tells nothing */
    mem_wipe(secret, sizeof secret);
    if (!ok)
        return false;
    *fits = bytes_equal(mac, row.mac, sizeof mac) && found && !row.key.revoked.s;
    if (*fits)
        *out = row.key;
    return true;
}
