#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
# The commands of docs/howto are run as they stand; a line that ends in `# NNN` must print that last.
load common

run_howto() { # run_howto PAPER: its sh blocks, in order, in one shell
    python3 - "$1" "$(sed 's#/$##' server.url)" <<'P' >commands
import re, sys
text = open(sys.argv[1], encoding="utf-8").read()
blocks = re.findall(r"^```sh\n(.*?)^```", text, re.M | re.S)
assert blocks
for line in "".join(blocks).replace("http://127.0.0.1:8080", sys.argv[2]).splitlines():
    status = re.search(r" # (\d{3})$", line)
    print(f"expect {status[1]} {line[:status.start()]}" if status else line)
P
    cat >prelude <<'P'
expect() {
    local want=$1 got
    shift
    got=$("$@" | tail -n 1)
    [ "$got" = "$want" ] || { echo "wanted $want, got $got: $*"; cat answer.json again.json other.json problem.json report.json 2>/dev/null; exit 1; }
    counted=$((counted + 1))
}
counted=0
P
    mkdir -p bin
    ln -sf "$G" bin/gongshi
    { cat prelude; sed "s/'%{http_code}\\\\n'/%{http_code}\\\\\\\\n/" commands; echo 'echo "$counted answers as written"'; } >script
    PATH=$PWD/bin:$PATH bash -e script
}

@test "howto: file by program" {
    peopled
    penalty
    mv row.csv penalty.csv
    serve
    run run_howto "$REPO/docs/howto/file-by-program.md"
    echo "$output"
    [ "$status" -eq 0 ]
    [[ $output == *"8 answers as written"* ]]
    [ "$(json 'x["code"]' <problem.json)" = code-check ]
    [ "$(json 'x["accepted"]' <report.json)" = 3 ]
    [ "$(json 'x["receipt"]' <answer.json)" = "$(json 'x["receipt"]' <again.json)" ]
    grep -q 'What to do' page.html
    [ "$(sqlite3 gongshi-data/register.db "SELECT DISTINCT actor FROM journal WHERE kind IN (20, 30)")" = "$(cut -d_ -f2 mr-990101.key)" ]
}
