#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Half an hour of libFuzzer, with address and undefined-behaviour checks, on each parser of strangers' bytes, two at a
# time and out of other work's way. What was found stays in BUILD/fuzz, whose files belong into tests/corpus/NAME.
# usage: fuzz.sh [SECONDS [NAME…]]
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-1800}
shift $(($# > 0))
names=("$@")
[ $# -gt 0 ] || names=(uscc csv xlsx name)
build=build-fuzz gongshi=$PWD/${GONGSHI_BUILD:-build}/gongshi
[ -f $build/build.ninja ] || CC=clang meson setup -Dfuzz=true -Db_sanitize=address,undefined -Db_lundef=false \
    -Dc_args=-fsanitize=fuzzer-no-link $build >/dev/null
ninja -C $build $(printf 'tests/fuzz/fuzz-%s ' "${names[@]}") >$build/fuzz-build.log || { tail -n 40 $build/fuzz-build.log; exit 1; }
export ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=0 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1

# Inputs grow in a folder of the run; the corpus is only read. A whole workbook to start from, as our own writer makes it.
seeds() {
    mkdir -p "$build/fuzz/$1"
    [ "$1" != xlsx ] || [ ! -x "$gongshi" ] ||
        GONGSHI_RULES=$PWD/data "$gongshi" import --template penalty.decide --out "$build/fuzz/xlsx/template.xlsx" 2>/dev/null || true
}

one() {
    local log=$build/fuzz/$1.log dictionary=tests/fuzz/$1.dict
    seeds "$1"
    nice -n 19 "$build/tests/fuzz/fuzz-$1" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 \
        $([ ! -f "$dictionary" ] || echo "-dict=$dictionary") -artifact_prefix="$build/fuzz/found-$1-" \
        "$build/fuzz/$1" "tests/corpus/$1" >"$log" 2>&1 || { echo "$1: something was found"; tail -n 40 "$log"; return 1; }
    awk -v n="$1" '/stat::number_of_executed_units/ {units = $2} / cov: / {cover = $0; sub(/.* cov: /, "", cover); sub(/ .*/, "", cover)}
        /^Done/ {s = $(NF - 1)} END {printf "%s: %d inputs in %d s, %s edges, nothing found\n", n, units, s, cover}' "$log"
}

failed=0 pids=()
for name in "${names[@]}"; do
    if [ ${#pids[@]} -eq 2 ]; then
        wait "${pids[0]}" || failed=1
        pids=("${pids[1]}")
    fi
    one "$name" &
    pids+=($!)
done
for pid in "${pids[@]}"; do wait "$pid" || failed=1; done
exit $failed
