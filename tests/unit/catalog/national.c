/* SPDX-License-Identifier: Apache-2.0 */
/* The national rulebook and the invented province under it. */
#include "catalog_test.h"

static struct arena *arena;
static struct catalog *cn;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    cn = load_repository("data/cn");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    catalog_free(cn);
    arena_free(arena);
    return 0;
}

/* Official names in the order of the standard; then where each of our ids must lead. */
static const char licence_columns[] =
    "XK_XDR_MC XK_XDR_LB XK_XDR_SHXYM XK_XDR_GSZC XK_XDR_ZZJG XK_XDR_SWDJ XK_XDR_SYDW XK_XDR_SHZZ XK_FRDB XK_FR_ZJLX "
    "XK_FR_ZJHM XK_XDR_ZJLX XK_XDR_ZJHM XK_XKWS XK_WSH XK_XKLB XK_XKZS XK_XKBH XK_NR XK_JDRQ XK_YXQZ XK_YXQZI XK_XKJG "
    "XK_XKJGDM XK_ZT XK_LYDW XK_LYDWDM BZ";
static const char penalty_columns[] =
    "CF_XDR_MC CF_XDR_LB CF_XDR_SHXYM CF_XDR_GSZC CF_XDR_ZZJG CF_XDR_SWDJ CF_XDR_SYDW CF_XDR_SHZZ CF_FRDB CF_FR_ZJLX "
    "CF_FR_ZJHM CF_XDR_ZJLX CF_XDR_ZJHM CF_WSH CF_WFXW CF_SY CF_YJ CF_CFLB CF_NR CF_NR_FK CF_NR_WFFF CF_NR_ZKDX "
    "CF_JDRQ "
    "CF_YXQ CF_GSJZQ CF_CFJG CF_CFJGDM CF_SJLY CF_SJLYDM BZ";
static const char licence_ids[] =
    "name subject_class uscc reg_no org_code tax_no institution_no social_org_no legal_rep legal_rep_doc_type "
    "legal_rep_doc_no person_doc_type person_doc_no doc_title doc_no licence_class licence_name licence_no content "
    "decided_on valid_from valid_to authority authority_uscc state source source_uscc remark";
static const char penalty_ids[] =
    "name subject_class uscc reg_no org_code tax_no institution_no social_org_no legal_rep legal_rep_doc_type "
    "legal_rep_doc_no person_doc_type person_doc_no doc_no unlawful_act facts basis penalty_kind content fine "
    "confiscated "
    "licence_affected decided_on valid_to public_until authority authority_uscc source source_uscc remark";

static void columns_lead_to_ids(const char *kind, const char *type, const char *columns, const char *ids)
{
    struct str left = str_of(columns), right = str_of(ids), column, id;
    int pos = 0;
    while (str_split(&left, ' ', &column) && str_split(&right, ' ', &id)) {
        const struct cat_field *f = catalog_field_by_header(cn, str_of(kind), str_of(type), column);
        assert_non_null(f);
        assert_str(f->id, str_z(arena, id));
        assert_ptr_equal(catalog_field_by_header(cn, str_of(kind), str_of(type), f->zh), f);
        assert_int_equal(f->pos, ++pos);
    }
    assert_int_equal(left.n + right.n, 0);
}

static void catalog_national_official_columns_lead_to_our_ids(void **state)
{
    (void)state;
    columns_lead_to_ids("licence.grant", "licence", licence_columns, licence_ids);
    columns_lead_to_ids("penalty.decide", "penalty", penalty_columns, penalty_ids);
    columns_lead_to_ids("entity.register", "", "UNISCID ENTNAME REGSTATE", "uscc name status");
}

static void catalog_national_older_columns_are_known(void **state)
{
    static const char *const rows[][3] = {
        {"licence.grant", "XK_XDR", "name"},
        {"licence.grant", "XK_XDR_ZDM", "org_code"},
        {"licence.grant", "XK_JZQ", "valid_to"},
        {"licence.grant", "XK_XZJG", "authority"},
        {"licence.grant", "XK_SPLB", "licence_class"},
        {"licence.grant", "XK_XDR_SFZ", "person_doc_no"},
        {"penalty.decide", "CF_JG", "content"},
        {"penalty.decide", "CF_XZJG", "authority"},
        {"penalty.decide", "CF_AJMC", "case_name"},
        {"penalty.decide", "CF_FR_SFZH", "legal_rep_doc_no"},
        {"honour.grant", "纳税人识别号", "uscc"},
        {"honour.grant", "纳税人名称", "name"},
        {"honour.grant", "评价年度", "year"},
        {"honour.grant", "税务机关", "authority"},
        {"honour.grant", "信用级别", "grade"},
        {"honour.grant", "EXPIRATION_DATE", "valid_until"},
        {"entity.register", "CERNO", "legal_rep_doc_no"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct cat_field *f = catalog_field_by_header(cn, str_of(rows[i][0]), STR(""), str_of(rows[i][1]));
        assert_non_null(f);
        assert_str(f->id, rows[i][2]);
    }
}

/* No column that may hold a person's number, or a letter grade (N1), is ever read. */
static void catalog_national_restricted_fields_stay_so(void **state)
{
    static const char *const ids[] = {
        "legal_rep_doc_type", "legal_rep_doc_no", "person_doc_type", "person_doc_no", "remark", "grade", "subject_id"};
    static const char *const kinds[] = {"entity.register", "entity.change",  "licence.grant",
                                        "licence.change",  "penalty.decide", "penalty.change",
                                        "honour.grant",    "record.publish", "record.correct"};
    int found = 0;
    (void)state;
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
            const struct cat_field *f = catalog_field(cn, str_of(kinds[k]), STR(""), str_of(ids[i]));
            found += f != NULL;
            assert_true(!f || f->klass == CLASS_RESTRICTED);
        }
    assert_int_equal(found, 21);
}

static void catalog_national_agencies_have_kinds_and_powers(void **state)
{
    struct day on = day_of_date(2026, 6, 1);
    bool fault;
    (void)state;
    const struct cat_agency *samr = catalog_agency_by_name(cn, STR("市场监管总局"));
    assert_str(samr->id, "samr");
    assert_str(samr->kind, "mr");
    assert_non_null(catalog_power(cn, samr, STR("entity.register"), STR(""), on, &fault));
    assert_non_null(catalog_power(cn, samr, STR("penalty.decide"), STR("penalty"), on, &fault));
    assert_null(catalog_power(cn, catalog_agency(cn, STR("crg")), STR("penalty.decide"), STR("penalty"), on, &fault));
    assert_null(catalog_power(cn, catalog_agency(cn, STR("acfic")), STR("licence.grant"), STR("licence"), on, &fault));
    assert_non_null(catalog_power(cn, catalog_agency(cn, STR("sta")), STR("honour.grant"), STR("sta-a"), on, &fault));
    assert_null(catalog_power(cn, samr, STR("honour.grant"), STR("sta-a"), on, &fault));
}

/* N6: whatever the grade, a penalty decided since 2019 has a longest display, and it is never longer than 3 years. */
static void catalog_national_every_penalty_has_an_end(void **state)
{
    const struct cat_type *penalty = catalog_type(cn, STR("penalty"));
    (void)state;
    for (struct day d = day_of_date(2019, 7, 1); d.n < day_of_date(2027, 1, 1).n; d = day_add(d, 1)) {
        const struct cat_term *general = catalog_term(cn, penalty, "display-longest", STR("general"), d);
        const struct cat_term *serious = catalog_term(cn, penalty, "display-longest", STR("serious"), d);
        const struct cat_term *shortest = catalog_term(cn, penalty, "display-shortest", STR("general"), d);
        assert_true(general && serious && shortest);
        assert_true(shortest->count <= general->count && general->count <= serious->count && serious->count == 36);
    }
    assert_int_equal(catalog_term(cn, penalty, "display-longest", STR("slight"), day_of_date(2026, 4, 1))->count, 3);
    assert_int_equal(catalog_term(cn, penalty, "late", STR(""), day_of_date(2026, 4, 1))->count, 7);
}

static void catalog_national_holds_nothing_local_and_only_its_own_tones(void **state)
{
    const struct cat_type *rows;
    size_t n = catalog_types(cn, &rows);
    (void)state;
    for (size_t i = 0; i < n; i++) {
        enum cat_family f = rows[i].family;
        assert_true(f != FAMILY_LIST || rows[i].tone == TONE_ADVERSE);
        assert_true(f != FAMILY_HONOUR || rows[i].tone == TONE_FAVOURABLE);
        assert_false(rows[i].local);
    }
}

static void catalog_national_words_are_there_for_every_value(void **state)
{
    static const char *const words[] = {
        "revoked_cancelled", "confiscate_goods", "serious",     "recognition", "adverse", "filed", "province", "mr",
        "penalty.decide",    "honour",           "display-only"};
    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct str id = str_of(words[i]), zh = catalog_label(cn, id, LANG_ZH);
        assert_false(str_eq(zh, id));
        assert_false(str_eq(zh, catalog_label(cn, id, LANG_EN)));
    }
}

static void catalog_national_status_words_of_free_files_are_read(void **state)
{
    static const char *const rows[][2] = {
        {"存续(在营、开业、在册)", "active"}, {"在业", "active"},        {"已吊销", "revoked"},
        {"吊销，未注销", "revoked"},          {"吊销未注销", "revoked"}, {"吊销,已注销", "revoked_cancelled"},
        {"迁往外省市", "moved_out"},          {"停业", "suspended"},     {"非正常户", ""}};
    const struct cat_field *f = catalog_field(cn, STR("entity.register"), STR(""), STR("status"));
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct cat_option *o = cat_field_option(f, str_of(rows[i][0]));
        assert_str(o ? o->id : STR(""), rows[i][1]);
    }
}

static void catalog_national_region_names_leave_fillers_out(void **state)
{
    struct buf b = {0};
    (void)state;
    catalog_region_name(cn, STR("110101"), LANG_ZH, &b);
    assert_str(buf_view(&b), "北京市东城区");
    buf_clear(&b);
    catalog_region_name(cn, STR("330106"), LANG_ZH, &b);
    assert_str(buf_view(&b), "浙江省杭州市西湖区");
    buf_clear(&b);
    catalog_region_name(cn, STR("100000"), LANG_ZH, &b);
    assert_str(buf_view(&b), "全国");
    assert_str(catalog_region(cn, STR("350211"))->zh, "集美区"); /* 郊区 up to 1986 */
    buf_free(&b);
}

static void catalog_national_province_stands_under_it(void **state)
{
    struct catalog *demo = load_repository("data/demo");
    (void)state;
    assert_true(catalog_jurisdiction(demo)->invented);
    const struct cat_agency *x = catalog_agency(demo, STR("mr-990101"));
    assert_true(x->local);
    assert_str(x->level, "county");
    assert_ptr_equal(catalog_agency_by_uscc(demo, x->uscc), x);
    const struct cat_agency *rows;
    size_t n = catalog_agencies(demo, &rows), local = 0;
    for (size_t i = 0; i < n; i++)
        local += rows[i].local;
    assert_true(local >= 120 && local <= 260);
    assert_true(catalog_type(demo, STR("ql-green-site"))->local);
    assert_true(catalog_list(demo, STR("ql-prepaid"), day_of_date(2026, 6, 1))->type.local);
    assert_false(catalog_type(demo, STR("sta-a"))->local);
    const struct cat_region *found = catalog_region(demo, STR("990000"));
    assert_str(found->zh, "青岚省");
    catalog_free(demo);
}

/* The table of regions against the file it was made from. */
static void catalog_national_regions_are_those_of_the_source(void **state)
{
    const char *shared = getenv("GONGSHI_SHARED");
    const char *path =
        path_join(arena, shared ? shared : repository(arena, "../shared"), "data/regions/gbt2260-history.tsv");
    const struct cat_region *rows;
    size_t n = 1; /* 100000 stands in no edition */
    (void)state;
    if (!file_exists(path)) {
        print_message("skipped: no %s\n", path);
        skip();
    }
    struct str rest = read_text(arena, path), line, code, name;
    assert_true(str_split(&rest, '\n', &line));
    for (; str_split(&rest, '\n', &line) && line.n; n++) {
        assert_true(str_split(&line, '\t', &code) && str_split(&line, '\t', &name));
        assert_non_null(catalog_region(cn, code));
    }
    assert_int_equal(catalog_regions(cn, &rows), n);
}

/* The twin on rows of our own: each is found by its code, and no newer row is passed over. */
static void catalog_national_newest_region_wins(void **state)
{
    const struct cat_region *rows;
    size_t n = catalog_regions(cn, &rows);
    (void)state;
    assert_true(n > 7000);
    for (size_t i = 0; i < n; i++) {
        const struct cat_region *found = catalog_region(cn, rows[i].code);
        assert_true(!found->to_rev || (rows[i].to_rev && rows[i].to_rev <= found->to_rev));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(catalog_national_official_columns_lead_to_our_ids),
        cmocka_unit_test(catalog_national_older_columns_are_known),
        cmocka_unit_test(catalog_national_restricted_fields_stay_so),
        cmocka_unit_test(catalog_national_agencies_have_kinds_and_powers),
        cmocka_unit_test(catalog_national_every_penalty_has_an_end),
        cmocka_unit_test(catalog_national_holds_nothing_local_and_only_its_own_tones),
        cmocka_unit_test(catalog_national_words_are_there_for_every_value),
        cmocka_unit_test(catalog_national_status_words_of_free_files_are_read),
        cmocka_unit_test(catalog_national_region_names_leave_fillers_out),
        cmocka_unit_test(catalog_national_province_stands_under_it),
        cmocka_unit_test(catalog_national_regions_are_those_of_the_source),
        cmocka_unit_test(catalog_national_newest_region_wins),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
