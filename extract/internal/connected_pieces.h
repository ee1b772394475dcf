// The pieces of print of a black-and-white picture.
#pragma once

#include <vector>

#include "extract/internal/pix.h"

namespace siffra::extract {

// A box for each piece whose pixels touch, corners counted; none of an empty picture.
inline std::vector<PixelBox> connected_pieces(const PixPtr& ink) {
  const BoxaPtr found(ink ? pixConnCompBB(ink.get(), 8) : nullptr);
  const int count = found ? boxaGetCount(found.get()) : 0;
  std::vector<PixelBox> boxes;
  for (int i = 0; i < count; ++i) {
    PixelBox box;
    boxaGetBoxGeometry(found.get(), i, &box.x, &box.y, &box.width, &box.height);
    boxes.push_back(box);
  }
  return boxes;
}

}  // namespace siffra::extract
