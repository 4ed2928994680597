#ifndef STANDIN_PORTRAIT_H
#define STANDIN_PORTRAIT_H
/* A stand-in for the portrait decoder library that comes with a reader. It is not a decoder of card portraits and knows
   nothing of their format: it draws a cartoon for the blocks of this project's own synthetic cards and refuses all
   others. It has the three C interfaces of docs/reader-protocol.md §7.6, so that whatever calls a maker's library can
   be tried without one.

   Its block: 1024 bytes that begin with the text below and a seed of 4 bytes, low byte first; the rest is ignored. */
#define STANDIN_PORTRAIT_MAGIC "IDKIOSK-DRAWN-FACE-1\n"
/* The only code `unpack` takes. */
#define STANDIN_PORTRAIT_CODE 7

/* 102 x 126 pixels of R, G, B, rows bottom up, 38556 bytes. 1, or 0 for a refused block or code. */
int unpack(char *block, char *rgb, int code);
/* The same picture as a BMP file of 38862 bytes and its length. */
int _Unpack(unsigned char *block, int count, unsigned char *bmp, int *length);
/* The same picture as a BMP file of 38862 bytes. */
int WltToBmp(char *block, char *bmp);
#endif
