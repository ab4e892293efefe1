/* SPDX-License-Identifier: Apache-2.0 */
#include "text_int.h"

/* Lower-case ASCII letter or digit for cp or its full-width form, 0 for what separates words. */
static char word_char(int32_t cp)
{
    if (cp >= 0xFF01 && cp <= 0xFF5E)
        cp -= 0xFF01 - '!';
    if (cp >= 'A' && cp <= 'Z')
        return (char)(cp | 0x20);
    return (cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9') ? (char)cp : 0;
}

/* Words in lower case with one blank between; an apostrophe separates nothing. */
static void put_words(struct str name, struct buf *words)
{
    for (size_t at = 0; at < name.n;) {
        int32_t cp = str_utf8_next(name, &at);
        char c = word_char(cp);
        if (c)
            buf_char(words, c);
        else if (cp != '\'' && cp != 0x2019 && words->n && words->p[words->n - 1] != ' ')
            buf_char(words, ' ');
    }
}

struct str text_legal_form_of_english(struct str name)
{
    struct buf words = {0};
    struct str found = STR_NONE;
    put_words(name, &words);
    struct str rest = str_trim(buf_view(&words));
    while (rest.n && !found.n) { /* the longest ending first */
        const struct term *t = term_find(TERM_ENGLISH, rest);
        struct str word;
        if (t)
            found = str_of(t->means);
        str_split(&rest, ' ', &word);
    }
    buf_free(&words);
    return found;
}
