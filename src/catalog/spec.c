/* SPDX-License-Identifier: Apache-2.0 */
/* The columns of each table, and the member each one fills. A new column is one row here. */
#include "catalog/catalog_int.h"

const char *const words_levels[] = {"nation", "province", "city", "county", "zone", "township", NULL};
const char *const words_families[] = {"registration", "licence", "penalty", "honour",
                                      "record",       "list",    "measure", NULL};
const char *const words_tones[] = {"adverse", "neutral", "favourable", NULL};
const char *const words_states[] = {"usable", "display-only", "historic", NULL};
const char *const words_tiers[] = {"A", "B", "C", "D", "E", NULL};
static const char *const values[] = {"text", "day",   "money-wan", "enum", "enums", "code", "int",
                                     "bool", "names", "paper",     "list", "basis", NULL};
static const char *const classes[] = {"public", "restricted", "service", NULL};
static const char *const compares[] = {"conflict", "note", NULL};
static const char *const requireds[] = {"M", "C", "O", NULL};
static const char *const reaches[] = {"own", "any", NULL};
static const char *const units[] = {"day", "workday", "month", "year", "percent", NULL};
static const char *const owers[] = {"agency", "subject", "publisher", "operator", "court", NULL};
static const char *const instrument_kinds[] = {"law",   "regulation", "interpretation", "policy", "rule",
                                               "paper", "memorandum", "local",          "draft",  NULL};
static const char *const grades[] = {"slight", "general", "serious", NULL};
static const char *const calendar_kinds[] = {"holiday", "makeup_workday", NULL};

static const struct col jurisdiction_cols[] = {
    {"id", COL_TEXT, AT(jurisdiction_row, public_.id), COL_MUST | COL_KEY},
    {"zh", COL_TEXT, AT(jurisdiction_row, public_.zh), COL_MUST},
    {"en", COL_TEXT, AT(jurisdiction_row, public_.en), COL_MUST},
    {"extends", COL_TEXT, AT(jurisdiction_row, extends), COL_OPTIONAL},
    {"effective", COL_DAY, AT(jurisdiction_row, public_.effective), COL_MUST},
    {"invented", COL_BOOL, AT(jurisdiction_row, public_.invented), 0},
    {"source", COL_KEPT, 0, 0},
};
static const struct col instrument_cols[] = {
    {"id", COL_TEXT, AT(cat_instrument, id), COL_MUST | COL_KEY},
    {"zh", COL_TEXT, AT(cat_instrument, zh), COL_MUST},
    {"en", COL_TEXT, AT(cat_instrument, en), 0},
    {"number", COL_TEXT, AT(cat_instrument, number), 0},
    {"issuer", COL_TEXT, AT(cat_instrument, issuer), 0},
    {"tier", COL_CHOICE, AT(cat_instrument, tier), 0, words_tiers},
    {"url", COL_TEXT, AT(cat_instrument, url), 0},
    {"translation", COL_TEXT, AT(cat_instrument, translation), COL_OPTIONAL},
    {"kind", COL_CHOICE, AT(cat_instrument, kind), COL_OPTIONAL, instrument_kinds},
    {"region", COL_TEXT, AT(cat_instrument, region), COL_OPTIONAL},
    {"edition", COL_TEXT, AT(cat_instrument, edition), COL_OPTIONAL},
    {"issued", COL_DAY, AT(cat_instrument, issued), COL_OPTIONAL},
    {"valid_from", COL_DAY, AT(cat_instrument, valid_from), 0},
    {"valid_to", COL_DAY, AT(cat_instrument, valid_to), 0},
    {"source", COL_TEXT, AT(cat_instrument, source), COL_MUST},
    {"verified", COL_BOOL, AT(cat_instrument, verified), 0},
};
static const struct col region_cols[] = {
    {"code", COL_TEXT, AT(cat_region, code), COL_MUST | COL_KEY},
    {"zh", COL_TEXT, AT(cat_region, zh), COL_MUST | COL_KEY},
    {"en", COL_TEXT, AT(cat_region, en), 0},
    {"from_rev", COL_INT, AT(cat_region, from_rev), COL_KEY},
    {"to_rev", COL_INT, AT(cat_region, to_rev), 0},
    {"filler", COL_BOOL, AT(cat_region, filler), 0},
    {"source", COL_KEPT, 0, COL_MUST},
};
static const struct col agency_cols[] = {
    {"id", COL_TEXT, AT(cat_agency, id), COL_MUST | COL_KEY},
    {"kind", COL_TEXT, AT(cat_agency, kind), COL_MUST},
    {"level", COL_CHOICE, AT(cat_agency, level), COL_MUST, words_levels},
    {"region", COL_TEXT, AT(cat_agency, region), COL_MUST},
    {"zh", COL_TEXT, AT(cat_agency, zh), COL_MUST},
    {"en", COL_TEXT, AT(cat_agency, en), COL_MUST},
    {"uscc", COL_TEXT, AT(cat_agency, uscc), 0},
    {"parent", COL_TEXT, AT(cat_agency, parent), 0},
    {"aliases", COL_TEXT, AT(cat_agency, aliases), 0},
    {"opening", COL_DAY, AT(cat_agency, opening), 0},
    {"valid_from", COL_DAY, AT(cat_agency, valid_from), 0},
    {"valid_to", COL_DAY, AT(cat_agency, valid_to), 0},
    {"successor", COL_TEXT, AT(cat_agency, successor), 0},
    {"source", COL_TEXT, AT(cat_agency, source), COL_MUST},
    {"local", COL_BOOL, AT(cat_agency, local), COL_OPTIONAL},
};
static const struct col record_type_cols[] = {TYPE_COLS(COL_KEY)};
static const struct col field_cols[] = {
    {"kind", COL_TEXT, AT(field_row, public_.kind), COL_MUST | COL_KEY},
    {"type", COL_TEXT, AT(field_row, public_.type), COL_MUST | COL_KEY},
    {"pos", COL_INT, AT(field_row, public_.pos), 0},
    {"id", COL_TEXT, AT(field_row, public_.id), COL_MUST | COL_KEY},
    {"official", COL_TEXT, AT(field_row, public_.official), 0},
    {"zh", COL_TEXT, AT(field_row, public_.zh), COL_MUST},
    {"en", COL_TEXT, AT(field_row, public_.en), COL_MUST},
    {"aliases", COL_TEXT, AT(field_row, public_.aliases), 0},
    {"member", COL_TEXT, AT(field_row, public_.member), 0},
    {"value", COL_WORD, AT(field_row, public_.value), COL_MUST, values},
    {"max_chars", COL_INT, AT(field_row, public_.max_chars), 0},
    {"required", COL_LETTER, AT(field_row, public_.required), COL_MUST, requireds},
    {"condition", COL_TEXT, AT(field_row, public_.condition), 0},
    {"options", COL_TEXT, AT(field_row, set), 0},
    {"klass", COL_WORD, AT(field_row, public_.klass), COL_MUST, classes},
    {"scan", COL_BOOL, AT(field_row, public_.scan), 0},
    {"compare", COL_WORD, AT(field_row, public_.compare), COL_MUST, compares},
    {"standard", COL_TEXT, AT(field_row, public_.standard), COL_OPTIONAL},
    {"older_headers", COL_TEXT, AT(field_row, public_.older_headers), COL_OPTIONAL},
    {"older_options", COL_TEXT, AT(field_row, older_set), COL_OPTIONAL},
    {"source", COL_TEXT, AT(field_row, public_.source), COL_MUST},
    {"verified", COL_BOOL, AT(field_row, public_.verified), 0},
};
static const struct col option_cols[] = {
    {"set", COL_TEXT, AT(option_row, set), COL_MUST | COL_KEY},
    {"id", COL_TEXT, AT(option_row, public_.id), COL_MUST | COL_KEY},
    {"zh", COL_TEXT, AT(option_row, public_.zh), COL_MUST},
    {"en", COL_TEXT, AT(option_row, public_.en), COL_MUST},
    {"aliases", COL_TEXT, AT(option_row, public_.aliases), 0},
    {"words", COL_BOOL, AT(option_row, public_.words), COL_OPTIONAL},
    {"source", COL_KEPT, 0, COL_MUST},
    {"verified", COL_KEPT, 0, 0},
};
static const struct col term_cols[] = {
    {"id", COL_TEXT, AT(cat_term, id), COL_MUST | COL_KEY},
    {"scope", COL_TEXT, AT(cat_term, scope), COL_MUST},
    {"what", COL_TEXT, AT(cat_term, what), COL_MUST},
    {"grade", COL_CHOICE, AT(cat_term, grade), 0, grades},
    {"count", COL_INT, AT(cat_term, count), COL_MUST},
    {"unit", COL_CHOICE, AT(cat_term, unit), COL_MUST, units},
    {"start", COL_TEXT, AT(cat_term, start), 0},
    {"clock", COL_TEXT, AT(cat_term, clock), COL_OPTIONAL},
    {"owed_by", COL_CHOICE, AT(cat_term, owed_by), COL_OPTIONAL, owers},
    {"lapse", COL_TEXT, AT(cat_term, lapse), COL_OPTIONAL},
    {"lapse_en", COL_TEXT, AT(cat_term, lapse_en), COL_OPTIONAL},
    {"valid_from", COL_DAY, AT(cat_term, valid_from), 0},
    {"valid_to", COL_DAY, AT(cat_term, valid_to), 0},
    {"existing_from", COL_DAY, AT(cat_term, existing_from), 0},
    {"basis", COL_TEXT, AT(cat_term, basis), 0},
    {"source", COL_TEXT, AT(cat_term, source), COL_MUST},
    {"verified", COL_BOOL, AT(cat_term, verified), 0},
};
static const struct col power_cols[] = {
    {"agency_kind", COL_TEXT, AT(cat_power, agency_kind), COL_MUST | COL_KEY},
    {"levels", COL_CHOICES, AT(cat_power, levels), COL_MUST | COL_KEY, words_levels},
    {"act_kind", COL_TEXT, AT(cat_power, act_kind), COL_MUST | COL_KEY},
    {"type", COL_TEXT, AT(cat_power, type), COL_MUST | COL_KEY},
    {"region", COL_CHOICE, AT(cat_power, region), COL_MUST, reaches},
    {"granter", COL_TEXT, AT(cat_power, granter), 0},
    {"basis", COL_TEXT, AT(cat_power, basis), 0},
    {"valid_from", COL_DAY, AT(cat_power, valid_from), COL_KEY},
    {"valid_to", COL_DAY, AT(cat_power, valid_to), 0},
    {"source", COL_TEXT, AT(cat_power, source), COL_MUST},
};
static const struct col calendar_cols[] = {
    {"day", COL_DAY, AT(calendar_row, day), COL_MUST | COL_KEY},
    {"kind", COL_WORD, AT(calendar_row, kind), COL_MUST, calendar_kinds},
    {"zh", COL_KEPT, 0, 0},
    {"en", COL_KEPT, 0, 0},
    {"source", COL_KEPT, 0, COL_MUST},
};
static const struct col glossary_cols[] = {
    {"group", COL_TEXT, AT(label_row, group), COL_MUST | COL_KEY},
    {"id", COL_TEXT, AT(label_row, id), COL_MUST | COL_KEY},
    {"zh", COL_TEXT, AT(label_row, zh), COL_MUST},
    {"en", COL_TEXT, AT(label_row, en), COL_MUST},
    {"source", COL_KEPT, 0, COL_MUST},
};
static const struct col exception_cols[] = {
    {"code", COL_TEXT, AT(exception_row, code), COL_MUST | COL_KEY},
    {"note", COL_KEPT, 0, 0},
    {"source", COL_KEPT, 0, COL_MUST},
    {"verified", COL_KEPT, 0, 0},
};

#define SPEC(table, cols, item, overrides)                                                                             \
    {                                                                                                                  \
        table, cols, sizeof cols / sizeof *cols, sizeof(struct item), overrides                                        \
    }
static const struct table_spec specs[] = {
    [TABLE_JURISDICTION] = SPEC("jurisdiction", jurisdiction_cols, jurisdiction_row, OVERRIDES_NOT),
    [TABLE_INSTRUMENTS] = SPEC("instruments", instrument_cols, cat_instrument, OVERRIDES_CELLS),
    [TABLE_REGIONS] = SPEC("regions", region_cols, cat_region, OVERRIDES_NOT),
    [TABLE_AGENCIES] = SPEC("agencies", agency_cols, cat_agency, OVERRIDES_NOT),
    [TABLE_RECORD_TYPES] = SPEC("record_types", record_type_cols, cat_type, OVERRIDES_NOT),
    [TABLE_FIELDS] = SPEC("fields", field_cols, field_row, OVERRIDES_NOT),
    [TABLE_OPTIONS] = SPEC("options", option_cols, option_row, OVERRIDES_NOT),
    [TABLE_TERMS] = SPEC("terms", term_cols, cat_term, OVERRIDES_ROW),
    [TABLE_POWERS] = SPEC("powers", power_cols, cat_power, OVERRIDES_NOT),
    [TABLE_CALENDAR] = SPEC("calendar", calendar_cols, calendar_row, OVERRIDES_NOT),
    [TABLE_GLOSSARY] = SPEC("glossary", glossary_cols, label_row, OVERRIDES_ROW),
    [TABLE_EXCEPTIONS] = SPEC("exceptions", exception_cols, exception_row, OVERRIDES_NOT),
};

const struct table_spec *table_spec(enum table_id t)
{
    const struct table_spec *process = table_spec_process(t);
    return process ? process : &specs[t];
}

int table_column(enum table_id t, const char *name)
{
    const struct table_spec *spec = table_spec(t);
    for (size_t i = 0; i < spec->n_cols; i++)
        if (!strcmp(spec->cols[i].name, name))
            return (int)i;
    return -1;
}

const char *col_kind_words(const struct col *col)
{
    static const char *const words[] = {"text",
                                        "text",
                                        "day (YYYY-MM-DD)",
                                        "number",
                                        "yes/no",
                                        "word of its list",
                                        "word of its list",
                                        "words of their list",
                                        "letter of its list"};
    return words[col->kind];
}

const char *cat_family_name(enum cat_family f)
{
    return words_families[f];
}
