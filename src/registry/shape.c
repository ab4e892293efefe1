/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An organisation's row holds its registration fields as they are known latest, so that showing it reads one row and
 * no act. What many rows share is its shape: the registrar, and which fields there are, each with the letter of its
 * form ("taddress tlegal_rep"). The row has the values one after the other, each but the last with its length in front
 * (seven bits a byte, the lowest first, more to come above 127). Fields with a column of their own are left out; of
 * very long ones nothing is kept, and the journal has to be asked.
 */
#include "registry_int.h"

enum { MOST_BYTES = 256 };

static const char forms[] = {[FORM_TEXT] = 't', [FORM_INT] = 'i', [FORM_BOOL] = 'b', [FORM_JSON] = 'j'};

static bool has_column(struct str id)
{
    return str_is(id, "name") || str_is(id, "status") || str_is(id, "former_names");
}

static void length_put(struct buf *b, size_t n)
{
    for (; n > 127; n >>= 7)
        buf_char(b, (char)(n | 128));
    buf_char(b, (char)n);
}

static bool length_take(struct str *rest, size_t *n)
{
    *n = 0;
    for (unsigned shift = 0; rest->n && shift < 28; shift += 7) {
        unsigned char c = (unsigned char)*rest->p;
        *rest = str_n(rest->p + 1, rest->n - 1);
        *n |= (size_t)(c & 127) << shift;
        if (c < 128)
            return true;
    }
    return false;
}

void shape_pack(struct registry *r, const struct act_field *fields, size_t n, struct reg_entity *x)
{
    struct buf *shape = &r->shape, *values = &r->values;
    size_t last = n;
    while (last > 0 && has_column(fields[last - 1].id))
        last--;
    buf_clear(shape);
    buf_clear(values);
    for (size_t i = 0; i < last; i++) {
        if (has_column(fields[i].id))
            continue;
        if (shape->n)
            buf_char(shape, ' ');
        buf_char(shape, forms[fields[i].form]);
        buf_str(shape, fields[i].id);
        if (i + 1 < last)
            length_put(values, fields[i].value.n);
        buf_str(values, fields[i].value);
    }
    bool fits = values->n <= MOST_BYTES;
    x->shape = fits ? buf_view(shape) : STR(SHAPE_IN_JOURNAL);
    x->values = fits ? buf_view(values) : STR("");
}

static bool form_of(char letter, enum field_form *form)
{
    for (size_t i = 0; i < sizeof forms; i++)
        if (forms[i] == letter) {
            *form = (enum field_form)i;
            return true;
        }
    return false;
}

static bool unpack(struct str shape, struct str values, struct act_field *v, size_t *n)
{
    struct str one;
    for (*n = 0; str_split(&shape, ' ', &one); ++*n) {
        struct act_field *f = &v[*n];
        size_t bytes = values.n;
        if (one.n < 2 || !form_of(one.p[0], &f->form) || (shape.n && !length_take(&values, &bytes)) || bytes > values.n)
            return false;
        f->id = str_n(one.p + 1, one.n - 1);
        f->value = str_n(values.p, bytes);
        values = str_n(values.p + bytes, values.n - bytes);
    }
    return values.n == 0;
}

bool registry_entity_latest(struct store *s, const struct reg_entity *x, struct arena *a, struct act_field **fields,
                            size_t *n, struct err *e)
{
    size_t most = 1;
    if (str_is(x->shape, SHAPE_IN_JOURNAL))
        return registry_entity_fields(s, x, DAY_NONE, (struct instant){0}, a, fields, n, e);
    for (size_t i = 0; i < x->shape.n; i++)
        most += x->shape.p[i] == ' ';
    *fields = arena_alloc(a, most * sizeof **fields);
    return unpack(x->shape, x->values, *fields, n) ||
           ERR(e, ERR_CORRUPT, "the fields of an organisation do not unpack; doctor --rebuild makes them again");
}

/* ---- numbers of shapes, for the writer ---- */

static bool stored(struct registry *r, struct str agency, struct str shape, int64_t *no, struct err *e)
{
    struct rows *q;
    bool got;
    if (!store_query(r->store, &q, e, ST_SHAPE_GET, "tt", agency, shape))
        return false;
    bool ok = rows_next(q, &got, e);
    *no = ok && got ? rows_i64(q, 0) : 0;
    rows_end(q);
    return ok;
}

bool shape_number(struct registry *r, const struct reg_entity *x, int64_t *no, struct err *e)
{
    buf_clear(&r->shape_key);
    buf_str(&r->shape_key, x->agency);
    buf_char(&r->shape_key, '\n');
    buf_str(&r->shape_key, x->shape);
    struct str key = buf_view(&r->shape_key);
    const int64_t *known = map_find(r->shapes, key);
    if (known) {
        *no = *known;
        return true;
    }
    struct str shape = x->shape.p ? x->shape : STR("");
    if (!stored(r, x->agency, shape, no, e))
        return false;
    if (!*no &&
        (!store_run(r->store, NULL, e, ST_SHAPE_PUT, "tt", x->agency, shape) || !stored(r, x->agency, shape, no, e)))
        return false;
    int64_t *kept = arena_alloc(r->shape_arena, sizeof *kept);
    *kept = *no;
    map_put(r->shapes, key, kept);
    return true;
}

void shapes_forget(struct registry *r)
{
    map_free(r->shapes);
    arena_reset(r->shape_arena);
    r->shapes = map_new();
}
