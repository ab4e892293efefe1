/* SPDX-License-Identifier: Apache-2.0 */
/* The table of rules beyond loading, and what their functions share. A new rule is one row here and one in rules.def.
 */
#include "catalog/lint.h"

struct lint_row {
    struct cat_rule rule;
    void (*look)(struct linter *l);
};
#define ERROR(id, look, zh, en, source)                                                                                \
    {                                                                                                                  \
        {id, FINDING_ERROR, zh, en, source}, look                                                                      \
    }
#define WARNING(id, look, zh, en, source)                                                                              \
    {                                                                                                                  \
        {id, FINDING_WARNING, zh, en, source}, look                                                                    \
    }
#define NOTE(id, look, zh, en, source)                                                                                 \
    {                                                                                                                  \
        {id, FINDING_NOTE, zh, en, source}, look                                                                       \
    }
static const struct lint_row rows[] = {
    /* words and references */
    ERROR("rules-word", lint_words, "改用词汇表中的词，或在 glossary.csv 增加一行",
          "use a word of that group, or add a row to glossary.csv", "design 5"),
    ERROR("rules-reference", lint_references, "改正编号，或补上所指的行", "correct the id, or add the row it names",
          "design 5"),
    ERROR("tie-no-measure", lint_tie_ids, "list 填名单编号，measure 填措施编号，不填文字",
          "put the id of a list and the id of a measure, not words", "acts (powers and places)"),
    ERROR("ground-trigger", lint_ground_trigger, "填 day:MM-DD 或 paper，后者另填 papers",
          "write day:MM-DD, or paper and the papers that show it", "acts (steps)"),
    WARNING("rules-translation", lint_translation, "补上另一种语言的文字", "add the words in the other language",
            "design 5"),
    /* lists */
    ERROR("list-tone", lint_list_tone, "不利名单为 list/adverse，守信名单为 honour/favourable，class 与之一致",
          "adverse lists are list/adverse, favourable ones honour/favourable, and class agrees",
          "design 2 (N2); lists 2-6"),
    ERROR("list-no-ground", lint_list_ground, "在 grounds.csv 为该名单补上事由，或改为 display-only",
          "add its grounds to grounds.csv, or make it display-only", "acts (powers and places)"),
    ERROR("list-no-basis", lint_list_basis, "填写依据，或改为 display-only", "give its basis, or make it display-only",
          "design 2 (N3)"),
    ERROR("list-no-exit", lint_list_exit, "写明移出条件和途径，或改为 display-only",
          "state the way out, or make it display-only", "design 2 (N6); lists 1 (七)"),
    ERROR("list-no-remedy", lint_list_remedy, "写明救济途径，或改为 display-only",
          "state the remedies, or make it display-only", "lists 1 (七)"),
    ERROR("list-no-machine", lint_list_machine, "填写 machine 列（transitions.csv 的步骤表）",
          "name its machine of transitions.csv", "design 5; lists 8"),
    ERROR("list-no-owner", lint_list_owner, "填写所属机关或其类别",
          "name its owner or the kind of agency that keeps it", "design 2 (N2)"),
    ERROR("list-no-power", lint_list_power, "在 powers.csv 写明何种机关可以报送",
          "say in powers.csv which kind of agency may file it", "design 4 (powers)"),
    ERROR("list-local-basis", lint_list_local, "引用地方性法规（instruments 的 kind 为 local），或改为 display-only",
          "cite a local regulation (kind local of instruments), or make it display-only", "lists 1 (七)"),
    ERROR("list-consent", lint_list_consent, "consent_levels 只能取 levels 中的级别",
          "consent_levels may only name levels of the list", "lists 9"),
    WARNING("list-basis-weak", lint_list_weak, "寻找法律、法规或中央政策文件依据；名单页会标明依据较弱",
            "look for a law, regulation or central policy; its page says that the basis is weak", "lists 1 (六)"),
    WARNING("gate-missing", lint_list_gates, "所用步骤表没有相应的关口，该要求不会被检查",
            "its machine has no such gate: the demand would never be tested", "lists 8"),
    NOTE("list-no-term", lint_list_term, "查明后在 terms.csv 增加 list-term；此前只按条件移出",
         "add a list-term row once it is known; until then it ends by its condition alone",
         "design 5 (unknown periods)"),
    /* machines */
    ERROR("machine-step", lint_machine_step, "有行为的步骤写明 by，时间引起的步骤写明 gates",
          "a step by act says by whom, a step by time says its gate", "lists 8"),
    ERROR("machine-duty", lint_machine_duty, "owes 与 owed_by 同时填写，clock 只与 owes 同用",
          "owes and owed_by go together; a clock needs what it is a clock of", "lists 8"),
    ERROR("machine-source", lint_machine_source, "改正 from，或补上到达该状态的步骤",
          "correct the state, or add the step that makes it", "lists 8"),
    ERROR("machine-stuck", lint_machine_stuck, "补上移出、修复或期满的步骤",
          "add a step of removal, repair or the end of the term", "design 2 (N6)"),
    NOTE("clock-unknown", lint_machine_clock, "查明后在 terms.csv 增加；此前不计算该期限",
         "add it to terms.csv once known; until then nothing is computed", "design 5 (unknown periods)"),
    /* measures */
    ERROR("measure-tone", lint_measure_tone, "惩戒为 adverse、激励为 favourable，family 为 measure，类别与之一致",
          "punishments are adverse, rewards favourable, family is measure, and the category agrees", "measures 2.1"),
    ERROR("measure-no-basis", lint_measure_basis, "填写依据，或改为 display-only",
          "give its basis, or make it display-only", "measures 18 no. 1; design 2 (N5)"),
    ERROR("measure-no-article", lint_measure_article, "至少一项依据写明条文", "name the article of at least one basis",
          "measures 18 no. 1"),
    ERROR("measure-basis-memo", lint_measure_memo, "合作备忘录不能单独作为依据",
          "a memorandum can never be the only basis", "measures 18 no. 4"),
    ERROR("measure-basis-low", lint_measure_low, "引用法律、法规、中央政策文件，或本地区的地方性法规",
          "cite a law, regulation, central policy, or the local regulation of its region", "measures 18 no. 4"),
    ERROR("measure-no-authority", lint_measure_authority, "填写 by_kinds，并在 powers.csv 增加 measure. 一行",
          "name by_kinds, and add a measure. row to powers.csv", "measures 18 no. 1; 14"),
    ERROR("measure-no-act", lint_measure_act,
          "随法律、处罚生效或由市场主体自行决定的措施没有单独的行为：改为 display-only",
          "what the law, a penalty or the market brings is no act of its own: make it display-only",
          "measures 3; 18 no. 2, 3"),
    ERROR("measure-no-end", lint_measure_end, "查明期限或终结条件，或改为 display-only",
          "find its term or condition of ending, or make it display-only", "design 2 (N6); 5"),
    ERROR("measure-months", lint_measure_months, "fixed、range 填写月数，最短不大于最长",
          "a fixed term or range needs its months, the least not above the most", "measures 15; 18 no. 5"),
    WARNING("measure-kind-power", lint_measure_kind, "在 powers.csv 增加该类机关一行，或从 by_kinds 删去",
            "add a row for that kind to powers.csv, or take it out of by_kinds", "measures 14"),
    WARNING("measure-untied", lint_measure_untied, "在 list_measures.csv 写明随何名单适用",
            "say in list_measures.csv which list it follows", "design 2 (N5)"),
    WARNING("tie-no-basis", lint_tie_basis, "填写联系的依据和条文", "give the basis of the tie, with its article",
            "measures 9"),
    /* powers, types */
    ERROR("power-family", lint_power_family, "行为种类与类型须属于同一类别", "act kind and type must be of one family",
          "design 4 (powers)"),
    WARNING("power-beyond-list", lint_power_list, "powers 的级别不应超出名单的 levels",
            "levels of the power should be levels of the list", "lists (conventions)"),
    WARNING("power-beyond-measure", lint_power_measure, "该类机关不在措施的 by_kinds 中",
            "the kind of agency is not among the measure's by_kinds", "measures 14"),
    WARNING("tier-overstated", lint_tier, "basis_tier 不应高于所引依据的层级",
            "basis_tier should not be above the tier of what it cites", "lists (conventions)"),
    WARNING("state-why-stale", lint_state_why, "可接收的行不应再写缺什么",
            "a usable row should not say what is missing", "design 5"),
    /* time */
    ERROR("rules-overlap", lint_overlap, "前一行的 valid_to 须早于后一行的 valid_from",
          "the earlier row must end before the later one begins", "design 5"),
    ERROR("term-double", lint_term_double, "同一范围、事项、程度在同一日只能有一行",
          "one row a scope, clock and grade on any day", "design 5"),
    ERROR("term-contradiction", lint_term_order, "最短期限不得长于最长期限",
          "the shortest term must not be longer than the longest", "procedure 2.4"),
    ERROR("override-source", lint_override_source, "文件加上 source 列，写明所补内容的出处",
          "give the file a source column that says where the value comes from", "design 5"),
    ERROR("local-stricter", lint_local_stricter, "与全国规则一致，或引用本地地方性法规",
          "keep to the national row, or cite the local regulation", "lists 1 (七); measures 2"),
    WARNING("edition-superseded", lint_superseded, "改引现行版本，或给本行加上 valid_to",
            "cite the edition in force, or end the row", "measures 18 no. 6"),
    NOTE("rules-unverified", lint_unverified, "读过原文后在 verified 填 yes",
         "put yes under verified once the text was read", "design 5"),
};
enum { ROWS = sizeof rows / sizeof *rows };

bool catalog_lint(const struct catalog *c, enum finding_level least, struct findings *f)
{
    struct linter l = {.c = c, .f = f, .least = least};
    int64_t before = findings_count(f, FINDING_ERROR);
    for (size_t i = 0; i < ROWS; i++) {
        l.rule = &rows[i].rule;
        if (rows[i].rule.level >= least || rows[i].look == lint_local_stricter)
            rows[i].look(&l);
    }
    return findings_count(f, FINDING_ERROR) == before;
}

const struct cat_rule *catalog_rule(size_t i)
{
    return i < ROWS ? &rows[i].rule : NULL;
}

const struct cat_rule *catalog_rule_of(const char *id)
{
    for (size_t i = 0; i < ROWS; i++)
        if (strcmp(rows[i].rule.id, id) == 0)
            return &rows[i].rule;
    return NULL;
}

/* ---- what the rules share ---- */

void lint_say_as(struct linter *l, enum finding_level level, enum table_id t, size_t i, const char *column,
                 struct str a1, struct str a2, struct str a3)
{
    if (level < l->least)
        return;
    const struct raw_row *row = &l->c->tables[t].v[i];
    int at = column ? table_column(t, column) : -1;
    ASSERT(!column || at >= 0);
    struct finding one = {.level = level,
                          .line = row->line,
                          .column = at < 0 ? 0 : row->places[at],
                          .file = row->file,
                          .rule = l->rule->id,
                          .args = {a1, a2, a3}};
    findings_add(l->f, &one);
}

void lint_say(struct linter *l, enum table_id t, size_t i, const char *column, struct str a1, struct str a2,
              struct str a3)
{
    lint_say_as(l, l->rule->level, t, i, column, a1, a2, a3);
}

struct str lint_cell(const struct linter *l, enum table_id t, size_t i, const char *column)
{
    int at = table_column(t, column);
    ASSERT(at >= 0);
    return l->c->tables[t].v[i].cells[at];
}

bool lint_has(struct str words, struct str word)
{
    return str_is(words, "*") || str_has_word(words, word);
}

bool lint_meet(struct day from_a, struct day to_a, struct day from_b, struct day to_b)
{
    bool a_before = day_is(to_a) && day_is(from_b) && to_a.n < from_b.n;
    bool b_before = day_is(to_b) && day_is(from_a) && to_b.n < from_a.n;
    return !a_before && !b_before;
}

bool lint_citation_next(const struct linter *l, struct str *rest, struct lint_citation *out)
{
    struct str one, id;
    while (str_split(rest, ';', &one)) {
        one = str_trim(one);
        if (!str_split(&one, ' ', &id))
            continue;
        out->instrument = map_find(l->c->by_instrument, id);
        out->articles = str_trim(one);
        if (out->instrument)
            return true;
    }
    return false;
}

static bool names_kind(struct str act_kind, const char *wanted)
{
    struct str kind = str_of(wanted);
    return str_eq(act_kind, kind) || (str_ends(act_kind, STR(".")) && str_starts(kind, act_kind));
}

bool lint_power_exists(const struct linter *l, struct str agency_kind, const char *act_kind, struct str type)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_POWERS); i++) {
        const struct cat_power *p = ROW(l->c, TABLE_POWERS, struct cat_power, i);
        bool kind_fits = !agency_kind.n || str_is(p->agency_kind, "*") || str_eq(p->agency_kind, agency_kind);
        bool type_fits = str_is(p->type, "*") || str_eq(p->type, type);
        if (kind_fits && type_fits && names_kind(p->act_kind, act_kind))
            return true;
    }
    return false;
}

bool lint_term_exists(const struct linter *l, const struct cat_type *type, struct str what)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_TERMS); i++) {
        const struct cat_term *t = ROW(l->c, TABLE_TERMS, struct cat_term, i);
        bool covers =
            str_is(t->scope, "*") || str_eq(t->scope, type->id) || str_is(t->scope, cat_family_name(type->family));
        if (covers && str_eq(t->what, what))
            return true;
    }
    return false;
}

bool lint_is_word(const struct linter *l, const char *group, struct str word)
{
    struct buf key = {0};
    buf_printf(&key, "%s.%.*s", group, STR_FMT(word));
    bool is = map_find(l->c->by_label, buf_view(&key)) != NULL;
    buf_free(&key);
    return is;
}
