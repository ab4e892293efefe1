/* SPDX-License-Identifier: Apache-2.0 */
/* The columns of the tables that due process rests on: lists, grounds, transitions, measures, list_measures. */
#include "catalog/catalog_int.h"

static const char *const list_classes[] = {"serious", "abnormal", "favourable", "department", "persons", NULL};
static const char *const list_reaches[] = {"registered", NULL};
static const char *const list_subjects[] = {"organisation", "individual", "responsible", "person", "government", NULL};
static const char *const measure_kinds[] = {"punishment", "reward", NULL};
static const char *const measure_classes[] = {"reduce", "manage", "market", NULL};
static const char *const effects[] = {"law", "penalty", "decision", "notice", "weighed", "voluntary", NULL};
static const char *const duties[] = {"must", "may", "must-if-grave", "consider", NULL};
static const char *const circles[] = {"organisation", "individual", "legal-rep", "main-person", "responsible",
                                      "affecting",    "controller", "person",    "government",  NULL};
static const char *const ends[] = {"fixed", "range", "listed", "done", "life", "record", "once", "unknown", NULL};
static const char *const listed_ins[] = {"national-row", "national-category", "local", "none", NULL};

static const struct col list_cols[] = {
    TYPE_COLS(COL_KEY),
    {"class", COL_WORD, AT(cat_list, klass), COL_MUST, list_classes},
    {"owner_kind", COL_TEXT, AT(cat_list, owner_kind), 0},
    {"levels", COL_CHOICES, AT(cat_list, levels), 0, words_levels},
    {"subjects", COL_CHOICES, AT(cat_list, subjects), COL_MUST, list_subjects},
    {"field", COL_TEXT, AT(cat_list, field), 0},
    {"requires", COL_TEXT, AT(cat_list, requires), 0},
    {"consent_levels", COL_CHOICES, AT(cat_list, consent_levels), 0, words_levels},
    {"entry", COL_TEXT, AT(cat_list, entry), 0},
    {"entry_en", COL_TEXT, AT(cat_list, entry_en), 0},
    {"exit", COL_TEXT, AT(cat_list, exit), 0},
    {"exit_en", COL_TEXT, AT(cat_list, exit_en), 0},
    {"remedy", COL_TEXT, AT(cat_list, remedy), 0},
    {"remedy_en", COL_TEXT, AT(cat_list, remedy_en), 0},
    {"publicity", COL_TEXT, AT(cat_list, publicity), 0},
    {"publicity_en", COL_TEXT, AT(cat_list, publicity_en), 0},
    {"replaces", COL_TEXT, AT(cat_list, replaces), 0},
    {"reach", COL_CHOICE, AT(cat_list, reach), COL_OPTIONAL, list_reaches},
};
static const struct col ground_cols[] = {
    {"list", COL_TEXT, AT(cat_ground, list), COL_MUST | COL_KEY},
    {"id", COL_TEXT, AT(cat_ground, id), COL_MUST | COL_KEY},
    {"zh", COL_TEXT, AT(cat_ground, zh), COL_MUST},
    {"en", COL_TEXT, AT(cat_ground, en), COL_MUST},
    {"basis", COL_TEXT, AT(cat_ground, basis), 0},
    {"requires", COL_TEXT, AT(cat_ground, requires), 0},
    {"trigger", COL_TEXT, AT(cat_ground, trigger), 0},
    {"papers", COL_TEXT, AT(cat_ground, papers), 0},
    {"cure", COL_TEXT, AT(cat_ground, cure), 0},
    {"cure_en", COL_TEXT, AT(cat_ground, cure_en), 0},
    {"open_ended", COL_BOOL, AT(cat_ground, open_ended), 0},
    {"valid_from", COL_DAY, AT(cat_ground, valid_from), COL_KEY},
    {"valid_to", COL_DAY, AT(cat_ground, valid_to), 0},
    {"source", COL_TEXT, AT(cat_ground, source), COL_MUST},
    {"verified", COL_BOOL, AT(cat_ground, verified), 0},
};
static const struct col transition_cols[] = {
    {"machine", COL_TEXT, AT(cat_transition, machine), COL_MUST | COL_KEY},
    {"id", COL_TEXT, AT(cat_transition, id), COL_MUST | COL_KEY},
    {"from", COL_TEXT, AT(cat_transition, from), COL_MUST},
    {"act", COL_TEXT, AT(cat_transition, act), 0},
    {"when", COL_TEXT, AT(cat_transition, when), 0},
    {"to", COL_TEXT, AT(cat_transition, to), COL_MUST},
    {"by", COL_TEXT, AT(cat_transition, by), 0},
    {"gates", COL_TEXT, AT(cat_transition, gates), 0},
    {"papers", COL_TEXT, AT(cat_transition, papers), 0},
    {"owes", COL_TEXT, AT(cat_transition, owes), 0},
    {"owed_by", COL_TEXT, AT(cat_transition, owed_by), 0},
    {"clock", COL_TEXT, AT(cat_transition, clock), 0},
    {"basis", COL_TEXT, AT(cat_transition, basis), 0},
    {"zh", COL_TEXT, AT(cat_transition, zh), COL_MUST},
    {"en", COL_TEXT, AT(cat_transition, en), COL_MUST},
    {"valid_from", COL_DAY, AT(cat_transition, valid_from), COL_KEY},
    {"valid_to", COL_DAY, AT(cat_transition, valid_to), 0},
    {"running_from", COL_DAY, AT(cat_transition, running_from), 0},
    {"source", COL_TEXT, AT(cat_transition, source), COL_MUST},
    {"verified", COL_BOOL, AT(cat_transition, verified), 0},
};
static const struct col measure_cols[] = {
    TYPE_COLS(COL_KEY),
    {"kind", COL_WORD, AT(cat_measure, kind), COL_MUST, measure_kinds},
    {"category", COL_TEXT, AT(cat_measure, category), COL_MUST},
    {"class", COL_WORD, AT(cat_measure, klass), COL_MUST, measure_classes},
    {"effect", COL_WORD, AT(cat_measure, effect), COL_MUST, effects},
    {"duty", COL_CHOICE, AT(cat_measure, duty), COL_MUST, duties},
    {"subjects", COL_CHOICES, AT(cat_measure, subjects), COL_MUST, circles},
    {"by_kinds", COL_TEXT, AT(cat_measure, by_kinds), 0},
    {"by_levels", COL_CHOICES, AT(cat_measure, by_levels), 0, words_levels},
    {"ground", COL_TEXT, AT(cat_measure, ground), 0},
    {"ground_en", COL_TEXT, AT(cat_measure, ground_en), 0},
    {"ends", COL_WORD, AT(cat_measure, ends), COL_MUST, ends},
    {"months_min", COL_INT, AT(cat_measure, months_min), 0},
    {"months_max", COL_INT, AT(cat_measure, months_max), 0},
    {"end", COL_TEXT, AT(cat_measure, end), 0},
    {"end_en", COL_TEXT, AT(cat_measure, end_en), 0},
    {"what", COL_TEXT, AT(cat_measure, what), 0},
    {"what_en", COL_TEXT, AT(cat_measure, what_en), 0},
    {"fields", COL_TEXT, AT(cat_measure, fields), 0},
    {"listed_in", COL_CHOICE, AT(cat_measure, listed_in), 0, listed_ins},
    {"third_persons", COL_BOOL, AT(cat_measure, third_persons), 0},
};
static const struct col list_measure_cols[] = {
    {"list", COL_TEXT, AT(cat_list_measure, list), COL_MUST | COL_KEY},
    {"measure", COL_TEXT, AT(cat_list_measure, measure), COL_MUST | COL_KEY},
    {"must", COL_BOOL, AT(cat_list_measure, must), 0},
    {"grounds", COL_TEXT, AT(cat_list_measure, grounds), 0},
    {"basis", COL_TEXT, AT(cat_list_measure, basis), 0},
    {"read", COL_BOOL, AT(cat_list_measure, read), 0},
    {"valid_from", COL_DAY, AT(cat_list_measure, valid_from), COL_KEY},
    {"valid_to", COL_DAY, AT(cat_list_measure, valid_to), 0},
    {"source", COL_TEXT, AT(cat_list_measure, source), COL_MUST},
    {"verified", COL_BOOL, AT(cat_list_measure, verified), 0},
};

#define SPEC(table, cols, item, overrides)                                                                             \
    {                                                                                                                  \
        table, cols, sizeof cols / sizeof *cols, sizeof(struct item), overrides                                        \
    }
static const struct table_spec specs[TABLE_COUNT] = {
    [TABLE_LISTS] = SPEC("lists", list_cols, cat_list, OVERRIDES_CELLS),
    [TABLE_GROUNDS] = SPEC("grounds", ground_cols, cat_ground, OVERRIDES_CELLS),
    [TABLE_TRANSITIONS] = SPEC("transitions", transition_cols, cat_transition, OVERRIDES_NOT),
    [TABLE_MEASURES] = SPEC("measures", measure_cols, cat_measure, OVERRIDES_CELLS),
    [TABLE_LIST_MEASURES] = SPEC("list_measures", list_measure_cols, cat_list_measure, OVERRIDES_CELLS),
};

const struct table_spec *table_spec_process(enum table_id t)
{
    return specs[t].name ? &specs[t] : NULL;
}
