/* SPDX-License-Identifier: Apache-2.0 */
/*
 * portal: the pages. zh-Hans at /, English under /en/. Escaped by construction: templates are compiled to C and
 * every value passes the one escaping writer. Works without script; no third-party request.
 */
#ifndef GONGSHI_PORTAL_H
#define GONGSHI_PORTAL_H

#include "api/api.h"

extern const struct http_route portal_routes[];
void portal_fail(const struct site *s, const struct http_request *q, int status, const char *code, struct http_answer *out);

#endif
