#include "drawn_face.h"

/* A drawing that nobody can take for a photograph: flat colours, dots for eyes, a hatched frame and a caption. */

typedef struct { unsigned char r, g, b; } colour;
typedef struct {
  colour background, ring, skin, hair, shirt;
  int hairstyle, glasses, mouth, freckles;
} person;

static const colour ink = {52, 48, 66}, white = {255, 255, 255}, cream = {255, 250, 238};

/* The seed's choices, spread over all its bits. */
static unsigned int pick(unsigned int *state, unsigned int count) {
  *state = *state * 1664525u + 1013904223u;
  return (*state >> 16) % count;
}

static person invent(unsigned int seed) {
  static const colour backgrounds[] = {{190, 226, 240}, {250, 218, 190}, {204, 236, 200}, {228, 212, 246},
                                       {252, 234, 168}, {248, 208, 222}, {198, 232, 224}, {216, 222, 240}};
  static const colour skins[] = {{255, 205, 96}, {255, 170, 120}, {142, 204, 236}, {166, 218, 140}, {236, 164, 204}};
  static const colour hairs[] = {{64, 58, 80}, {120, 72, 48}, {40, 104, 128}, {176, 62, 60}, {98, 74, 152}};
  static const colour shirts[] = {{226, 88, 84}, {64, 124, 196}, {58, 152, 112}, {240, 152, 54}, {132, 92, 180}};
  unsigned int state = seed * 2654435761u + 12345u;
  person p;
  p.background = backgrounds[pick(&state, 8)];
  p.ring = (colour){(unsigned char)((p.background.r + 255) / 2), (unsigned char)((p.background.g + 255) / 2),
                    (unsigned char)((p.background.b + 255) / 2)};
  p.skin = skins[pick(&state, 5)];
  p.hair = hairs[pick(&state, 5)];
  p.shirt = shirts[pick(&state, 5)];
  p.hairstyle = (int)pick(&state, 4);
  p.glasses = pick(&state, 3) == 0;
  p.mouth = (int)pick(&state, 3);
  p.freckles = pick(&state, 3) == 0;
  return p;
}

static int ellipse(float x, float y, float cx, float cy, float rx, float ry) {
  float dx = (x - cx) / rx, dy = (y - cy) / ry;
  return dx * dx + dy * dy <= 1;
}

/* The caption, 3 x 5 dots a letter, drawn twice as large. */
static int caption(float x, float y) {
  static const unsigned char letters[11][5] = {
      {5, 7, 7, 5, 5}, {7, 5, 5, 5, 7}, {7, 2, 2, 2, 2}, {0, 0, 0, 0, 0}, {7, 5, 7, 5, 5}, {0, 0, 0, 0, 0},
      {7, 5, 7, 4, 4}, {5, 5, 7, 5, 5}, {7, 5, 5, 5, 7}, {7, 2, 2, 2, 2}, {7, 5, 5, 5, 7}};
  int column = (int)x - 8, row = (int)y - 108;
  if (column < 0 || row < 0 || row >= 10 || column >= 11 * 8) return 0;
  return letters[column / 8][row / 2] >> (2 - column % 8 / 2) & 1 && column % 8 < 6;
}

static int hair(const person *p, float x, float y) {
  switch (p->hairstyle) {
    case 0: return ellipse(x, y, 51, 46, 31, 30) && y < 38 + (x - 51) * (x - 51) / 90;
    case 1: return ellipse(x, y, 51, 58, 36, 42) && (y < 36 || x < 26 || x > 76) && y < 92;
    case 2:
      return ellipse(x, y, 30, 33, 12, 11) || ellipse(x, y, 51, 26, 15, 12) || ellipse(x, y, 72, 33, 12, 11) ||
             (ellipse(x, y, 51, 48, 30, 31) && y < 36);
    default: return ellipse(x, y, 51, 15, 9, 8) || (ellipse(x, y, 51, 48, 31, 31) && y < 42 - (x - 40) / 5);
  }
}

static int mouth(const person *p, float x, float y) {
  if (p->mouth == 0) return ellipse(x, y, 51, 66, 12, 9) && !ellipse(x, y, 51, 62, 14, 9);
  if (p->mouth == 1) return ellipse(x, y, 51, 66, 10, 8) && y > 66;
  return ellipse(x, y, 51, 69, 9, 1.6f);
}

/* A pair of things, one on each side of the face. */
static float mirrored(float x) { return x < 51 ? 102 - x : x; }

static colour colour_at(const person *p, float x, float y) {
  float side = mirrored(x);
  if (x < 5 || y < 5 || x >= 97 || y >= 121)
    return ((int)(x + y) / 5) % 2 ? ink : (colour){255, 208, 64};
  if (y >= 105) return caption(x, y) ? ink : y < 106 ? ink : cream;
  if (p->glasses && ellipse(side, y, 62, 54, 9, 8) && !ellipse(side, y, 62, 54, 7.2f, 6.2f)) return ink;
  if (p->glasses && side < 54 && y > 52.5f && y < 54.5f) return ink;
  if (ellipse(side, y, 62.8f, 52.2f, 1.2f, 1.3f)) return white;
  if (ellipse(side, y, 62, 53.5f, 3.4f, 4)) return ink;
  if (mouth(p, x, y)) return p->mouth == 1 ? (colour){196, 60, 72} : ink;
  if (p->hairstyle != 1 && hair(p, x, y)) return p->hair;
  if (ellipse(x, y, 51, 54, 28, 30)) {
    if (p->hairstyle == 1 && hair(p, x, y)) return p->hair;
    if (ellipse(side, y, 70, 64, 5.5f, 4)) return (colour){240, 128, 112};
    if (p->freckles && (ellipse(side, y, 66, 60, 1, 1) || ellipse(side, y, 70, 58.5f, 1, 1))) return ink;
    return p->skin;
  }
  if (ellipse(side, y, 79, 56, 5, 7)) return p->hairstyle == 1 ? p->hair : p->skin;
  if (p->hairstyle == 1 && (hair(p, x, y) || (y < 50 && ellipse(x, y, 51, 58, 36, 42)))) return p->hair;
  if (ellipse(x, y, 51, 82, 10, 12)) return p->skin;
  if (ellipse(x, y, 51, 118, 40, 30)) return ellipse(x, y, 51, 90, 16, 11) ? white : p->shirt;
  return ellipse(x, y, 51, 58, 45, 50) ? p->ring : p->background;
}

void drawn_face(unsigned int seed, unsigned char *rgb) {
  enum { fine = 4 };
  const person p = invent(seed);
  for (int row = 0; row < face_height; row++) {
    for (int column = 0; column < face_width; column++) {
      unsigned int r = 0, g = 0, b = 0;
      for (int part = 0; part < fine * fine; part++) {
        float x = (float)column + ((float)(part % fine) + 0.5f) / fine;
        float y = (float)row + ((float)(part / fine) + 0.5f) / fine;
        colour c = colour_at(&p, x, y);
        r += c.r, g += c.g, b += c.b;
      }
      *rgb++ = (unsigned char)(r / (fine * fine));
      *rgb++ = (unsigned char)(g / (fine * fine));
      *rgb++ = (unsigned char)(b / (fine * fine));
    }
  }
}
