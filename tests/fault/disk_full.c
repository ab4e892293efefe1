/* SPDX-License-Identifier: Apache-2.0 */
/* D8: a full disk. Needs root, for a small file system in memory. */
#include <sys/mount.h>

#include "fault_test.h"

static int mount_small(void **state)
{
    if (scratch_make(state) != 0)
        return -1;
    if (mount("tmpfs", *state, "tmpfs", 0, "size=16m,mode=0700") == 0)
        return 0;
    print_message("skipped: no file system can be mounted here\n");
    rmdir(*state);
    free(*state);
    *state = NULL;
    return 0;
}

static int unmount_small(void **state)
{
    if (!*state)
        return 0;
    bool ok = umount2(*state, MNT_DETACH) == 0;
    rmdir(*state);
    free(*state);
    return ok ? 0 : -1;
}

static void ballast(const char *path, size_t bytes)
{
    struct buf b = {0};
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    buf_reserve(&b, bytes);
    memset(b.p, 1, bytes);
    assert_int_equal(fwrite(b.p, 1, bytes, f), bytes);
    assert_int_equal(fclose(f), 0);
    buf_free(&b);
}

static int64_t commit_until_full(struct reg *r, int64_t n, int64_t acts, const char *words)
{
    struct err e = {0};
    for (;;) {
        if (!try_commit(r, n, &e))
            break;
        acts += n;
    }
    if (e.kind != ERR_FULL)
        fail_msg("%s: %s", err_kind_name(e.kind), e.msg);
    assert_non_null(strstr(e.msg, "reading goes on"));
    assert_non_null(strstr(e.msg, words));
    return acts;
}

static int64_t verified(struct store *s)
{
    int64_t n = -1;
    MUST(journal_verify(s, &n, err));
    return n;
}

static void fill_free_go_on(const char *dir, int64_t n, const char *words)
{
    struct reg r;
    struct store *reader, *late;
    struct arena *a = arena_new();
    const char *weight = path_join(a, dir, "ballast");
    ballast(weight, 8 << 20);
    reg_open(&r, dir);
    MUST(store_open_reader(dir, &reader, err));
    MUST(try_commit(&r, n, err));
    int64_t acts = commit_until_full(&r, n, n, words);
    MUST_FAIL(ERR_FULL, try_commit(&r, n, err)); /* and again */
    assert_int_equal(verified(reader), acts);
    MUST(store_open_reader(dir, &late, err));
    assert_int_equal(verified(late), acts);
    store_close(late);
    assert_int_equal(unlink(weight), 0);
    MUST(try_commit(&r, n, err)); /* resumes by itself */
    assert_int_equal(verified(reader), acts + n);
    store_close(reader);
    reg_close(&r);
    int64_t left;
    MUST(sound(dir, &left, err));
    assert_int_equal(left, acts + n);
    arena_free(a);
}

/* Small commits meet the low-water mark. */
static void fault_disk_full_small_commits(void **state)
{
    if (!*state)
        skip();
    fill_free_go_on(*state, 50, "KiB are needed");
}

/* A commit larger than what is left meets the end of the disk itself. */
static void fault_disk_full_large_commits(void **state)
{
    if (!*state)
        skip();
    fill_free_go_on(*state, 20000, "no space left");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(fault_disk_full_small_commits, mount_small, unmount_small),
        cmocka_unit_test_setup_teardown(fault_disk_full_large_commits, mount_small, unmount_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
