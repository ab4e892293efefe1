/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Eight lines at a time, two in a register, for text whose lines are 18 characters long. What this file is not
 * sure of (another length, a character that needs cleaning, the look of a birth date) it leaves to uscc_check.
 */
#include "uscc_int.h"

#if defined(__x86_64__)
#include <immintrin.h>

enum { BATCH = 8, STRIDE_LF = USCC_CHARS + 1, STRIDE_CRLF = USCC_CHARS + 2 };

#define AVX2      static inline __attribute__((always_inline, target("avx2,popcnt")))
#define BOTH(...) _mm256_setr_epi8(__VA_ARGS__, __VA_ARGS__)

/*
 * Characters as 255 minus their GB 32100 value, foreign ones as 0. With the high half taken down to 5, 6, 7 for
 * 0-9, A-O, P-Y and past 127 for all else, three tables by the low half do it: pshufb gives 0 past 127.
 */
#define N(v) ((char)(255 - (v)))
AVX2 __m256i complements(__m256i text)
{
    const __m256i digits = BOTH(N(0), N(1), N(2), N(3), N(4), N(5), N(6), N(7), N(8), N(9), 0, 0, 0, 0, 0, 0);
    const __m256i a_to_o =
        BOTH(0, N(10), N(11), N(12), N(13), N(14), N(15), N(16), N(17), 0, N(18), N(19), N(20), N(21), N(22), 0);
    const __m256i p_to_y = BOTH(N(23), N(24), N(25), 0, N(26), N(27), 0, N(28), N(29), N(30), 0, 0, 0, 0, 0, 0);
    __m256i at = _mm256_adds_epu8(_mm256_sub_epi8(text, _mm256_set1_epi8(0x30)), _mm256_set1_epi8(0x50));
    /* 0x5_ and 0x7_ have bit 4, 0x6_ and 0x7_ bit 5: shifted up they choose. */
    __m256i outer =
        _mm256_blendv_epi8(_mm256_shuffle_epi8(digits, at), _mm256_shuffle_epi8(p_to_y, at), _mm256_slli_epi16(at, 2));
    return _mm256_blendv_epi8(_mm256_shuffle_epi8(a_to_o, at), outer, _mm256_slli_epi16(at, 3));
}

/* Each byte at least as large as its limit: all ones, else zeros. 225 admits the alphabet, 246 digits only. */
AVX2 __m256i at_least(__m256i bytes, __m256i limits)
{
    return _mm256_cmpeq_epi8(_mm256_max_epu8(bytes, limits), bytes);
}

/* What is known of eight lines, one bit a line. */
struct eight {
    unsigned ends;  /* the line ends where it should */
    unsigned plain; /* 18 characters of the alphabet, region all digits */
    unsigned born;  /* perhaps a birth date in it */
    unsigned right; /* the check character, for plain lines */
};

/* Lines i and i + 4 in one register, from character `from` on. */
AVX2 __m256i pair(const char *text, int stride, int i, int from)
{
    __m128i low = _mm_loadu_si128((const __m128i *)(text + i * stride + from));
    __m128i high = _mm_loadu_si128((const __m128i *)(text + (i + 4) * stride + from));
    return _mm256_inserti128_si256(_mm256_castsi128_si256(low), high, 1);
}

AVX2 unsigned bits(__m256i of_lines)
{
    return (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(of_lines));
}

/* One of the four fours of bytes of eight lines: the second (1), the third (2) or the last (3). */
AVX2 __m256i fours(__m256i a, __m256i b, __m256i c, __m256i d, int which)
{
    if (which == 1)
        return _mm256_unpackhi_epi64(_mm256_unpacklo_epi32(a, b), _mm256_unpacklo_epi32(c, d));
    __m256i ab = _mm256_unpackhi_epi32(a, b), cd = _mm256_unpackhi_epi32(c, d);
    return which == 2 ? _mm256_unpacklo_epi64(ab, cd) : _mm256_unpackhi_epi64(ab, cd);
}

/* The last four bytes of each line: character 17 and 18, with 16 in front or CR behind, and LF. */
struct tail {
    __m256i weights, limits, end_mask, end;
    int from;
};

AVX2 struct tail tail_of(int stride)
{
    if (stride == STRIDE_LF)
        return (struct tail){_mm256_set1_epi32(28 << 8 | 1 << 16), _mm256_set1_epi32(0x00E1E100),
                             _mm256_set1_epi32((int)0xFF000000), _mm256_set1_epi32(0x0A000000), 3};
    return (struct tail){_mm256_set1_epi32(28 | 1 << 8), _mm256_set1_epi32(0x0000E1E1),
                         _mm256_set1_epi32((int)0xFFFF0000), _mm256_set1_epi32(0x0A0D0000), 4};
}

/*
 * 255 * 306 - sum has to be a multiple of 31, the check character weighing 1. All sums are right modulo 65536, and
 * the true one is at most 9,180: multiplied by the inverse of 31 a multiple of 31 becomes its quotient, all else
 * something larger than 65535 / 31.
 */
AVX2 __m256i divides(__m256i sums)
{
    __m256i value = _mm256_sub_epi16(_mm256_set1_epi32((255 * 306) & 0xFFFF), sums);
    __m256i q = _mm256_and_si256(_mm256_mullo_epi16(value, _mm256_set1_epi32(31711)), _mm256_set1_epi32(0xFFFF));
    return _mm256_cmpgt_epi32(_mm256_set1_epi32(65535 / 31 + 1), q);
}

/*
 * Where an identity number has its birth date: characters 7 and 8 are 18, 19 or 20, 9 and 10 digits (or :;<=>?, which
 * no code has), and 11, the tens of a month, is 0 or 1.
 */
AVX2 __m256i looks_born(__m256i second, __m256i third)
{
    enum { ZERO = '0' * 11 };
    __m256i tens = _mm256_maddubs_epi16(second, _mm256_set1_epi32(10 << 16 | 1 << 24));
    __m256i over = _mm256_sub_epi32(_mm256_srli_epi32(tens, 16), _mm256_set1_epi32(ZERO + 18));
    __m256i century = _mm256_cmpeq_epi32(_mm256_min_epu32(over, _mm256_set1_epi32(2)), over);
    __m256i shape = _mm256_and_si256(third, _mm256_set1_epi32(0x00FEF0F0));
    return _mm256_and_si256(century, _mm256_cmpeq_epi32(shape, _mm256_set1_epi32(0x00303030)));
}

/* Characters 1 to 16 of two lines: as they stand, their weighted sums, and which of them may stand there. */
struct two {
    __m256i raw, sums, fine;
};

AVX2 struct two two_of(const char *text, int stride, int i)
{
    const __m256i weights = BOTH(1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30);
    const __m256i limits =
        BOTH(N(30), N(30), N(9), N(9), N(9), N(9), N(9), N(9), N(30), N(30), N(30), N(30), N(30), N(30), N(30), N(30));
    __m256i raw = pair(text, stride, i, 0), values = complements(raw);
    return (struct two){raw, _mm256_maddubs_epi16(values, weights), at_least(values, limits)};
}

AVX2 struct eight judge(const char *text, int stride, const struct tail *tail)
{
    /* Four names instead of an array: without a loop all of it stays in registers. */
    struct two a = two_of(text, stride, 0), b = two_of(text, stride, 1);
    struct two c = two_of(text, stride, 2), d = two_of(text, stride, 3);
    __m256i last = fours(pair(text, stride, 0, tail->from), pair(text, stride, 1, tail->from),
                         pair(text, stride, 2, tail->from), pair(text, stride, 3, tail->from), 3);
    __m256i values = complements(last);
    __m256i sums = _mm256_hadd_epi16(_mm256_hadd_epi16(a.sums, b.sums), _mm256_hadd_epi16(c.sums, d.sums));
    sums = _mm256_add_epi16(sums, _mm256_maddubs_epi16(values, tail->weights));
    /* Saturating packs keep all ones, and nothing else becomes it: one word a line in the end. */
    __m256i plain = _mm256_packs_epi16(_mm256_packs_epi16(a.fine, b.fine), _mm256_packs_epi16(c.fine, d.fine));
    plain = _mm256_and_si256(plain, at_least(values, tail->limits));
    plain = _mm256_cmpeq_epi32(plain, _mm256_set1_epi32(-1));
    __m256i born = looks_born(fours(a.raw, b.raw, c.raw, d.raw, 1), fours(a.raw, b.raw, c.raw, d.raw, 2));
    __m256i ends = _mm256_cmpeq_epi32(_mm256_and_si256(last, tail->end_mask), tail->end);
    return (struct eight){bits(ends), bits(plain), bits(born),
                          bits(divides(_mm256_madd_epi16(sums, _mm256_set1_epi16(1))))};
}

/* Those of the lines `ask` that read as a person's number. */
static unsigned persons(const char *text, int stride, unsigned ask)
{
    unsigned found = 0;
    for (; ask; ask &= ask - 1) {
        int i = __builtin_ctz(ask);
        found |= (unsigned)resident_is_18(text + i * stride, 0) << i;
    }
    return found;
}

/* Emits the first n lines of a batch one by one; false when one of them ends elsewhere. */
static bool emit(struct lines *l, const struct eight *e, int stride, int n)
{
    bool ask = l->facts && l->facts->is_exception;
    for (int i = 0; i < n; i++) {
        const char *line = l->at;
        bool right = e->right >> i & 1;
        if ((e->plain >> i & 1) && (right || !ask)) {
            lines_known(l, line, right ? USCC_VALID : USCC_CHECK);
            l->at += stride;
        } else if (!lines_one(l) || l->at != line + stride) {
            return false;
        }
    }
    return n == BATCH;
}

/* Asks for the memory of a later batch; past the end of the text that is harmless. */
AVX2 void fetch_ahead(const char *text)
{
    enum { AHEAD = 1024, LINE = 64, LINES = 3 };
    for (int i = 0; i < LINES; i++)
        _mm_prefetch((const char *)((uintptr_t)text + AHEAD + (unsigned)(i * LINE)), _MM_HINT_T0);
}

/* As long as the lines are of this stride. */
AVX2 void run(struct lines *l, int stride)
{
    bool ask = l->facts && l->facts->is_exception;
    const struct tail tail = tail_of(stride);
    uint64_t batches = 0, right = 0;
    while (l->end - l->at >= BATCH * stride) {
        fetch_ahead(l->at);
        struct eight e = judge(l->at, stride, &tail);
        if (e.born & e.plain)
            e.plain &= ~persons(l->at, stride, e.born & e.plain);
        bool settled = e.ends == 0xFF && e.plain == 0xFF && (e.right == 0xFF || !ask);
        if (!settled || l->each) {
            if (!emit(l, &e, stride, e.ends == 0xFF ? BATCH : __builtin_ctz(~e.ends)))
                break;
            continue;
        }
        batches++;
        right += (unsigned)__builtin_popcount(e.right);
        l->at += BATCH * stride;
    }
    l->counts.lines += batches * BATCH;
    l->counts.of[USCC_VALID] += right;
    l->counts.of[USCC_CHECK] += batches * BATCH - right;
}

__attribute__((target("avx2,popcnt"))) void lines_avx2(struct lines *l)
{
    while (l->end - l->at >= BATCH * STRIDE_CRLF) {
        if (l->at[USCC_CHARS] == '\n')
            run(l, STRIDE_LF);
        else if (l->at[USCC_CHARS] == '\r' && l->at[USCC_CHARS + 1] == '\n')
            run(l, STRIDE_CRLF);
        else
            lines_one(l);
    }
}
#endif
