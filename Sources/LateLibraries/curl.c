// What SMSGateways calls of libcurl.
#include "late.h"
#include "../CCurl/shim.h"

// The two that take arguments of any type are looked up with the others, and called by those below.
// clang-format off
#define FORWARDED(ENTRY) \
  ENTRY(CURLcode, curl_global_init, (long flags), (flags), CURLE_FAILED_INIT) \
  ENTRY(CURL *, curl_easy_init, (void), (), NULL) \
  ENTRY(void, curl_easy_cleanup, (CURL *easy), (easy), (void)0) \
  ENTRY(struct curl_slist *, curl_slist_append, (struct curl_slist *list, const char *text), (list, text), NULL) \
  ENTRY(void, curl_slist_free_all, (struct curl_slist *list), (list), (void)0) \
  ENTRY(CURLM *, curl_multi_init, (void), (), NULL) \
  ENTRY(CURLMcode, curl_multi_add_handle, (CURLM *multi, CURL *easy), (multi, easy), CURLM_INTERNAL_ERROR) \
  ENTRY(CURLMcode, curl_multi_remove_handle, (CURLM *multi, CURL *easy), (multi, easy), CURLM_INTERNAL_ERROR) \
  ENTRY(CURLMcode, curl_multi_perform, (CURLM *multi, int *running), (multi, running), CURLM_INTERNAL_ERROR) \
  ENTRY(CURLMcode, curl_multi_poll, (CURLM *multi, struct curl_waitfd *more, unsigned int count, int milliseconds, int *ready), (multi, more, count, milliseconds, ready), CURLM_INTERNAL_ERROR) \
  ENTRY(CURLMsg *, curl_multi_info_read, (CURLM *multi, int *left), (multi, left), NULL) \
  ENTRY(CURLMcode, curl_multi_cleanup, (CURLM *multi), (multi), CURLM_INTERNAL_ERROR)
#define FUNCTIONS(ENTRY) \
  FORWARDED(ENTRY) \
  ENTRY(CURLcode, curl_easy_setopt, , , ) \
  ENTRY(CURLcode, curl_easy_getinfo, , , )
// clang-format on

LATE_LIBRARY("libcurl.so.4")
FORWARDED(LATE_FORWARD)

LATE_HIDDEN CURLcode ccurl_prepare(void) {
  static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  static bool is_prepared;
  pthread_mutex_lock(&mutex);
  CURLcode code = is_prepared ? CURLE_OK : curl_global_init(CURL_GLOBAL_DEFAULT);
  is_prepared = code == CURLE_OK;
  pthread_mutex_unlock(&mutex);
  return code;
}

// In parentheses, because the header has macros of these names.
#define SET(handle, option, value) (is_open() ? (table.curl_easy_setopt)(handle, option, value) : CURLE_FAILED_INIT)

LATE_HIDDEN CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value) { return SET(handle, option, value); }

LATE_HIDDEN CURLcode ccurl_set_string(CURL *handle, CURLoption option, const char *value) {
  return SET(handle, option, value);
}

LATE_HIDDEN CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *list) {
  return SET(handle, option, list);
}

LATE_HIDDEN CURLcode ccurl_set_body(CURL *handle, const void *bytes, curl_off_t count) {
  CURLcode code = SET(handle, CURLOPT_POSTFIELDSIZE_LARGE, count);
  return code == CURLE_OK ? SET(handle, CURLOPT_COPYPOSTFIELDS, bytes) : code;
}

LATE_HIDDEN CURLcode ccurl_set_write(CURL *handle, curl_write_callback callback, void *cls) {
  CURLcode code = SET(handle, CURLOPT_WRITEFUNCTION, callback);
  return code == CURLE_OK ? SET(handle, CURLOPT_WRITEDATA, cls) : code;
}

LATE_HIDDEN long ccurl_long_info(CURL *handle, CURLINFO info) {
  long value = 0;
  return is_open() && (table.curl_easy_getinfo)(handle, info, &value) == CURLE_OK ? value : 0;
}
