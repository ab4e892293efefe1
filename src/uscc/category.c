/* SPDX-License-Identifier: Apache-2.0 */
#include "uscc.h"

/* GB 32100-2015 with amendment XG1-2016; rows marked true are known from later public tables only. Sorted. */
#define DEPARTMENT_1 "机构编制", "organisation establishment office"
#define DEPARTMENT_2 "外交", "foreign affairs"
#define DEPARTMENT_3 "司法行政", "judicial administration"
#define DEPARTMENT_4 "文化", "culture"
#define DEPARTMENT_5 "民政", "civil affairs"
#define DEPARTMENT_6 "旅游", "tourism"
#define DEPARTMENT_7 "宗教", "religious affairs"
#define DEPARTMENT_8 "工会", "trade union"
#define DEPARTMENT_9 "市场监管", "market regulation"
#define DEPARTMENT_A "中央军委改革和编制办公室", "Central Military Commission reform and establishment office"
#define DEPARTMENT_G "公安", "public security"
#define DEPARTMENT_J "住房和城乡建设", "housing and urban development"
#define DEPARTMENT_N "农业", "agriculture"
#define DEPARTMENT_Q "归国华侨联合会", "federation of returned overseas Chinese"
#define DEPARTMENT_Y "其他", "other"

static const struct uscc_category categories[] = {
    {'1', '1', DEPARTMENT_1, "机关", "state organ", false},
    {'1', '2', DEPARTMENT_1, "事业单位", "public institution", false},
    {'1', '3', DEPARTMENT_1, "编办直接管理机构编制的群众团体", "mass organisation with centrally managed staffing",
     false},
    {'1', '9', DEPARTMENT_1, "其他", "other", false},
    {'2', '1', DEPARTMENT_2, "外国常驻新闻机构", "resident foreign news bureau", false},
    {'2', '9', DEPARTMENT_2, "其他", "other", false},
    {'3', '1', DEPARTMENT_3, "律师执业机构", "law practice", false},
    {'3', '2', DEPARTMENT_3, "公证处", "notary office", false},
    {'3', '3', DEPARTMENT_3, "基层法律服务所", "grassroots legal service office", false},
    {'3', '4', DEPARTMENT_3, "司法鉴定机构", "forensic examination body", false},
    {'3', '5', DEPARTMENT_3, "仲裁委员会", "arbitration commission", false},
    {'3', '6', DEPARTMENT_3, "商事调解组织", "commercial mediation body", true},
    {'3', '9', DEPARTMENT_3, "其他", "other", false},
    {'4', '1', DEPARTMENT_4, "外国在华文化中心", "foreign cultural centre in China", false},
    {'4', '9', DEPARTMENT_4, "其他", "other", false},
    {'5', '1', DEPARTMENT_5, "社会团体", "social association", false},
    {'5', '2', DEPARTMENT_5, "民办非企业单位", "private non-enterprise unit", false},
    {'5', '3', DEPARTMENT_5, "基金会", "foundation", false},
    {'5', '4', DEPARTMENT_5, "村民委员会", "village committee", true},
    {'5', '5', DEPARTMENT_5, "居民委员会", "residents' committee", true},
    {'5', '9', DEPARTMENT_5, "其他", "other", false},
    {'6', '1', DEPARTMENT_6, "外国旅游部门常驻代表机构", "resident office of a foreign tourism authority", false},
    {'6', '2', DEPARTMENT_6, "港澳台地区旅游部门常驻内地（大陆）代表机构",
     "resident office of a Hong Kong, Macao or Taiwan tourism authority", false},
    {'6', '9', DEPARTMENT_6, "其他", "other", false},
    {'7', '1', DEPARTMENT_7, "宗教活动场所", "place of religious activity", false},
    {'7', '2', DEPARTMENT_7, "宗教院校", "religious school", false},
    {'7', '9', DEPARTMENT_7, "其他", "other", false},
    {'8', '1', DEPARTMENT_8, "基层工会", "grassroots union", false},
    {'8', '2', DEPARTMENT_8, "不具备法人资格的工会", "union body without legal personality", true},
    {'8', '9', DEPARTMENT_8, "其他", "other", false},
    {'9', '1', DEPARTMENT_9, "企业", "enterprise", false},
    {'9', '2', DEPARTMENT_9, "个体工商户", "individual business", false},
    {'9', '3', DEPARTMENT_9, "农民专业合作社", "farmers' cooperative", false},
    {'9', '9', DEPARTMENT_9, "其他", "other", true},
    {'A', '1', DEPARTMENT_A, "军队事业单位", "military public institution", false},
    {'A', '9', DEPARTMENT_A, "其他", "other", false},
    {'G', '1', DEPARTMENT_G, "境外非政府组织代表机构", "representative office of an overseas NGO", true},
    {'G', '9', DEPARTMENT_G, "其他", "other", true},
    {'J', '1', DEPARTMENT_J, "业主大会", "owners' assembly", true},
    {'J', '9', DEPARTMENT_J, "其他", "other", true},
    {'N', '1', DEPARTMENT_N, "组级集体经济组织", "group-level collective economic organisation", false},
    {'N', '2', DEPARTMENT_N, "村级集体经济组织", "village-level collective economic organisation", false},
    {'N', '3', DEPARTMENT_N, "乡镇级集体经济组织", "township-level collective economic organisation", false},
    {'N', '9', DEPARTMENT_N, "其他", "other", false},
    {'Q', '1', DEPARTMENT_Q, "县级侨联", "county federation", true},
    {'Q', '2', DEPARTMENT_Q, "乡镇级侨联", "township federation", true},
    {'Q', '3', DEPARTMENT_Q, "村级侨联", "village federation", true},
    {'Q', '9', DEPARTMENT_Q, "其他", "other", true},
    {'Y', '1', DEPARTMENT_Y, "其他", "other", false},
};

/* Where the rows of a department begin, plus one: asked once a code, a search would be the dearest part of a check. */
static const uint8_t begin_plus_1[256] = {
    ['1'] = 1,  ['2'] = 5,  ['3'] = 7,  ['4'] = 14, ['5'] = 16, ['6'] = 22, ['7'] = 25, ['8'] = 28,
    ['9'] = 31, ['A'] = 35, ['G'] = 37, ['J'] = 39, ['N'] = 41, ['Q'] = 45, ['Y'] = 49,
};

const struct uscc_category *uscc_category_of(char department, char category)
{
    size_t row = begin_plus_1[(unsigned char)department];
    if (row == 0)
        return NULL;
    for (row--; row < sizeof categories / sizeof *categories && categories[row].department == department; row++)
        if (categories[row].category == category)
            return &categories[row];
    return NULL;
}
