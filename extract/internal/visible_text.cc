#include "extract/internal/visible_text.h"

#include <algorithm>
#include <cstddef>
#include <exception>
#include <memory>
#include <new>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include "extract/internal/invisible_text_filter.h"

namespace siffra::extract {

namespace {

bool lies_over(const Box& a, const Box& b) {
  constexpr double kMuch = 0.4;  // of the smaller word
  const double width = std::min(a.x1, b.x1) - std::max(a.x0, b.x0);
  const double height = std::min(a.y1, b.y1) - std::max(a.y0, b.y0);
  if (width <= 0 || height <= 0) return false;
  const double smaller = std::min(a.width() * a.height(), b.width() * b.height());
  return width * height > kMuch * smaller;
}

}  // namespace

bool words_overlap(const std::vector<Word>& words) {
  constexpr std::size_t kSeveral = 3;
  std::vector<const Word*> order;
  order.reserve(words.size());
  for (const Word& word : words) order.push_back(&word);
  std::stable_sort(order.begin(), order.end(),
                   [](const Word* a, const Word* b) { return a->box.y0 < b->box.y0; });
  std::size_t overlaps = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (std::size_t j = i + 1; j < order.size() && order[j]->box.y0 < order[i]->box.y1; ++j) {
      if (!lies_over(order[i]->box, order[j]->box)) continue;
      if (++overlaps >= kSeveral) return true;
    }
  }
  return false;
}

std::optional<std::string> without_invisible_text(std::string_view bytes,
                                                  const ReadOptions& options) {
  try {
    QPDF document;
    document.setSuppressWarnings(true);
    const std::string password = options.password.value_or("");
    document.processMemoryFile("report", bytes.data(), bytes.size(), password.c_str());
    const auto found = std::make_shared<bool>(false);
    for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(document).getAllPages()) {
      page.addContentTokenFilter(std::make_shared<InvisibleTextFilter>(found));
    }
    QPDFWriter writer(document);
    writer.setOutputMemory();
    writer.setPreserveEncryption(false);
    writer.write();
    if (!*found) return std::nullopt;
    const std::shared_ptr<Buffer> buffer = writer.getBufferSharedPointer();
    // qpdf hands out bytes; text is what poppler takes.
    return std::string(buffer->getBuffer(), buffer->getBuffer() + buffer->getSize());
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

}  // namespace siffra::extract
