#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Every usable list of the national rulebook from notice to removal, each with its own clocks and papers.
set -eu
"$(dirname "$0")/../model/course.py"
