#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
load common

@test "init makes a register once" {
    run "$G" init
    [ "$status" -eq 0 ]
    [ -f gongshi-data/register.db ]
    run "$G" init
    [ "$status" -eq 1 ]
}

@test "the keys of a register are for its owner only" {
    "$G" init
    [ "$(stat -c %a gongshi-data/keys/register)" = 600 ]
    [ "$(stat -c %a gongshi-data/keys/person)" = 600 ]
}

@test "import makes a register where there is none" {
    run "$G" import --kind entity.register --agency mr-990100 "$EXAMPLES/entities.csv"
    [ -f gongshi-data/register.db ]
    [ "$status" -eq 3 ] # the national rulebook knows no mr-990100
}

@test "every example goes in as README says, and a second time unchanged" {
    peopled
    for round in accepted unchanged; do
        run import_penalties "$EXAMPLES/penalties-official.csv" --format json
        [ "$status" -eq 0 ]
        run "$G" import --kind licence.grant "$EXAMPLES/licences-official.csv"
        [ "$status" -eq 0 ]
        run "$G" import --kind honour.grant --type sta-a "$EXAMPLES/honours.csv"
        [ "$status" -eq 0 ]
        [[ $output == *"0 refused"* ]]
    done
    [[ $output == *" 0 accepted"* ]]
    run "$G" act submit "$EXAMPLES/acts.jsonl"
    [ "$status" -eq 0 ]
}

@test "the report as JSON counts every row" {
    rehearsal
    "$G" import --kind entity.register --agency mr-990100 --format json "$EXAMPLES/entities.csv" 2>/dev/null >report
    n=$(json 'x["rows"]' <report)
    [ "$(json 'x["accepted"]+x["held"]+x["unchanged"]+x["refused"]' <report)" = "$n" ]
    [ "$(json 'x["accepted"]' <report)" = "$n" ]
    [ "$(json 'x["seq"][1]-x["seq"][0]+1' <report)" = "$n" ]
}

@test "the official header and the Chinese one give the same records" {
    peopled
    import_penalties "$EXAMPLES/penalties-official.csv" 2>/dev/null
    python3 - "$EXAMPLES/penalties-official.csv" <<'P' >zh.csv
import csv, sys
zh = {'CF_XDR_MC': '行政相对人名称', 'CF_XDR_SHXYM': '统一社会信用代码', 'CF_WSH': '行政处罚决定书文号', 'CF_JDRQ': '处罚决定日期'}
rows = list(csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline='')))
rows[0] = [zh.get(c, c) for c in rows[0]]
order = list(range(len(rows[0])))[::-1]
csv.writer(sys.stdout).writerows([[r[i] for i in order] for r in rows])
P
    run import_penalties zh.csv
    [ "$status" -eq 0 ]
    [[ $output == *" 0 accepted"* && $output == *" 0 refused"* ]]
}

@test "--dry-run checks everything and writes nothing" {
    rehearsal
    before=$(acts)
    run "$G" import --kind entity.register --agency mr-990100 --dry-run "$EXAMPLES/entities.csv"
    [ "$status" -eq 0 ]
    [ "$(acts)" = "$before" ]
}

@test "--strict: one refused row refuses the file" {
    rehearsal
    sed '$s/.*/919901013889433621,短,1190,存续,2012\/05\/18,,,,,,/' "$EXAMPLES/entities.csv" >bad.csv
    before=$(acts)
    run "$G" import --kind entity.register --agency mr-990100 --strict bad.csv
    [ "$status" -eq 3 ]
    [ "$(acts)" = "$before" ]
    run "$G" import --kind entity.register --agency mr-990100 bad.csv
    [ "$status" -eq 3 ]
    [ "$(acts)" -gt "$before" ]
}

@test "the findings file is a table with place and rule" {
    rehearsal
    sed '2s/^[0-9A-Z]*/919901013889433621/' "$EXAMPLES/entities.csv" >bad.csv
    run "$G" import --kind entity.register --agency mr-990100 --findings out.csv bad.csv
    [ "$status" -eq 3 ]
    head -1 out.csv | grep -q '^level,line,column,rule,message,suggestion'
    grep -q '^error,2,' out.csv
}

@test "a template has the header that import takes" {
    "$G" import --template penalty.decide >t.csv
    grep -q 行政处罚决定书文号 t.csv
}

@test "the yearly list with the wrong header goes in by column numbers, and its faults are told" {
    peopled
    list="$EXAMPLES/a-level-list-2025.gb18030.csv"
    copy() {
        "$G" import --kind honour.grant --type sta-a --copied-from https://lists.example/2025 --retrieved 2026-05-01 \
            --map uscc=2 --map name=3 --map year=4 --map authority=5 --format json "$list" 2>/dev/null
    }
    run copy
    [ "$status" -eq 3 ]
    first=$output
    [ "$(json 'x["refused"]' <<<"$first")" = 4 ]
    [ "$(json 'sorted({f["rule"] for f in x["findings"] if f["level"]=="error"})' <<<"$first")" = "['conflict', 'length']" ]
    [ "$(json 'any(f["rule"]=="dup" for f in x["findings"])' <<<"$first")" = True ]
    run copy
    [ "$(json 'x["accepted"]' <<<"$output")" = 0 ]
    [ "$(json 'x["refused"]' <<<"$output")" = 4 ]
    accepted=$(json 'x["accepted"]+x["unchanged"]' <<<"$first")
    [ "$(json 'x["unchanged"]' <<<"$output")" = "$accepted" ]
}

@test "1,000 valid codes that belong to somebody else: no adverse record becomes public" {
    peopled
    python3 - "$EXAMPLES/penalties-official.csv" "$EXAMPLES/entities.csv" <<'P' >foreign.csv
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline='')))
codes = [r[0] for r in csv.reader(open(sys.argv[2], encoding='utf-8-sig', newline=''))][1:]
head, row = rows[0], rows[1]
out = csv.writer(sys.stdout)
out.writerow(head)
for i in range(1000):
    r = list(row)
    r[head.index('CF_XDR_SHXYM')] = codes[1 + i % (len(codes) - 1)]
    r[head.index('CF_XDR_MC')] = '岚安市别家%d商贸有限公司' % i
    r[head.index('CF_WSH')] = '别家罚〔2026〕%d号' % (i + 1000)
    out.writerow(r)
P
    run import_penalties --format json foreign.csv
    [ "$status" -eq 3 ]
    "$G" export out 2>/dev/null
    run grep -c penalty out/records.jsonl
    [ "$output" = 0 ]
}

@test "a rehearsal's clock never goes back, and other registers take none" {
    rehearsal
    run "$G" import --kind entity.register --agency mr-990100 --now 2020-01-01T00:00:00Z "$EXAMPLES/entities.csv"
    [ "$status" -eq 2 ]
    "$G" init --data real
    run "$G" search x --data real --now 2020-01-01T00:00:00Z
    [ "$status" -eq 2 ]
}

@test "officers come and go" {
    rehearsal
    run "$G" user add --agency mr-990101 --roles "draft approve" officer-7
    [ "$status" -eq 0 ]
    [[ $output == *'"status":"accepted"'* ]]
    run "$G" user revoke --agency mr-990101 officer-7
    [ "$status" -eq 0 ]
    run "$G" user add --agency nobody-1 --roles draft officer-8
    [ "$status" -eq 3 ]
}

# Two officers, and a table about the first example whose cells hold several things: listed COLUMN=VALUE …
listed() {
    for n in 1 2; do
        echo '{"kind":"officer.add","by":"operator","agency":"mr-990100","on":"2026-03-01","fields":{"officer":"o'$n'","roles":"draft approve"}}'
    done >officers.jsonl
    "$G" act submit officers.jsonl >/dev/null
    python3 - "$EXAMPLES/entities.csv" "$@" <<'P' >listed.csv
import csv, sys
first = next(csv.DictReader(open(sys.argv[1], encoding='utf-8-sig', newline='')))
row = {'统一社会信用代码': first['UNISCID'], '名称': first['ENTNAME'], '事实': '收取预付款后停业', '经办人编号': 'o1', '审批人编号': 'o2'}
row |= dict(p.split('=', 1) for p in sys.argv[2:])
csv.writer(sys.stdout).writerows([row.keys(), row.values()])
P
}

@test "grounds, bases and measures of a cell become the lists of an act" {
    peopled
    listed 决定日期=2026-03-02 '决定书文号=岚市监决〔2026〕3号' '事由=vanished；diverted' '依据=ql-credit 34；ql-prepaid-r 12，13' 措施= \
        列入截止日=2028-03-01
    run "$G" import --kind list.decide --type ql-prepaid --agency mr-990100 --carried listed.csv
    echo "$output"
    [ "$status" -eq 0 ]
    [[ $output == *"1 accepted"* ]]
    "$G" show "$(sed -n 2p listed.csv | cut -d, -f1)" --format json >shown.json
    [ "$(json 'x["records"][0]["fields"]["grounds"]' <shown.json)" = "['vanished', 'diverted']" ]
    want="[('ql-credit', '34'), ('ql-prepaid-r', '12'), ('ql-prepaid-r', '13')]"
    [ "$(json '[(b["instrument"], b["articles"]) for b in x["records"][0]["laws"]]' <shown.json)" = "$want" ]
    sed -i 's/ql-credit 34/no-such 1/; s/3号/4号/' listed.csv
    run "$G" import --kind list.decide --type ql-prepaid --agency mr-990100 --carried --format json listed.csv
    [ "$status" -eq 3 ]
    [[ $output == *no-basis* ]]
}

@test "grounds by their names, bases as papers cite them, papers with their digests" {
    peopled
    digest=$(printf 'ab%.0s' {1..32})
    listed 决定日期=2026-03-02 '决定书文号=岚市监决〔2026〕3号' '事由=收取预付款后停业失联、挪用预付资金' \
        '依据=《青岚省社会信用条例》第三十四条；《青岚省预付消费管理办法》第十二条，第一百零二条第二款' 列入截止日=2028-03-01 \
        "材料=决定文书 岚市监决 3号.pdf ${digest^^}；repair-notice $digest"
    run "$G" import --kind list.decide --type ql-prepaid --agency mr-990100 --carried --format json listed.csv
    echo "$output"
    [ "$status" -eq 0 ]
    "$G" show "$(sed -n 2p listed.csv | cut -d, -f1)" --format json >shown.json
    [ "$(json 'x["records"][0]["fields"]["grounds"]' <shown.json)" = "['vanished', 'diverted']" ]
    want="[('ql-credit', '34'), ('ql-prepaid-r', '12'), ('ql-prepaid-r', '第一百零二条第二款')]"
    [ "$(json '[(b["instrument"], b["articles"]) for b in x["records"][0]["laws"]]' <shown.json)" = "$want" ]
    sed -i "s/3号/4号/g; s/repair-notice $digest/repair-notice/" listed.csv
    run "$G" import --kind list.decide --type ql-prepaid --agency mr-990100 --carried --format json listed.csv
    [ "$status" -eq 3 ]
    [[ $output == *'"format"'* ]]
}

@test "every kind that agencies file has a table to fill in" {
    rehearsal
    for kind in $("$G" act schema --format csv | tr -d '\r' | sed 1d | cut -d, -f1); do
        "$G" import --template "$kind" --out "$kind.csv"
        "$G" import --template "$kind" --out "$kind.xlsx"
        [ "$(wc -l <"$kind.csv")" -ge 2 ]
    done
    for kind in list.notice list.serve repair.decide; do
        head -n 1 "$kind.csv" | grep -q 材料
    done
    head -n 1 list.reply.csv | grep -q 陈述申辩内容 # required, though not for the public
}

@test "tables as public sites print them: their headers are known" {
    peopled
    code=$(grep -o '9[0-9A-Z]\{17\}' "$EXAMPLES/entities.csv" | head -n 1)
    name=$("$G" show "$code" --format json | json 'x["name"]')
    cat >abnormal.csv <<CSV
序号,企业名称,统一社会信用代码/注册号,列入日期,列入经营异常名录原因,作出决定机关(列入)
1,$name,$code,2025年7月8日,未按规定公示年度报告,岚安市市场监督管理局
CSV
    run "$G" import --kind list.decide --type samr-abnormal --copied-from https://lists.example/a --retrieved 2026-05-01 abnormal.csv
    echo "$output"
    [ "$(grep -c column-unknown <<<"$output")" = 1 ] # the running number
    [[ $output == *"1 accepted"* ]]
    "$G" show "$code" --format json --view auditor >shown.json
    found='[(r["decided_on"], r["fields"]["grounds"], r["fields"]["authority"]) for r in x["records"] if r["type"] == "samr-abnormal"]'
    [ "$(json "$found" <shown.json)" = "[('2025-07-08', ['未按规定公示年度报告'], '岚安市市场监督管理局')]" ]
}
