/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A harness is one file with this one function. It takes any bytes, and ends the process (ASSERT) when what comes out
 * breaks a promise of the room. Crashers found go to tests/corpus/<harness>/ and are replayed ever after.
 */
#ifndef GONGSHI_FUZZ_H
#define GONGSHI_FUZZ_H

#include "base/base.h"

enum { FUZZ_MAX_BYTES = 16 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
