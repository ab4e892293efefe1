/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One event a line, logfmt, on stderr. Only doors and long-running loops log. Never a name, a code,
 * an identity number or query text (reliability P3).
 */
#ifndef GONGSHI_BASE_LOG_H
#define GONGSHI_BASE_LOG_H

#include "err.h"

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };
void log_set_level(enum log_level least);
/* log_event(LOG_INFO, "serve.start", "listen=%s", addr) gives: at=… level=info event=serve.start listen=… */
void log_event(enum log_level level, const char *event, const char *fmt, ...) PRINTF_LIKE(3, 4);

#endif
