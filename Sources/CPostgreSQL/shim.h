#ifndef CPOSTGRESQL_SHIM_H
#define CPOSTGRESQL_SHIM_H
/* LateLibraries opens the library at the first call. */
#include <postgresql/libpq-fe.h>
#endif
