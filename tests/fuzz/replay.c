/* SPDX-License-Identifier: Apache-2.0 */
/* Gives every file of the folders named to a harness once, so that any compiler can replay a corpus. */
#include <stdio.h>

#include "fuzz.h"

/* In memory of just its length: a sanitizer then sees the first byte read beyond. */
static bool replay_file(const char *path, struct err *e)
{
    struct buf b = {0};
    bool ok = file_read(path, FUZZ_MAX_BYTES, &b, e);
    if (ok) {
        uint8_t *exact = mem_alloc(b.n + 1);
        memcpy(exact + 1, b.p ? b.p : "", b.n);
        LLVMFuzzerTestOneInput(exact + 1, b.n);
        mem_free(exact);
    }
    buf_free(&b);
    return ok;
}

static bool replay_folder(const char *folder, size_t *n_files, struct err *e)
{
    struct arena *a = arena_new();
    struct str *names;
    size_t n = 0;
    bool ok = dir_list(folder, a, &names, &n, e);
    for (size_t i = 0; ok && i < n; i++)
        ok = replay_file(path_join(a, folder, names[i].p), e);
    *n_files += ok ? n : 0;
    arena_free(a);
    return ok;
}

int main(int argc, char **argv)
{
    struct err e = {0};
    size_t n_files = 0;
    bool ok = true;
    for (int i = 1; ok && i < argc; i++)
        ok = replay_folder(argv[i], &n_files, &e);
    if (ok && n_files) {
        printf("%zu inputs\n", n_files);
        return 0;
    }
    fprintf(stderr, "%s\n", ok ? "no inputs" : e.msg);
    return 1;
}
