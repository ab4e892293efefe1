/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Standard input: one code a line. Standard output: a letter a line, the verdict. Ends with 1 when uscc_check, the
 * stream of lines and its scalar way do not say the same. agree.py compares the letters with its own.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "uscc/uscc_int.h"

static const char letters[USCC_VERDICTS + 1] = "VLARGCE";

struct said {
    char *letters;
    size_t n;
};

static void say(void *context, const char *line, size_t n, enum uscc_verdict v)
{
    struct said *s = context;
    struct uscc_report r;
    uscc_check(line, n, NULL, &r);
    if (r.verdict != v) {
        fprintf(stderr, "%.*s: %s in a stream, %s alone\n", (int)n, line, uscc_verdict_name(v),
                uscc_verdict_name(r.verdict));
        exit(1);
    }
    s->letters[s->n++] = letters[v];
}

static char *read_all(size_t *n)
{
    size_t room = 1 << 20, got;
    char *text = malloc(room);
    *n = 0;
    while (text && (got = fread(text + *n, 1, room - *n, stdin)) > 0)
        if ((*n += got) == room)
            text = realloc(text, room *= 2);
    return text;
}

int main(void)
{
    size_t n;
    char *text = read_all(&n);
    struct said one = {malloc(n + 1), 0}, two = {malloc(n + 1), 0};
    if (!text || !one.letters || !two.letters)
        return 1;
    struct lines scalar = {text, text + n, true, NULL, {0}, say, &one};
    struct uscc_counts stream = {0}, counted = {0};
    lines_scalar(&scalar);
    uscc_check_lines(text, n, true, NULL, &stream, say, &two);
    uscc_check_lines(text, n, true, NULL, &counted, NULL, NULL);
    bool same = one.n == two.n && memcmp(one.letters, two.letters, one.n) == 0 &&
                memcmp(&scalar.counts, &stream, sizeof stream) == 0 && memcmp(&counted, &stream, sizeof stream) == 0;
    fwrite(one.letters, 1, one.n, stdout);
    fprintf(stderr, "%s %zu\n", uscc_instructions(), one.n);
    free(one.letters);
    free(two.letters);
    free(text);
    return same ? 0 : 1;
}
