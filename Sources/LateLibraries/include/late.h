#ifndef LATE_H
#define LATE_H
#include <dlfcn.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

// Stands in for a shared library that most starts of a program never use: it and all that it depends on are opened at the
// first call. Programs call its functions by their own names, as its headers declare them.
//
// A file defines FUNCTIONS(ENTRY), with one ENTRY for each function: what it returns, its name, its parameters, what is handed
// on of them, and what it returns where the library cannot be opened. Then LATE_LIBRARY, with the name of the library.

// Kept out of the program's table of symbols, where the library itself would find them in the place of its own.
#define LATE_HIDDEN __attribute__((visibility("hidden")))

#define LATE_POINTER(result, name, parameters, arguments, failure) __typeof__(name) *name;
#define LATE_LOOK_UP(result, name, parameters, arguments, failure) \
  table.name = (__typeof__(table.name))dlsym(library, #name);      \
  if (table.name == NULL) return false;
#define LATE_FORWARD(result, name, parameters, arguments, failure) \
  LATE_HIDDEN result name parameters { return is_open() ? (table.name)arguments : failure; }

// Whoever comes after a failure tries anew: it may have been for want of memory or descriptors.
#define LATE_LIBRARY(soname)                                           \
  static struct { FUNCTIONS(LATE_POINTER) } table;                     \
  static bool open_library(void) {                                     \
    void *library = dlopen(soname, RTLD_NOW | RTLD_LOCAL);             \
    if (library == NULL) return false;                                 \
    FUNCTIONS(LATE_LOOK_UP)                                            \
    return true;                                                       \
  }                                                                    \
  static bool is_open(void) {                                          \
    static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;          \
    static atomic_bool is_whole;                                       \
    if (atomic_load_explicit(&is_whole, memory_order_acquire)) return true; \
    pthread_mutex_lock(&mutex);                                        \
    bool whole = is_whole || open_library();                           \
    atomic_store_explicit(&is_whole, whole, memory_order_release);     \
    pthread_mutex_unlock(&mutex);                                      \
    return whole;                                                      \
  }

#endif
