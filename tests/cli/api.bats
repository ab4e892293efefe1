#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
# The API and its description, from outside.
load common

@test "the API keeps to its description: every route, every example, every answer" {
    peopled
    (umask 077 && "$G" key add --agency mr-990101 >key 2>/dev/null)
    serve
    run python3 "$REPO/tests/http/openapi.py" "$(cat server.url)" key
    echo "$output"
    [ "$status" -eq 0 ]
    [[ $output == *"post /api/v1/acts application/x-ndjson: 201"* ]]
}

@test "every rule and every problem has a page, in both languages" {
    peopled
    serve
    url=$(cat server.url)
    codes=$(grep -ohE '^(RULE|ADVICE)\("[a-z-]+"' "$REPO/src/base/rules.def" "$REPO/src/base/advice.def" | cut -d'"' -f2 | sort -u)
    [ "$(echo "$codes" | wc -l)" -gt 100 ]
    known=0
    for code in $codes; do
        zh=$(curl -s -o zh.html -w '%{http_code}' "${url}problems/$code")
        en=$(curl -s -o en.html -w '%{http_code}' "${url}en/problems/$code")
        [ "$zh" = "$en" ]
        [ "$zh" = 200 ] || { grep -q "^RULE(\"$code\"" "$REPO/src/base/rules.def" && return 1; continue; }
        known=$((known + 1))
        grep -q "<code>$code</code>" zh.html
        grep -q '<html lang="en">' en.html
        ! grep -q '%[123]' en.html
        if grep -q "^ADVICE(\"$code\"" "$REPO/src/base/advice.def"; then
            grep -q '怎么办' zh.html
            grep -q 'What to do' en.html
        fi
    done
    [ "$known" -gt 100 ]
    [ "$(curl -s -o none.html -w '%{http_code}' "${url}problems/nonsense")" = 404 ]
}
