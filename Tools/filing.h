/* What both baselines of a filing need: how they refuse, step through a statement and tell the time. */
#ifndef IDKIOSK_FILING_H
#define IDKIOSK_FILING_H
#include <sqlite3.h>
#include <stdio.h>
#include <time.h>

/* Says on standard error at which step the database refused, and closes it; the exit status. */
static int refused(sqlite3 *db, const char *step) {
  fprintf(stderr, "%s: %s\n", step, db ? sqlite3_errmsg(db) : "no memory");
  sqlite3_close_v2(db);
  return 1;
}

/* Runs a statement that gives no rows, and makes it ready for the next time. */
static int step(sqlite3_stmt *statement) {
  int result = sqlite3_step(statement);
  int reset = sqlite3_reset(statement);
  return result == SQLITE_DONE ? reset : result;
}

/* Seconds on the clock that nobody sets. */
static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}
#endif
