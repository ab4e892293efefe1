#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
# Which classes of the national catalogue take records, and which say why they take none.
load common

publish() { # publish TYPE [COLUMN=VALUE …]: one record of the type
    type=$1
    shift
    python3 - "$@" >record.csv <<'P'
import csv, sys
row = {'name': '岚安市岫溪食品有限公司', 'uscc': '919901013889433626', 'doc_no': '岚记〔2026〕1号', 'decided_on': '2026-06-01'}
row.update(x.split('=', 1) for x in sys.argv[1:])
csv.writer(sys.stdout).writerows([row.keys(), row.values()])
P
    run "$G" import --kind record.publish --type "$type" --agency mr-990101 record.csv
    echo "$output"
}

@test "a class that is not taken is refused, with its reason" {
    peopled
    for type in $("$G" rules list --format csv | tr -d '\r' | awk -F, '$4 == "display-only" && $2 == "record" {print $1}'); do
        publish "$type"
        [ "$status" -eq 3 ]
        # an adverse class has no act kind at all; a neutral one says what is missing
        [[ $output == *list-not-usable* || $output == *type-unknown* ]]
    done
    publish evaluation
    [[ $output == *"no score or grade is ever stored"* ]]
    publish compulsion
    [[ $output == *type-unknown* ]]
}

@test "what city catalogues of the pilot years held is no record type" {
    peopled
    for type in credit-score public-credit-evaluation utility-arrears gas-customer housing-fund-loan school-prize \
        drink-driving fare-dodging good-people-board platform-user 信用积分; do
        publish "$type"
        [ "$status" -ne 0 ]
        [[ $output == *type-unknown* ]]
    done
}

@test "intellectual property: a pledge needs its pledgee, a copyright none" {
    peopled
    publish ip 种类=商标 TMREGNO=990001 TMNAME=岫溪 质权登记期限至=2028/05/31
    [[ $output == *cond-required* ]]
    publish ip 种类=商标 TMREGNO=990001 TMNAME=岫溪 IMPORG=岚安市某银行 质权登记期限至=2028/05/31
    [[ $output == *"1 accepted"* ]]
    publish ip doc_no=软著登字第2026990001号 种类=软件著作权 软件著作权登记号=2026SR990001 TMNAME=岫溪称重软件
    [[ $output == *"1 accepted"* ]]
    [ "$("$G" show 919901013889433626 --format json | json 'sorted(r["fields"]["right_kind"] for r in x["records"])')" \
        = "['software_copyright', 'trade_mark_pledge']" ]
}

@test "commitment: under its own labels; a breach is no decision, what is not for the public stays out" {
    peopled
    commitment() {
        printf '承诺编码,承诺人名称,承诺人代码,承诺类型,承诺事由,承诺内容,违诺责任,承诺作出日期,承诺履行状态,未履行的承诺内容,承诺受理单位,公开类型\n' >c.csv
        printf '99010120260601000001,岚安市岫溪食品有限公司,919901013889433626,审批替代型,食品经营,按规定经营,撤销许可,2026/06/01,%s,一批次,岚安市望岚区市场监督管理局,%s\n' "$1" "$2" >>c.csv
        run "$G" import --kind record.publish --type commitment --agency mr-990101 c.csv
        echo "$output"
    }
    commitment 部分履行 可向社会公开
    [[ $output == *" enum "* && $output == *"1 refused"* ]]
    commitment 全部履行 特定范围内公开
    [[ $output == *" enum "* && $output == *"1 refused"* ]]
    commitment 全部履行 可向社会公开
    [[ $output == *restricted-dropped* && $output == *"1 accepted"* ]]
    run "$G" show 919901013889433626 --format json
    [[ $output != *一批次* ]]
}

@test "a contract is shown only where it says that it may be" {
    peopled
    publish contract 合同名称=食堂供餐 合同类型=政府采购 合同履行状态=全部履行
    [[ $output == *header-missing* ]]
    publish contract 合同名称=食堂供餐 合同类型=政府采购 合同履行状态=全部履行 公开类型=不可公开
    [[ $output == *" enum "* ]]
    publish contract 合同名称=食堂供餐 合同类型=政府采购 合同履行状态=全部履行 公开类型=可向社会公开
    [[ $output == *"1 accepted"* ]]
}
