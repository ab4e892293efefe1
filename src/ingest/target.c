/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest_int.h"

enum target target_of(const struct cat_field *f, const struct act_schema *schema)
{
    static const struct {
        const char *member;
        enum target target;
    } members[] = {
        {"subject", TO_SUBJECT},
        {"doc_no", TO_DOC_NO},
        {"on", TO_ON},
        {"type", TO_TYPE},
        {"agency", TO_AGENCY},
        {"drafted_by", TO_DRAFTED},
        {"approved_by", TO_APPROVED},
        {"confirmed_by", TO_CONFIRMED},
        {"refers_to.receipt", TO_REF_RECEIPT},
        {"refers_to.agency", TO_REF_AGENCY},
        {"refers_to.kind", TO_REF_KIND},
        {"refers_to.type", TO_REF_TYPE},
        {"refers_to.doc_no", TO_REF_DOC_NO},
    };
    if (!f->member.n)
        return str_is(f->id, schema->on_field) ? TO_ON : TO_FIELD;
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        if (str_is(f->member, members[i].member))
            return members[i].target;
    return TO_NOTHING;
}

enum act_kind opening_kind(const struct act_schema *schema)
{
    static const struct {
        enum cat_family family;
        enum act_kind kind;
    } opens[] = {
        {FAMILY_LICENCE, KIND_LICENCE_GRANT},
        {FAMILY_PENALTY, KIND_PENALTY_DECIDE},
        {FAMILY_HONOUR, KIND_HONOUR_GRANT},
        {FAMILY_RECORD, KIND_RECORD_PUBLISH},
    };
    for (size_t i = 0; schema->takes_type && i < sizeof opens / sizeof *opens; i++)
        if (opens[i].family == schema->family)
            return opens[i].kind;
    return KIND_NONE;
}
