/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/backup.h"

#include <stdlib.h>

#include "codec/codec.h"
#include "store/store.h"

enum { MANIFEST_MAX_BYTES = 1 << 20 };

bool manifest_digest(const char *path, uint8_t sha256[SHA256_BYTES], int64_t *bytes, struct err *e)
{
    struct file_map m;
    if (!file_map_open(path, &m, e))
        return false;
    sha256_of(m.data.p, m.data.n, sha256);
    *bytes = (int64_t)m.data.n;
    file_map_close(&m);
    return true;
}

static int by_name(const void *x, const void *y)
{
    const struct manifest_file *a = x, *b = y;
    return str_cmp(a->name, b->name);
}

bool manifest_write(struct manifest *m, const char *dir, struct err *e)
{
    struct buf out = {0};
    qsort(m->files.v, m->files.n, sizeof *m->files.v, by_name);
    buf_printf(&out, "{\"format\":%d,\"feed\":%lld,\"files\":[", STORE_FORMAT, (long long)m->feed);
    for (size_t i = 0; i < m->files.n; i++) {
        const struct manifest_file *f = &m->files.v[i];
        buf_z(&out, i ? ",\n{\"name\":" : "\n{\"name\":");
        json_put_string(&out, f->name);
        buf_printf(&out, ",\"bytes\":%lld,\"sha256\":\"", (long long)f->bytes);
        hex_put(&out, f->sha256, SHA256_BYTES);
        buf_z(&out, "\"}");
    }
    buf_z(&out, "]}\n");
    bool ok = file_write_atomic(path_join(m->a, dir, "MANIFEST.json"), buf_view(&out), 0600, e);
    buf_free(&out);
    return ok;
}

/* A name that stays inside the folder: no absolute path, no "..". */
static bool name_is_inside(struct str name)
{
    struct str part;
    if (!name.n || name.p[0] == '/' || memchr(name.p, 0, name.n))
        return false;
    while (str_split(&name, '/', &part))
        if (!part.n || str_is(part, "..") || str_is(part, "."))
            return false;
    return true;
}

static bool file_parse(const json_t *j, struct arena *a, struct manifest_file *out, struct err *e)
{
    const char *name = json_string_value(json_object_get(j, "name"));
    const char *sha = json_string_value(json_object_get(j, "sha256"));
    out->name = str_dup(a, str_of(name));
    out->bytes = json_integer_value(json_object_get(j, "bytes"));
    if (!name_is_inside(out->name) || !sha || !hex_parse(str_of(sha), out->sha256, SHA256_BYTES))
        return ERR(e, ERR_CORRUPT, "the manifest of the backup is damaged");
    return true;
}

static bool manifest_read(struct manifest *m, const char *dir, struct err *e)
{
    struct buf text = {0};
    json_t *j = NULL;
    struct err why = {0};
    bool ok = file_read(path_join(m->a, dir, "MANIFEST.json"), MANIFEST_MAX_BYTES, &text, e);
    if (ok && !json_read(buf_view(&text), MANIFEST_MAX_BYTES, &j, &why))
        ok = ERR(e, ERR_CORRUPT, "the manifest of the backup is damaged: %s", why.msg);
    if (ok) {
        m->format = json_integer_value(json_object_get(j, "format"));
        m->feed = json_integer_value(json_object_get(j, "feed"));
    }
    const json_t *files = json_object_get(j, "files");
    for (size_t i = 0; ok && i < json_array_size(files); i++) {
        struct manifest_file f = {0};
        ok = file_parse(json_array_get(files, i), m->a, &f, e);
        VEC_PUSH(&m->files, f);
    }
    json_decref(j);
    buf_free(&text);
    return ok;
}

bool manifest_verify(struct manifest *m, const char *dir, struct err *e)
{
    if (!manifest_read(m, dir, e))
        return false;
    for (size_t i = 0; i < m->files.n; i++) {
        const struct manifest_file *f = &m->files.v[i];
        uint8_t sha[SHA256_BYTES];
        int64_t bytes;
        struct err why = {0};
        if (!manifest_digest(path_join(m->a, dir, f->name.p), sha, &bytes, &why))
            return ERR(e, ERR_CORRUPT, "the backup is not whole: %s", why.msg);
        if (bytes != f->bytes || memcmp(sha, f->sha256, SHA256_BYTES) != 0)
            return ERR(e, ERR_CORRUPT, "the backup is damaged: %s differs from the manifest", f->name.p);
    }
    return true;
}
