/* SPDX-License-Identifier: Apache-2.0 */
/* The keys of a register, and receipts made with one of them. */
#include "journal_int.h"

enum { KEY_FILE_MAX_BYTES = 4096 };

struct line { /* one line "NAME HEX" of a key file */
    const char *name;
    uint8_t *key;
    size_t n;
};

static bool lines_parse(struct str text, const struct line *lines, size_t n)
{
    struct str line, word;
    for (size_t i = 0; i < n; i++) {
        if (!str_split(&text, '\n', &line) || !str_split(&line, ' ', &word) || !str_is(word, lines[i].name) ||
            !hex_parse(line, lines[i].key, lines[i].n))
            return false;
    }
    return text.n == 0;
}

static bool lines_read(const char *path, const struct line *lines, size_t n, struct err *e)
{
    struct buf text = {0};
    bool ok = file_read(path, KEY_FILE_MAX_BYTES, &text, e);
    if (ok && !lines_parse(buf_view(&text), lines, n))
        ok = ERR(e, ERR_CORRUPT, "%s is no key file of this program", path);
    if (text.cap)
        mem_wipe(text.p, text.cap);
    buf_free(&text);
    return ok;
}

static bool lines_write(const char *path, const struct line *lines, size_t n, struct err *e)
{
    struct buf text = {0};
    buf_reserve(&text, KEY_FILE_MAX_BYTES);
    for (size_t i = 0; i < n; i++) {
        random_bytes(lines[i].key, lines[i].n);
        buf_z(&text, lines[i].name);
        buf_char(&text, ' ');
        hex_put(&text, lines[i].key, lines[i].n);
        buf_char(&text, '\n');
    }
    bool ok = file_write_atomic(path, buf_view(&text), 0600, e);
    mem_wipe(text.p, text.cap);
    buf_free(&text);
    return ok;
}

/* The person key is written first: a register key that stands shows that both were made. */
static bool load(const char *folder, bool create, struct keys *k, struct arena *a, struct err *e)
{
    const char *shared = path_join(a, folder, "register"), *person = path_join(a, folder, "person");
    const struct line of_register[] = {{"receipt", k->receipt, sizeof k->receipt},
                                       {"register", k->register_, sizeof k->register_}};
    const struct line of_person[] = {{"person", k->person, sizeof k->person}};
    if (!file_exists(shared)) {
        if (!create)
            return ERR(e, ERR_NOT_FOUND, "the register's keys are missing: %s", shared);
        k->has_person = true;
        return dir_make(folder, 0700, e) && lines_write(person, of_person, 1, e) &&
               lines_write(shared, of_register, 2, e);
    }
    k->has_person = file_exists(person);
    return lines_read(shared, of_register, 2, e) && (!k->has_person || lines_read(person, of_person, 1, e));
}

bool keys_load(const char *dir, bool create, struct keys *out, struct err *e)
{
    struct keys k = {0};
    struct arena *a = arena_new();
    bool ok = load(path_join(a, dir, "keys"), create, &k, a, e);
    arena_free(a);
    if (ok)
        *out = k;
    mem_wipe(&k, sizeof k);
    return ok;
}

const char *receipt_of(const struct keys *k, int64_t seq, char out[RECEIPT_CHARS])
{
    uint8_t plain[16] = {0}, cipher[16];
    for (int i = 0; i < 8; i++)
        plain[i] = (uint8_t)((uint64_t)seq >> (56 - 8 * i));
    aes128_encrypt(k->receipt, plain, cipher);
    struct buf b = {0};
    base32_put(&b, cipher, sizeof cipher);
    ASSERT(b.n == RECEIPT_CHARS - 1);
    memcpy(out, b.p, b.n);
    out[b.n] = 0;
    buf_free(&b);
    return out;
}

bool receipt_parse(const struct keys *k, struct str s, int64_t *seq)
{
    static const uint8_t zeroes[8];
    uint8_t plain[16], cipher[16];
    uint64_t n = 0;
    if (!base32_parse(s, cipher, sizeof cipher))
        return false;
    aes128_decrypt(k->receipt, cipher, plain);
    for (int i = 0; i < 8; i++)
        n = n << 8 | plain[i];
    if (!bytes_equal(plain + 8, zeroes, sizeof zeroes) || n == 0 || n > INT64_MAX)
        return false;
    *seq = (int64_t)n;
    return true;
}
