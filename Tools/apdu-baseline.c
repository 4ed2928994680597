/* How many commands a second a C program exchanges with the card on the first PC/SC reader.

     cc -O2 -Wall -Wextra $(pkg-config --cflags libpcsclite) -o apdu-baseline apdu-baseline.c -lpcsclite
     apdu-baseline N HEX

   pcscd is the one that PCSCLITE_CSOCK_NAME names. Sends the command HEX N times and prints exchanges per second and
   nothing else. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <winscard.h>

static int refused(const char *step, LONG code) {
  fprintf(stderr, "apdu-baseline: %s: %s\n", step, pcsc_stringify_error(code));
  return 1;
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

int main(int count, char **arguments) {
  unsigned char command[64], answer[1024];
  size_t length = 0;
  long rounds = count == 3 ? strtol(arguments[1], NULL, 10) : 0;
  if (rounds < 1 || rounds > 100000000) {
    fprintf(stderr, "usage: apdu-baseline N HEX\n");
    return 64;
  }
  for (const char *digits = arguments[2]; digits[0] && digits[1] && length < sizeof command; digits += 2) {
    char pair[3] = {digits[0], digits[1], 0};
    command[length++] = (unsigned char)strtoul(pair, NULL, 16);
  }

  SCARDCONTEXT context;
  LONG code = SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context);
  if (code != SCARD_S_SUCCESS) return refused("SCardEstablishContext", code);
  char readers[4096];
  DWORD size = sizeof readers;
  code = SCardListReaders(context, NULL, readers, &size);
  if (code != SCARD_S_SUCCESS) return refused("SCardListReaders", code);
  SCARDHANDLE card;
  DWORD protocol;
  code = SCardConnect(context, readers, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &card, &protocol);
  if (code != SCARD_S_SUCCESS) return refused("SCardConnect", code);
  const SCARD_IO_REQUEST *sending = protocol == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1;

  double start = now();
  for (long round = 0; round < rounds; round++) {
    DWORD received = sizeof answer;
    code = SCardTransmit(card, sending, command, (DWORD)length, NULL, answer, &received);
    if (code != SCARD_S_SUCCESS) return refused("SCardTransmit", code);
    if (received < 2 || answer[received - 2] != 0x90) {
      fprintf(stderr, "apdu-baseline: the card refuses the command\n");
      return 1;
    }
  }
  double seconds = now() - start;

  SCardDisconnect(card, SCARD_LEAVE_CARD);
  SCardReleaseContext(context);
  printf("%.1f\n", (double)rounds / seconds);
  return 0;
}
