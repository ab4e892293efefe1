/* SPDX-License-Identifier: Apache-2.0 */
/* Codes from strangers: a verdict keeps the header's word, and nothing of a person's number comes out. */
#include "uscc/uscc.h"
#include "fuzz.h"

static bool odd_region(void *context, const char region[6])
{
    (void)context;
    return (region[5] & 1) != 0;
}

static bool every_exception(void *context, const char code[USCC_CHARS])
{
    (void)context;
    return code[0] == '9';
}

static void check_kept_code(const struct uscc_report *r)
{
    struct uscc_report again;
    ASSERT(strlen(r->code) == USCC_CHARS);
    uscc_check(r->code, USCC_CHARS, NULL, &again);
    ASSERT(strcmp(again.code, r->code) == 0 && !(again.notes & USCC_NOTE_CLEANED));
    ASSERT(again.verdict == (r->verdict == USCC_ISSUED_EXCEPTION ? USCC_CHECK : r->verdict));
}

static void check_report(const struct uscc_report *r)
{
    ASSERT((unsigned)r->verdict < USCC_VERDICTS && uscc_verdict_name(r->verdict)[0]);
    ASSERT(r->at >= 0 && r->at <= USCC_CHARS);
    ASSERT((r->expected != 0) == (r->verdict == USCC_CHECK || r->verdict == USCC_ISSUED_EXCEPTION));
    ASSERT((r->expected_org != 0) == ((r->notes & USCC_NOTE_ORG_CHECK) != 0));
    if (r->verdict != USCC_LENGTH && r->verdict != USCC_RESIDENT_ID_SHAPED) {
        check_kept_code(r);
        return;
    }
    for (size_t i = 0; i < sizeof r->code; i++)
        ASSERT(r->code[i] == 0);
}

/* U4: what is suggested is right in both places, sorted, and the text itself when that may be taken. */
static void check_suggestions(const char *text, size_t size, const struct uscc_facts *facts,
                              const struct uscc_report *r)
{
    struct uscc_suggestion s[4];
    size_t n = uscc_suggest(text, size, facts, s, 4);
    ASSERT(n <= 4 && (n == 0 || r->verdict != USCC_RESIDENT_ID_SHAPED));
    if (uscc_is_acceptable(r->verdict)) {
        ASSERT(n == 1 && strcmp(s[0].code, r->code) == 0);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        ASSERT(uscc_check_char(s[i].code) == s[i].code[17] && uscc_org_check_char(s[i].code + 8) == s[i].code[16]);
        ASSERT(i == 0 || s[i - 1].cost <= s[i].cost);
    }
}

static void same_verdict(void *context, const char *line, size_t n, enum uscc_verdict v)
{
    struct uscc_report r;
    uscc_check(line, n, context, &r);
    ASSERT(r.verdict == v);
}

/* U5, over the input again and again, so that it fills batches of eight. */
static void check_lines(const char *text, size_t size, const struct uscc_facts *facts)
{
    enum { TIMES = 16, MOST = 200 };
    char many[TIMES * (MOST + 1)];
    size_t n = 0, part = size < MOST ? size : MOST;
    struct uscc_counts called = {0}, counted = {0};
    for (int i = 0; i < TIMES; i++) {
        memcpy(many + n, text, part);
        n += part;
        many[n++] = '\n';
    }
    ASSERT(uscc_check_lines(many, n, false, facts, &called, same_verdict, (void *)(uintptr_t)facts) == n);
    ASSERT(uscc_check_lines(many, n, true, facts, &counted, NULL, NULL) == n);
    ASSERT(memcmp(&called, &counted, sizeof called) == 0);
}

static void check_old(const char *text, size_t size)
{
    struct uscc_old o;
    struct uscc_candidate c;
    uscc_old_check(text, size, &o);
    ASSERT(!o.org_code[0] || uscc_org_check_char(o.org_code) == o.org_code[8]);
    ASSERT(o.readings != USCC_OLD_PERSON || (!o.text[0] && !o.region[0] && !o.org_code[0]));
    if (o.org_code[0] && o.region[0] && uscc_candidates(o.org_code, o.region, &c, 1))
        ASSERT(memcmp(c.code + 8, o.org_code, 9) == 0 && uscc_check_char(c.code) == c.code[17]);
}

static void check_key(const char *code)
{
    uint8_t key[USCC_KEY_BYTES];
    char back[USCC_CHARS + 1];
    if (uscc_pack(code, key))
        ASSERT(uscc_unpack(key, back) && memcmp(back, code, USCC_CHARS) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    const struct uscc_facts facts = {odd_region, every_exception, NULL};
    struct uscc_report r;
    size_t at = 0, len = 0;
    uscc_check(text, size, &facts, &r);
    check_report(&r);
    check_suggestions(text, size, &facts, &r);
    check_lines(text, size, &facts);
    check_old(text, size);
    if (size >= USCC_CHARS)
        check_key(text);
    ASSERT(r.verdict != USCC_VALID || uscc_check_char(r.code) == r.code[17]);
    bool whole = uscc_is_resident_id(text, size, false, 0);
    ASSERT(whole == (r.verdict == USCC_RESIDENT_ID_SHAPED));
    if (uscc_find_resident_id(text, size, 0, &at, &len)) {
        ASSERT(at < size && len <= size - at && len >= 18);
        ASSERT(uscc_is_resident_id(text + at, len, false, 0));
    }
    return 0;
}
