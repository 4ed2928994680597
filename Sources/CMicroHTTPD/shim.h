#ifndef CMICROHTTPD_SHIM_H
#define CMICROHTTPD_SHIM_H
#include <microhttpd.h>
#include <stdint.h>

/* LateLibraries opens the library at the first call, and has these. MHD_start_daemon is variadic: one typed call with the
   options in use. The daemon takes over `listener`. Without MHD_USE_ERROR_LOG the library prints nothing; its lines would carry
   request paths. */
struct MHD_Daemon *cmhd_start(int listener, unsigned int connection_limit, unsigned int timeout_seconds,
                              size_t memory_per_connection, MHD_AccessHandlerCallback handler,
                              MHD_RequestCompletedCallback completed, MHD_NotifyConnectionCallback changed, void *cls);

/* MHD_get_connection_info is variadic. */
int cmhd_socket(struct MHD_Connection *connection);

/* MHD_set_connection_option is variadic. */
void cmhd_set_timeout(struct MHD_Connection *connection, unsigned int seconds);
#endif
