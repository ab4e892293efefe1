/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Packing and checking cost as much as storing, and need no connection: where many acts come in one commit, a second
 * thread does both. A full block is handed over and goes round a small ring:
 *
 *   TO_PACK   the thread packs it
 *   PACKED    the writer stores it and reads it back, in the order of seq
 *   TO_CHECK  the thread unpacks what was read and compares the bodies (J4)
 *   CHECKED   the place is free again, or the commit fails
 *
 * tail <= stored <= head count blocks: settled, stored, handed over. A block's acts stay readable until its place is
 * taken anew. The lock guards the states; a job belongs to the thread in TO_PACK and TO_CHECK, else to the writer.
 */
#include <pthread.h>

#include "journal_int.h"

enum { PLACES = 6 };
enum state { FREE, TO_PACK, PACKED, TO_CHECK, CHECKED };

struct job {
    enum state state;
    struct block block;
    struct buf packed;
    struct stored stored;
    bool ok;
    struct err e;
};

struct packer {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t work, done;
    bool stopping;
    struct job jobs[PLACES];
    uint64_t tail, stored, head;
    ZSTD_CCtx *deflate; /* the thread's own */
    ZSTD_DCtx *inflate;
    struct sha256 *hash;
    struct block scratch;
};

/* ---- the thread ---- */

static struct job *job_waiting(struct packer *p)
{
    for (uint64_t i = p->tail; i < p->head; i++) {
        struct job *x = &p->jobs[i % PLACES];
        if (x->state == TO_PACK || x->state == TO_CHECK)
            return x;
    }
    return NULL;
}

static void check(struct packer *p, struct job *x)
{
    x->ok = stored_check(&x->stored, p->inflate, p->hash, &p->scratch, &x->e);
    if (x->ok && p->scratch.n != x->block.n)
        x->ok = ERR(&x->e, ERR_CORRUPT, "the acts from %lld on were not stored whole", (long long)x->block.first);
}

static void *work(void *context)
{
    struct packer *p = context;
    pthread_mutex_lock(&p->lock);
    while (!p->stopping) {
        struct job *x = job_waiting(p);
        if (!x) {
            pthread_cond_wait(&p->work, &p->lock);
            continue;
        }
        enum state state = x->state;
        pthread_mutex_unlock(&p->lock);
        if (state == TO_PACK)
            x->ok = block_encode(p->deflate, &x->block, &x->packed, &x->e);
        else
            check(p, x);
        pthread_mutex_lock(&p->lock);
        x->state = state == TO_PACK ? PACKED : CHECKED;
        pthread_cond_signal(&p->done);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

static void release(struct packer *p)
{
    for (int i = 0; i < PLACES; i++) {
        buf_free(&p->jobs[i].block.raw);
        buf_free(&p->jobs[i].packed);
        stored_free(&p->jobs[i].stored);
    }
    buf_free(&p->scratch.raw);
    ZSTD_freeCCtx(p->deflate);
    ZSTD_freeDCtx(p->inflate);
    sha256_free(p->hash);
    pthread_cond_destroy(&p->work);
    pthread_cond_destroy(&p->done);
    pthread_mutex_destroy(&p->lock);
    mem_free(p);
}

/* NULL where the system has no thread to give. */
static struct packer *packer_new(void)
{
    struct packer *p = mem_alloc(sizeof *p);
    p->deflate = ZSTD_createCCtx();
    p->inflate = ZSTD_createDCtx();
    ASSERT(p->deflate && p->inflate);
    p->hash = sha256_new();
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->work, NULL);
    pthread_cond_init(&p->done, NULL);
    if (pthread_create(&p->thread, NULL, work, p) == 0)
        return p;
    release(p);
    return NULL;
}

void packer_free(struct packer *p)
{
    if (!p)
        return;
    pthread_mutex_lock(&p->lock);
    p->stopping = true;
    pthread_cond_signal(&p->work);
    pthread_mutex_unlock(&p->lock);
    pthread_join(p->thread, NULL);
    release(p);
}

/* ---- the writer's side ---- */

static void give(struct packer *p, struct job *x, enum state state)
{
    pthread_mutex_lock(&p->lock);
    x->state = state;
    pthread_cond_signal(&p->work);
    pthread_mutex_unlock(&p->lock);
}

/* Whether the thread is through with the job; waits for it where it must be. */
static bool is_back(struct packer *p, const struct job *x, bool must)
{
    pthread_mutex_lock(&p->lock);
    while (must && (x->state == TO_PACK || x->state == TO_CHECK))
        pthread_cond_wait(&p->done, &p->lock);
    bool back = x->state == PACKED || x->state == CHECKED;
    pthread_mutex_unlock(&p->lock);
    return back;
}

static bool failed(const struct job *x, struct err *e)
{
    if (!x->ok && e)
        *e = x->e;
    return !x->ok;
}

/* Stores what is packed and settles what is checked, at least up to `must` blocks. */
static bool advance(struct journal *j, uint64_t must, struct err *e)
{
    struct packer *p = j->packer;
    for (; p->stored < p->head; p->stored++) {
        struct job *x = &p->jobs[p->stored % PLACES];
        if (!is_back(p, x, p->stored < must))
            break;
        if (failed(x, e) || !content_put(j->store, &x->block, buf_view(&x->packed), e) ||
            !stored_read(j->store, x->block.first, &x->stored, e))
            return false;
        give(p, x, TO_CHECK);
    }
    while (p->tail < p->stored) {
        const struct job *x = &p->jobs[p->tail % PLACES];
        if (!is_back(p, x, p->tail < must))
            break;
        if (failed(x, e))
            return false;
        pthread_mutex_lock(&p->lock);
        p->tail++;
        pthread_mutex_unlock(&p->lock);
    }
    return true;
}

static void hand_over(struct journal *j)
{
    struct packer *p = j->packer;
    struct job *x = &p->jobs[p->head % PLACES];
    struct block free_one = x->block;
    x->block = j->open;
    j->open = free_one;
    block_start(&j->open, x->block.first + x->block.n);
    pthread_mutex_lock(&p->lock);
    p->head++;
    pthread_mutex_unlock(&p->lock);
    give(p, x, TO_PACK);
}

bool pack_later(struct journal *j, struct err *e)
{
    if (!j->packer && !(j->packer = packer_new()))
        return journal_flush(j, e);
    struct packer *p = j->packer;
    if (!advance(j, p->head - p->tail == PLACES ? p->tail + 1 : 0, e))
        return false;
    hand_over(j);
    return true;
}

bool pack_drain(struct journal *j, struct err *e)
{
    return !j->packer || advance(j, j->packer->head, e);
}

void pack_abandon(struct journal *j)
{
    struct packer *p = j->packer;
    if (!p)
        return;
    for (uint64_t i = p->tail; i < p->head; i++)
        (void)is_back(p, &p->jobs[i % PLACES], true);
    pthread_mutex_lock(&p->lock);
    for (int i = 0; i < PLACES; i++) {
        p->jobs[i].state = FREE;
        p->jobs[i].block.n = 0;
    }
    p->tail = p->stored = p->head;
    pthread_mutex_unlock(&p->lock);
}

const struct block *packer_has(const struct packer *p, int64_t seq)
{
    for (uint64_t i = p->tail; i < p->head; i++)
        if (block_has(&p->jobs[i % PLACES].block, seq))
            return &p->jobs[i % PLACES].block;
    return NULL;
}
