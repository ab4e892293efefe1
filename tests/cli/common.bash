# SPDX-License-Identifier: Apache-2.0
# Every test runs the real program in an empty folder of its own.

REPO=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
G=${GONGSHI:-$REPO/build/gongshi}
EXAMPLES=$REPO/examples
DEMO_NOW=2026-06-30T02:00:00Z
export GONGSHI_RULES=$REPO/data LC_ALL=C.UTF-8

setup() {
    cd "$BATS_TEST_TMPDIR" || return 1
}

teardown() {
    if [ -f server.pid ]; then
        kill "$(cat server.pid)" 2>/dev/null || true
    fi
}

# A register under the invented province, its clock where the demo's stands.
rehearsal() {
    "$G" init --rules "$REPO/data/demo" --rehearsal --now "$DEMO_NOW" "$@" 2>/dev/null
}

# The same, with the organisations of the examples.
peopled() {
    rehearsal
    "$G" import --kind entity.register --agency mr-990100 "$EXAMPLES/entities.csv" 2>/dev/null
    "$G" import --kind entity.change --agency mr-990100 "$EXAMPLES/changes.csv" 2>/dev/null
}

import_penalties() {
    "$G" import --kind penalty.decide "$@"
}

# One good penalty row about the first example, with columns changed: penalty 'CF_YJ=' 'CF_JDRQ=2023/02/30' …
penalty() {
    python3 - "$EXAMPLES/penalties-official.csv" "$@" <<'P' >row.csv
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline='')))
head, row = rows[0], rows[1]
for change in sys.argv[2:]:
    name, value = change.split('=', 1)
    row[head.index(name)] = value
csv.writer(sys.stdout, lineterminator='\r\n').writerows([head, row])
P
}

json() { # json EXPRESSION: over the JSON on standard input, bound to x
    python3 -c "import json,sys; x=json.load(sys.stdin); print($1)"
}

acts() { # how many acts the journal holds
    "$G" doctor --format json "$@" | json 'next(r["note"] for r in x if r["check"]=="journal").split()[0]'
}

serve() {
    "$G" serve --listen 127.0.0.1:0 "$@" >server.url 2>server.err &
    echo $! >server.pid
    for _ in $(seq 100); do
        [ -s server.url ] && return 0
        sleep 0.1
    done
    cat server.err
    return 1
}
