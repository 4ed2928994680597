#ifndef CLINUX_SHIM_H
#define CLINUX_SHIM_H
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <pthread.h>
#include <sched.h>
#include <spawn.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <sys/types.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

/* Who sits at the other end of a connected unix socket (SO_PEERCRED). `struct ucred` and its option exist only
   with _GNU_SOURCE, so the layout of unix(7) stands here. */
struct clinux_credentials { pid_t pid; uid_t uid; gid_t gid; };
static inline int clinux_peer_credentials(int fd, struct clinux_credentials *out) {
  socklen_t size = sizeof *out;
  return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, out, &size) == 0 && size == sizeof *out ? 0 : -1;
}
/* Where a run of bytes begins; `memmem` exists only with _GNU_SOURCE, so its prototype of memmem(3) stands here. */
extern void *memmem(const void *haystack, size_t haystack_size, const void *needle, size_t needle_size);
/* Waits until a moment of the monotonic clock; pthread_cond_clockwait exists only with _GNU_SOURCE, so its prototype of
   glibc's manual stands here. */
extern int pthread_cond_clockwait(
    pthread_cond_t *condition, pthread_mutex_t *mutex, clockid_t clock, const struct timespec *until);
/* Whether a time server keeps the clock; `struct timex` has unions. */
static inline int clinux_is_clock_synchronised(void) {
  struct timex state = {0};
  return adjtimex(&state) != TIME_ERROR;
}
/* prctl is variadic. */
static inline int clinux_no_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }
static inline int clinux_undumpable(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }
static inline int clinux_signal_at_parent_death(int number) { return prctl(PR_SET_PDEATHSIG, number, 0, 0, 0); }
/* RLIMIT_* is an enum with a GNU type in the prototype. */
static inline int clinux_limit(int resource, unsigned long long value) {
  struct rlimit limit = {value, value};
  return setrlimit(resource, &limit);
}
static inline int clinux_limit_core(void) { return clinux_limit(RLIMIT_CORE, 0); }
/* TIOCEXCL: further opens of the terminal fail. ioctl is variadic. */
static inline int clinux_exclusive_terminal(int fd) { return ioctl(fd, TIOCEXCL, 0); }
/* A new pseudo terminal: the descriptor of its own end, and the number of the other. The calls of posix_openpt(3)
   exist only with _XOPEN_SOURCE. */
static inline int clinux_pseudo_terminal(unsigned int *number) {
  int fd = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK), off = 0;
  if (fd < 0) return -1;
  if (ioctl(fd, TIOCSPTLCK, &off) == 0 && ioctl(fd, TIOCGPTN, number) == 0) return fd;
  close(fd);
  return -1;
}
/* dlopen(3) flag that is declared only with _GNU_SOURCE. */
static inline int clinux_deep_binding(void) { return 0x8 /* RTLD_DEEPBIND */; }
/* close_range(2), by number: glibc declares it only with _GNU_SOURCE. */
static inline int clinux_close_range(unsigned int first, unsigned int last) {
  return (int)syscall(SYS_close_range, first, last, 0);
}
/* In <spawn.h> only with _GNU_SOURCE; glibc has it since 2.34. */
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);
static inline int clinux_spawn_closing_from(posix_spawn_file_actions_t *actions, int first) {
  return posix_spawn_file_actions_addclosefrom_np(actions, first);
}
/* unshare(2) and the loopback interface of a network namespace of our own. */
static inline int clinux_unshare(int user_too) {
  int flags = 0x40000000 /* CLONE_NEWNET */ | (user_too ? 0x10000000 /* CLONE_NEWUSER */ : 0);
  return (int)syscall(SYS_unshare, flags);
}
static inline int clinux_loopback_up(void) {
  int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  struct ifreq request;
  memset(&request, 0, sizeof request);
  memcpy(request.ifr_name, "lo", 3);
  int result = ioctl(fd, SIOCGIFFLAGS, &request);
  if (result == 0) {
    request.ifr_flags |= IFF_UP;
    result = ioctl(fd, SIOCSIFFLAGS, &request);
  }
  close(fd);
  return result;
}
/* Waiting for what `events` says, once; `number` is told back then. `struct epoll_event` holds a union with a pointer. */
static inline int clinux_poll(int watch, int fd, uint64_t number, uint32_t events, int is_known) {
  struct epoll_event event = {.events = events | EPOLLONESHOT, .data.u64 = number};
  return epoll_ctl(watch, is_known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, fd, &event);
}
static inline int clinux_poll_forget(int watch, int fd) { return epoll_ctl(watch, EPOLL_CTL_DEL, fd, NULL); }
/* Waits until something has happened, or `milliseconds` (-1: for ever), and tells what; how many, or -1. */
static inline int clinux_poll_wait(int watch, uint64_t *numbers, uint32_t *happened, int most, int milliseconds) {
  struct epoll_event events[64];
  int count = epoll_wait(watch, events, most < 64 ? most : 64, milliseconds);
  for (int i = 0; i < count; i++) {
    numbers[i] = events[i].data.u64;
    happened[i] = events[i].events;
  }
  return count;
}
/* What a descriptor can be waited for; the kernel's names are values of an enum in C. */
static const uint32_t clinux_poll_readable = EPOLLIN, clinux_poll_writable = EPOLLOUT, clinux_poll_ended = EPOLLHUP | EPOLLERR,
                      clinux_poll_hung_up = EPOLLRDHUP;
/* One datagram, with a descriptor where that is not negative (unix(7), SCM_RIGHTS); cmsg(3) is macros. */
static inline int clinux_send_descriptor(
    int socket, const struct sockaddr *to, socklen_t size, const void *text, size_t count, int fd) {
  struct iovec part = {.iov_base = (void *)text, .iov_len = count};
  union { char bytes[CMSG_SPACE(sizeof fd)]; struct cmsghdr aligned; } extra = {0};
  struct msghdr message = {.msg_name = (void *)to, .msg_namelen = size, .msg_iov = &part, .msg_iovlen = 1};
  if (fd >= 0) {
    message.msg_control = extra.bytes;
    message.msg_controllen = sizeof extra.bytes;
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof fd);
    memcpy(CMSG_DATA(head), &fd, sizeof fd);
  }
  return sendmsg(socket, &message, MSG_NOSIGNAL) < 0 ? -1 : 0;
}
#endif
