#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The program against the reference model at length: 10,000 histories, every cell of the matrix, and whether the tests would
# notice: each condition of the check negated, made true, made false. usage: model.sh [HISTORIES]
set -eu
repo=$(cd "$(dirname "$0")/../.." && pwd)
export GONGSHI=${GONGSHI:-$repo/build/gongshi}
python3 "$repo/tests/model/histories.py" --count "${1:-10000}" --seed 1001
python3 "$repo/tests/model/matrix.py"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git -C "$repo" archive HEAD | tar x -C "$work"
python3 "$repo/tests/model/mutants.py" "$work"
