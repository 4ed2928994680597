#include "page_assets.h"

/* The page's files: a new one is its two lines below the media type it has. No file may be empty. */
static const struct page_asset table[] = {
#define MEDIA_TYPE "text/html; charset=utf-8"
#define ASSET "files/index.html"
#include "asset.h"
#undef MEDIA_TYPE
#define MEDIA_TYPE "text/css; charset=utf-8"
#define ASSET "files/app.css"
#include "asset.h"
#undef MEDIA_TYPE
#define MEDIA_TYPE "text/javascript; charset=utf-8"
#define ASSET "files/app.js"
#include "asset.h"
#undef MEDIA_TYPE
};

size_t page_asset_count(void) { return sizeof table / sizeof *table; }

const struct page_asset *page_asset_at(size_t index) { return &table[index]; }
