#ifndef PAGE_ASSETS_H
#define PAGE_ASSETS_H
#include <stddef.h>

/* A file of the clerk page, kept in the program. */
struct page_asset {
  const char *name;       /* as in the address, without a slash */
  const char *media_type; /* for Content-Type */
  const unsigned char *bytes;
  size_t size;
};

/* How many there are. */
size_t page_asset_count(void);
/* The one at `index`, which is below the count. */
const struct page_asset *page_asset_at(size_t index);
#endif
