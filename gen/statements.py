# SPDX-License-Identifier: Apache-2.0
"""Turns the SQL of a store into C.

usage: statements.py STATEMENTS.sql MIGRATION.sql OUT.def OUT.h

OUT.def gets one STATEMENT(NAME) a statement, OUT.h their texts in the same order and the migration.
"""
import re
import sys

NAME = re.compile(r'^-- ([A-Z][A-Z0-9_]*)$')


def statements(text):
    found, name = {}, None
    for number, line in enumerate(text.splitlines(), 1):
        match = NAME.match(line)
        if match:
            name = match.group(1)
            if name in found:
                sys.exit(f'statements.sql:{number}: {name} stands twice')
            found[name] = []
        elif line.strip() and not line.startswith('--'):
            if name is None:
                sys.exit(f'statements.sql:{number}: text before the first name')
            found[name].append(line.strip())
    for name, lines in found.items():
        if not lines or not lines[-1].endswith(';') or ' '.join(lines).count(';') != 1:
            sys.exit(f'statements.sql: {name} is not exactly one statement')
    return {name: ' '.join(lines)[:-1] for name, lines in found.items()}


def c_string(text):
    return '"' + text.replace('\\', '\\\\').replace('"', '\\"') + '"'


def main(statements_sql, migration_sql, out_def, out_h):
    with open(statements_sql, encoding='utf-8') as f:
        named = statements(f.read())
    with open(migration_sql, encoding='utf-8') as f:
        migration = [re.sub(r'\s*-- .*$', '', line.rstrip()) for line in f]
    with open(out_def, 'w', encoding='utf-8') as f:
        f.writelines(f'STATEMENT({name})\n' for name in named)
    with open(out_h, 'w', encoding='utf-8') as f:
        f.write('static const char *const statement_sql[] = {\n')
        f.writelines(f'    {c_string(sql)},\n' for sql in named.values())
        f.write('};\nstatic const char *const statement_names[] = {\n')
        f.writelines(f'    "{name}",\n' for name in named)
        f.write('};\nstatic const char migration_001[] =\n')
        f.writelines(f'    {c_string(line)} "\\n"\n' for line in migration if line)
        f.write('    ;\n')


main(*sys.argv[1:])
