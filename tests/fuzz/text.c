/* SPDX-License-Identifier: Apache-2.0 */
/* Names and numbers from strangers: keys are settled, valid and free of blanks; grams hold what queries ask for. */
#include "text/text.h"
#include "fuzz.h"

typedef void text_function(struct str, struct buf *);

static void check_settled(text_function *f, struct str s, struct buf *key)
{
    struct buf again = {0};
    f(s, key);
    f(buf_view(key), &again);
    ASSERT(str_utf8_valid(buf_view(key)));
    ASSERT(str_eq(buf_view(key), buf_view(&again)));
    ASSERT(!key->n || !memchr(key->p, ' ', key->n));
    buf_free(&again);
}

/* Every gram of the query is a gram of the name. Both lists end each gram with a blank. */
static void check_grams(struct str key)
{
    struct buf all = {0}, asked = {0}, one = {0};
    struct str rest, gram;
    buf_char(&all, ' ');
    text_grams(key, &all);
    text_query_grams(key, &asked);
    rest = buf_view(&asked);
    while (str_split(&rest, ' ', &gram)) {
        buf_clear(&one);
        buf_printf(&one, " %.*s ", STR_FMT(gram));
        ASSERT(str_find(buf_view(&all), buf_view(&one)) >= 0);
    }
    ASSERT((asked.n == 0) == (key.n == 0));
    buf_free(&all);
    buf_free(&asked);
    buf_free(&one);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str s = str_n((const char *)data, size < 512 ? size : 512);
    struct buf name = {0}, person = {0}, number = {0};
    ptrdiff_t bad = text_forbidden(s);
    ASSERT(bad < 0 || (size_t)bad < s.n);
    text_columns(s);
    if (!str_utf8_valid(s)) {
        ASSERT(bad >= 0);
        return 0;
    }
    check_settled(text_name_key, s, &name);
    check_settled(text_person_key, s, &person);
    check_settled(text_doc_key, s, &number);
    check_grams(buf_view(&name));
    ASSERT(number.n || text_doc_is_placeholder(s));
    buf_free(&name);
    buf_free(&person);
    buf_free(&number);
    return 0;
}
