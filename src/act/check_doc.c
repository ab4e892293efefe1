/* SPDX-License-Identifier: Apache-2.0 */
/* The number of a decision (information-catalogue 4.4): one that is none refuses, one without its parts is remarked. */
#include "act_int.h"

#include "text/text.h"

/* 无, a bare serial, or the agency's own name where its number should stand. */
static bool is_none(const struct check *k)
{
    struct str no = k->act->doc_no;
    return text_doc_is_placeholder(no) || catalog_agency_by_name(k->c, no) != NULL;
}

/* A licence without a decision number of its own repeats that of the licence (2.1, row 15), which has no such parts. */
static bool has_parts(const struct check *k)
{
    bool licence = k->type && k->type->family == FAMILY_LICENCE;
    bool adverse = k->type && k->type->tone == TONE_ADVERSE;
    return k->schema->opens && (adverse || (licence && !str_eq(k->act->doc_no, act_text(k->act, "licence_no"))));
}

bool check_doc_no(struct check *k)
{
    static const char *const rules[] = {
        [TEXT_DOC_WHOLE] = NULL, [TEXT_DOC_NO_YEAR] = "doc-no-year", [TEXT_DOC_NO_ORGAN] = "doc-no-organ"};
    struct str no = k->act->doc_no;
    if (!no.n || k->act->origin == ORIGIN_COPIED)
        return true;
    if (is_none(k)) {
        refuse(k, "doc-no", no, STR_NONE, STR_NONE);
        return false;
    }
    const char *rule = has_parts(k) ? rules[text_doc_gap_of(no)] : NULL;
    if (rule)
        remark(k, FINDING_WARNING, rule, no, STR_NONE, STR_NONE);
    return true;
}
