/* SPDX-License-Identifier: Apache-2.0 */
/*
 * base: the ground floor. Memory, borrowed text, days and instants, files, hashing, errors, findings.
 * It knows nothing of registers, and no room below it exists.
 *
 * This file is the door: include it and nothing else of this folder.
 */
#ifndef GONGSHI_BASE_H
#define GONGSHI_BASE_H

#include "day.h"
#include "err.h"
#include "file.h"
#include "finding.h"
#include "hash.h"
#include "log.h"
#include "map.h"
#include "mem.h"
#include "str.h"

#endif
