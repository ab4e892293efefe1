#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
load common

as_nobody() { # root may write everywhere: then somebody else tries
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid=65534 --regid=65534 --clear-groups ./program "$@"
    else
        "$G" "$@"
    fi
}

somebody_else_may_run() {
    [ "$(id -u)" = 0 ] || return 0
    chmod 755 "$BATS_TEST_TMPDIR" "$(dirname "$BATS_TEST_TMPDIR")" "$(dirname "$(dirname "$BATS_TEST_TMPDIR")")"
    cp "$G" ./program
    setpriv --reuid=65534 --regid=65534 --clear-groups ./program version >/dev/null 2>&1
}

@test "an unwritable directory is told in one line" {
    somebody_else_may_run || skip "nobody but root may run programs here"
    mkdir locked
    chmod 555 locked
    run as_nobody init --data locked/register --rules "$REPO/data/cn"
    echo "$output"
    [ "$status" -eq 1 ]
    [[ $output == *locked* ]]
    [ ! -e locked/register ]
}

@test "a register of a newer format is refused and left as it is" {
    peopled
    python3 -c "
import sqlite3
db = sqlite3.connect('gongshi-data/register.db')
db.execute('pragma user_version = 99')
db.commit()
db.execute('pragma wal_checkpoint(truncate)')"
    before=$(sha256sum <gongshi-data/register.db)
    for verb in "search 岚" "doctor" "serve --listen 127.0.0.1:0" "act submit $EXAMPLES/acts.jsonl"; do
        run "$G" $verb
        [ "$status" -ne 0 ]
        [[ $output == *newer* || $output == *format* ]]
    done
    [ "$(sha256sum <gongshi-data/register.db)" = "$before" ]
}

@test "a folder that is no register is not taken for one" {
    mkdir gongshi-data
    run "$G" search x
    [ "$status" -eq 4 ]
}

@test "a full disk refuses the file and leaves the register whole" {
    [ "$(id -u)" = 0 ] || skip "needs root to mount a small disk"
    mkdir small
    mount -t tmpfs -o size=6m none small 2>/dev/null || skip "no mount here"
    "$G" init --data small/r --rules "$REPO/data/demo" --rehearsal --now "$DEMO_NOW" 2>/dev/null || { umount small; skip "too small"; }
    python3 - "$EXAMPLES/entities.csv" <<'P' >many.csv
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline='')))
out = csv.writer(sys.stdout)
out.writerow(rows[0])
for i in range(60000):
    out.writerow(rows[1 + i % (len(rows) - 1)])
P
    before=$(acts --data small/r)
    run "$G" import --data small/r --kind entity.register --agency mr-990100 many.csv
    code=$status
    after=$(acts --data small/r)
    umount small
    [ "$code" -ne 0 ]
    [ "$before" = "$after" ]
}

@test "a full standard output is an error, not silence" {
    peopled
    [ -e /dev/full ] || skip "no /dev/full"
    run bash -c "'$G' search 岚 >/dev/full"
    [ "$status" -eq 1 ]
}
