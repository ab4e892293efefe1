/* SPDX-License-Identifier: Apache-2.0 */
/* For the three files of the server: its queue and writer (server.c), its control socket (serve_control.c). */
#ifndef GONGSHI_ACT_SERVER_INT_H
#define GONGSHI_ACT_SERVER_INT_H

#include "act_int.h"

#include <pthread.h>
#include <stdatomic.h>

enum job_kind { JOB_SUBMIT, JOB_IMPORT, JOB_ADOPT };

/* Lives on the stack of the thread that waits for it, or, where `posted` is set, on the heap until that was called. */
struct job {
    struct job *next;
    enum job_kind kind;
    struct act_caller caller;
    struct str text; /* act as JSON, or folder of rules */
    const struct import_order *order;
    struct instant now; /* clock given with the request */
    struct instant own; /* clock that the act itself brings */
    int progress_fd;    /* -1: nobody looks on */
    int64_t queued_ms;
    struct act_answer answer;
    struct findings *findings;
    struct import_sum sum;
    struct adopt_sum adopted;
    bool ok, done, wrote;
    struct err err;
    act_done *posted;
    void *context;
};

struct place_taken { /* how many requests of an agency are under way */
    char agency[64];
    int n;
};

struct act_server {
    struct writer *writer;
    int control_fd;
    pthread_t writer_thread, control_thread;
    pthread_mutex_t lock; /* guards the queue, the state of each job in it, places and connections */
    pthread_cond_t work, answered;
    struct job *first, *last;
    bool stopping;
    VEC(struct place_taken) places;
    int entered;
    VEC(int) connections; /* their sockets: a stopping server hangs up on them */
    atomic_llong feed;
    atomic_llong clock_ms; /* a rehearsal's clock less the monotonic one */
};

/* Waits for the answer; a stopping server finishes what is queued and takes nothing new. */
bool run_job(struct act_server *s, struct job *j, struct err *e) MUST_CHECK;
void *control_main(void *server);
/* Everybody has had an answer by now; whoever still listens hears the end. */
void control_hang_up(struct act_server *s);

#endif
