#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# 20,000 listings with all their steps uploaded in one file while readers ask. usage: listings.sh [FIRMS]
set -eu
repo=$(cd "$(dirname "$0")/../.." && pwd)
export GONGSHI=${GONGSHI:-$repo/build/gongshi}
python3 "$repo/tests/long/listings.py" "${1:-20000}"
