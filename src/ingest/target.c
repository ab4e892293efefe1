/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest_int.h"

#include "text/text.h"

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
    {"refers_to", TO_REF},
};

enum target target_of(const struct cat_field *f, const struct act_schema *schema)
{
    if (!f->member.n)
        return str_is(f->id, schema->on_field) ? TO_ON : TO_FIELD;
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        if (str_is(f->member, members[i].member))
            return members[i].target;
    return TO_FIELD;
}

#define ENVELOPE(id_, zh_, en_, chars)                                                                                 \
    {                                                                                                                  \
        .id = {id_, sizeof id_ - 1}, .zh = {zh_, sizeof zh_ - 1}, .en = {en_, sizeof en_ - 1},                         \
        .member = {id_, sizeof id_ - 1}, .value = VALUE_TEXT, .max_chars = chars, .required = 'O'                      \
    }
static const struct cat_field envelope[] = {
    ENVELOPE("drafted_by", "经办人", "drafted by", 64),
    ENVELOPE("approved_by", "审批人", "approved by", 64),
    ENVELOPE("confirmed_by", "复核人", "confirmed by", 64),
    ENVELOPE("refers_to", "所指行为", "refers to", 128),
};

const struct cat_field *envelope_field(struct str header)
{
    for (size_t i = 0; i < sizeof envelope / sizeof *envelope; i++)
        if (str_eq(header, envelope[i].id) || str_eq(header, envelope[i].zh) || str_eq(header, envelope[i].en))
            return &envelope[i];
    return NULL;
}

enum act_kind opening_kind(const struct act_schema *schema)
{
    static const struct {
        enum cat_family family;
        enum act_kind kind;
    } opens[] = {
        {FAMILY_REGISTRATION, KIND_ENTITY_REGISTER}, {FAMILY_LICENCE, KIND_LICENCE_GRANT},
        {FAMILY_PENALTY, KIND_PENALTY_DECIDE},       {FAMILY_HONOUR, KIND_HONOUR_GRANT},
        {FAMILY_RECORD, KIND_RECORD_PUBLISH},
    };
    for (size_t i = 0; i < sizeof opens / sizeof *opens; i++)
        if (opens[i].family == schema->family)
            return opens[i].kind;
    return KIND_NONE;
}
