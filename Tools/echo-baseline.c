/* Answers every line on a unix socket with a line of a fixed size: what a call costs that nothing is done for.

     cc -O2 -Wall -Wextra -o echo-baseline echo-baseline.c
     echo-baseline SOCKET BYTES

   Prints `ready`, serves one client after another, and ends when its standard input ends. */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int refused(const char *step) {
  perror(step);
  return 1;
}

static int serve(int client, const char *answer, size_t size) {
  char bytes[65536];
  ssize_t count;
  while ((count = recv(client, bytes, sizeof bytes, 0)) > 0)
    for (ssize_t index = 0; index < count; index++)
      if (bytes[index] == '\n' && send(client, answer, size, MSG_NOSIGNAL) != (ssize_t)size) return 0;
  return count == 0;
}

int main(int count, char **arguments) {
  long size = count == 3 ? strtol(arguments[2], NULL, 10) : 0;
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (size < 1 || size > 1000000 || strlen(arguments[1]) >= sizeof address.sun_path) {
    fprintf(stderr, "usage: echo-baseline SOCKET BYTES\n");
    return 64;
  }
  strcpy(address.sun_path, arguments[1]);
  char *answer = malloc((size_t)size);
  if (!answer) return refused("malloc");
  memset(answer, 'a', (size_t)size);
  answer[size - 1] = '\n';
  int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (listener < 0) return refused("socket");
  if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 16)) return refused(arguments[1]);
  printf("ready\n");
  fflush(stdout);
  struct pollfd waiting[2] = {{.fd = listener, .events = POLLIN}, {.fd = 0, .events = POLLIN}};
  while (poll(waiting, 2, -1) > 0 && !waiting[1].revents) {
    int client = accept(listener, NULL, NULL);
    if (client < 0) return refused("accept");
    serve(client, answer, (size_t)size);
    close(client);
  }
  free(answer);
  return 0;
}
