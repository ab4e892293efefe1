/* SPDX-License-Identifier: Apache-2.0 */
#include <locale.h>
#include <popt.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "cli/cli_int.h"
#include "codec/codec.h"

static const enum exit_code exit_of[ERR_KINDS] = {
    [ERR_OK] = EXIT_OK,           [ERR_INVALID] = EXIT_USAGE,
    [ERR_DATA] = EXIT_DATA,       [ERR_NOT_FOUND] = EXIT_NOT_FOUND,
    [ERR_CONFLICT] = EXIT_FAILED, [ERR_DENIED] = EXIT_FAILED,
    [ERR_LIMIT] = EXIT_FAILED,    [ERR_BUSY] = EXIT_FAILED,
    [ERR_FULL] = EXIT_FAILED,     [ERR_IO] = EXIT_FAILED,
    [ERR_CORRUPT] = EXIT_VERIFY,
};

enum { OPTIONS_MAX = 48 };
struct option_table { /* popt's form of the global and the verb's own options */
    struct poptOption rows[OPTIONS_MAX];
    const struct opt *from[OPTIONS_MAX];
    size_t n;
};

static void options_add(struct option_table *t, const struct opt *o)
{
    for (; o && o->name; o++) {
        ASSERT(t->n + 1 < OPTIONS_MAX);
        t->from[t->n] = o;
        t->rows[t->n] = (struct poptOption){
            .longName = o->name, .argInfo = o->value ? POPT_ARG_STRING : POPT_ARG_NONE, .val = (int)t->n + 1};
        t->n++;
    }
}

/* The place of the verb: the first word that is neither an option nor the value of a global one. */
static int verb_place(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (argv[i][0] != '-')
            return i;
        for (const struct opt *o = opts_global(); o->name; o++)
            if (o->value && strncmp(argv[i], "--", 2) == 0 && strcmp(argv[i] + 2, o->name) == 0)
                i++;
    }
    return 0;
}

static bool options_read(struct cli *c, poptContext p, const struct option_table *t, struct err *e)
{
    VEC(struct given) given = {0};
    int got;
    while ((got = poptGetNextOpt(p)) > 0) {
        const struct opt *o = t->from[got - 1];
        char *value = o->value ? poptGetOptArg(p) : NULL;
        struct given one = {o->name, value ? str_z(c->a, str_of(value)) : NULL};
        mem_free(value);
        VEC_PUSH(&given, one);
    }
    struct given *kept = arena_alloc(c->a, mem_mul(given.n + 1, sizeof *kept));
    if (given.n)
        memcpy(kept, given.v, given.n * sizeof *kept);
    c->given = kept;
    c->n_given = given.n;
    VEC_FREE(&given);
    if (got < -1)
        return ERR(e, ERR_INVALID, "%s: %s", poptBadOption(p, POPT_BADOPTION_NOALIAS), poptStrerror(got));
    return true;
}

static void args_read(struct cli *c, poptContext p)
{
    const char **args = poptGetArgs(p);
    size_t n = 0;
    while (args && args[n])
        n++;
    const char **kept = arena_alloc(c->a, mem_mul(n + 1, sizeof *kept));
    for (size_t i = 0; i < n; i++)
        kept[i] = str_z(c->a, str_of(args[i]));
    c->args = kept;
    c->n_args = n;
}

static enum lang lang_of_environment(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *v = getenv(names[i]);
        if (v && *v)
            return strncmp(v, "zh", 2) == 0 ? LANG_ZH : LANG_EN;
    }
    return LANG_EN;
}

static bool choose(const char *value, const char *const *names, size_t n, const char *option, int *out, struct err *e)
{
    if (!value)
        return true;
    for (size_t i = 0; i < n; i++)
        if (strcmp(value, names[i]) == 0) {
            *out = (int)i;
            return true;
        }
    return ERR(e, ERR_INVALID, "--%s does not know '%s'", option, value);
}

static bool globals_read(struct cli *c, struct err *e)
{
    static const char *const formats[] = {"table", "json", "jsonl", "csv", "ics"};
    static const char *const langs[] = {"zh", "en"};
    int format = OUT_TABLE, lang = (int)lang_of_environment();
    if (!choose(opt_value(c, "lang"), langs, 2, "lang", &lang, e) ||
        !choose(opt_value(c, "format"), formats, c->verb->calendar ? 5 : 4, "format", &format, e))
        return false;
    c->lang = (enum lang)lang;
    c->format = (enum out_format)format;
    c->data = opt_value(c, "data") ? opt_value(c, "data") : "./gongshi-data";
    const char *now = opt_value(c, "now");
    if (now && !instant_parse(str_of(now), &c->now))
        return ERR(e, ERR_INVALID, "--now: '%s' is no instant like 2026-06-30T02:00:00Z", now);
    return true;
}

static int failed(const struct cli *c, const struct err *e)
{
    fflush(stdout);
    fprintf(stderr, "gongshi: %s: %s\n", c->verb->name, e->msg);
    if (e->kind == ERR_INVALID)
        fprintf(stderr, "gongshi %s --help\n", c->verb->name);
    return (int)exit_of[e->kind];
}

static int verb_run(struct cli *c, const char **argv, int argc)
{
    struct err e = {0};
    struct option_table t = {0};
    options_add(&t, opts_global());
    options_add(&t, c->verb->opts);
    poptContext p = poptGetContext("gongshi", argc, argv, t.rows, 0);
    bool ok = options_read(c, p, &t, &e) && globals_read(c, &e);
    args_read(c, p);
    poptFreeContext(p);
    if (!ok)
        return failed(c, &e);
    if (opt_flag(c, "help")) {
        help_verb(stdout, c->verb, c->lang);
        return EXIT_OK;
    }
    if (!c->verb->run(c, &e))
        return failed(c, &e);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        ERR_ERRNO(&e, "standard output");
        return failed(c, &e);
    }
    return (int)c->exit;
}

/* Without a verb only --help and --version mean something. */
static int no_verb(int argc, char **argv)
{
    enum lang lang = lang_of_environment();
    if (argc == 2 && strcmp(argv[1], "--version") == 0) {
        printf("gongshi %s\n", GONGSHI_VERSION);
        return EXIT_OK;
    }
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "--help") == 0) {
            help_all(stdout, lang);
            return EXIT_OK;
        }
    help_all(stderr, lang);
    return EXIT_USAGE;
}

/* Acts bring numbers of people: no image of this process goes to a disk, nor to another process of the same user, and
 * what is given back is wiped (P3). */
static void keep_private(void)
{
    const struct rlimit none = {0, 0};
    (void)setrlimit(RLIMIT_CORE, &none);
    (void)prctl(PR_SET_DUMPABLE, 0);
    json_wipes_memory();
}

int cli_main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    keep_private();
    int at = verb_place(argc, argv);
    if (at == 0)
        return no_verb(argc, argv);
    if (strcmp(argv[at], "help") == 0) {
        const struct verb *asked = at + 1 < argc ? verb_find(argv[at + 1]) : NULL;
        asked ? help_verb(stdout, asked, lang_of_environment()) : help_all(stdout, lang_of_environment());
        return EXIT_OK;
    }
    struct cli c = {.verb = verb_find(argv[at]), .a = arena_new()};
    int code = EXIT_USAGE;
    if (c.verb) {
        const char **rest = arena_alloc(c.a, mem_mul((size_t)argc + 1, sizeof *rest));
        int n = 0;
        for (int i = 0; i < argc; i++)
            if (i != at)
                rest[n++] = argv[i];
        code = verb_run(&c, rest, n);
    } else {
        fprintf(stderr, "gongshi: no verb '%s'; gongshi --help lists them\n", argv[at]);
    }
    arena_free(c.a);
    return code;
}
