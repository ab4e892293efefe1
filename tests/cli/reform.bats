#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
# An act keeps the agency of its day; what concerns it later is filed by whoever took over.
load common

# A licence of AGENCY, decided on DAY under NUMBER.
licence() {
    printf 'name,uscc,doc_no,content,decided_on\n岚安市岫溪食品有限公司,919901013889433626,%s,准予经营,%s\n' "$3" "$2" >grant.csv
    run "$G" import --kind licence.grant --type licence --agency "$1" grant.csv
    echo "$output"
}

# AGENCY corrects the licence NUMBER of another one.
correct() {
    printf 'uscc,corrected_on,reason,content,ref_agency,ref_kind,ref_type,ref_doc_no\n' >correct.csv
    printf '919901013889433626,2026-06-01,笔误,准予经营（更正）,%s,licence.grant,licence,%s\n' "$2" "$3" >>correct.csv
    run "$G" import --kind record.correct --agency "$1" correct.csv
    echo "$output"
}

@test "a former agency's decision of its day is taken, one after its last day is not" {
    peopled
    licence saic 2017-05-05 工商许〔2017〕1号
    [[ $output == *"1 accepted"* ]]
    licence saic 2019-05-05 工商许〔2019〕1号
    [[ $output == *"power"*"1 refused"* ]]
    licence samr 2017-05-05 国市监许〔2017〕1号
    [[ $output == *"power"*"1 refused"* ]]
}

@test "every successor may correct an old act, over two reforms too, a stranger may not" {
    peopled
    licence saic 2017-05-05 工商许〔2017〕1号
    correct sta saic 工商许〔2017〕1号
    [[ $output == *"power"*"1 refused"* ]]
    correct cnipa saic 工商许〔2017〕1号
    [[ $output == *"1 accepted"* ]]
    licence circ 2017-05-05 保监许〔2017〕2号
    correct nfra circ 保监许〔2017〕2号
    [[ $output == *"1 accepted"* ]]
    [[ $("$G" show 919901013889433626 --format json) == *准予经营（更正）* ]]
}
