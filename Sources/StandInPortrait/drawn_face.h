#ifndef DRAWN_FACE_H
#define DRAWN_FACE_H
enum { face_width = 102, face_height = 126, face_bytes = face_width * face_height * 3 };
/* A cartoon chosen by `seed`: R, G, B, rows top down. */
__attribute__((visibility("hidden"))) void drawn_face(unsigned int seed, unsigned char *rgb);
#endif
