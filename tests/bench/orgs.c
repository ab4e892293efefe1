/* SPDX-License-Identifier: Apache-2.0 */
/* orgs N: N invented organisations of the demo province as CSV, in no order, deterministic. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "uscc/uscc.h"

static const char *const places[] = {"岚安市", "明泽市", "云溪市", "松月区", "望岚区", "青岚省", "澄江县", "白鹭县"};
static const char *const brands[] = {"青禾", "白鹭", "春风", "秋实", "晨雾", "松涛", "云帆", "海棠", "鼎岳", "瑞岚", "恒溪", "佳澜", "盛禾", "远岫",
                                     "星澄", "若溪", "天岚", "明禾", "宏泽", "锦泽"};
static const char *const trades[] = {"食品", "建材", "科技", "贸易", "运输", "餐饮", "机械", "纺织", "化工", "园林", "信息技术", "物业管理", "农业开发"};
static const char *const forms[] = {"有限公司", "有限责任公司", "股份有限公司", "经营部", "商行", "中心"};
static const char *const streets[] = {"松月路", "望岚大道", "澄江街", "白鹭巷", "青禾路"};

static uint64_t state = 88172645463325252ull;
static unsigned pick(unsigned n)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (unsigned)((state >> 11) % n);
}
#define ANY(list) list[pick(sizeof list / sizeof *list)]

int main(int argc, char **argv)
{
    long n = argc > 1 ? atol(argv[1]) : 1000;
    printf("统一社会信用代码,名称,登记日期,住所\n");
    for (long i = 0; i < n; i++) {
        long serial = (i * 7368787L) % 100000000L; /* scattered, no two alike below 10^8 */
        char code[USCC_CHARS + 1], body[9];
        snprintf(body, sizeof body, "%08ld", serial);
        snprintf(code, sizeof code, "91990%d0%d%s%c", (int)(1 + i % 6), (int)(1 + i / 6 % 3), body, uscc_org_check_char(body));
        code[17] = uscc_check_char(code);
        printf("%s,%s%s%s%s%s,%04u-%02u-%02u,%s%s%u号\n", code, ANY(places), ANY(brands), ANY(brands), ANY(trades), ANY(forms),
               2000 + pick(26), 1 + pick(12), 1 + pick(28), ANY(places), ANY(streets), 1 + pick(900));
    }
    return 0;
}
