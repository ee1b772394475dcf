// A run of eight pixels is two of four side by side: what is known of `reach` pixels from each one
// on is put together with the same from further on, until it is known of `length`.
#include "extract/internal/line_morphology.h"

#include <algorithm>

namespace siffra::extract {

namespace {

enum class Step { kAllOf, kAnyOf };
enum class Way { kOn, kBack };

// Each pixel put together with the one `by` pixels on or back; where there is none it stays.
void join_shifted(const PixPtr& ink, Direction direction, Way way, int by, Step step) {
  const PixPtr before(pixCopy(nullptr, ink.get()));
  if (!before) return;
  const int width = pixGetWidth(ink.get());
  const int height = pixGetHeight(ink.get());
  const int to = way == Way::kBack ? by : 0;
  const int from = way == Way::kBack ? 0 : by;
  const int operation = step == Step::kAllOf ? (PIX_SRC & PIX_DST) : (PIX_SRC | PIX_DST);
  if (direction == Direction::kHorizontal) {
    pixRasterop(ink.get(), to, 0, width - by, height, operation, before.get(), from, 0);
  } else {
    pixRasterop(ink.get(), 0, to, width, height - by, operation, before.get(), 0, from);
  }
}

void join(const PixPtr& ink, Direction direction, Way way, int length, Step step) {
  for (int reach = 1; reach < length;) {
    const int by = std::min(reach, length - reach);
    join_shifted(ink, direction, way, by, step);
    reach += by;
  }
}

}  // namespace

PixPtr opened_along(const PixPtr& ink, Direction direction, int length) {
  PixPtr runs(pixCopy(nullptr, ink.get()));
  if (!runs || length < 2) return runs;
  const int width = pixGetWidth(runs.get());
  const int height = pixGetHeight(runs.get());
  join(runs, direction, Way::kOn, length, Step::kAllOf);
  // No run that begins here ends on the page.
  const int room = (direction == Direction::kHorizontal ? width : height) - length + 1;
  const int first = std::max(0, room);
  if (direction == Direction::kHorizontal) {
    pixRasterop(runs.get(), first, 0, width - first, height, PIX_CLR, nullptr, 0, 0);
  } else {
    pixRasterop(runs.get(), 0, first, width, height - first, PIX_CLR, nullptr, 0, 0);
  }
  join(runs, direction, Way::kBack, length, Step::kAnyOf);
  return runs;
}

PixPtr closed_along(const PixPtr& ink, Direction direction, int length) {
  if (length < 2) return PixPtr(pixCopy(nullptr, ink.get()));
  const bool flat = direction == Direction::kHorizontal;
  const PixPtr wider(pixAddBorderGeneral(ink.get(), 0, flat ? length : 0, 0, flat ? 0 : length, 0));
  if (!wider) return nullptr;
  join(wider, direction, Way::kBack, length, Step::kAnyOf);
  join(wider, direction, Way::kOn, length, Step::kAllOf);
  ::Box* page = boxCreate(0, 0, pixGetWidth(ink.get()), pixGetHeight(ink.get()));
  PixPtr closed(pixClipRectangle(wider.get(), page, nullptr));
  boxDestroy(&page);
  return closed;
}

}  // namespace siffra::extract
