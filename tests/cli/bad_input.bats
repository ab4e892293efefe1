#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
# Whatever is wrong is named with its place and rule, and nothing of it enters the register.
load common

refused() { # refused RULE FILE [option …]: exit 3, the rule is told, no act was written
    rule=$1
    shift
    before=$(acts)
    run import_penalties --format json "$@"
    echo "$output"
    [ "$status" -eq 3 ]
    [[ $output == *"\"rule\":\"$rule\""* ]]
    [ "$(acts)" = "$before" ]
}

@test "a good row is taken: the rows below differ from it in one thing" {
    peopled
    penalty
    run import_penalties row.csv
    [ "$status" -eq 0 ]
    [[ $output == *"1 accepted"* ]]
}

@test "an empty file" {
    peopled
    : >empty.csv
    refused empty-file empty.csv
}

@test "a binary file" {
    peopled
    printf 'PK\003\004\000\000binary\000' >book.csv
    refused binary-file book.csv
}

@test "a wrong column count" {
    peopled
    penalty
    sed -i '2s/\r$/,one,more\r/' row.csv
    refused column-count row.csv
}

@test "an unknown agency" {
    peopled
    penalty
    refused agency-unknown row.csv --agency nobody-000000
}

@test "an unknown kind" {
    peopled
    run "$G" import --kind penalty.invent "$EXAMPLES/penalties-official.csv"
    [ "$status" -eq 2 ]
}

@test "an unknown type" {
    peopled
    penalty
    refused type-unknown row.csv --type no-such-list
}

@test "30 February" {
    peopled
    penalty CF_JDRQ=2023-02-30
    refused format row.csv
}

@test "a decision in the future" {
    peopled
    penalty CF_JDRQ=2027/01/01
    refused date-order row.csv
}

@test "a code that fails its check" {
    peopled
    penalty CF_XDR_SHXYM=919901013889433621
    refused code-check row.csv
}

@test "a penalty without legal basis" {
    peopled
    penalty CF_YJ=
    refused no-basis row.csv
}

@test "a penalty without document number" {
    peopled
    penalty CF_WSH=
    refused doc-no row.csv
}

@test "a placeholder for a document number" {
    peopled
    penalty CF_WSH=无
    refused doc-no row.csv
}

@test "a penalty without decision date" {
    peopled
    penalty CF_JDRQ=
    refused required row.csv
}

@test "an end of publication that is none" {
    peopled
    penalty CF_GSJZQ=2099/12/31
    refused pub-end row.csv
}

@test "a decision so old that no rule gives its publication an end" {
    peopled
    penalty CF_JDRQ=2015/03/01 CF_GSJZQ= 失信程度=
    refused pub-end row.csv
}

@test "a name that is not that code's" {
    peopled
    penalty CF_XDR_MC=岚安市别人家食品有限公司
    refused code-name row.csv
}

@test "an amount with letters" {
    peopled
    penalty CF_NR_FK=2万
    refused format row.csv
}

@test "a fine without its amount" {
    peopled
    penalty CF_NR_FK=
    refused cond-required row.csv
}

@test "an identity number in a text: refused, masked, not kept anywhere" {
    peopled
    number=$(python3 -c "
d='11010119900307123'; w=[7,9,10,5,8,4,2,1,6,3,7,9,10,5,8,4,2]
print(d+'10X98765432'[sum(int(a)*b for a,b in zip(d,w))%11])")
    penalty "CF_SY=当事人$number在场"
    refused id-in-field row.csv
    [[ $output != *"$number"* ]]
    run grep -r "$number" gongshi-data
    [ "$status" -eq 1 ]
}

@test "a 60 MB unclosed quote" {
    peopled
    penalty
    { cat row.csv; printf '"'; head -c 60000000 /dev/zero | tr '\0' x; } >quote.csv
    before=$(acts)
    run import_penalties --format json quote.csv
    [ "$status" -eq 3 ]
    [[ $output == *unclosed-quote* || $output == *row-too-long* ]]
    [ "$(acts)" = "$before" ]
}

@test "NUL bytes" {
    peopled
    penalty
    printf 'a\0b\r\n' >>row.csv
    before=$(acts)
    run import_penalties --format json row.csv
    [ "$status" -eq 3 ]
    [ "$(acts)" = "$before" ]
}

@test "a file that is not there" {
    peopled
    run import_penalties no-such-file.csv
    [ "$status" -eq 4 ]
}

@test "bad JSON, and an act that is no act" {
    peopled
    echo '{"kind":' >act.json
    run "$G" act submit act.json
    [ "$status" -eq 3 ]
    echo '{"kind":"penalty.decide","nonsense":1}' >act.json
    run "$G" act submit act.json
    [ "$status" -eq 3 ]
}
