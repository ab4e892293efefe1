/* SPDX-License-Identifier: Apache-2.0 */
/*
 * uscc [CODES [ROUNDS]]: codes a second of the stream checker, with AVX2 and without, beside the plainest reading
 * of the same memory, and suggestions a second. Each line gives the best of its rounds, taken in turn.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "uscc/uscc_int.h"

struct bench {
    char *text;
    size_t n, codes;
    uint64_t sum, valid;
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static uint64_t draw(uint64_t *seed)
{
    uint64_t z = *seed += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

/* Half old bodies of digits, half letter blocks; one in a hundred wrong at the end. */
static void fill(struct bench *b)
{
    uint64_t seed = 32100;
    for (size_t i = 0; i < b->codes; i++) {
        char *line = b->text + i * (USCC_CHARS + 1), code[USCC_CHARS + 1], region[7], body[9];
        uint64_t r = draw(&seed);
        snprintf(region, sizeof region, "99%04u", (unsigned)(r % 2500));
        snprintf(body, sizeof body, r >> 60 & 1 ? "%08u" : "MA%06u", (unsigned)((r >> 20) % 1000000));
        uscc_compose('9', r >> 61 & 1 ? '1' : '2', region, body, code);
        if (r >> 40 & 127)
            code[17] = uscc_check_char(code);
        else
            code[17] = code[17] == '0' ? '1' : '0';
        memcpy(line, code, USCC_CHARS);
        line[USCC_CHARS] = '\n';
    }
    b->n = b->codes * (USCC_CHARS + 1);
}

/* Adds up all eight-byte words: with -O3 and AVX2 a loop of loads and adds, as fast as the memory. */
#ifdef __clang__
__attribute__((target("avx2")))
#else
__attribute__((target("avx2"), optimize("O3")))
#endif
static void read_memory(struct bench *b)
{
    uint64_t sums[16] = {0};
    for (size_t i = 0; i + 128 <= b->n; i += 128)
        for (int k = 0; k < 16; k++) {
            uint64_t word;
            memcpy(&word, b->text + i + k * 8, 8);
            sums[k] += word;
        }
    for (int k = 0; k < 16; k++)
        b->sum += sums[k];
}

static void stream(struct bench *b)
{
    struct uscc_counts c = {0};
    uscc_check_lines(b->text, b->n, true, NULL, &c, NULL, NULL);
    b->valid = c.of[USCC_VALID];
}

static void scalar(struct bench *b)
{
    struct lines l = {b->text, b->text + b->n, true, NULL, {0}, NULL, NULL};
    lines_scalar(&l);
    b->valid = l.counts.of[USCC_VALID];
}

static void each_line(void *context, const char *line, size_t n, enum uscc_verdict v)
{
    (void)line;
    *(uint64_t *)context += n + v;
}

static void called_back(struct bench *b)
{
    uscc_check_lines(b->text, b->n, true, NULL, NULL, each_line, &b->sum);
}

static void suggest(struct bench *b)
{
    enum { EVERY = 1000 };
    struct uscc_suggestion out[3];
    for (size_t i = 0; i + EVERY <= b->codes; i += EVERY) {
        char code[USCC_CHARS];
        memcpy(code, b->text + i * (USCC_CHARS + 1), USCC_CHARS);
        code[12] = code[12] == '7' ? '4' : '7';
        b->sum += uscc_suggest(code, USCC_CHARS, NULL, out, 3);
    }
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*run)(struct bench *);
        size_t part; /* of the codes */
    } rows[] = {
        {"read of the memory", read_memory, 1},
        {"stream", stream, 1},
        {"stream, a call a line", called_back, 1},
        {"scalar", scalar, 1},
        {"suggest", suggest, 1000},
    };
    enum { ROWS = sizeof rows / sizeof *rows };
    struct bench b = {.codes = argc > 1 ? (size_t)atoll(argv[1]) : 20000000};
    int rounds = argc > 2 ? atoi(argv[2]) : 5;
    double best[ROWS] = {0};
    if (b.codes == 0 || !(b.text = malloc(b.codes * (USCC_CHARS + 1))))
        return 1;
    fill(&b);
    for (int round = 0; round < rounds; round++)
        for (int i = 0; i < ROWS; i++) {
            double start = now();
            rows[i].run(&b);
            double rate = (double)(b.codes / rows[i].part) / (now() - start);
            if (rate > best[i])
                best[i] = rate;
        }
    for (int i = 0; i < ROWS; i++)
        printf("%-22s %12.0f codes/s %7.3f GB/s %6.3f of the read\n", rows[i].name, best[i],
               best[i] * (USCC_CHARS + 1) / 1e9, best[i] / best[0]);
    printf("%s, %zu codes, %llu valid (%llu)\n", uscc_instructions(), b.codes, (unsigned long long)b.valid,
           (unsigned long long)(b.sum & 1));
    free(b.text);
    return 0;
}
