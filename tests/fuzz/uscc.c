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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    const struct uscc_facts facts = {odd_region, every_exception, NULL};
    struct uscc_report r;
    size_t at = 0, len = 0;
    uscc_check(text, size, &facts, &r);
    check_report(&r);
    ASSERT(r.verdict != USCC_VALID || uscc_check_char(r.code) == r.code[17]);
    bool whole = uscc_is_resident_id(text, size, false, 0);
    ASSERT(whole == (r.verdict == USCC_RESIDENT_ID_SHAPED));
    if (uscc_find_resident_id(text, size, 0, &at, &len)) {
        ASSERT(at < size && len <= size - at && len >= 18);
        ASSERT(uscc_is_resident_id(text + at, len, false, 0));
    }
    return 0;
}
