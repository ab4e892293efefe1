#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Ten million random strings and mutated codes: every way of the library and an independent script say the same.
# usage: uscc.sh [PROGRAM [LINES]]
set -eu
program=$(realpath "${1:-${GONGSHI:-$(dirname "$0")/../../build/gongshi}}")
"$(dirname "$0")/../unit/uscc/agree.py" "$(dirname "$program")/tests/unit/uscc/uscc_agree" "${2:-10000000}"
