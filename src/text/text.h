/* SPDX-License-Identifier: Apache-2.0 */
/*
 * text: the one normal form of names and numbers, and the grams of the name index. Pure: no files,
 * no clock. Display text is never changed by anybody; what comes out of here is for comparing only.
 *
 *   T1  text_name_key is idempotent, and equal for names that differ only in case, width, kind of
 *       bracket, blanks, or in being written in traditional or simplified characters.
 *   T2  The grams of a text contain the grams of each of its substrings.
 */
#ifndef GONGSHI_TEXT_H
#define GONGSHI_TEXT_H

#include "base/base.h"

/* Appends the normal form of an organisation's name: NFKC, case folded, one kind of bracket '(' ')',
 * middle dots unified, all blanks, zero-width and control characters gone, traditional characters simplified
 * (OpenCC's t2s dictionaries, phrases first). `name` is valid UTF-8. */
void text_name_key(struct str name, struct buf *out);
/* The same for a person's name, whose characters are never converted: 钟 and 鍾 are two surnames. */
void text_person_key(struct str name, struct buf *out);

/*
 * The parts of an organisation's name, each a piece of the name key or empty: region (云州市江北区), brand (晴川),
 * trade (贸易), legal form or kind of shop ((集团)有限公司, 经营部), branch (江北分公司) and what else stands in
 * brackets. A guess by tables (data/text), for comparing names and never for deciding anything. A name of more than
 * TEXT_PARTS_CHARS characters is all brand.
 */
enum { TEXT_PARTS_CHARS = 128 };
struct text_parts {
    struct str region, brand, trade, form, branch, bracket;
};
/* Regions by their full names; the code tells which lies in which (990000 province, 990100 city, 990102 county). */
struct text_place {
    struct str name, code;
};
struct text_places;
struct text_places *text_places_new(struct arena *a, const struct text_place *v, size_t n);
void text_name_parts(const struct text_places *places, struct str name_key, struct text_parts *out);

/* The Chinese legal form that an English name ends with ("Co., Ltd." 有限公司), empty when it ends with none. Takes
 * the name as people write it, not its key. */
struct str text_legal_form_of_english(struct str name);

/*
 * The likely readings of a name key in pinyin without tones (ü as v), likeliest first, at most max and never more than
 * TEXT_READINGS_MAX: syllables with a blank between ("chang chun shi"), and their first letters ("ccs"). Latin letters
 * and digits stay as written; other signs are not read. Returns how many; the first 128 steps of a name are read.
 */
enum { TEXT_READINGS_MAX = 8 };
struct text_reading {
    struct str pinyin, initials;
};
size_t text_pinyin(struct arena *a, struct str name_key, struct text_reading *v, size_t max);

/* Appends the key of a document number (information-catalogue 4.4): NFKC; brackets round exactly a
 * 4-digit year become 〔〕, other pairs (); blanks, zero-width and controls out; 字 before the year
 * bracket and 第 before the serial dropped; trailing 号 dropped; leading zeros kept. */
void text_doc_key(struct str doc_no, struct buf *out);
/* Two that have the same key. */
bool text_doc_same(struct str a, struct str b);
/* True when the text stands for "no number": 无, 无文号, /, -, 暂无, 见附件, a bare year, a bare serial up to
 * 4 digits, empty. */
bool text_doc_is_placeholder(struct str doc_no);

/* What a number of a decision lacks: a year (a run of four digits or more that begins with 19 or 20), or anything but
 * digits and signs, which would say whose it is. */
enum text_doc_gap { TEXT_DOC_WHOLE, TEXT_DOC_NO_YEAR, TEXT_DOC_NO_ORGAN };
enum text_doc_gap text_doc_gap_of(struct str doc_no);

/*
 * Appends the grams of a name key for the index, each followed by one space: every character, every
 * pair of neighbours, and, marked with '^' in front, the first character and the first pair.
 */
void text_grams(struct str name_key, struct buf *out);
/* Appends the grams that every name containing the query key has: its pairs, or the single character
 * of a one-character query. */
void text_query_grams(struct str query_key, struct buf *out);

/* Number of terminal columns a text takes (wide East Asian characters take two). */
size_t text_columns(struct str s);
/* Forbidden in any field: NUL, C0 controls but tab, LF and CR, bidi controls, non-characters. Byte offset
 * of the first, or -1. */
ptrdiff_t text_forbidden(struct str s);

#endif
