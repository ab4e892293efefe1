/* SPDX-License-Identifier: Apache-2.0 */
/* The row of each verb; its body stands in cmd_<verb>.c. */
#ifndef GONGSHI_CLI_VERBS_H
#define GONGSHI_CLI_VERBS_H

#include "cli/cli_int.h"

#define VERB(name) extern const struct verb verb_##name;
#include "cli/verbs.def"
#undef VERB

#endif
