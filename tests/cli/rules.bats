#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
# The rulebook as something people read, question and maintain.

load common

@test "rules check: the rulebooks that come with the program are sound, and say how much of them was read" {
    for dir in "$REPO/data/cn" "$REPO/data/demo" "$REPO/tests/data/tiny"; do
        "$G" rules check "$dir" --format json >found.json
        [ "$(json 'x["sound"], x["errors"]' <found.json)" = "True 0" ]
        [ "$(json 'sum(1 for f in x["findings"] if f["rule"]=="rules-translation")' <found.json)" = 0 ]
        json 'next(t for t in x["tables"] if t["table"]=="lists")' <found.json
        [ "$(json 'all(t["read"]+t["unverified"]==t["rows"] for t in x["tables"] if "read" in t)' <found.json)" = True ]
        [ "$(json 'all(t["usable"]+t["display_only"]+t["historic"]==t["ids"] for t in x["tables"] if "ids" in t)' <found.json)" = True ]
    done
    run "$G" rules check --lang en
    [ "$status" -eq 0 ]
    [[ $output == *"lists: "*" rows, "*" with their source read, "*" unverified"* ]]
    [[ $output == *"a sound rulebook"* ]]
}

@test "rules check: a fault names table, line, column, rule, what to do and who asks for it" {
    cp -r "$REPO/tests/data/tiny" mine
    sed -i '4s/,系缆后申请下榜,/,,/' mine/lists.csv
    run "$G" rules check mine --format json
    [ "$status" -eq 3 ]
    "$G" rules check mine --format json >found.json 2>/dev/null || true
    json '[f for f in x["findings"] if f["level"]=="error"]' <found.json
    [ "$(json '[(f["file"],f["line"],f["column"],f["rule"],f["source"]) for f in x["findings"] if f["level"]=="error"]' <found.json)" = \
        "[('mine/lists.csv', '4', '30', 'list-no-exit', 'design 2 (N6); lists 1 (七)')]" ]
    [ "$(json 'x["sound"], x["errors"]' <found.json)" = "False 1" ]
    run "$G" rules check mine --lang zh
    [ "$status" -eq 3 ]
    [[ $output == *"mine/lists.csv:4:30"*"没有写明如何移出"*"display-only"* ]]
    run "$G" rules check mine --level error --format csv
    [ "$(grep -c '^error,\|^warning,\|^note,' <<<"$output")" -eq 1 ]
    run "$G" rules check mine --level loud
    [ "$status" -eq 2 ]
    run "$G" rules check nowhere
    [ "$status" -eq 4 ]
}

@test "rules check: more than forty rulebooks with one cell changed are refused, each with its rule, file and line" {
    run "$BATS_TEST_DIRNAME/broken.py" "$G" "$REPO/tests/data/tiny" "$REPO/tests/data/broken.csv"
    echo "$output"
    [ "$status" -eq 0 ]
    sed '2s/,rules-[a-z-]*,\|,[a-z]*-[a-z-]*,/,no-rule,/' "$REPO/tests/data/broken.csv" >wrong.csv
    run "$BATS_TEST_DIRNAME/broken.py" "$G" "$REPO/tests/data/tiny" wrong.csv
    [ "$status" -eq 1 ]
}

@test "rules check --explain: every rule with advice and the paper that asks for it, in both languages" {
    "$G" rules check --explain --format json >zh.json --lang zh
    "$G" rules check --explain --format json >en.json --lang en
    [ "$(json 'len(x) >= 40 and all(r[k] for r in x for k in ("rule","level","words","suggestion","source"))' <zh.json)" = True ]
    [ "$(json 'all(r[k] for r in x for k in ("rule","level","words","suggestion","source"))' <en.json)" = True ]
    ! cmp -s zh.json en.json
}

@test "rules check: an unsound rulebook makes no register and is never adopted" {
    cp -r "$REPO/data" mine
    sed -i 's/^copied-view,\*,copied-view,/copied-view,*,copied-sight,/' mine/cn/terms.csv
    run "$G" init --rules mine/demo --rehearsal --now "$DEMO_NOW"
    [ "$status" -eq 3 ]
    [[ $output == *rules-word* && $output == *"rules check"* ]]
    [ ! -e gongshi-data/register.db ]
    rehearsal
    before=$(acts)
    run "$G" rules adopt mine/demo
    [ "$status" -eq 3 ]
    [[ $output == *terms.csv:* ]]
    [ "$(acts)" = "$before" ]
}

@test "rules list: opens with the counts, and lists what it counted" {
    for table in lists measures; do
        "$G" rules list --table $table --format json >all.json
        for state in usable display-only historic; do
            "$G" rules list --table $table --state $state --format json >some.json
            [ "$(json 'all(r["state"]=="'$state'" for r in x["rows"])' <some.json)" = True ]
        done
        [ "$(json 'next(c["rows"] for c in x["counts"] if c["table"]=="'$table'")==len(x["rows"])' <all.json)" = True ]
        [ "$(json 'next(c["ids"] for c in x["counts"] if c["table"]=="'$table'")==len({r["id"] for r in x["rows"]})' <all.json)" = True ]
    done
    for table in types terms instruments powers transitions; do
        "$G" rules list --table $table --format csv >rows.csv
        [ "$(wc -l <rows.csv)" -gt 10 ]
    done
    run "$G" rules list --table lists --lang en
    [[ ${lines[0]} == *rows* && $output == *"usable"* && $output == *samr-serious* ]]
    run "$G" rules list --table lists --as-of 2020-01-01 --format csv
    [[ $output == *samr-serious-2014,* && $output != *$'\n'samr-serious,* ]]
    for wrong in "--table nothing" "--state odd" "--table terms --state usable" "--as-of yesterday"; do
        run "$G" rules list $wrong
        [ "$status" -eq 2 ]
    done
}

@test "rules show: from a list to its measures, to who applies them, to the basis, and back" {
    "$G" rules show samr-serious --format json >list.json --lang en
    for part in list ground step term measure "applied by" who basis; do
        [ "$(json 'any(r["part"]=="'"$part"'" for r in x)' <list.json)" = True ]
    done
    [ "$(json 'any(r["part"]=="measure" and r["name"]=="pref-commitment" and ", must" in r["value"] for r in x)' <list.json)" = True ]
    "$G" rules show pref-commitment --format json >measure.json
    [ "$(json 'any(r["part"]=="follows" and r["name"]=="samr-serious" for r in x)' <measure.json)" = True ]
    basis=$(json 'next(r["name"] for r in x if r["part"]=="basis")' <measure.json)
    "$G" rules show "$basis" --format json >basis.json
    [ "$(json 'any(r["part"]=="cited by" and "pref-commitment" in r["value"] for r in x)' <basis.json)" = True ]
    "$G" rules show serious --format json >machine.json
    [ "$(json 'any(r["part"]=="used by" and r["name"]=="samr-serious" for r in x)' <machine.json)" = True ]
    "$G" rules show samr --format json >agency.json
    [ "$(json 'any(r["part"]=="who" and "samr-serious" in r["value"] for r in x)' <agency.json)" = True ]
    "$G" rules show samr-serious-repair-earliest --format json >term.json
    [ "$(json 'any(r["part"]=="basis" and r["name"]=="samr-44" for r in x)' <term.json)" = True ]
    "$G" rules show penalty >/dev/null
    "$G" rules show penalty.decide | grep -q CF_WSH
}

@test "rules show: what is usable leads to somebody and to a basis" {
    "$G" rules list --table types --state usable --format json >usable.json
    run python3 - "$G" usable.json <<'P'
import json, subprocess, sys
rows = [r for r in json.load(open(sys.argv[2]))["rows"] if r["family"] in ("list", "measure")]
assert len(rows) > 20
for row in rows[::3]:
    out = subprocess.run([sys.argv[1], "rules", "show", row["id"], "--format", "json"], check=True, capture_output=True)
    shown = json.loads(out.stdout)
    parts = {r["part"] for r in shown}
    assert next(r["value"] for r in shown if r["name"] == "id") == row["id"]
    assert {"who", "basis"} <= parts, (row["id"], parts)
    assert row["family"] == "measure" or {"ground", "step"} <= parts, (row["id"], parts)
P
    echo "$output"
    [ "$status" -eq 0 ]
}

term_of() { # ID WHAT DAY: the term as it is shown for that day
    "$G" rules show "$1" --as-of "$3" --lang en --format json |
        json '"|".join(r["value"] for r in x if r["part"]=="term" and r["name"]=="'"$2"'")'
}

@test "rules show --as-of: three dates give three answers where the law changed" {
    [[ $(term_of samr-serious decide-repair 2024-06-30) == "15 working days"* ]]
    [[ $(term_of samr-serious decide-repair 2025-12-24) == "15 working days"* ]]
    [[ $(term_of samr-serious decide-repair 2025-12-25) == "7 working days"* ]]
    [[ $(term_of penalty display-longest 2024-06-30) == *"36 months"*general* ]]
    [[ $(term_of penalty display-longest 2025-12-31) == *"36 months"*general* ]]
    [[ $(term_of penalty display-longest 2026-04-01) == *"12 months"*general* ]]
    "$G" rules show samr-abnormal --as-of 2024-06-30 | grep -q saic-68
    ! "$G" rules show samr-abnormal --as-of 2025-12-31 | grep -q saic-68
    "$G" rules show samr-abnormal --as-of 2025-12-31 | grep -q samr-abn-2025
    "$G" rules show gacc-aeo --as-of 2025-12-31 | grep -q gacc-251
    "$G" rules show gacc-aeo --as-of 2026-04-01 | grep -q gacc-282
    run "$G" rules show gacc-certified --as-of 2025-12-31
    [ "$status" -eq 4 ]
    "$G" rules show gacc-certified --as-of 2026-04-01 >/dev/null
    [ "$("$G" rules show gacc-serious --as-of 2024-06-30 --format json | json 'next(r["value"] for r in x if r["name"]=="zh")')" = 海关严重失信主体名单 ]
    [ "$("$G" rules show gacc-serious --as-of 2026-04-01 --format json | json 'next(r["value"] for r in x if r["name"]=="zh")')" = 海关严重失信企业 ]
}

@test "rules diff: folders, names and adopted editions, row by row and cell by cell" {
    cp -r "$REPO/data" mine
    run "$G" rules diff cn mine/cn --format json
    [ "$(json 'len(x)' <<<"$(sed -n 1p <<<"$output")")" = 0 ]
    sed -i 's/^ql-green,青岚省绿色工地评选办法（虚构）/ql-green,青岚省绿色工地办法（虚构）/' mine/demo/instruments.csv
    sed -i '/^ql-pledge,/d' mine/demo/record_types.csv
    sed -i '/ql-pledge/d' mine/demo/fields.csv mine/demo/powers.csv
    "$G" rules diff "$REPO/data/demo" mine/demo --format json >diff.json
    [ "$(json '[(r["table"],r["key"],r["column"],r["new"]) for r in x if r["change"]=="changed"]' <diff.json)" = \
        "[('instruments', 'ql-green', 'zh', '青岚省绿色工地办法（虚构）')]" ]
    [ "$(json 'sorted({r["table"] for r in x if r["change"]=="removed"})' <diff.json)" = "['fields', 'powers', 'record_types']" ]
    "$G" rules diff mine/demo "$REPO/data/demo" --format json >back.json
    [ "$(json 'sorted({r["table"] for r in x if r["change"]=="added"})' <back.json)" = "['fields', 'powers', 'record_types']" ]
    rehearsal
    run "$G" rules adopt mine/demo --lang en
    [ "$status" -eq 0 ]
    [[ $output == *"record_types: 0 rows added, 1 removed, 0 changed"* && $output == *"instruments: 0 rows added, 0 removed, 1 changed"* ]]
    [[ $output == *"the publication of 0 adverse records was shortened"* ]]
    "$G" rules list --table editions --format json >editions.json
    [ "$(json 'len(x)' <editions.json)" = 2 ]
    first=$(json 'x[0]["digest"][:8]' <editions.json)
    second=$(json 'x[1]["seq"]' <editions.json)
    "$G" rules diff "$first" "$second" --format json >editions-diff.json
    [ "$(json 'x' <editions-diff.json)" = "$(json 'x' <diff.json)" ]
    "$G" rules show ql-pledge --rules "$first" >/dev/null
    run "$G" rules show ql-pledge
    [ "$status" -eq 4 ]
    run "$G" rules diff "$first" 9999
    [ "$status" -eq 4 ]
    run "$G" rules diff "$first"
    [ "$status" -eq 2 ]
    "$G" doctor --rebuild >/dev/null
}

@test "rules adopt: an operator completes a national list that is display-only, and it takes entries" {
    rehearsal
    "$G" import --kind entity.register --agency mr-990100 "$EXAMPLES/entities.csv" 2>/dev/null
    code=$(python3 -c "import csv;r=list(csv.reader(open('$EXAMPLES/entities.csv',encoding='utf-8-sig')));print(r[1][[h.upper() for h in r[0]].index('UNISCID')] if 'UNISCID' in [h.upper() for h in r[0]] else r[1][0])")
    name=$("$G" show "$code" --format json | json 'x["name"]')
    cat >honour.json <<J
{"kind":"honour.grant","type":"labour-a","agency":"hrss-990100","subject":"$code","doc_no":"岚人社〔2026〕9号","on":"2026-06-29","fields":{"name":"$name","year":"2025"}}
J
    run "$G" act submit honour.json
    [[ $output == *list-not-usable* ]]
    mkdir ours
    up=$(realpath --relative-to ours "$REPO/data/demo")
    printf 'id,zh,en,extends,effective,invented,source\nours,本局,Our Office,%s,2026-01-01,yes,invented\n' "$up" >ours/jurisdiction.csv
    printf 'id,state,state_why,state_why_en,exit,exit_en,source\nlabour-a,usable,,,次年评价低于规定的失去,lost when the next yearly evaluation falls below,本省办法第三条（虚构）\n' >ours/lists.csv
    printf 'agency_kind,levels,act_kind,type,region,granter,basis,valid_from,valid_to,source\nhrss,city county,honour.,labour-a,own,,wages-724 47,,,invented\n' >ours/powers.csv
    run "$G" rules check ours --level error
    echo "$output"
    [ "$status" -eq 0 ]
    run "$G" rules adopt ours --lang en
    echo "$output"
    [ "$status" -eq 0 ]
    [[ $output == *"lists: 0 rows added, 0 removed, 1 changed"* ]]
    "$G" rules list --table lists --state usable --format csv | grep -q '^labour-a,'
    "$G" rules show labour-a --format json >shown.json
    [ "$(json 'next(r["value"] for r in x if r["name"]=="source")' <shown.json)" = "本省办法第三条（虚构）" ]
    [ "$(json 'next(r["value"] for r in x if r["name"]=="entry_en")' <shown.json)" = "yearly evaluation" ]
    run "$G" act submit honour.json
    echo "$output"
    [ "$status" -eq 0 ]
    "$G" show "$code" --format json | grep -q labour-a
    "$G" doctor --rebuild >/dev/null
    [ "$("$G" rules diff ours "$("$G" rules list --table editions --format json | json 'x[-1]["seq"]')" --format json | json 'len(x)')" = 0 ]
}

@test "a column that nobody fills leaves the digest of an adopted edition as it was" {
    digest() { "$G" rules check "$1" 2>&1 | grep -o 'digest [0-9a-f]*'; }
    cp -r "$REPO/tests/data/tiny" older
    cp -r older newer
    sed -i '1s/$/,reach/; 1!s/$/,/' newer/lists.csv
    [ "$(digest older)" = "$(digest newer)" ]
    sed -i '2s/.$/,registered/' newer/lists.csv
    run "$G" rules check newer
    echo "$output"
    [ "$(digest older)" != "$(digest newer)" ]
}
