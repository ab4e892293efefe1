#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
# libuscc as a stranger finds it: installed into an empty place, found through pkg-config.
load common

setup_file() {
    BUILD=$(cd "$(dirname "${GONGSHI:-build/gongshi}")" && pwd)
    export BUILD PLACE=$BATS_FILE_TMPDIR/place
    # Where only the program was built, its library in both forms is still missing.
    meson compile -C "$BUILD" uscc:shared_library uscc:static_library >"$BATS_FILE_TMPDIR/build.log" 2>&1 ||
        { cat "$BATS_FILE_TMPDIR/build.log"; return 1; }
    DESTDIR=$PLACE meson install -C "$BUILD" --no-rebuild --quiet --tags runtime,devel,man
    PKG_CONFIG_LIBDIR=$(dirname "$(find "$PLACE" -name uscc.pc)")
    LIBS=$(dirname "$(find "$PLACE" -name libuscc.so)")
    export PKG_CONFIG_LIBDIR LIBS PKG_CONFIG_SYSROOT_DIR=$PLACE PKG_CONFIG_ALLOW_SYSTEM_CFLAGS=1 PKG_CONFIG_ALLOW_SYSTEM_LIBS=1
}

plain_build() { # a program of a stranger cannot be linked with what a sanitizer was built into
    ! nm -D --undefined-only "$LIBS/libuscc.so" | grep -qE '__(asan|ubsan|tsan)_'
}

program() {
    cat <<'C'
#include <stdio.h>
#include <string.h>
#include <uscc.h>
int main(void)
{
    struct uscc_report r;
    uscc_check("91350100m000100Y43", 18, NULL, &r);
    printf("%s %s\n", r.code, uscc_verdict_name(r.verdict));
    return !uscc_is_acceptable(r.verdict);
}
C
}

build_and_run() { # COMPILER FILE FLAG…
    local flags
    flags=$(pkg-config --cflags --libs uscc)
    # shellcheck disable=SC2086
    "$1" -Wall -Wextra -Wpedantic -Werror -o program "$2" "${@:3}" $flags
    LD_LIBRARY_PATH=$LIBS ./program
}

@test "ten lines of C build and run against the installed library" {
    plain_build || skip "built with a sanitizer"
    program >program.c
    run build_and_run cc program.c -std=c11
    echo "$output"
    [ "$status" -eq 0 ]
    [ "$output" = "91350100M000100Y43 valid" ]
}

@test "the same ten lines in C++" {
    plain_build || skip "built with a sanitizer"
    program >program.cc
    run build_and_run c++ program.cc -std=c++11
    echo "$output"
    [ "$status" -eq 0 ]
    [ "$output" = "91350100M000100Y43 valid" ]
}

@test "the static library does without the shared one" {
    plain_build || skip "built with a sanitizer"
    program >program.c
    # shellcheck disable=SC2046
    cc -o program program.c $(pkg-config --cflags uscc) "$LIBS/libuscc.a"
    run ./program
    [ "$output" = "91350100M000100Y43 valid" ]
}

@test "the library shows the functions of its header and no other, and needs libc only" {
    plain_build || skip "built with a sanitizer"
    nm -D --defined-only "$LIBS/libuscc.so" | awk '$2 == "T" {print $3}' | sort >shown
    grep -oE '\buscc_[a-z_0-9]+\(' "$PLACE"/*/*/include/uscc.h "$PLACE"/*/include/uscc.h 2>/dev/null |
        sed 's/.*://; s/($//' | sort -u >declared
    diff <(grep -vxF -e uscc_line_fn declared) shown
    [ "$(wc -l <shown)" -gt 15 ]
    run bash -c "readelf -d '$LIBS/libuscc.so' | grep NEEDED | grep -v 'libc\\.so'"
    echo "$output"
    [ "$status" -eq 1 ]
    run bash -c "nm -D --undefined-only '$LIBS/libuscc.so' | grep -E ' (malloc|calloc|realloc|free|printf|fopen)'"
    [ "$status" -eq 1 ]
}

@test "the manual page is there and names every function" {
    page=$(find "$PLACE" -name 'uscc.3*')
    for name in $(grep -oE '^(USCC_API )?.*\buscc_[a-z_0-9]+\(' "$(find "$PLACE" -name uscc.h)" | grep USCC_API | grep -oE 'uscc_[a-z_0-9]+\(' | tr -d '('); do
        grep -q "$name" "$page" || { echo "missing: $name"; false; }
    done
}
