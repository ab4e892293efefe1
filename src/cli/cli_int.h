/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The inside of cli: what a verb is, what it is handed, and the few things verbs share. A verb lives in
 * cmd_<verb>.c as one constant row; verbs.c lists the rows; help and completions are drawn from them.
 */
#ifndef GONGSHI_CLI_INT_H
#define GONGSHI_CLI_INT_H

#include "act/act.h"
#include "api/api.h"
#include "ingest/ingest.h"
#include "view/view.h"

#include "cli/cli.h"

enum exit_code { EXIT_OK = 0, EXIT_FAILED = 1, EXIT_USAGE = 2, EXIT_DATA = 3, EXIT_NOT_FOUND = 4, EXIT_VERIFY = 5 };
enum out_format { OUT_TABLE, OUT_JSON, OUT_JSONL, OUT_CSV, OUT_CALENDAR };

struct cli;

struct opt {
    const char *name;
    const char *value; /* placeholder in the help; NULL: a flag */
    const char *zh, *en;
};
struct verb {
    const char *name;
    const char *usage; /* what follows the verb */
    const char *zh, *en;
    const char *examples;   /* lines, each a command; printed first by --help */
    const struct opt *opts; /* ended by name NULL; NULL: none of its own */
    bool calendar;          /* it has days to tell: --format ics */
    const char *words;      /* blank-separated sub-verbs, for completion; NULL: none */
    bool (*run)(struct cli *c, struct err *e);
};
const struct verb *const *verbs_all(size_t *n); /* in the order of the help */
const struct verb *verb_find(const char *name); /* NULL when unknown */
const struct opt *opts_global(void);            /* ended by name NULL */

struct given { /* one option as it stood on the command line */
    const char *name, *value;
};
struct cli {
    const struct verb *verb;
    const char *data; /* --data */
    enum out_format format;
    enum lang lang;
    struct instant now;      /* --now; s = 0: not given */
    const char *const *args; /* what is no option */
    size_t n_args;
    const struct given *given;
    size_t n_given;
    struct arena *a;
    enum exit_code exit; /* of a verb that ran but has something to say; EXIT_OK at first */
};
bool opt_flag(const struct cli *c, const char *name);
const char *opt_value(const struct cli *c, const char *name); /* the last one, NULL when absent */
struct str opt_str(const struct cli *c, const char *name);    /* empty when absent */
bool opt_day(const struct cli *c, const char *name, struct day *out, struct err *e) MUST_CHECK; /* absent: DAY_NONE */
bool opt_int(const struct cli *c, const char *name, int64_t least, int64_t most, int64_t *out,
             struct err *e) MUST_CHECK; /* absent: untouched */
/* The argument, or ERR_INVALID naming what is missing. */
bool arg_need(const struct cli *c, size_t i, const char *what, const char **out, struct err *e) MUST_CHECK;
bool args_at_most(const struct cli *c, size_t n, struct err *e) MUST_CHECK;

/* ---- help.c ---- */
void help_all(FILE *out, enum lang lang);
void help_verb(FILE *out, const struct verb *v, enum lang lang);
void completion_put(struct buf *out, const char *shell); /* nothing for an unknown shell */

/* ---- out.c: data on stdout, words on stderr ---- */
/* A word in the language of the caller. */
const char *say(const struct cli *c, const char *zh, const char *en);
/* One line of words on stderr. */
void tell(const struct cli *c, const char *zh, const char *en, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));
bool out_write(struct str text, struct err *e) MUST_CHECK;                  /* on stdout, all or ERR_IO */
bool out_file(const char *path, struct str text, struct err *e) MUST_CHECK; /* "-" is stdout */

struct column {
    const char *id, *zh, *en;
};
struct sheet { /* a table of texts, written in any format but the calendar */
    const struct column *columns;
    size_t n_columns;
    VEC(struct str) cells;
};
void sheet_row(struct sheet *s, const struct str *cells); /* n_columns of them, borrowed until it is written */
bool sheet_write(const struct cli *c, struct sheet *s, struct err *e) MUST_CHECK; /* and frees its cells */
void sheet_render(const struct sheet *s, enum out_format format, enum lang lang, struct buf *out);
/* What a finding says, in the caller's language. */
struct str finding_words(const struct cli *c, const struct finding *x);
/* Findings, a line each, at most `most` of them. */
void findings_tell(const struct cli *c, const char *file, const struct findings *f, size_t most);
/* The same with cells named as the sheet of a workbook has them; an empty sheet is none. */
void findings_tell_sheet(const struct cli *c, const char *file, struct str sheet, const struct findings *f,
                         size_t most);

/* ---- where.c: places ---- */
/* The folder of jurisdictions: GONGSHI_RULES, beside the executable, or where it was installed. */
const char *rules_dir(struct arena *a, const char *jurisdiction); /* "cn", "demo" */
/* Makes the register when there is none. */
bool register_ensure(const struct cli *c, struct err *e) MUST_CHECK;
bool register_need(const struct cli *c, struct err *e) MUST_CHECK; /* ERR_NOT_FOUND in plain words */

/* ---- session.c: a register, open for reading ---- */
struct session {
    struct store *store;
    struct keys keys;
    struct catalog *catalog;
    struct register_info info;
    struct instant now; /* --now, or the register's clock */
    struct reg_when when;
};
bool session_open(const struct cli *c, struct session *s, struct err *e) MUST_CHECK;
void session_close(struct session *s);
/* An ask over the session for the public, in the caller's language. */
struct view_ask session_ask(const struct cli *c, const struct session *s);

/* The rulebook of the register in --data, or, when there is none, of a jurisdiction that came with the program. */
bool catalog_here(const struct cli *c, const char *jurisdiction, struct catalog **out, struct err *e) MUST_CHECK;

/* ---- keyfile.c ---- */
/* The key in the file that --key-file names; without it *out stays as it is. Afterwards it is wiped. */
bool key_file_read(const struct cli *c, struct act_caller *out, struct err *e) MUST_CHECK;
void key_file_forget(struct act_caller *caller);

/* ---- serving.c ---- */
/* Serves the folder until SIGINT or SIGTERM. `intro` (may be NULL) is printed once the address is known. */
bool serve_until_told(const struct cli *c, const char *dir, const char *listen,
                      void (*intro)(const struct cli *c, const char *url, void *context), void *context,
                      struct err *e) MUST_CHECK;

/* ---- importing.c ---- */
struct tick { /* progress: a bar on a terminal, a plain line every 10 s otherwise */
    const struct cli *c;
    bool terminal, drawn;
    int64_t started_ms, told_ms;
};
void tick_start(struct tick *t, const struct cli *c);
void tick_progress(void *tick, const char *phase, int64_t done, int64_t total); /* for ingest_options */
void tick_end(struct tick *t);

/* ---- acting.c, sample.c: schema and template of a kind, drawn from the rulebook's field rows ---- */
/* An agency whose power covers kind and type in the region on that day, the nearest one; NULL when there is none. */
const struct cat_agency *filer_for(const struct catalog *c, struct str region, enum act_kind kind, struct str type,
                                   struct day on);
/* The first usable type of the kind's family that somebody may file in the region; empty for kinds without a type. */
struct str type_for(const struct catalog *c, struct str region, enum act_kind kind, struct day on);
void json_pretty(const json_t *j, struct buf *out); /* indented, for people */
bool act_schema_put(const struct catalog *c, enum act_kind kind, struct str type, struct buf *out,
                    struct err *e) MUST_CHECK;
bool act_template_put(const struct catalog *c, enum act_kind kind, struct str type, struct buf *out,
                      struct err *e) MUST_CHECK;

#endif
