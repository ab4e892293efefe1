#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# kill -9 at random moments during an import: each time all of the file is in or nothing, the rebuild agrees, and the
# same import goes through afterwards. usage: kill9.sh [PROGRAM [TIMES [ROWS]]]
set -eu
program=$(realpath "${1:-${GONGSHI:-$(dirname "$0")/../../build/gongshi}}")
times=${2:-50}
rows=${3:-8000}
repo=$(cd "$(dirname "$0")/../.." && pwd)
export GONGSHI_RULES=${GONGSHI_RULES:-$repo/data} LC_ALL=C.UTF-8
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

acts() {
    "$program" doctor --data "$1" --format csv | tr -d '\r' | sed -n 's/^journal,ok,\([0-9]*\) acts$/\1/p'
}
import() {
    "$program" import --data "$1" --kind entity.register --agency mr-990000 file.csv
}

"$program" demo --no-serve --organisations $((rows * 2)) --dir demo 2>/dev/null
head -1 demo/files/2020-01-06-mr-990100-registrations.csv >file.csv
tail -q -n +2 demo/files/*-mr-990?00-registrations.csv | head -n "$rows" >>file.csv
n=$(($(wc -l <file.csv) - 1))
"$program" init --data base --rules "$GONGSHI_RULES/demo" --rehearsal --now 2026-06-30T02:00:00Z 2>/dev/null
before=$(acts base)

cp -r base whole
start=$(date +%s%N)
import whole 2>/dev/null
full_ms=$((($(date +%s%N) - start) / 1000000))
[ "$(acts whole)" = $((before + n)) ] || { echo "the import itself does not take all $n rows"; exit 1; }

none=0 all=0
for i in $(seq "$times"); do
    rm -rf r
    cp -r base r
    # Not through the function: the shell that ran it would be killed, and the program would live on.
    "$program" import --data r --kind entity.register --agency mr-990000 file.csv >/dev/null 2>&1 &
    pid=$!
    sleep "$(awk -v m="$full_ms" -v r="$RANDOM" 'BEGIN { printf "%.3f", m * 1.05 * r / 32768 / 1000 }')"
    kill -9 $pid 2>/dev/null || true
    wait $pid 2>/dev/null || true
    now=$(acts r)
    case $now in
    "$before") none=$((none + 1)) ;;
    "$((before + n))") all=$((all + 1)) ;;
    *) echo "kill $i: $now acts, neither $before nor $((before + n))"; exit 1 ;;
    esac
    "$program" doctor --rebuild --data r >doctor.out 2>&1 || { echo "kill $i"; cat doctor.out; exit 1; }
    import r 2>/dev/null || { echo "kill $i: the import after it fails"; exit 1; }
    [ "$(acts r)" = $((before + n)) ] || { echo "kill $i: the import after it is not whole"; exit 1; }
done
echo "$times kills in imports of $n rows ($full_ms ms): nothing $none times, all $all times; every rebuild equal"
