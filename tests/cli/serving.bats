#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
load common

@test "serve prints its address, its data and how to stop, and answers" {
    peopled
    serve
    url=$(cat server.url)
    grep -q "data: $PWD/gongshi-data" server.err
    grep -q 'stop:' server.err
    [ "$(curl -s -o page -w '%{http_code}' "${url}entities/919901013889433626")" = 200 ]
    grep -q 岚安市岫溪食品有限公司 page
    [ "$(curl -s "${url}api/v1/entities/919901013889433626" | json 'x["name"]')" = 岚安市岫溪食品有限公司 ]
    [ "$(curl -s -o /dev/null -w '%{http_code}' "${url}api/v1/entities/91990101MA0TRYA145")" = 404 ]
}

@test "the command line and the API give the same entity" {
    peopled
    import_penalties "$EXAMPLES/penalties-official.csv" 2>/dev/null
    serve
    curl -s "$(cat server.url)api/v1/entities/919901013889433626" >api.json
    "$G" show 919901013889433626 --format json --lang zh >cli.json
    python3 - <<'P'
import json
a, b = json.load(open('api.json')), json.load(open('cli.json'))
for x in (a, b):
    x.pop('known_at', None)
    x.pop('links', None)
assert a == b, (a, b)
P
}

@test "while a server runs, imports go through it and become visible" {
    peopled
    serve
    run import_penalties "$EXAMPLES/penalties-official.csv"
    echo "$output"
    [ "$status" -eq 0 ]
    curl -s "$(cat server.url)api/v1/entities/919901013889433626" | json 'x["records"][0]["type"]' | grep -q penalty
    run "$G" act submit "$EXAMPLES/acts.jsonl"
    [ "$status" -eq 0 ]
}

@test "SIGTERM drains and frees the register" {
    peopled
    serve
    kill -TERM "$(cat server.pid)"
    for _ in $(seq 50); do
        kill -0 "$(cat server.pid)" 2>/dev/null || break
        sleep 0.1
    done
    run kill -0 "$(cat server.pid)"
    [ "$status" -ne 0 ]
    run "$G" doctor --rebuild
    [ "$status" -eq 0 ]
}

@test "two servers on one register: the second is told" {
    peopled
    serve
    run timeout 10 "$G" serve --listen 127.0.0.1:0
    [ "$status" -eq 1 ]
    [[ $output == *"another process"* ]]
}

@test "a port in use is told" {
    peopled
    serve
    port=$(sed 's/.*:\([0-9]*\)\/$/\1/' server.url)
    "$G" init --data other 2>/dev/null
    run timeout 10 "$G" serve --data other --listen "127.0.0.1:$port"
    [ "$status" -eq 1 ]
    [[ $output == *"$port"* ]]
}

@test "a bad address is told" {
    peopled
    run timeout 10 "$G" serve --listen nonsense
    [ "$status" -ne 0 ]
    [[ $output == *serve* ]]
}

@test "every page of a rehearsal says so" {
    peopled
    serve
    for page in / /en/ /search?q=岚 /entities/919901013889433626; do
        curl -s "$(sed 's/.$//' server.url)$page" | grep -qi '演练\|rehearsal'
    done
}
