/* One row of the table in page_assets.c: included once for each file, with ASSET and MEDIA_TYPE defined. */
{
  ASSET, MEDIA_TYPE,
  (const unsigned char[]){
#embed ASSET
  },
  sizeof((const unsigned char[]){
#embed ASSET
  }),
},
#undef ASSET
