// Pages set with Leptonica's own letters, for tests of what is read from pictures.
#pragma once

#include <leptonica/allheaders.h>

#include <cstdint>
#include <string>

#include "extract/internal/pix.h"

namespace siffra::extract::testing {

// White paper of A4 at 200 dots per inch, or a part of it.
inline PixPtr blank_page(int width = 1654, int height = 2339) {
  PixPtr page(pixCreate(width, height, 8));
  pixSetAllArbitrary(page.get(), 255);
  return page;
}

// Writes ASCII with the foot of the letters at y. Letters are some 20 pixels high: print of ten
// points at 200 dots per inch.
inline void write(const PixPtr& page, const std::string& text, int x, int y) {
  L_Bmf* font = bmfCreate(nullptr, 8);
  l_int32 width = 0;
  l_int32 overflow = 0;
  pixSetTextline(page.get(), font, text.c_str(), 0, x, y, &width, &overflow);
  bmfDestroy(&font);
}

// The same with the right edge at x.
inline void write_right(const PixPtr& page, const std::string& text, int x, int y) {
  L_Bmf* font = bmfCreate(nullptr, 8);
  l_int32 width = 0;
  bmfGetStringWidth(font, text.c_str(), &width);
  bmfDestroy(&font);
  write(page, text, x - width, y);
}

inline std::string to_bytes(const PixPtr& page, int format, int dots_per_inch = 200) {
  pixSetResolution(page.get(), dots_per_inch, dots_per_inch);
  l_uint8* data = nullptr;
  std::size_t size = 0;
  pixWriteMem(&data, &size, page.get(), format);
  std::string bytes(reinterpret_cast<const char*>(data), size);
  lept_free(data);
  return bytes;
}

}  // namespace siffra::extract::testing
