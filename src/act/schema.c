/* SPDX-License-Identifier: Apache-2.0 */
#include "act/act.h"

/* clang-format off */
static const struct act_schema schemas[] = {
    /* kind                 family               type   subject opens  ref    adverse officers by          on */
    {KIND_ENTITY_REGISTER,  FAMILY_REGISTRATION, false, true,  true,  false, false,  false,   "agency",   "registered_on"},
    {KIND_ENTITY_CHANGE,    FAMILY_REGISTRATION, false, true,  false, false, false,  false,   "agency",   "changed_on"},
    {KIND_ENTITY_CANCEL,    FAMILY_REGISTRATION, false, true,  false, false, false,  false,   "agency",   "ended_on"},
    {KIND_LICENCE_GRANT,    FAMILY_LICENCE,      true,  true,  true,  false, true,   false,   "agency",   "decided_on"},
    {KIND_LICENCE_CHANGE,   FAMILY_LICENCE,      true,  true,  false, true,  true,   false,   "agency",   "changed_on"},
    {KIND_LICENCE_END,      FAMILY_LICENCE,      true,  true,  false, true,  true,   false,   "agency",   "ended_on"},
    {KIND_PENALTY_DECIDE,   FAMILY_PENALTY,      true,  true,  true,  false, true,   false,   "agency",   "decided_on"},
    {KIND_PENALTY_CHANGE,   FAMILY_PENALTY,      true,  true,  false, true,  true,   false,   "agency",   "changed_on"},
    {KIND_PENALTY_REVOKE,   FAMILY_PENALTY,      true,  true,  false, true,  true,   false,   "agency",   "ended_on"},
    {KIND_HONOUR_GRANT,     FAMILY_HONOUR,       true,  true,  true,  false, true,   false,   "agency",   "decided_on"},
    {KIND_HONOUR_END,       FAMILY_HONOUR,       true,  true,  false, true,  true,   false,   "agency",   "ended_on"},
    {KIND_RECORD_PUBLISH,   FAMILY_RECORD,       true,  true,  true,  false, true,   false,   "agency",   "decided_on"},
    {KIND_RECORD_CHANGE,    FAMILY_RECORD,       true,  true,  false, true,  true,   false,   "agency",   "changed_on"},
    {KIND_RECORD_END,       FAMILY_RECORD,       true,  true,  false, true,  true,   false,   "agency",   "ended_on"},
    {KIND_RECORD_CORRECT,   FAMILY_RECORD,       false, true,  false, true,  false,  false,   "agency",   "corrected_on"},
    {KIND_RECORD_WITHDRAW,  FAMILY_RECORD,       false, true,  false, true,  false,  false,   "agency",   "withdrawn_on"},
    {KIND_POWER_GRANT,      FAMILY_RECORD,       false, false, false, false, false,  false,   "agency",   "valid_from"},
    {KIND_POWER_REVOKE,     FAMILY_RECORD,       false, false, false, true,  false,  false,   "agency",   "ended_on"},
    {KIND_OFFICER_ADD,      FAMILY_RECORD,       false, false, false, false, false,  false,   "operator", "valid_from"},
    {KIND_OFFICER_REVOKE,   FAMILY_RECORD,       false, false, false, false, false,  false,   "operator", "ended_on"},
    {KIND_LIST_NOTICE,      FAMILY_LIST,         true,  true,  true,  false, true,   true,    "agency",   "noticed_on", true},
    {KIND_LIST_SERVE,       FAMILY_LIST,         true,  true,  false, true,  true,   true,    "agency",   "served_on", true},
    {KIND_LIST_REPLY,       FAMILY_LIST,         true,  true,  false, true,  true,   false,   "subject",  "replied_on", true},
    {KIND_LIST_HEARING,     FAMILY_LIST,         true,  true,  false, true,  true,   true,    "agency",   "stage_on", true},
    {KIND_LIST_WAIVE,       FAMILY_LIST,         true,  true,  false, true,  true,   false,   "subject",  "waived_on", true},
    {KIND_LIST_DECIDE,      FAMILY_LIST,         true,  true,  true,  false, true,   true,    "agency",   "decided_on", true},
    {KIND_LIST_REMOVE,      FAMILY_LIST,         true,  true,  false, true,  true,   true,    "agency",   "removed_on", true},
    {KIND_LIST_ANNUL,       FAMILY_LIST,         true,  true,  false, true,  true,   true,    "agency",   "annulled_on", true},
    {KIND_MEASURE_APPLY,    FAMILY_MEASURE,      true,  true,  true,  true,  true,   true,    "agency",   "decided_on", true},
    {KIND_MEASURE_END,      FAMILY_MEASURE,      true,  true,  false, true,  true,   true,    "agency",   "ended_on", true},
    {KIND_OBJECTION_FILE,   FAMILY_RECORD,       false, true,  false, true,  false,  false,   "subject anyone", "filed_on", true},
    {KIND_OBJECTION_ANSWER, FAMILY_RECORD,       false, true,  false, true,  false,  true,    "agency",   "answered_on", true},
    {KIND_REPAIR_APPLY,     FAMILY_RECORD,       false, true,  false, true,  false,  false,   "subject",  "applied_on", true},
    {KIND_REPAIR_DECIDE,    FAMILY_RECORD,       false, true,  false, true,  false,  true,    "agency",   "decided_on", true},
    {KIND_KEY_ADD,          FAMILY_RECORD,       false, false, false, false, false,  false,   "operator", "added_on"},
    {KIND_KEY_REVOKE,       FAMILY_RECORD,       false, false, false, false, false,  false,   "operator", "revoked_on"},
    {KIND_COPY_TAKE,        FAMILY_RECORD,       true,  false, false, false, false,  false,   "operator", "retrieved_on"},
    {KIND_COPY_END,         FAMILY_RECORD,       true,  true,  false, true,  false,  false,   "operator", "ended_on"},
    {KIND_RULES_ADOPT,      FAMILY_RECORD,       false, false, false, false, false,  false,   "operator", "valid_from"},
};
/* clang-format on */

const struct act_schema *act_schema_of(enum act_kind k)
{
    for (size_t i = 0; i < sizeof schemas / sizeof *schemas; i++)
        if (schemas[i].kind == k)
            return &schemas[i];
    return NULL;
}

const char *act_status_name(enum act_status s)
{
    static const char *const names[] = {"accepted", "held", "unchanged", "refused"};
    return names[s];
}
