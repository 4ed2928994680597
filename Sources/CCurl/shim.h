#ifndef CCURL_SHIM_H
#define CCURL_SHIM_H
#include <curl/curl.h>

/* LateLibraries opens the library at the first call, and has these. curl_easy_setopt and curl_easy_getinfo are variadic, and
   macros: one function for each type of argument. */
CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value);
CURLcode ccurl_set_string(CURL *handle, CURLoption option, const char *value);
CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *list);
CURLcode ccurl_set_body(CURL *handle, const void *bytes, curl_off_t count);
CURLcode ccurl_set_write(CURL *handle, curl_write_callback callback, void *cls);
long ccurl_long_info(CURL *handle, CURLINFO info);
/* curl_global_init, until it has succeeded once. */
CURLcode ccurl_prepare(void);
#endif
