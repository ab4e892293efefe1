/* SPDX-License-Identifier: Apache-2.0 */
/* One writer: a second one is told, a door goes through the socket; many clients at once give a gapless journal (D4, D5, D9). */
#include "bench.h"

#include <pthread.h>

enum { CLIENTS = 8, ACTS = 40 };

struct served {
    struct bench *bench;
    struct act_server *server;
};

static void start(struct served *x)
{
    struct err e;
    struct writer_options o = {x->bench->now};
    door_close(x->bench->door);
    x->bench->door = NULL;
    assert_true(act_server_start(x->bench->dir, &o, &x->server, &e));
}

static void act_server_is_the_only_writer(void **state)
{
    struct served x = {*state, NULL};
    struct writer *w;
    struct err e;
    start(&x);
    assert_false(writer_open(x.bench->dir, NULL, &w, &e));
    assert_int_equal(e.kind, ERR_BUSY);
    assert_true(door_open(x.bench->dir, NULL, &x.bench->door, &e));
    assert_true(door_is_remote(x.bench->door));
    bench_expect(x.bench, "accepted", NULL, "{'kind':'entity.register'," MR ",'subject':'%s','fields':{'name':'甲公司'}}",
                 bench_code(x.bench, "91", "990101", 51));
    door_close(x.bench->door);
    x.bench->door = NULL;
    act_server_stop(x.server);
}

struct client {
    struct served *x;
    int number;
    const char *codes[ACTS];
};

static void *client_main(void *context)
{
    struct client *c = context;
    for (int i = 0; i < ACTS; i++) {
        struct err e;
        struct buf answer = {0};
        char act[512];
        snprintf(act, sizeof act,
                 "{\"kind\":\"entity.register\",\"agency\":\"mr-990101\",\"submission\":\"c%d-%d\",\"subject\":\"%s\","
                 "\"fields\":{\"name\":\"第%d号公司\"}}", c->number, i, c->codes[i], i);
        for (int repeat = 0; repeat < 2; repeat++) { /* a resubmission while others write is harmless */
            buf_clear(&answer);
            assert_true(act_server_submit(c->x->server, NULL, str_of(act), &answer, &e));
            assert_true(str_find(buf_view(&answer), repeat ? STR("unchanged") : STR("accepted")) > 0);
        }
        buf_free(&answer);
    }
    return NULL;
}

static void act_server_takes_many_clients(void **state)
{
    struct served x = {*state, NULL};
    pthread_t threads[CLIENTS];
    static struct client clients[CLIENTS];
    int64_t checked, before;
    struct err e;
    for (int i = 0; i < CLIENTS; i++) {
        clients[i] = (struct client){.x = &x, .number = i};
        for (int k = 0; k < ACTS; k++)
            clients[i].codes[k] = bench_code(x.bench, "91", "990101", 1000 + i * ACTS + k);
    }
    start(&x);
    before = act_server_feed(x.server);
    for (int i = 0; i < CLIENTS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, client_main, &clients[i]), 0);
    for (int i = 0; i < CLIENTS; i++)
        pthread_join(threads[i], NULL);
    assert_int_equal(act_server_feed(x.server) - before, CLIENTS * ACTS);
    act_server_stop(x.server);
    struct store *s = bench_reader(x.bench);
    assert_true(journal_verify(s, &checked, &e));
    assert_int_equal(checked, before + CLIENTS * ACTS);
    store_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(act_server_is_the_only_writer, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(act_server_takes_many_clients, bench_open, bench_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
