/* SPDX-License-Identifier: Apache-2.0 */
/* Snapshots that outlive a request: never older than what was published, and gone when nobody asks any more. */
#include "live.h"

#include <unistd.h>

#include "api/api_int.h"

struct reader {
    struct live *l;
    struct site site;
    struct site_thread *thread;
    int64_t published;
};

static int64_t published(const struct site *s)
{
    return ((struct reader *)s->private_)->published;
}

static struct instant now(const struct site *s)
{
    (void)s;
    return instant_now();
}

static void reader_open(struct live *l, bool leases, struct reader *r)
{
    *r = (struct reader){.l = l};
    r->site = (struct site){.dir = l->bench->dir, .feed = published, .now = now, .private_ = r};
    r->site.leases = leases ? site_leases_new() : NULL;
    assert_true(!leases || r->site.leases);
    r->thread = site_thread_start(&r->site);
    assert_non_null(r->thread->store);
}

static void reader_close(struct reader *r)
{
    site_thread_end(&r->site, r->thread);
    site_leases_free(r->site.leases);
}

static void ask_once(struct reader *r, int64_t at_least)
{
    struct err e = {0};
    assert_true(lease_take(&r->site, r->thread, &e));
    assert_true(r->thread->reading && r->thread->seq >= at_least);
    lease_give(&r->site, r->thread);
}

static void api_lease_shows_what_is_published(void **state)
{
    struct live *l = *state;
    struct reader r;
    reader_open(l, true, &r);
    for (int i = 1; i <= 40; i++) {
        struct answer x =
            bench_expect(l->bench, "accepted", NULL,
                         "{'kind':'entity.register'," MR ",'subject':'%s','fields':{'name':'甲%d有限公司'}}",
                         bench_code(l->bench, "91", "990101", i), i);
        if (i % 4 == 0) /* committed and not yet published: either may be seen */
            ask_once(&r, r.published);
        r.published = x.seq;
        for (int k = 0; k < 3; k++)
            ask_once(&r, x.seq);
    }
    reader_close(&r);
}

static bool is_reading(struct reader *r)
{
    pthread_mutex_lock(&r->thread->lock);
    bool reading = r->thread->reading;
    pthread_mutex_unlock(&r->thread->lock);
    return reading;
}

static void api_lease_ends_when_nobody_asks(void **state)
{
    struct reader r;
    reader_open(*state, true, &r);
    for (int round = 0; round < 3; round++) {
        ask_once(&r, 0);
        for (int i = 0; i < 6000 && is_reading(&r); i++)
            usleep(10000);
        assert_false(is_reading(&r));
    }
    reader_close(&r);
}

static void api_lease_is_over_at_once_without_a_keeper(void **state)
{
    struct reader r;
    reader_open(*state, false, &r);
    ask_once(&r, 0);
    assert_false(is_reading(&r));
    reader_close(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(api_lease_shows_what_is_published, live_open, live_close),
        cmocka_unit_test_setup_teardown(api_lease_ends_when_nobody_asks, live_open, live_close),
        cmocka_unit_test_setup_teardown(api_lease_is_over_at_once_without_a_keeper, live_open, live_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
