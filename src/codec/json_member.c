/* SPDX-License-Identifier: Apache-2.0 */
/* Members of an object that is being written; the comma comes by itself. */
#include "codec/codec.h"

void json_put_name(struct buf *out, const char *name)
{
    char last = out->n ? out->p[out->n - 1] : '{';
    if (last != '{' && last != '[')
        buf_char(out, ',');
    buf_char(out, '"');
    buf_z(out, name);
    buf_z(out, "\":");
}

void json_put_text(struct buf *out, const char *name, struct str s)
{
    json_put_name(out, name);
    if (s.n)
        json_put_string(out, s);
    else
        buf_z(out, "null");
}

void json_put_int(struct buf *out, const char *name, int64_t v)
{
    json_put_name(out, name);
    buf_i64(out, v);
}

void json_put_bool(struct buf *out, const char *name, bool v)
{
    json_put_name(out, name);
    buf_z(out, v ? "true" : "false");
}

void json_put_day(struct buf *out, const char *name, struct day d)
{
    char text[DAY_CHARS];
    json_put_text(out, name, str_of(day_format(d, text)));
}

void json_put_instant(struct buf *out, const char *name, struct instant t)
{
    char text[INSTANT_CHARS];
    json_put_text(out, name, t.s ? str_of(instant_format(t, text)) : STR_NONE);
}
