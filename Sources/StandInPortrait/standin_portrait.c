#include "standin_portrait.h"
#include "drawn_face.h"
#include <string.h>

enum { header_bytes = 54, bmp_row = face_width * 3 + 2, bmp_bytes = header_bytes + bmp_row * face_height };

static int read_seed(const void *block, unsigned int *seed) {
  const unsigned char *bytes = block;
  const size_t magic = sizeof STANDIN_PORTRAIT_MAGIC - 1;
  if (memcmp(bytes, STANDIN_PORTRAIT_MAGIC, magic) != 0) return 0;
  bytes += magic;
  *seed = (unsigned)bytes[0] | (unsigned)bytes[1] << 8 | (unsigned)bytes[2] << 16 | (unsigned)bytes[3] << 24;
  return 1;
}

static void put_u32(unsigned char *at, unsigned int value) {
  for (int i = 0; i < 4; i++) at[i] = (unsigned char)(value >> (8 * i));
}

static void write_bmp(const unsigned char *rgb, unsigned char *bmp) {
  memset(bmp, 0, bmp_bytes);
  memcpy(bmp, "BM", 2);
  put_u32(bmp + 2, bmp_bytes);
  put_u32(bmp + 10, header_bytes);
  put_u32(bmp + 14, 40);
  put_u32(bmp + 18, face_width);
  put_u32(bmp + 22, face_height);
  bmp[26] = 1;
  bmp[28] = 24;
  for (int row = 0; row < face_height; row++) {
    unsigned char *line = bmp + header_bytes + (face_height - 1 - row) * bmp_row;
    for (int column = 0; column < face_width; column++, rgb += 3) {
      *line++ = rgb[2];
      *line++ = rgb[1];
      *line++ = rgb[0];
    }
  }
}

int unpack(char *block, char *rgb, int code) {
  unsigned char face[face_bytes];
  unsigned int seed;
  if (code != STANDIN_PORTRAIT_CODE || !read_seed(block, &seed)) return 0;
  drawn_face(seed, face);
  for (int row = 0; row < face_height; row++)
    memcpy(rgb + (face_height - 1 - row) * face_width * 3, face + row * face_width * 3, face_width * 3);
  return 1;
}

int WltToBmp(char *block, char *bmp) {
  unsigned char face[face_bytes];
  unsigned int seed;
  if (!read_seed(block, &seed)) return 0;
  drawn_face(seed, face);
  write_bmp(face, (unsigned char *)bmp);
  return 1;
}

int _Unpack(unsigned char *block, int count, unsigned char *bmp, int *length) {
  if (count != 1024 || !WltToBmp((char *)block, (char *)bmp)) return 0;
  *length = bmp_bytes;
  return 1;
}
