#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
load common

@test "a backup restores to the same register, which doctor finds whole" {
    peopled
    "$G" backup copy
    run "$G" restore copy --data again
    [ "$status" -eq 0 ]
    [[ $output == *"person key"* ]]
    run "$G" doctor --rebuild --data again
    echo "$output"
    [ "$status" -eq 0 ]
    "$G" export one 2>/dev/null
    "$G" export two --data again 2>/dev/null
    diff -r one two
}

@test "receipts stay the same after a restore" {
    peopled
    import_penalties "$EXAMPLES/penalties-official.csv" 2>/dev/null
    id=$("$G" show 919901013889433626 --format json | json 'x["records"][0]["id"]')
    "$G" backup copy
    "$G" restore copy --data again
    run "$G" show "$id" --data again
    [ "$status" -eq 0 ]
}

@test "the person key is in no backup" {
    peopled
    "$G" backup copy
    [ ! -e copy/keys/person ]
    person=$(xxd -p gongshi-data/keys/person | tr -d '\n')
    run bash -c "find copy -type f -exec xxd -p {} \; | tr -d '\n' | grep -c '$person'"
    [ "$output" = 0 ]
}

@test "a backup goes to a new folder, a restore into an empty one" {
    peopled
    mkdir copy
    run "$G" backup copy
    [ "$status" -eq 1 ]
    "$G" backup copy2
    run "$G" restore copy2
    [ "$status" -eq 1 ]
}

@test "a changed byte anywhere in a backup is found, and nothing is restored" {
    peopled
    "$G" backup copy
    for file in $(cd copy && find . -type f | head -30); do
        cp -r copy broken
        printf '\377' | dd of="broken/$file" bs=1 seek=$(($(stat -c %s "copy/$file") / 2)) conv=notrunc 2>/dev/null
        if ! cmp -s "copy/$file" "broken/$file"; then
            run "$G" restore broken --data again
            [ "$status" -eq 5 ]
            [ ! -e again ]
        fi
        rm -r broken
    done
}

@test "a manifest that points outside its folder is refused" {
    peopled
    "$G" backup copy
    sed -i 's|"keys/register"|"../gongshi-data/keys/register"|' copy/MANIFEST.json
    run "$G" restore copy --data again
    [ "$status" -eq 5 ]
    [ ! -e again ]
}

@test "backups taken while an import runs restore to whole registers" {
    "$G" demo --no-serve --organisations 3000 --dir busy 2>/dev/null &
    pid=$!
    taken=0
    while kill -0 $pid 2>/dev/null; do
        if [ -e busy/register.db ] && "$G" backup "copy$taken" --data busy 2>/dev/null; then
            taken=$((taken + 1))
        fi
        sleep 0.3
    done
    wait $pid
    [ "$taken" -ge 2 ]
    for i in $(seq 0 $((taken - 1))); do
        "$G" restore "copy$i" --data "again$i" 2>/dev/null
        run "$G" doctor --rebuild --data "again$i"
        echo "$output"
        [ "$status" -eq 0 ]
        rm -rf "again$i"
    done
}
