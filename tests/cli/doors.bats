#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
# The same case by every door, and a table as a workbook.
load common

@test "a full case by command line, API and table: one journal, the same refusals" {
    run python3 "$REPO/tests/cli/doors.py"
    echo "$output"
    [ "$status" -eq 0 ]
    [[ $output == *" 3 doors, 0 differences" ]]
}

@test "a workbook of listings is taken as its table is" {
    peopled
    python3 - "$EXAMPLES/entities.csv" <<'P' >listed.csv
import csv, sys
rows = [r for r in csv.DictReader(open(sys.argv[1], encoding="utf-8-sig", newline=""))][:5]
w = csv.writer(sys.stdout)
w.writerow("统一社会信用代码 名称 决定日期 决定书文号 事由 依据 列入截止日 经办人编号 审批人编号 材料".split())
for n, r in enumerate(rows, 1):
    w.writerow([r["UNISCID"], r["ENTNAME"], "2026-03-02", f"岚市监决〔2026〕{n}号", "vanished；diverted", "《青岚省预付消费管理办法》第十二条；ql-credit 34",
                "2028-03-01", "o1", "o2", "决定文书 决定.pdf " + "ab" * 32])
P
    for n in 1 2; do
        echo '{"kind":"officer.add","by":"operator","agency":"mr-990100","on":"2026-03-01","fields":{"officer":"o'$n'","roles":"draft approve"}}'
    done >officers.jsonl
    "$G" act submit officers.jsonl >/dev/null
    options="--kind list.decide --type ql-prepaid --agency mr-990100 --carried"
    run "$G" import $options --dry-run --findings listed.xlsx listed.csv
    [ "$status" -eq 0 ]
    run "$G" import $options listed.xlsx
    echo "$output"
    [[ $output == *"5 accepted"* ]]
    run "$G" import $options listed.csv
    [[ $output == *"5 unchanged"* ]]
}
