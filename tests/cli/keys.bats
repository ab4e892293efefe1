#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
# Keys of agencies: made, shown once, needed, revoked; never seen again.
load common

CODE=919901013889433626
NAME=岚安市岫溪食品有限公司

key_of() { # key_of AGENCY FILE
    (umask 077 && "$G" key add --agency "$1" >"$2" 2>key.words)
}

honour() { # honour NUMBER: one act of mr-990101
    printf '{"kind":"honour.grant","type":"honour","agency":"mr-990101","subject":"%s","doc_no":"键〔2026〕%s号","on":"2026-06-29","fields":{"name":"%s","title":"诚信经营示范单位"}}\n' "$CODE" "$1" "$NAME"
}

post() { # post KEYFILE FILE [TYPE]: prints the status, leaves the answer in answer.json
    curl -s -o answer.json -w '%{http_code}' -H "Authorization: Bearer $(cat "$1")" -H "Content-Type: ${3:-application/json}" \
        -H 'Accept-Language: en' --data-binary @"$2" "$(cat server.url)api/v1/acts"
}

@test "a key is shown once, in the form that is documented, and listed without its secret" {
    peopled
    key_of mr-990101 key
    grep -qE '^gsk_[0-9a-f]{16}_[a-z2-7]{52}$' key
    [ "$(wc -l <key)" = 1 ]
    id=$(cut -d_ -f2 key)
    grep -q "$id" key.words
    ! grep -q "$(cut -d_ -f3 key)" key.words
    run "$G" key list --format jsonl
    [ "$(echo "$output" | json 'x["agency"] + " " + x["id"] + " " + (x["revoked_at"] or "live")')" = "mr-990101 $id live" ]
    run "$G" key add --agency mr-990101 --label 案件系统 --format json
    [ "$(echo "$output" | head -1 | json 'len(x["key"])')" = 73 ]
    run "$G" key revoke --agency mr-990100 "$id"
    [ "$status" -eq 3 ]
    run "$G" key revoke --agency mr-990101 "$id"
    [ "$status" -eq 0 ]
    [[ $("$G" key list --agency mr-990101 --format csv) == *案件系统* ]]
    run "$G" key add --agency nobody
    [ "$status" -eq 3 ]
    [[ $output != *gsk_* ]]
    run "$G" key add
    [ "$status" -eq 2 ]
    run "$G" doctor --rebuild
    [ "$status" -eq 0 ]
}

@test "once an agency has a key its adverse rows need it, with and without a server" {
    peopled
    key_of mr-990101 key
    key_of mr-990100 other
    penalty
    for server in no yes; do
        if [ $server = yes ]; then serve; penalty CF_WSH=岚市监处罚〔2026〕802号; fi
        run import_penalties row.csv
        [ "$status" -eq 3 ]
        [[ $output == *key-missing* ]]
        run import_penalties --key-file other row.csv
        [[ $output == *key-agency* ]]
        run import_penalties --key-file key row.csv
        echo "$output"
        [ "$status" -eq 0 ]
        [[ $output == *"1 accepted"* ]]
        honour $server >act.json
        run "$G" act submit act.json # good for its subject: no key needed
        [ "$status" -eq 0 ]
    done
    "$G" key revoke --agency mr-990101 "$(cut -d_ -f2 key)" >/dev/null
    penalty CF_WSH=岚市监处罚〔2026〕803号
    run import_penalties --key-file key row.csv
    [[ $output == *key-unknown* ]]
    kill "$(cat server.pid)" && wait "$(cat server.pid)" 2>/dev/null || true
    for _ in $(seq 50); do [ -S gongshi-data/control.sock ] || break; sleep 0.1; done
    sqlite3 gongshi-data/register.db "SELECT actor FROM journal WHERE kind = 20" | sort -u >actors
    [ "$(cat actors)" = "$(cut -d_ -f2 key)" ]
    run "$G" doctor --rebuild
    [ "$status" -eq 0 ]
}

@test "a file that holds no key is told, and one that others may read" {
    peopled
    echo nonsense >key
    honour 1 >act.json
    run "$G" act submit --key-file key act.json
    [ "$status" -eq 2 ]
    [[ $output != *nonsense* ]]
    run "$G" act submit --key-file none act.json
    [ "$status" -eq 4 ]
    key_of mr-990101 key
    chmod 644 key
    run "$G" act submit --key-file key act.json
    [ "$status" -eq 0 ]
    [[ $output == *"chmod 600"* ]]
    honour 2 >act.json
    run bash -c "'$G' act submit --key-file - act.json <key"
    [ "$status" -eq 0 ]
}

@test "over the network a key is needed for everything, and the operator does not come that way (Z9)" {
    peopled
    key_of mr-990101 key
    serve
    honour 1 >act.json
    before=$(curl -s "$(cat server.url)status.json" | json 'x["feed"]')
    echo gsk_0000000000000000_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa >false
    [ "$(curl -s -o answer.json -w '%{http_code}' -H 'Content-Type: application/json' --data-binary @act.json "$(cat server.url)api/v1/acts")" = 401 ]
    [ "$(post false act.json)" = 401 ]
    for act in '{"kind":"officer.add","by":"operator","agency":"mr-990101","fields":{"officer":"x","roles":"draft"}}' \
        '{"kind":"key.add","by":"operator","agency":"mr-990101","fields":{}}' '{"kind":"rules.adopt","by":"operator"}' \
        '{"kind":"copy.end","by":"operator","type":"honour","agency":"mr-990101"}'; do
        echo "$act" >operator.json
        [ "$(post key operator.json)" = 403 ]
        [ "$(json 'x["code"]' <answer.json)" = key-operator ]
    done
    [ "$(curl -s "$(cat server.url)status.json" | json 'x["feed"]')" = "$before" ]
    [ "$(post key act.json)" = 201 ]
    [ "$(curl -s "$(cat server.url)status.json" | json 'x["feed"]')" = $((before + 1)) ]
}

@test "a key from another machine is taken only behind a proxy that encrypts" {
    address=$(hostname -I 2>/dev/null | tr ' ' '\n' | grep -vE '^127\.|:' | head -1)
    [ -n "$address" ] || skip "this machine has no address but loopback"
    peopled
    key_of mr-990101 key
    "$G" serve --listen 0.0.0.0:0 >server.url 2>server.err &
    echo $! >server.pid
    for _ in $(seq 100); do [ -s server.url ] && break; sleep 0.1; done
    port=$(sed 's/.*:\([0-9]*\)\/$/\1/' server.url)
    echo "http://$address:$port/" >server.url
    honour 1 >act.json
    [ "$(post key act.json)" = 403 ]
    [ "$(json 'x["code"]' <answer.json)" = key-transport ]
    [ "$(curl -s -o /dev/null -w '%{http_code}' "$(cat server.url)api/v1/entities/$CODE")" = 200 ]
    kill "$(cat server.pid)"
    wait "$(cat server.pid)" || true
    "$G" serve --listen "0.0.0.0:$port" --behind-proxy >/dev/null 2>server.err &
    echo $! >server.pid
    for _ in $(seq 100); do curl -s -o /dev/null "$(cat server.url)healthz" && break; sleep 0.1; done
    [ "$(post key act.json)" = 201 ]
}

@test "a key that is gone stops a batch that was let in before (Z11)" {
    peopled
    key_of mr-990101 key
    serve
    for n in $(seq 50); do honour "$n"; done >acts.ndjson
    before=$(curl -s "$(cat server.url)status.json" | json 'x["feed"]')
    python3 - "$(cat server.url)" acts.ndjson "$(cat key)" "$G" <<'P'
import re, socket, subprocess, sys, time
url, path, key, program = sys.argv[1:]
host, port = re.match(r"http://(.*):(\d+)/", url).groups()
body = open(path, "rb").read()
s = socket.create_connection((host, int(port)))
s.sendall(f"POST /api/v1/acts HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\nContent-Type: application/x-ndjson\r\n"
          f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body[:-20])
time.sleep(0.3)
subprocess.run([program, "key", "revoke", "--agency", "mr-990101", key.split("_")[1]], check=True, stdout=subprocess.DEVNULL)
s.sendall(body[-20:])
answer = b"".join(iter(lambda: s.recv(65536), b""))
assert b" 401 " in answer.split(b"\r\n")[0] and b'"code":"key-unknown"' in answer, answer
P
    [ "$(curl -s "$(cat server.url)status.json" | json 'x["feed"]')" = $((before + 1)) ] # the revocation
}

# The key as it is printed, its secret alone, and the secret's bytes in other clothes.
forms() {
    python3 - "$1" <<'P'
import base64, sys
printed = open(sys.argv[1]).read().strip()
secret = printed.split("_")[2]
raw = base64.b32decode(secret.upper() + "====")
for form in (printed.encode(), secret.encode(), secret.upper().encode(), raw, raw.hex().encode(), raw.hex().upper().encode(),
             base64.b64encode(raw)[:40], base64.urlsafe_b64encode(raw)[:40], printed.encode("utf-16-le"), secret.encode("utf-16-be")):
    print(form.hex())
P
}

found_in() { # found_in FORMS FILE…: which of the files hold one of the forms
    python3 - "$@" <<'P'
import sys
forms = [bytes.fromhex(l) for l in open(sys.argv[1]).read().split()]
for path in sys.argv[2:]:
    data = open(path, "rb").read()
    for form in forms:
        if form in data:
            print(path)
            break
P
}

@test "a key is nowhere: register, logs, answers, process list" {
    peopled
    key_of mr-990101 key
    forms key >forms
    [ "$(found_in forms key)" = key ] # the test can find it
    serve
    honour 1 >act.json
    tr -d '\n' <key >inside
    printf '{"kind":"honour.grant","type":"honour","agency":"mr-990101","subject":"%s","doc_no":"%s","on":"2026-06-29"}' "$CODE" x >bad.json
    mkdir answers
    n=0
    for request in "act.json application/json" "bad.json application/json" "key application/json" "act.json text/plain" \
        "key application/x-ndjson" "act.json application/x-ndjson"; do
        post key ${request% *} "${request#* }" >/dev/null
        n=$((n + 1))
        mv answer.json answers/$n
    done
    curl -s -D answers/head -o answers/url "$(cat server.url)api/v1/acts?key=$(cat key)" || true
    for where in "$(cat key)" "en/$(cat key)" "search?key=$(cat key)" "entities/$(cat key)" "en/search?q=$(cat key)" \
        "api/v1/search?q=$(cat key)" "api/v1/records/$(cat key)" "problems/$(cat key)"; do
        curl -s -D answers/head.$((n += 1)) -o answers/path.$n "$(cat server.url)$where"
    done
    "$G" act submit --key-file key act.json >answers/cli 2>&1
    "$G" key list --format json >answers/list
    penalty
    import_penalties --key-file key --findings answers/findings.csv --format json row.csv >answers/import 2>&1
    "$G" import --help >/dev/null
    tr '\0' '\n' <"/proc/$(cat server.pid)/cmdline" >answers/cmdline
    tr '\0' '\n' <"/proc/$(cat server.pid)/environ" >answers/environ
    # while a command runs, held up by a server that does not answer
    kill -STOP "$(cat server.pid)"
    honour 9 >more.json
    "$G" act submit --key-file key more.json >answers/held 2>&1 &
    held=$!
    sleep 0.5
    tr '\0' '\n' <"/proc/$held/cmdline" >answers/held.cmdline
    tr '\0' '\n' <"/proc/$held/environ" >answers/held.environ
    grep -q submit answers/held.cmdline
    kill -CONT "$(cat server.pid)"
    wait $held
    find gongshi-data -type f >files
    run found_in forms $(cat files) server.err server.url answers/*
    echo "$output"
    [ -z "$output" ]
    kill "$(cat server.pid)"
    wait "$(cat server.pid)" || true
    run found_in forms $(find gongshi-data -type f) server.err
    [ -z "$output" ]
}

@test "resubmission is harmless: cut answers, kills, races (D4)" {
    peopled
    key_of mr-990101 key
    run python3 "$REPO/tests/http/ledger.py" "$G" gongshi-data key
    echo "$output"
    [ "$status" -eq 0 ]
    run "$G" doctor --rebuild
    [ "$status" -eq 0 ]
}
