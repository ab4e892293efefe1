/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A thread's snapshot may serve the requests that follow, for a moment and as long as nothing was published: beginning
 * and ending one costs three calls to the system, a third of what an organisation's answer costs. It never shows less
 * than what was published when a request came in. A keeper ends what idle threads hold, so that the log can start anew.
 *
 * A thread's lock is its own while it answers; the keeper only ever tries it.
 */
#include "api_int.h"

#include <stdatomic.h>

enum { LEASE_MS = 20 };

struct site_leases {
    pthread_mutex_t lock; /* of what follows */
    pthread_cond_t wake;
    pthread_t keeper;
    bool stopping;
    struct site_thread *first;
    atomic_bool awake; /* the keeper has something to look after */
};

static void end(struct site_thread *t)
{
    if (t->reading)
        store_read_end(t->store);
    t->reading = false;
}

/* Ends what is old. True: something is left to look after. */
static bool look_round(struct site_leases *x)
{
    bool left = false;
    for (struct site_thread *t = x->first; t; t = t->next) {
        if (pthread_mutex_trylock(&t->lock) != 0) {
            left = true;
            continue;
        }
        if (t->reading && monotonic_ms() - t->begun_ms > LEASE_MS)
            end(t);
        left = left || t->reading;
        pthread_mutex_unlock(&t->lock);
    }
    return left;
}

static void nap(struct site_leases *x)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += LEASE_MS * 1000000L;
    until.tv_sec += until.tv_nsec / 1000000000L;
    until.tv_nsec %= 1000000000L;
    pthread_cond_timedwait(&x->wake, &x->lock, &until);
}

static void *keep(void *context)
{
    struct site_leases *x = context;
    pthread_mutex_lock(&x->lock);
    while (!x->stopping) {
        if (!atomic_load(&x->awake)) {
            pthread_cond_wait(&x->wake, &x->lock);
            continue;
        }
        nap(x);
        atomic_store(&x->awake, false); /* first: a lease that begins now sets it again */
        if (look_round(x))
            atomic_store(&x->awake, true);
    }
    pthread_mutex_unlock(&x->lock);
    return NULL;
}

struct site_leases *site_leases_new(void)
{
    struct site_leases *x = mem_alloc(sizeof *x);
    pthread_mutex_init(&x->lock, NULL);
    pthread_cond_init(&x->wake, NULL);
    if (pthread_create(&x->keeper, NULL, keep, x) == 0)
        return x;
    pthread_cond_destroy(&x->wake);
    pthread_mutex_destroy(&x->lock);
    mem_free(x);
    return NULL; /* then each request begins its own */
}

void site_leases_free(struct site_leases *x)
{
    if (!x)
        return;
    pthread_mutex_lock(&x->lock);
    ASSERT(!x->first);
    x->stopping = true;
    pthread_cond_signal(&x->wake);
    pthread_mutex_unlock(&x->lock);
    pthread_join(x->keeper, NULL);
    pthread_cond_destroy(&x->wake);
    pthread_mutex_destroy(&x->lock);
    mem_free(x);
}

void lease_join(struct site_leases *x, struct site_thread *t)
{
    pthread_mutex_init(&t->lock, NULL);
    if (!x)
        return;
    pthread_mutex_lock(&x->lock);
    t->next = x->first;
    x->first = t;
    pthread_mutex_unlock(&x->lock);
}

void lease_leave(struct site_leases *x, struct site_thread *t)
{
    if (x) {
        pthread_mutex_lock(&x->lock);
        struct site_thread **at = &x->first;
        while (*at != t)
            at = &(*at)->next;
        *at = t->next;
        pthread_mutex_unlock(&x->lock);
    }
    end(t);
    pthread_mutex_destroy(&t->lock);
}

static void wake_keeper(struct site_leases *x)
{
    if (!x || atomic_exchange(&x->awake, true))
        return;
    pthread_mutex_lock(&x->lock);
    pthread_cond_signal(&x->wake);
    pthread_mutex_unlock(&x->lock);
}

static bool begin(const struct site *s, struct site_thread *t, struct err *e)
{
    int64_t published = s->feed(s); /* before the snapshot: it may show more, never less */
    if (!store_read_begin(t->store, e))
        return false;
    t->reading = true;
    t->published = published;
    t->begun_ms = monotonic_ms();
    if (!view_feed(t->store, &t->seq, &t->at, e)) {
        end(t);
        return false;
    }
    wake_keeper(s->leases);
    return true;
}

bool lease_take(const struct site *s, struct site_thread *t, struct err *e)
{
    pthread_mutex_lock(&t->lock);
    if (t->reading && (t->published != s->feed(s) || monotonic_ms() - t->begun_ms > LEASE_MS))
        end(t);
    if (t->reading || begin(s, t, e))
        return true;
    pthread_mutex_unlock(&t->lock);
    return false;
}

void lease_give(const struct site *s, struct site_thread *t)
{
    if (!s->leases)
        end(t);
    pthread_mutex_unlock(&t->lock);
}
