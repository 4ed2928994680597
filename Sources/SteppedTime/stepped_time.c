// A time of day that jumps, for tests: loaded before the C library, it adds to what the machine's clock says. Timers and
// every clock that nobody can set stay as they are, so that only what asks for the time of day sees a step.
#include "stepped_time.h"
#include <fcntl.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const _Atomic long *added;

__attribute__((constructor)) static void open_clock(void) {
  const char *path = getenv(STEPPED_TIME_VARIABLE);
  const int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  if (file < 0) return;
  void *mapped = mmap(NULL, sizeof *added, PROT_READ, MAP_SHARED, file, 0);
  if (mapped != MAP_FAILED) added = mapped;
  close(file);
}

static long seconds_added(void) { return added ? atomic_load_explicit(added, memory_order_relaxed) : 0; }

static int is_time_of_day(clockid_t clock) { return clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE; }

int clock_gettime(clockid_t clock, struct timespec *now) {
  const int result = (int)syscall(SYS_clock_gettime, clock, now);
  if (result == 0 && is_time_of_day(clock)) now->tv_sec += seconds_added();
  return result;
}

time_t time(time_t *result) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME_COARSE, &now);
  if (result) *result = now.tv_sec;
  return now.tv_sec;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  (void)zone;
  struct timespec parts;
  clock_gettime(CLOCK_REALTIME, &parts);
  now->tv_sec = parts.tv_sec;
  now->tv_usec = parts.tv_nsec / 1000;
  return 0;
}

// libdispatch waits for a time of day that it reckoned from the one above; it is as far away on the monotonic clock.
int sem_timedwait(sem_t *restrict semaphore, const struct timespec *restrict end) {
  struct timespec now, until;
  clock_gettime(CLOCK_REALTIME, &now);
  clock_gettime(CLOCK_MONOTONIC, &until);
  until.tv_sec += end->tv_sec - now.tv_sec;
  until.tv_nsec += end->tv_nsec - now.tv_nsec;
  if (until.tv_nsec < 0) {
    until.tv_nsec += 1000000000;
    until.tv_sec--;
  } else if (until.tv_nsec >= 1000000000) {
    until.tv_nsec -= 1000000000;
    until.tv_sec++;
  }
  return sem_clockwait(semaphore, CLOCK_MONOTONIC, &until);
}
