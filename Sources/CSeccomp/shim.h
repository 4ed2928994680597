#ifndef CSECCOMP_SHIM_H
#define CSECCOMP_SHIM_H
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
/* Macros that build values. */
static inline unsigned int cseccomp_allow(void) { return SCMP_ACT_ALLOW; }
static inline unsigned int cseccomp_refuse(int error) { return SCMP_ACT_ERRNO(error); }
static inline int cseccomp_unknown(void) { return __NR_SCMP_ERROR; }
/* Bits of open(2) that make or change a file; O_TMPFILE and O_PATH are declared only with _GNU_SOURCE, the first is
   this bit and O_DIRECTORY. */
static inline unsigned long long cseccomp_open_writing_bits(void) {
  return O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | 020000000;
}
/* CLONE_THREAD, declared only with _GNU_SOURCE. */
static inline unsigned long long cseccomp_clone_thread(void) { return 0x10000; }
#endif
