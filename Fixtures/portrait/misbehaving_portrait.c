/* Portrait decoders that do what none should. The tests compile this file; nothing ships it. All have the shape of
   `unpack` unless their name says otherwise, and answer 1, so that only what they do decides. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/io_uring.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

enum { rgb_bytes = 102 * 126 * 3, bmp_bytes = 38862 };

static int grey(char *rgb) {
  memset(rgb, 0x80, rgb_bytes);
  return 1;
}

int good(char *block, char *rgb, int code) { (void)block, (void)code; return grey(rgb); }

/* Under the name that a C++ compiler gives int unpack(char *, char *, int). */
int _Z6unpackPcS_i(char *block, char *rgb, int code) { (void)block, (void)code; return grey(rgb); }

int returns_two(char *block, char *rgb, int code) { (void)block, (void)code; return grey(rgb) + 1; }

int writes_nothing(char *block, char *rgb, int code) { (void)block, (void)rgb, (void)code; return 1; }

int writes_all_but_a_row(char *block, char *rgb, int code) {
  (void)block, (void)code;
  memset(rgb, 0x80, rgb_bytes - 306);
  return 1;
}

int writes_one_too_many(char *block, char *rgb, int code) {
  (void)block, (void)code;
  rgb[rgb_bytes] = 0;
  return grey(rgb);
}

int writes_one_too_many_and_refuses(char *block, char *rgb, int code) {
  (void)block, (void)code;
  rgb[rgb_bytes] = 0;
  return 0;
}

int writes_one_before(char *block, char *rgb, int code) {
  (void)block, (void)code;
  *(volatile char *)(rgb - 1) = 0;
  return grey(rgb);
}

int writes_much_too_much(char *block, char *rgb, int code) {
  (void)block, (void)code;
  memset(rgb, 0x80, rgb_bytes + 200 * 1024);
  return 1;
}

int hangs(char *block, char *rgb, int code) {
  (void)block, (void)rgb, (void)code;
  for (;;) pause();
}

int spins(char *block, char *rgb, int code) {
  (void)block, (void)rgb, (void)code;
  for (volatile int i = 0;; i++) {}
}

int aborts(char *block, char *rgb, int code) { (void)block, (void)rgb, (void)code; abort(); }

int exits(char *block, char *rgb, int code) { (void)block, (void)rgb, (void)code; exit(0); }

int segfaults(char *block, char *rgb, int code) {
  (void)block, (void)code;
  *(volatile char *)(long)code = 1;
  return grey(rgb);
}

int recurses(char *block, char *rgb, int code) {
  volatile char room[4096];
  room[0] = 1;
  return recurses(block, rgb, code + room[0]) + room[0];
}

int takes_all_memory(char *block, char *rgb, int code) {
  (void)block, (void)code;
  long taken = 0;
  char **last = NULL, **next;
  for (; (next = malloc(1 << 20)); last = next, taken++) *next = (char *)last;
  /* What is left must do for the picture that the caller makes of this. */
  for (; last; last = next) {
    next = (char **)*last;
    free(last);
  }
  memset(rgb, taken < 512 ? 1 : 0, rgb_bytes);
  return 1;
}

int prints(char *block, char *rgb, int code) {
  (void)block, (void)code;
  printf("CODE %d\n", code);
  fflush(stdout);
  fprintf(stderr, "BLOCK %s\n", block);
  return grey(rgb);
}

/* What the caller reads must not be what the decoder writes there. */
int writes_nonsense_to_the_channel(char *block, char *rgb, int code) {
  (void)block, (void)code;
  char nonsense[64];
  memset(nonsense, 0, sizeof nonsense);
  nonsense[0] = 77;
  if (write(3, nonsense, sizeof nonsense) < 0) return 0;
  return grey(rgb);
}

int promises_an_endless_picture(char *block, char *rgb, int code) {
  (void)block, (void)code;
  const unsigned char header[9] = {0, 102, 0, 126, 0, 255, 255, 255, 255};
  if (write(3, header, sizeof header) < 0) return 0;
  return grey(rgb);
}

static void *from_thread(void *rgb) {
  grey(rgb);
  return NULL;
}

int uses_a_thread(char *block, char *rgb, int code) {
  (void)block, (void)code;
  pthread_t thread;
  if (pthread_create(&thread, NULL, from_thread, rgb) != 0) return 0;
  return pthread_join(thread, NULL) == 0;
}

/* Each attempt's errno, 0 when it was let through, becomes the three bytes of one pixel, from the first of the picture's
   top row on. `code` is not used: the order here is the order in the test. */
static char *picture;
static int attempt;
static void tried(long result) {
  int error = result < 0 ? errno : 0;
  memset(picture + 125 * 306 + 3 * attempt++, error, 3);
}

int tries_everything(char *block, char *rgb, int code) {
  (void)block, (void)code;
  grey(rgb);
  picture = rgb;
  const char *file = "/tmp/idkiosk-misbehaving-portrait";
  char *none[] = {NULL};
  int two[2];
  char room[256];
  struct rlimit limit = {16, 16};
  struct itimerval never = {0};
  struct io_uring_params ring;
  memset(&ring, 0, sizeof ring);
  tried(open(file, O_WRONLY | O_CREAT, 0600));
  tried(open(file, O_RDONLY | O_CREAT, 0600));
  tried(open("/dev/null", O_WRONLY));
  tried(open("/dev/null", O_RDWR));
  tried(open("/dev/null", O_RDONLY | O_TRUNC));
  tried(open("/tmp", O_TMPFILE | O_RDWR, 0600));
  tried(openat(AT_FDCWD, file, O_WRONLY | O_APPEND | O_CREAT, 0600));
  tried(creat(file, 0600));
  tried(syscall(SYS_openat2, AT_FDCWD, "/etc/passwd", room, 24));
  tried(unlink(file));
  tried(mkdir(file, 0700));
  tried(rename(file, "/tmp/idkiosk-misbehaving-portrait-2"));
  tried(symlink("/etc/passwd", file));
  tried(chmod(file, 0700));
  tried(socket(AF_UNIX, SOCK_STREAM, 0));
  tried(socket(AF_INET, SOCK_DGRAM, 0));
  tried(socketpair(AF_UNIX, SOCK_STREAM, 0, two));
  tried(recv(3, room, 1, MSG_DONTWAIT));
  tried(pipe(two));
  tried(memfd_create("x", 0));
  tried(fork());
  tried(syscall(SYS_vfork));
  tried(syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0));
  tried(syscall(SYS_clone3, room, 88));
  tried(execve("/bin/true", none, none));
  tried(kill(getppid(), 0));
  tried(syscall(SYS_tgkill, getppid(), getppid(), 0));
  tried(ptrace(PTRACE_TRACEME, 0, NULL, NULL));
  tried(unshare(CLONE_NEWUSER));
  tried(prctl(PR_SET_DUMPABLE, 0, 0, 0, 0));
  tried(setrlimit(RLIMIT_NOFILE, &limit));
  tried(syscall(SYS_io_uring_setup, 4, &ring));
  tried(setitimer(ITIMER_REAL, &never, NULL));
  tried(signal(SIGALRM, SIG_IGN) == SIG_ERR ? -1 : 0);
  tried(setuid(65534));
  /* These may. */
  int folder = open("/", O_RDONLY | O_DIRECTORY);
  tried(folder);
  close(folder);
  int text = open("/etc/passwd", O_RDONLY | O_CLOEXEC);
  tried(text);
  tried(read(text, room, sizeof room));
  close(text);
  tried(access("/etc/passwd", R_OK));
  return 1;
}

/* How many descriptors are open, the soft and hard limits, and what /proc says, as pixels from the picture's top left. */
int looks_around(char *block, char *rgb, int code) {
  (void)block, (void)code;
  grey(rgb);
  unsigned char *pixel = (unsigned char *)rgb + 125 * 306;
  struct rlimit limit;
  int open_descriptors = 0, which = 0;
  for (int i = 0; i < 4096; i++)
    if (fcntl(i, F_GETFD) >= 0) open_descriptors++, which = i;
  memset(pixel, open_descriptors, 3);
  memset(pixel + 3, which, 3);
  getrlimit(RLIMIT_CORE, &limit);
  memset(pixel + 6, limit.rlim_cur == 0 && limit.rlim_max == 0, 3);
  getrlimit(RLIMIT_FSIZE, &limit);
  memset(pixel + 9, limit.rlim_cur == 0 && limit.rlim_max == 0, 3);
  getrlimit(RLIMIT_NOFILE, &limit);
  memset(pixel + 12, (int)limit.rlim_max, 3);
  getrlimit(RLIMIT_CPU, &limit);
  memset(pixel + 15, (int)limit.rlim_max, 3);
  char text[8192] = {0};
  int file = open("/proc/self/status", O_RDONLY);
  if (file < 0 || read(file, text, sizeof text - 1) <= 0) return 0;
  memset(pixel + 18, strstr(text, "NoNewPrivs:\t1") != NULL, 3);
  memset(pixel + 21, strstr(text, "Seccomp:\t2") != NULL, 3);
  memset(pixel + 24, environ[0] == NULL || environ[1] == NULL, 3);
  sigset_t blocked;
  sigprocmask(SIG_SETMASK, NULL, &blocked);
  memset(pixel + 27, sigismember(&blocked, SIGTERM) == 0 && sigismember(&blocked, SIGALRM) == 0, 3);
  return 1;
}

/* The BMP shapes. */
static void put_u32(unsigned char *at, unsigned int value) {
  for (int i = 0; i < 4; i++) at[i] = (unsigned char)(value >> (8 * i));
}

static void write_bmp(unsigned char *bmp, unsigned int width, unsigned int height, unsigned int bits) {
  memset(bmp, 0x80, bmp_bytes);
  memset(bmp, 0, 54);
  memcpy(bmp, "BM", 2);
  put_u32(bmp + 2, bmp_bytes);
  put_u32(bmp + 10, 54);
  put_u32(bmp + 14, 40);
  put_u32(bmp + 18, width);
  put_u32(bmp + 22, height);
  bmp[26] = 1;
  bmp[28] = (unsigned char)bits;
}

int bmp_good(char *block, char *bmp) { (void)block; write_bmp((unsigned char *)bmp, 102, 126, 24); return 1; }

/* As a maker's library is said to do that wants more room than its picture needs. */
int bmp_in_larger_room(char *block, char *bmp) {
  memset(bmp, 0, 40960);
  return bmp_good(block, bmp);
}

int bmp_too_far(char *block, char *bmp) {
  bmp[40960] = 0;
  return bmp_good(block, bmp);
}

int bmp_of_another_width(char *block, char *bmp) { (void)block; write_bmp((unsigned char *)bmp, 126, 102, 24); return 1; }

int bmp_of_32_bits(char *block, char *bmp) { (void)block; write_bmp((unsigned char *)bmp, 102, 126, 32); return 1; }

int bmp_short(char *block, char *bmp) {
  (void)block;
  static unsigned char whole[bmp_bytes];
  write_bmp(whole, 102, 126, 24);
  memcpy(bmp, whole, bmp_bytes / 2);
  return 1;
}

static int with_length(unsigned char *block, unsigned char *bmp, int *length, int told) {
  *length = told;
  return bmp_good((char *)block, (char *)bmp);
}
int length_good(unsigned char *block, int count, unsigned char *bmp, int *length) {
  return count == 1024 && with_length(block, bmp, length, bmp_bytes);
}
int length_too_small(unsigned char *block, int count, unsigned char *bmp, int *length) {
  return count == 1024 && with_length(block, bmp, length, 100);
}
int length_huge(unsigned char *block, int count, unsigned char *bmp, int *length) {
  return count == 1024 && with_length(block, bmp, length, 0x7FFFFFFF);
}
int length_negative(unsigned char *block, int count, unsigned char *bmp, int *length) {
  return count == 1024 && with_length(block, bmp, length, -1);
}
int length_never_told(unsigned char *block, int count, unsigned char *bmp, int *length) {
  (void)length;
  return count == 1024 && bmp_good((char *)block, (char *)bmp);
}
