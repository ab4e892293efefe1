#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
load common

verbs() {
    "$G" --help --lang en | sed -n 's/^  \([a-z]*\)  .*/\1/p'
}

@test "the help of every verb starts with examples, in both languages" {
    [ "$(verbs | wc -l)" -ge 16 ]
    for verb in $(verbs); do
        run "$G" "$verb" --help --lang en
        [ "$status" -eq 0 ]
        [ "${lines[0]}" = "Examples:" ]
        run "$G" "$verb" --help --lang zh
        [ "${lines[0]}" = "示例：" ]
    done
}

@test "completions know every verb and every option" {
    for shell in bash zsh fish; do
        "$G" completion $shell >script
        for verb in $(verbs); do
            grep -q "$verb" script
            for option in $("$G" "$verb" --help --lang en | sed -n 's/^  --\([a-z-]*\).*/\1/p'); do
                grep -q -- "$option" script
            done
        done
    done
}

@test "bash takes the completion and offers verbs" {
    "$G" completion bash >script
    run bash --norc -c 'source ./script; COMP_WORDS=(gongshi im); COMP_CWORD=1; _gongshi; echo "${COMPREPLY[@]}"'
    [ "$output" = import ]
}

@test "an unknown verb, option or format is a usage error" {
    run "$G" frobnicate
    [ "$status" -eq 2 ]
    run "$G" search x --no-such-option
    [ "$status" -eq 2 ]
    [[ $output == "gongshi: search: "* ]]
    run "$G" version --format xml
    [ "$status" -eq 2 ]
    run "$G"
    [ "$status" -eq 2 ]
}

@test "options of every verb may stand before it" {
    run "$G" --data ./nowhere --lang en search x
    [ "$status" -eq 4 ]
    [[ $output == *"no register in ./nowhere"* ]]
}

@test "version says what it is" {
    run "$G" version
    [ "$status" -eq 0 ]
    [[ $output == "gongshi "* ]]
    run "$G" version --format json
    [ "$(echo "$output" | json 'x[0]["name"]')" = gongshi ]
}

@test "words go to standard error, data to standard output" {
    "$G" init 2>words >data
    [ -s words ]
    [ ! -s data ]
}
