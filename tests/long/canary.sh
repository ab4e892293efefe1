#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# 500 marked people by every door, then every file, answer and the memory of the server searched. usage: canary.sh [PEOPLE]
set -eu
repo=$(cd "$(dirname "$0")/../.." && pwd)
export GONGSHI=${GONGSHI:-$repo/build/gongshi}
python3 "$repo/tests/cli/canary.py" "${1:-500}"
