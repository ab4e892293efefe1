#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
load common

@test "a whole register: exit 0, and a rebuild gives the same projections" {
    peopled
    run "$G" doctor --rebuild --sizes
    [ "$status" -eq 0 ]
    [[ $output == *rebuild*same* ]]
    [[ $output == *"size journal"* ]]
}

@test "an edited rulebook behind the register's back is told with the file" {
    peopled
    file=$(find gongshi-data/rules -name terms.csv | head -1)
    sed -i 's/,36,/,1,/' "$file"
    run "$G" doctor
    [ "$status" -eq 5 ]
    [[ $output == *rulebook*FAULT*terms* ]]
    run "$G" search 岚安
    [ "$status" -eq 5 ]
    run "$G" serve --listen 127.0.0.1:0
    [ "$status" -eq 5 ]
}

@test "a changed byte in the journal's content is found" {
    peopled
    python3 - <<'P'
import sqlite3
db = sqlite3.connect('gongshi-data/register.db')
db.execute('drop trigger content_only_emptied')
seq, block = db.execute('select first_seq, block from content order by first_seq desc limit 1').fetchone()
block = block[:-1] + bytes([block[-1] ^ 1])
db.execute('update content set block=? where first_seq=?', (block, seq))
db.commit()
P
    run "$G" doctor
    [ "$status" -eq 5 ]
    [[ $output == *journal*FAULT* ]]
}

@test "a projection changed by hand comes out different in a rebuild" {
    peopled
    sqlite3 gongshi-data/register.db "update entity set registered_on = registered_on + 1 where uscc = '919901013889433626'" 2>/dev/null ||
        python3 -c "
import sqlite3
db = sqlite3.connect('gongshi-data/register.db')
db.execute(\"update entity set registered_on = registered_on + 1 where uscc = '919901013889433626'\")
db.commit()"
    run "$G" doctor --rebuild
    [ "$status" -eq 5 ]
    [[ $output == *rebuild*FAULT* ]]
    run "$G" doctor --rebuild
    [ "$status" -eq 0 ]
}

@test "a lost register key is a fault" {
    peopled
    rm gongshi-data/keys/register
    run "$G" doctor
    [ "$status" -eq 5 ]
}

@test "no register is exit 4" {
    run "$G" doctor
    [ "$status" -eq 4 ]
}

@test "rules: list, show, check and adopt" {
    rehearsal
    run "$G" rules list
    [[ $output == *penalty* && $output == *licence* ]]
    run "$G" rules show penalty
    [ "$status" -eq 0 ]
    run "$G" rules show no-such-thing
    [ "$status" -eq 4 ]
    run "$G" rules check "$REPO/data/demo"
    [ "$status" -eq 0 ]
    cp -r "$REPO/data" mine
    sed -i '2s/^[^,]*/no such code/' mine/demo/agencies.csv
    echo 'x,mr' >>mine/demo/agencies.csv
    run "$G" rules check mine/demo
    [ "$status" -eq 3 ]
    [[ $output == *agencies.csv:* ]]
    run "$G" rules adopt mine/demo
    [ "$status" -eq 3 ]
    run "$G" rules adopt "$REPO/data/demo"
    [ "$status" -eq 0 ]
    run "$G" doctor
    [ "$status" -eq 0 ]
}

@test "a rulebook is never adopted by a single act without its tables" {
    rehearsal
    echo '{"kind":"rules.adopt","by":"operator","on":"2026-06-30","fields":{"digest":"aa"}}' >act.json
    run "$G" act submit act.json
    [ "$status" -eq 3 ]
    run "$G" doctor
    [ "$status" -eq 0 ]
}
