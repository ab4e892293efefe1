/* SPDX-License-Identifier: Apache-2.0 */
/* A calendar file out, RFC 5545: whole days, lines of at most 75 octets, text escaped. */
#include "codec/codec_int.h"

enum { LINE_MOST = 75 };

/* Folded between characters, never inside one. */
static void line_put(struct buf *out, struct str line)
{
    size_t used = 0;
    for (size_t at = 0; at < line.n;) {
        size_t from = at;
        str_utf8_next(line, &at);
        if (used + at - from > LINE_MOST) {
            buf_z(out, "\r\n ");
            used = 1;
        }
        buf_put(out, line.p + from, at - from);
        used += at - from;
    }
    buf_z(out, "\r\n");
}

static void text_put(struct buf *out, const char *name, struct str text)
{
    struct buf line = {0};
    buf_printf(&line, "%s:", name);
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c == '\n')
            buf_z(&line, "\\n");
        else if (c == '\\' || c == ';' || c == ',')
            buf_printf(&line, "\\%c", c);
        else if ((unsigned char)c >= ' ')
            buf_char(&line, c);
    }
    line_put(out, buf_view(&line));
    buf_free(&line);
}

static void date_put(struct buf *out, const char *name, struct day d)
{
    int year, month, day;
    day_to_date(d, &year, &month, &day);
    buf_printf(out, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, year, month, day);
}

/* 2026-06-30T02:00:00Z without its dashes and colons. */
static void stamp_put(struct buf *out, struct instant t)
{
    char text[INSTANT_CHARS];
    instant_format(t, text);
    buf_z(out, "DTSTAMP:");
    for (const char *p = text; *p; p++)
        if (*p != '-' && *p != ':')
            buf_char(out, *p);
    buf_z(out, "\r\n");
}

void calendar_begin(struct buf *out, struct str name)
{
    buf_z(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//gongshi//tasks//EN\r\nCALSCALE:GREGORIAN\r\n");
    text_put(out, "NAME", name);
    text_put(out, "X-WR-CALNAME", name);
}

void calendar_day(struct buf *out, const struct calendar_event *x)
{
    buf_z(out, "BEGIN:VEVENT\r\n");
    text_put(out, "UID", x->uid);
    stamp_put(out, x->stamp);
    date_put(out, "DTSTART", x->on);
    date_put(out, "DTEND", day_add(x->on, 1));
    text_put(out, "SUMMARY", x->title);
    if (x->text.n)
        text_put(out, "DESCRIPTION", x->text);
    buf_z(out, "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
}

void calendar_end(struct buf *out)
{
    buf_z(out, "END:VCALENDAR\r\n");
}
