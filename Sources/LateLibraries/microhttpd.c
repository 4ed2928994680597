// What ClerkWeb and SMSGateways call of libmicrohttpd.
#include "late.h"
#include <errno.h>
#include "../CMicroHTTPD/shim.h"

// The three that take arguments of any type are looked up with the others, and called by those below.
// clang-format off
#define FORWARDED(ENTRY) \
  ENTRY(MHD_socket, MHD_quiesce_daemon, (struct MHD_Daemon *daemon), (daemon), MHD_INVALID_SOCKET) \
  ENTRY(void, MHD_stop_daemon, (struct MHD_Daemon *daemon), (daemon), (void)0) \
  ENTRY(void, MHD_suspend_connection, (struct MHD_Connection *connection), (connection), (void)0) \
  ENTRY(void, MHD_resume_connection, (struct MHD_Connection *connection), (connection), (void)0) \
  ENTRY(const char *, MHD_lookup_connection_value, (struct MHD_Connection *connection, enum MHD_ValueKind kind, const char *key), (connection, kind, key), NULL) \
  ENTRY(int, MHD_get_connection_values_n, (struct MHD_Connection *connection, enum MHD_ValueKind kind, MHD_KeyValueIteratorN each, void *cls), (connection, kind, each, cls), 0) \
  ENTRY(struct MHD_Response *, MHD_create_response_from_buffer, (size_t size, void *buffer, enum MHD_ResponseMemoryMode mode), (size, buffer, mode), NULL) \
  ENTRY(struct MHD_Response *, MHD_create_response_from_callback, (uint64_t size, size_t block, MHD_ContentReaderCallback reader, void *cls, MHD_ContentReaderFreeCallback end), (size, block, reader, cls, end), NULL) \
  ENTRY(enum MHD_Result, MHD_add_response_header, (struct MHD_Response *response, const char *name, const char *value), (response, name, value), MHD_NO) \
  ENTRY(enum MHD_Result, MHD_queue_response, (struct MHD_Connection *connection, unsigned int status, struct MHD_Response *response), (connection, status, response), MHD_NO) \
  ENTRY(void, MHD_destroy_response, (struct MHD_Response *response), (response), (void)0)
#define FUNCTIONS(ENTRY) \
  FORWARDED(ENTRY) \
  ENTRY(struct MHD_Daemon *, MHD_start_daemon, , , ) \
  ENTRY(const union MHD_ConnectionInfo *, MHD_get_connection_info, , , ) \
  ENTRY(enum MHD_Result, MHD_set_connection_option, , , )
// clang-format on

LATE_LIBRARY("libmicrohttpd.so.12")
FORWARDED(LATE_FORWARD)

LATE_HIDDEN struct MHD_Daemon *cmhd_start(int listener, unsigned int connection_limit, unsigned int timeout_seconds,
                                          size_t memory_per_connection, MHD_AccessHandlerCallback handler,
                                          MHD_RequestCompletedCallback completed, MHD_NotifyConnectionCallback changed,
                                          void *cls) {
  if (!is_open()) {
    errno = ELIBACC;
    return NULL;
  }
  return table.MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_SUSPEND_RESUME, 0, NULL, NULL, handler, cls,
                                MHD_OPTION_LISTEN_SOCKET, listener,
                                MHD_OPTION_NOTIFY_COMPLETED, completed, cls,
                                MHD_OPTION_NOTIFY_CONNECTION, changed, cls,
                                MHD_OPTION_CONNECTION_LIMIT, connection_limit,
                                MHD_OPTION_CONNECTION_TIMEOUT, timeout_seconds,
                                MHD_OPTION_CONNECTION_MEMORY_LIMIT, memory_per_connection,
                                MHD_OPTION_STRICT_FOR_CLIENT, 1,
                                MHD_OPTION_END);
}

LATE_HIDDEN int cmhd_socket(struct MHD_Connection *connection) {
  if (!is_open()) return -1;
  const union MHD_ConnectionInfo *info =
      table.MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info ? info->connect_fd : -1;
}

LATE_HIDDEN void cmhd_set_timeout(struct MHD_Connection *connection, unsigned int seconds) {
  if (is_open()) (void)table.MHD_set_connection_option(connection, MHD_CONNECTION_OPTION_TIMEOUT, seconds);
}
