/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Errors: an operation failed. One travels upward unchanged; a level adds words only if it knows
 * something new. Bad data is a finding (finding.h), a broken promise inside is a bug (ASSERT).
 *
 * Convention of the whole house: a function that can fail returns bool and takes `struct err *e` last.
 * true is done; on false the outputs are untouched and e is filled.
 */
#ifndef GONGSHI_BASE_ERR_H
#define GONGSHI_BASE_ERR_H

#include <stdbool.h>

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(f, a) __attribute__((format(printf, f, a)))

enum err_kind {
    ERR_OK = 0,
    ERR_INVALID,   /* the request makes no sense as put (exit 2, HTTP 400) */
    ERR_DATA,      /* the data has errors, findings tell which (exit 3, HTTP 422) */
    ERR_NOT_FOUND, /* exit 4, HTTP 404 */
    ERR_CONFLICT,  /* exit 1, HTTP 409 */
    ERR_DENIED,    /* exit 1, HTTP 403 */
    ERR_LIMIT,     /* a stated limit is passed (exit 1, HTTP 413) */
    ERR_BUSY,      /* somebody else holds it; try again (exit 1, HTTP 503) */
    ERR_FULL,      /* no space left (exit 1, HTTP 507) */
    ERR_IO,        /* reading or writing failed (exit 1, HTTP 500) */
    ERR_CORRUPT,   /* what is stored does not verify (exit 5, HTTP 500) */
    ERR_KINDS
};

struct err {
    enum err_kind kind;
    const char *file; /* where in our source it was raised first */
    int line;
    char msg[512];    /* one sentence, no final dot, no personal data */
};

/* Fills e (which may be NULL) and returns false, so that `return ERR(e, ERR_IO, "...")` reads well. */
bool err_set(struct err *e, enum err_kind kind, const char *file, int line, const char *fmt, ...)
    PRINTF_LIKE(5, 6);
#define ERR(e, kind, ...) err_set((e), (kind), __FILE__, __LINE__, __VA_ARGS__)

/* ERR with the kind and words of errno: ENOSPC and EDQUOT give ERR_FULL, ENOENT ERR_NOT_FOUND,
 * EACCES, EPERM and EROFS ERR_DENIED, all else ERR_IO. The words are "WHAT: strerror". */
bool err_errno(struct err *e, const char *file, int line, const char *fmt, ...) PRINTF_LIKE(4, 5);
#define ERR_ERRNO(e, ...) err_errno((e), __FILE__, __LINE__, __VA_ARGS__)

/* "invalid", "not-found" …: the kind's name for logs and JSON. */
const char *err_kind_name(enum err_kind kind);

/* A broken promise inside: prints place and expression, ends the process. Stays on in release. */
_Noreturn void assert_failed(const char *file, int line, const char *expr);
#define ASSERT(x) ((x) ? (void)0 : assert_failed(__FILE__, __LINE__, #x))

#endif
