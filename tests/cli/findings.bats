#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
# Every check that a row of the two data standards passes is made: one row a rule, with what it suggests.
load common

# told LEVEL RULE COLUMN SUGGESTION [CHANGE …]: the good row with these changes gives that finding, in that column, with
# that suggestion (None: whatever it is).
told() {
    level=$1 rule=$2 column=$3 suggestion=$4
    shift 4
    penalty "$@"
    report=$(import_penalties --format json --dry-run row.csv 2>/dev/null | grep '^{')
    echo "$report"
    [ "$(json "any(f['level']=='$level' and f['rule']=='$rule' and f['column']==$column and ($suggestion is None or f['suggestion']==$suggestion) for f in x['findings'])" <<<"$report")" = True ]
}

silent() { # silent RULE [CHANGE …]: the same row does not give it
    rule=$1
    shift
    penalty "$@"
    report=$(import_penalties --format json --dry-run row.csv 2>/dev/null | grep '^{')
    echo "$report"
    [ "$(json "any(f['rule']=='$rule' for f in x['findings'])" <<<"$report")" = False ]
}

@test "code-check: with the code that one slip away is right" {
    peopled
    told error code-check 3 "'919901013889433626'" CF_XDR_SHXYM=919901013889433662
    silent code-check
}

@test "code-name, id-in-field" {
    peopled
    told error code-name 1 None CF_XDR_MC=岚安市别人家食品有限公司
    told error id-in-field 8 None CF_SY=当事人11010519491231002X在场
}

@test "enum: not in the list, a person's class of penalty; other without words" {
    peopled
    told error enum 10 None CF_CFLB=打板子
    told error enum 10 None CF_CFLB=行政拘留
    told warning enum-words 10 None CF_CFLB='罚款;其他'
    silent enum-words CF_CFLB='罚款;其他-责令限期拆除'
}

@test "cond-required: a sum, the licence concerned, the end of a restriction" {
    peopled
    told error cond-required 12 None CF_NR_FK=
    told error cond-required 13 None CF_CFLB='罚款;没收违法所得'
    told error cond-required 14 None CF_CFLB='罚款;吊销许可证件'
    told error cond-required 16 None CF_CFLB='罚款;限制开展生产经营活动'
    silent cond-required CF_CFLB='罚款;限制开展生产经营活动' CF_YXQ=2026/09/10
}

@test "date-order: the future, an end before its beginning, a licence that begins a year before its decision" {
    peopled
    told error date-order 15 None CF_JDRQ=2027/01/01
    told error date-order 15 None CF_GSJZQ=2026/03/01
    licence() {
        python3 - "$EXAMPLES/licences-official.csv" "$1" >row.csv <<'P'
import csv, sys
head, row = list(csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline='')))[:2]
row[head.index('有效期自')] = sys.argv[2]
csv.writer(sys.stdout).writerows([head, row])
P
        "$G" import --kind licence.grant --dry-run --format json row.csv 2>/dev/null | grep '^{'
    }
    [ "$(licence 2025/01/14 | json "[f['level'] for f in x['findings'] if f['rule']=='date-order']")" = "['warning']" ]
    [ "$(licence 2025/01/15 | json "[f['level'] for f in x['findings'] if f['rule']=='date-order']")" = "[]" ]
}

@test "pub-end: no end that is one, beyond the longest, none that any rule gives" {
    peopled
    told error pub-end 17 None CF_GSJZQ=2099/12/31
    told error pub-end 17 None CF_GSJZQ=2029/03/12
    told error pub-end 17 None CF_JDRQ=2015/03/01 CF_GSJZQ= 失信程度=
}

@test "doc-no: a placeholder, the agency's name, no year, nobody's" {
    peopled
    told error doc-no 6 None CF_WSH=见附件
    told error doc-no 6 None CF_WSH=2019
    told error doc-no 6 None CF_WSH=岚安市望岚区市场监督管理局
    told warning doc-no-year 6 None CF_WSH=青试罚字第10号
    told warning doc-no-organ 6 None CF_WSH=〔2026〕10号
    silent doc-no-year
    silent doc-no-organ
}

@test "doc-no: a licence may repeat the licence's own number" {
    peopled
    python3 - "$EXAMPLES/licences-official.csv" >row.csv <<'P'
import csv, sys
head, row = list(csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline='')))[:2]
other = list(row)
row[head.index('行政许可决定文书号')] = row[head.index('许可编号')] = 'JY14400051234'
other[head.index('行政许可决定文书号')] = 'JY14400051235'
csv.writer(sys.stdout).writerows([head, row, other])
P
    run "$G" import --kind licence.grant --dry-run row.csv
    echo "$output"
    [ "$(grep -c doc-no-year <<<"$output")" = 1 ]
    [[ $output == *"row.csv:3"*doc-no-year* ]]
}

@test "column-content: a code under the label of a day" {
    peopled
    told error column-content 15 None CF_JDRQ=91990102316028018K
}

@test "severity-missing" {
    peopled
    told warning severity-missing 22 None 失信程度= CF_GSJZQ=
    silent severity-missing
}

@test "money-unit: the sum of the words in the other unit is suggested, capitals too; what is no sum is refused" {
    peopled
    told warning money-unit 12 "'0.500000'" CF_NR_FK=5000
    told warning money-unit 12 "'177.900000'" CF_NR=处壹佰柒拾柒万玖仟圆整罚款 CF_NR_FK=1779000
    told warning money-unit 12 None CF_NR_FK=0.6
    told warning money-unit 12 None CF_NR=处以罚款 CF_NR_FK=9.999999
    told error money-unit 12 None CF_NR_FK=-0.5
    told error money-unit 12 None CF_NR_FK=0.5000001
    silent money-unit CF_NR=处壹佰柒拾柒万玖仟圆整罚款 CF_NR_FK=177.9
    silent money-unit CF_NR='罚款27709 .61 元' CF_NR_FK=2.770961
    silent money-unit CF_NR=处伍角零伍分及贰拾亿零叁万元罚款 CF_NR_FK=200003
    silent money-unit
}

@test "power, summary, late" {
    peopled
    penalty
    run import_penalties --agency hrss-990100 row.csv
    [[ $output == *" power "* ]]
    told error summary 10 None CF_CFLB=警告
    told note late 15 None
    silent late CF_JDRQ=2026/06/26 CF_GSJZQ=2026/12/26
}

@test "dup and conflict" {
    peopled
    penalty
    import_penalties row.csv 2>/dev/null
    told note dup 4 None CF_XDR_GSZC=990101264774116
    told error conflict 11 None CF_NR=罚款5000元整
}
