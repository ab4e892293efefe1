/* SPDX-License-Identifier: Apache-2.0 */
/* Where in the act a rule looks: a JSON Pointer for its finding. */
#include "act_int.h"

static const struct {
    const char *rule, *pointer;
} places[] = {
    {"agency-unknown", "/agency"},
    {"alphabet", "/subject"},
    {"carried-after-opening", "/on"},
    {"cleaned", "/subject"},
    {"code-check", "/subject"},
    {"code-name", "/fields/name"},
    {"date-order", "/on"},
    {"doc-no", "/doc_no"},
    {"doc-no-near", "/doc_no"},
    {"entity-unknown", "/subject"},
    {"issued-exception", "/subject"},
    {"late", "/on"},
    {"length", "/subject"},
    {"list-not-usable", "/type"},
    {"name-missing", "/fields/name"},
    {"no-basis", "/fields/basis"},
    {"org-check", "/subject"},
    {"paper-missing", "/papers"},
    {"power", "/agency"},
    {"pub-end", "/fields/public_until"},
    {"record-ended", "/refers_to"},
    {"ref-unknown", "/refers_to"},
    {"region", "/subject"},
    {"region-unknown", "/subject"},
    {"resident-id-shaped", "/subject"},
    {"same-officer", "/approved_by"},
    {"severity-missing", "/fields/severity"},
    {"step-order", "/refers_to"},
    {"type-unknown", "/type"},
    {"unregistered", "/subject"},
    {"withdrawn", "/refers_to"},
    {"wrong-actor", "/by"},
    {"wrong-level-or-region", "/agency"},
};
/* Rules whose first argument is the id of what they speak of. */
static const char *const of_argument[] = {"bad-character", "cond-required", "conflict", "dup",     "field-unknown",
                                          "id-in-field",   "required",      "shape",    "too-long"};
static const char *const members[] = {"agency",    "approved_by", "at",         "by",  "confirmed_by",
                                      "doc_no",    "drafted_by",  "kind",       "on",  "papers",
                                      "refers_to", "subject",     "submission", "type"};

static bool is_one_of(struct str s, const char *const words[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(s, words[i]))
            return true;
    return false;
}

static struct str officer_place(const struct act *a, struct str id)
{
    return !id.n                        ? STR_NONE
           : str_eq(id, a->drafted_by)  ? STR("/drafted_by")
           : str_eq(id, a->approved_by) ? STR("/approved_by")
                                        : STR("/confirmed_by");
}

struct str pointer_of(const struct check *k, const char *rule, struct str argument)
{
    struct str id = k->place;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (strcmp(places[i].rule, rule) == 0)
            return str_of(places[i].pointer);
    if (strcmp(rule, "officer-unknown") == 0)
        return officer_place(k->act, argument);
    if (!id.n && is_one_of(str_of(rule), of_argument, sizeof of_argument / sizeof *of_argument))
        id = argument;
    if (!id.n || str_find(id, STR(" ")) >= 0 || str_find(id, STR("/")) >= 0)
        return STR_NONE;
    bool member = is_one_of(id, members, sizeof members / sizeof *members);
    return str_printf(k->b->arena, "/%s%.*s", member ? "" : "fields/", STR_FMT(id));
}
