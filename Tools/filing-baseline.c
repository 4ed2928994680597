/* How fast this disk takes bare rows: N blobs into SQLite with the archive's settings, one transaction each.

     cc -O2 -Wall -Wextra -o filing-baseline filing-baseline.c -lsqlite3
     filing-baseline FILE N BLOBSIZE

   FILE must not exist. Prints rows per second and nothing else; what filing does beyond that is the archive's own. */
#include "filing.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int parsed(const char *text, long most, long *number) {
  char *end = NULL;
  *number = strtol(text, &end, 10);
  return end != text && *end == 0 && *number > 0 && *number <= most;
}

int main(int count, char **arguments) {
  long rows = 0, size = 0;
  if (count != 4 || !parsed(arguments[2], 100000000, &rows) || !parsed(arguments[3], 1000000, &size)) {
    fprintf(stderr, "usage: filing-baseline FILE N BLOBSIZE\n");
    return 64;
  }
  if (access(arguments[1], F_OK) == 0) {
    fprintf(stderr, "filing-baseline: the file exists\n");
    return 73;
  }
  sqlite3 *db = NULL;
  sqlite3_stmt *begin = NULL, *insert = NULL, *commit = NULL;
  unsigned char *blob = malloc((size_t)size);
  if (!blob) return refused(NULL, "start");
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  if (sqlite3_open_v2(arguments[1], &db, flags, NULL)) return refused(db, "open");
  if (sqlite3_exec(db,
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
        "CREATE TABLE version (row INTEGER PRIMARY KEY, sealed BLOB NOT NULL) STRICT",
        NULL, NULL, NULL))
    return refused(db, "prepare");
  unsigned persistent = SQLITE_PREPARE_PERSISTENT;
  if (sqlite3_prepare_v3(db, "BEGIN IMMEDIATE", -1, persistent, &begin, NULL) ||
      sqlite3_prepare_v3(db, "INSERT INTO version (sealed) VALUES (?)", -1, persistent, &insert, NULL) ||
      sqlite3_prepare_v3(db, "COMMIT", -1, persistent, &commit, NULL))
    return refused(db, "prepare");

  double start = now();
  for (long row = 0; row < rows; row++) {
    memset(blob, (int)(row & 0xFF), (size_t)size);
    if (sqlite3_bind_blob(insert, 1, blob, (int)size, SQLITE_STATIC) || step(begin) || step(insert) ||
        step(commit))
      return refused(db, "insert");
  }
  double seconds = now() - start;

  sqlite3_finalize(begin);
  sqlite3_finalize(insert);
  sqlite3_finalize(commit);
  free(blob);
  if (sqlite3_close(db)) return refused(db, "close");
  printf("%.1f\n", (double)rows / seconds);
  return 0;
}
