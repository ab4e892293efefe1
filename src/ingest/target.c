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
        {"by", TO_BY},
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
    if (f->value == VALUE_PAPER)
        return TO_PAPERS;
    if (!f->member.n)
        return str_is(f->id, schema->on_field) ? TO_BOTH : TO_FIELD;
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        if (str_is(f->member, members[i].member))
            return members[i].target;
    return TO_NOTHING;
}

/* Steps before a decision name the notice; what rests on something, or comes after it, names what opened that. */
static bool names_notice(enum act_kind kind)
{
    return kind == KIND_LIST_SERVE || kind == KIND_LIST_REPLY || kind == KIND_LIST_HEARING || kind == KIND_LIST_WAIVE ||
           kind == KIND_LIST_DECIDE;
}

enum act_kind named_kind(enum act_kind kind, enum cat_family family)
{
    static const enum act_kind opens[] = {
        [FAMILY_LICENCE] = KIND_LICENCE_GRANT, [FAMILY_PENALTY] = KIND_PENALTY_DECIDE,
        [FAMILY_HONOUR] = KIND_HONOUR_GRANT,   [FAMILY_RECORD] = KIND_RECORD_PUBLISH,
        [FAMILY_LIST] = KIND_LIST_DECIDE,      [FAMILY_MEASURE] = KIND_MEASURE_APPLY,
    };
    if (family == FAMILY_LIST && names_notice(kind))
        return KIND_LIST_NOTICE;
    return (size_t)family < sizeof opens / sizeof *opens ? opens[family] : KIND_NONE;
}
