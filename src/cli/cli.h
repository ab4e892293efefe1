/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cli: the verbs of the one executable. A verb is a row of a table: name, words, examples, options, function.
 * Data on stdout, words on stderr. Exit: 0 ok, 1 failed, 2 usage, 3 data has errors, 4 not found, 5 verification
 * failed.
 */
#ifndef GONGSHI_CLI_H
#define GONGSHI_CLI_H

int cli_main(int argc, char **argv);

#endif
