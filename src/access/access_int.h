/* SPDX-License-Identifier: Apache-2.0 */
/* For insiders of access: a key with its MAC. */
#ifndef GONGSHI_ACCESS_INT_H
#define GONGSHI_ACCESS_INT_H

#include "access/access.h"

struct key_row {
    struct access_key key;
    uint8_t mac[SHA256_BYTES];
};
bool key_row_find(struct store *s, struct str id, struct arena *a, bool *found, struct key_row *out,
                  struct err *e) MUST_CHECK;

#endif
