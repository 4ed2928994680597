/* How fast plain SQLite writes what the archive wrote: the rows of an archive's filings, already sealed, into the same tables
   with the same indices and settings, one transaction a filing.

     cc -O2 -Wall -Wextra -o filing-replay filing-replay.c -lsqlite3
     filing-replay FILE N ARCHIVE

   FILE must not exist; ARCHIVE is a closed archive of N new persons and nothing else. Prints filings per second. */
#include "filing.h"
#include <stdlib.h>
#include <unistd.h>

/* The tables that a filing writes, in its order. */
static const char *const inserts[] = {
  "INSERT INTO person SELECT * FROM source.person WHERE row = ?1",
  "INSERT INTO version SELECT * FROM source.version WHERE row = ?1",
  "INSERT INTO name_key SELECT * FROM held.name_key WHERE person = ?1",
  "INSERT INTO reading SELECT * FROM source.reading WHERE row = ?1",
  "INSERT INTO audit SELECT * FROM source.audit WHERE row = ?1",
};
enum { TABLES = sizeof inserts / sizeof *inserts };

/* Every table and index of the archive. */
static int copy_schema(sqlite3 *db) {
  sqlite3_stmt *schema = NULL;
  const char *sql = "SELECT sql FROM source.sqlite_schema WHERE type IN ('table', 'index') AND sql IS NOT NULL ORDER BY rowid";
  if (sqlite3_prepare_v2(db, sql, -1, &schema, NULL)) return 1;
  int result = SQLITE_OK;
  while (!result && sqlite3_step(schema) == SQLITE_ROW)
    result = sqlite3_exec(db, (const char *)sqlite3_column_text(schema, 0), NULL, NULL, NULL);
  sqlite3_finalize(schema);
  return result;
}

static int open_files(const char *file, const char *archive, sqlite3 **db) {
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  if (sqlite3_open_v2(file, db, flags, NULL)) return 1;
  char *attach = sqlite3_mprintf("ATTACH %Q AS source; ATTACH ':memory:' AS held", archive);
  int result = attach ? sqlite3_exec(*db, attach, NULL, NULL, NULL) : SQLITE_NOMEM;
  sqlite3_free(attach);
  if (result || copy_schema(*db)) return 1;
  return sqlite3_exec(*db,
    "PRAGMA main.journal_mode=WAL; PRAGMA main.synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON;"
    /* Found by their person, which the archive's own index does not do. */
    "CREATE TABLE held.name_key AS SELECT key, person FROM source.name_key;"
    "CREATE INDEX held.of_person ON name_key (person)", NULL, NULL, NULL);
}

int main(int count, char **arguments) {
  char *end = NULL;
  long filings = count == 4 ? strtol(arguments[2], &end, 10) : 0;
  if (filings < 1 || *end) {
    fprintf(stderr, "usage: filing-replay FILE N ARCHIVE\n");
    return 64;
  }
  if (access(arguments[1], F_OK) == 0) {
    fprintf(stderr, "filing-replay: the file exists\n");
    return 73;
  }
  sqlite3 *db = NULL;
  if (open_files(arguments[1], arguments[3], &db)) return refused(db, "open");
  sqlite3_stmt *begin = NULL, *commit = NULL, *insert[TABLES];
  unsigned persistent = SQLITE_PREPARE_PERSISTENT;
  if (sqlite3_prepare_v3(db, "BEGIN IMMEDIATE", -1, persistent, &begin, NULL) ||
      sqlite3_prepare_v3(db, "COMMIT", -1, persistent, &commit, NULL))
    return refused(db, "prepare");
  for (int table = 0; table < TABLES; table++)
    if (sqlite3_prepare_v3(db, inserts[table], -1, persistent, &insert[table], NULL))
      return refused(db, "prepare");

  double start = now();
  for (long filing = 1; filing <= filings; filing++) {
    if (step(begin)) return refused(db, "begin");
    for (int table = 0; table < TABLES; table++)
      if (sqlite3_bind_int64(insert[table], 1, filing) || step(insert[table])) return refused(db, "insert");
    if (step(commit)) return refused(db, "commit");
  }
  double seconds = now() - start;

  sqlite3_finalize(begin);
  sqlite3_finalize(commit);
  for (int table = 0; table < TABLES; table++) sqlite3_finalize(insert[table]);
  /* What was written is what was there. */
  sqlite3_stmt *compared = NULL;
  const char *same = "SELECT (SELECT count(*) FROM main.reading) = (SELECT count(*) FROM source.reading) AND"
                     " (SELECT count(*) FROM main.audit) = (SELECT count(*) FROM source.audit) AND"
                     " (SELECT count(*) FROM main.name_key) = (SELECT count(*) FROM source.name_key)";
  int is_same = !sqlite3_prepare_v2(db, same, -1, &compared, NULL) && sqlite3_step(compared) == SQLITE_ROW &&
                sqlite3_column_int(compared, 0);
  sqlite3_finalize(compared);
  if (!is_same) return refused(db, "other rows than the archive's");
  if (sqlite3_close(db)) return refused(db, "close");
  printf("%.1f\n", (double)filings / seconds);
  return 0;
}
