#ifndef STANDIN_PORTRAIT_H
#define STANDIN_PORTRAIT_H
int unpack(char *block, char *rgb, int code);
#endif
