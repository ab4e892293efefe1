/* SPDX-License-Identifier: Apache-2.0 */
/*
 * bare FROM.db TO.db TABLE…: the same rows into the same tables with nothing but SQLite: one sorted transaction, WAL,
 * synchronous FULL. Prints rows and the seconds that inserting, committing and closing took; reading is not counted.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { CHUNK = 10000, MAX_COLUMNS = 32 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void die(sqlite3 *db, const char *what)
{
    fprintf(stderr, "bare: %s: %s\n", what, sqlite3_errmsg(db));
    exit(1);
}

static void run(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        die(db, sql);
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *fmt, const char *table)
{
    sqlite3_stmt *st;
    char *sql = sqlite3_mprintf(fmt, table);
    if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) != SQLITE_OK)
        die(db, sql);
    sqlite3_free(sql);
    return st;
}

static sqlite3_stmt *insert_for(sqlite3 *to, const char *table, int columns)
{
    char marks[MAX_COLUMNS * 2 + 1] = "";
    for (int i = 0; i < columns; i++)
        strcat(marks, i ? ",?" : "?");
    char *fmt = sqlite3_mprintf("INSERT INTO \"%%w\" VALUES (%s)", marks);
    sqlite3_stmt *st = prepare(to, fmt, table);
    sqlite3_free(fmt);
    return st;
}

static double insert_chunk(sqlite3 *to, sqlite3_stmt *in, sqlite3_value **values, int rows, int columns)
{
    double start = now();
    for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++)
            sqlite3_bind_value(in, c + 1, values[r * columns + c]);
        if (sqlite3_step(in) != SQLITE_DONE)
            die(to, "insert");
        sqlite3_reset(in);
    }
    return now() - start;
}

static double copy(sqlite3 *from, sqlite3 *to, const char *table, long long *rows)
{
    sqlite3_stmt *out = prepare(from, "SELECT * FROM \"%w\"", table);
    int columns = sqlite3_column_count(out), n = 0, step;
    sqlite3_stmt *in = insert_for(to, table, columns);
    sqlite3_value **values = calloc((size_t)CHUNK * (size_t)columns, sizeof *values);
    double seconds = 0;
    do {
        step = sqlite3_step(out);
        for (int c = 0; step == SQLITE_ROW && c < columns; c++)
            values[n * columns + c] = sqlite3_value_dup(sqlite3_column_value(out, c));
        n += step == SQLITE_ROW;
        if (n == CHUNK || step != SQLITE_ROW) {
            seconds += insert_chunk(to, in, values, n, columns);
            for (int i = 0; i < n * columns; i++)
                sqlite3_value_free(values[i]);
            *rows += n;
            n = 0;
        }
    } while (step == SQLITE_ROW);
    free(values);
    sqlite3_finalize(in);
    sqlite3_finalize(out);
    return seconds;
}

int main(int argc, char **argv)
{
    sqlite3 *from, *to;
    if (argc < 4)
        return 2;
    remove(argv[2]);
    if (sqlite3_open_v2(argv[1], &from, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK || sqlite3_open(argv[2], &to) != SQLITE_OK)
        return 1;
    char *page = sqlite3_mprintf("PRAGMA page_size=%s", getenv("PAGE_SIZE") ? getenv("PAGE_SIZE") : "4096");
    run(to, page);
    run(to, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-262144; PRAGMA wal_autocheckpoint=0");
    for (int i = 3; i < argc; i++) {
        sqlite3_stmt *sql = prepare(from, "SELECT sql FROM sqlite_master WHERE name = '%q'", argv[i]);
        if (sqlite3_step(sql) != SQLITE_ROW)
            die(from, argv[i]);
        run(to, (const char *)sqlite3_column_text(sql, 0));
        sqlite3_finalize(sql);
    }
    double seconds = 0;
    run(to, "BEGIN");
    for (int i = 3; i < argc; i++) {
        long long rows = 0;
        double one = copy(from, to, argv[i], &rows);
        printf("%s %lld rows %.3f s\n", argv[i], rows, one);
        seconds += one;
    }
    double start = now();
    run(to, "COMMIT");
    sqlite3_close(to); /* moves the log into the file, as the import does before it ends */
    seconds += now() - start;
    printf("total %.3f s\n", seconds);
    sqlite3_free(page);
    sqlite3_close(from);
    return 0;
}
