#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
# What the register never does (N1 to N7), asked of the program as people use it.
bats_require_minimum_version 1.5.0
load common
load case

listed() { # a firm that is listed: its code in the file `code`
    peopled && officers
    case_of penalty notice serve >acts.jsonl
    "$G" act submit acts.jsonl >/dev/null
    case_of decide-later serve-later >later.jsonl
    "$G" act submit later.jsonl --now 2026-07-20T02:00:00Z >answers
    python3 -c "import json; print(json.loads(open('acts.jsonl').readline())['subject'])" >code
}

refused_as() { # refused_as CODE FILE
    run --separate-stderr "$G" act submit "$2"
    [ "$status" -eq 3 ]
    [ "$(tail -n 1 <<<"$output" | json 'x["code"]')" = "$1" ]
}

# changed NAME FILTER: the act of that name, changed by a line of Python over `a`
changed() { case_of "$1" | python3 -c "import json,sys; a=json.load(sys.stdin); exec(sys.argv[1]); print(json.dumps(a, ensure_ascii=False))" "$2"; }

@test "N1: no score, grade or rank has a place: not in tables, answers or acts" {
    words='score|rating|rank|credit_level|points|评分|得分|排名|信用等级|信用分'
    run grep -niE "^ +($words)[a-z_]* " "$REPO"/src/store/sqlite/001.sql
    [ "$status" -eq 1 ]
    listed
    "$G" show "$(cat code)" --format json --now 2026-07-21T02:00:00Z >entity.json
    [[ $(<entity.json) == *ql-prepaid* ]]
    run grep -iE "\"[a-z_]*($words)[a-z_]*\":" entity.json
    [ "$status" -eq 1 ]
    for field in score credit_score rating rank level_of_trust; do
        changed penalty "a['doc_no'] += '$field'; a['fields']['$field'] = 'A'" >act.json
        refused_as field-unknown act.json
    done
    changed penalty "a.update(kind='record.publish', type='evaluation', doc_no='评〔2026〕1号')" >act.json
    run --separate-stderr "$G" act submit act.json
    [ "$status" -eq 3 ]
}

@test "N2: a listing is of one list and one agency; no answer sums listings up" {
    listed
    "$G" show "$(cat code)" --format json --now 2026-07-21T02:00:00Z >entity.json
    json '[r for r in x["records"] if r["kind"] == "list.decide" and not (r["agency"] and r["type"])]' <entity.json >none
    [ "$(<none)" = "[]" ]
    run grep -ioE '"(black|grey|red)?listed"|"is_listed"|"blacklist(ed)?"|"dishonest"' entity.json
    [ "$status" -eq 1 ]
    [ "$("$G" search "$(cat code)" --format jsonl | head -n 1 | json 'sorted(set(x) - {"uscc", "name", "status", "registered", "was", "match", "region", "address", "as_of", "former_name"})')" = "[]" ]
    serve
    for path in blacklist blacklisted lists/all lists/blacklist; do
        [ "$(curl -s -o /dev/null -w '%{http_code}' "$(cat server.url)api/v1/$path")" = 404 ]
    done
}

@test "N3: no adverse decision without authority, basis, day and number" {
    peopled && officers
    "$G" act submit <(case_of penalty) >/dev/null
    for without in "a.pop('agency')" "a.pop('doc_no')" "a['fields'].pop('basis')" "a.update(on='')"; do
        for name in penalty notice; do
            changed "$name" "a['doc_no'] = '岚市监试〔2026〕9号'; $without" >act.json
            run --separate-stderr "$G" act submit act.json
            echo "$name $without: $output"
            [ "$status" -eq 3 ]
        done
    done
}

@test "N4: nobody finds a person: not by search, screening, export or address" {
    peopled && officers
    changed penalty "a['fields']['responsible_person'] = '试验人员甲'" >act.json
    "$G" act submit act.json >answer || true
    [ "$("$G" search 试验人员甲 --format jsonl | wc -l)" -eq 0 ]
    printf '姓名\n试验人员甲\n' >people.csv
    run --separate-stderr "$G" screen people.csv --format jsonl
    [[ $output != *'"match"'* ]]
    "$G" export out >/dev/null 2>&1
    run grep -rl 试验人员甲 out
    [ "$status" -eq 1 ]
    serve
    for path in people persons people/试验人员甲 'search?person=试验人员甲'; do
        body=$(curl -s "$(cat server.url)api/v1/$path")
        [[ $body != *试验人员甲*uscc* ]]
    done
}

@test "N5: no step is skipped, no measure is invented, no firm stands for another" {
    peopled && officers
    "$G" act submit <(case_of penalty) >/dev/null
    case_of decide >act.json
    refused_as ref-unknown act.json
    "$G" act submit <(case_of notice) >/dev/null
    refused_as window-open act.json
    changed notice "a.update(kind='measure.apply', type='shame-poster')" >act.json
    refused_as not-in-catalogue act.json
    changed notice "a['doc_no'] = '岚市监告〔2026〕8号'; a['fields']['name'] = '岚安市别家商贸有限公司'" >act.json
    refused_as code-name act.json
}

@test "N6: everything adverse that is public ends on a day, or says how it ends" {
    listed
    "$G" export out --now 2026-07-21T02:00:00Z >/dev/null 2>&1
    python3 - <<'P'
import json
rows = [json.loads(x) for x in open("out/records.jsonl", encoding="utf-8")]
adverse = [r for r in rows if r["kind"].split(".")[0] in ("penalty", "list", "measure")]
assert adverse and any(r["type"] == "ql-prepaid" for r in adverse), rows
endless = [r for r in adverse if not r["public_until"] and not r["fields"].get("way_out") and not r["fields"].get("until")]
assert not endless, endless
P
    changed penalty "a['doc_no'] = '岚市监处罚〔2026〕9号'; a['fields']['public_until'] = '2099-12-31'" >act.json
    refused_as pub-end act.json
}

@test "N7: what has ended is in no public answer, of whatever day; the auditor sees it" {
    listed
    "$G" show "$(cat code)" --now 2026-07-21T02:00:00Z --format json >before
    [[ $(<before) == *ql-prepaid* ]]
    python3 - "$(cat code)" <<'P' >annul.jsonl
import json, sys
print(json.dumps({"kind": "list.annul", "type": "ql-prepaid", "agency": "mr-990100", "subject": sys.argv[1], "doc_no": "岚市监撤〔2026〕1号",
    "on": "2026-07-22", "drafted_by": "o1", "approved_by": "o2", "papers": [{"kind": "decision", "name": "d.pdf", "sha256": "ab" * 32}],
    "refers_to": {"agency": "mr-990100", "kind": "list.decide", "type": "ql-prepaid", "doc_no": "岚市监决〔2026〕7号"}, "fields": {"reason": "认定有误"}}, ensure_ascii=False))
P
    "$G" act submit annul.jsonl --now 2026-07-22T02:00:00Z >/dev/null
    for when in "" "--as-of 2026-07-21" "--known-at 2026-07-21T02:00:00Z"; do
        "$G" show "$(cat code)" --now 2026-07-22T03:00:00Z $when --format json >after
        [[ $(<after) != *ql-prepaid* ]]
    done
    "$G" show "$(cat code)" --now 2026-07-22T03:00:00Z --view auditor --format json >auditor
    [[ $(<auditor) == *ql-prepaid* ]]
}

@test "a correction makes a listing neither longer nor heavier (E4, N7)" {
    peopled
    officers
    case_of penalty notice serve >case.jsonl
    case_of decide-later serve-later >later.jsonl
    "$G" act submit --now 2026-06-30T03:00:00Z case.jsonl >/dev/null
    "$G" act submit --now 2026-07-20T03:00:00Z later.jsonl >/dev/null
    case_of serve-later | python3 -c '
import json, sys
step = json.load(sys.stdin)
fields = [{"public_until": "2099-12-31"}, {"until": "2099-12-31"}, {"valid_until": "2099-12-31"}, {"term_months": 999}, {"grounds": ["rude"]},
          {"measures": ["ql-site-funds"]}, {"public_until": "2027-07-20"}, {"facts": "y"}]
for n, said in enumerate(fields):
    print(json.dumps({"kind": "record.correct", "agency": step["agency"], "subject": step["subject"], "on": "2026-07-21",
        "doc_no": "更〔2026〕%d号" % n, "refers_to": step["refers_to"], "fields": {"reason": "x", **said}}))' >correct.jsonl
    run --separate-stderr "$G" act submit --format jsonl --now 2026-07-21T03:00:00Z correct.jsonl
    for n in 1 2 3 4 5 6; do
        [ "$(sed -n ${n}p <<<"$output" | json 'x["status"] + " " + x["code"]')" = "refused heavier-than-notice" ] || { sed -n ${n}p <<<"$output"; false; }
    done
    for n in 7 8; do
        [ "$(sed -n ${n}p <<<"$output" | json 'x["status"]')" = accepted ]
    done
}
