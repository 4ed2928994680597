// What PostgreSQLKit calls of libpq.
#include "late.h"
#include "../CPostgreSQL/shim.h"

// clang-format off
#define FUNCTIONS(ENTRY) \
  ENTRY(PGconn *, PQconnectdbParams, (const char *const *names, const char *const *values, int expand), (names, values, expand), NULL) \
  ENTRY(PostgresPollingStatusType, PQresetPoll, (PGconn *conn), (conn), PGRES_POLLING_FAILED) \
  ENTRY(int, PQresetStart, (PGconn *conn), (conn), 0) \
  ENTRY(PQconninfoOption *, PQconninfoParse, (const char *text, char **error), (text, error), NULL) \
  ENTRY(void, PQconninfoFree, (PQconninfoOption *options), (options), (void)0) \
  ENTRY(void, PQfreemem, (void *memory), (memory), (void)0) \
  ENTRY(void, PQfinish, (PGconn *conn), (conn), (void)0) \
  ENTRY(ConnStatusType, PQstatus, (const PGconn *conn), (conn), CONNECTION_BAD) \
  ENTRY(int, PQsocket, (const PGconn *conn), (conn), -1) \
  ENTRY(char *, PQerrorMessage, (const PGconn *conn), (conn), (char *)"") \
  ENTRY(PGVerbosity, PQsetErrorVerbosity, (PGconn *conn, PGVerbosity verbosity), (conn, verbosity), PQERRORS_DEFAULT) \
  ENTRY(PQnoticeReceiver, PQsetNoticeReceiver, (PGconn *conn, PQnoticeReceiver receiver, void *arg), (conn, receiver, arg), NULL) \
  ENTRY(int, PQsetnonblocking, (PGconn *conn, int value), (conn, value), -1) \
  ENTRY(int, PQflush, (PGconn *conn), (conn), -1) \
  ENTRY(int, PQconsumeInput, (PGconn *conn), (conn), 0) \
  ENTRY(int, PQisBusy, (PGconn *conn), (conn), 0) \
  ENTRY(int, PQsendQuery, (PGconn *conn, const char *sql), (conn, sql), 0) \
  ENTRY(int, PQsendPrepare, (PGconn *conn, const char *name, const char *sql, int count, const Oid *types), (conn, name, sql, count, types), 0) \
  ENTRY(int, PQsendQueryPrepared, (PGconn *conn, const char *name, int count, const char *const *values, const int *lengths, const int *formats, int result), (conn, name, count, values, lengths, formats, result), 0) \
  ENTRY(PGresult *, PQgetResult, (PGconn *conn), (conn), NULL) \
  ENTRY(ExecStatusType, PQresultStatus, (const PGresult *res), (res), PGRES_FATAL_ERROR) \
  ENTRY(char *, PQresultErrorField, (const PGresult *res, int field), (res, field), NULL) \
  ENTRY(char *, PQcmdStatus, (PGresult *res), (res), (char *)"") \
  ENTRY(int, PQntuples, (const PGresult *res), (res), 0) \
  ENTRY(int, PQnfields, (const PGresult *res), (res), 0) \
  ENTRY(Oid, PQftype, (const PGresult *res, int column), (res, column), InvalidOid) \
  ENTRY(int, PQgetisnull, (const PGresult *res, int row, int column), (res, row, column), 1) \
  ENTRY(char *, PQgetvalue, (const PGresult *res, int row, int column), (res, row, column), NULL) \
  ENTRY(int, PQgetlength, (const PGresult *res, int row, int column), (res, row, column), 0) \
  ENTRY(void, PQclear, (PGresult *res), (res), (void)0)
// clang-format on

LATE_LIBRARY("libpq.so.5")
FUNCTIONS(LATE_FORWARD)
