#include "extract/internal/visible_text.h"

// qpdf asks its users to say that they know its smart pointers have become the standard ones.
#define POINTERHOLDER_TRANSITION 4

#include <algorithm>
#include <cstddef>
#include <exception>
#include <memory>
#include <new>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFTokenizer.hh>
#include <qpdf/QPDFWriter.hh>

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

// Passes a content stream on without the operators that show text in an invisible mode. Operands
// wait until their operator is known.
class InvisibleTextFilter : public QPDFObjectHandle::TokenFilter {
 public:
  explicit InvisibleTextFilter(bool& found) : found_(found) {}

  void handleToken(const QPDFTokenizer::Token& token) override {
    if (token.getType() != QPDFTokenizer::tt_word) {
      waiting_.push_back(token);
      return;
    }
    const std::string name = token.getValue();
    follow_mode(name);
    if (is_hidden() && shows_text(name)) {
      found_ = true;
      waiting_.clear();
      if (name == "'" || name == "\"") write("T*\n");  // these also go to the next line
      return;
    }
    pass_on();
    writeToken(token);
  }

  void handleEOF() override { pass_on(); }

 private:
  static bool shows_text(const std::string& name) {
    return name == "Tj" || name == "TJ" || name == "'" || name == "\"";
  }

  [[nodiscard]] bool is_hidden() const { return mode_ == "3" || mode_ == "7"; }

  void follow_mode(const std::string& name) {
    constexpr std::size_t kDeepest = 1000;
    if (name == "q" && saved_.size() < kDeepest) saved_.push_back(mode_);
    if (name == "Q" && !saved_.empty()) {
      mode_ = saved_.back();
      saved_.pop_back();
    }
    if (name != "Tr") return;
    for (const QPDFTokenizer::Token& operand : waiting_) {
      if (operand.getType() == QPDFTokenizer::tt_integer) mode_ = operand.getValue();
    }
  }

  void pass_on() {
    for (const QPDFTokenizer::Token& token : waiting_) writeToken(token);
    waiting_.clear();
  }

  bool& found_;
  std::string mode_ = "0";
  std::vector<std::string> saved_;
  std::vector<QPDFTokenizer::Token> waiting_;
};

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
    bool found = false;
    for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(document).getAllPages()) {
      page.addContentTokenFilter(std::make_shared<InvisibleTextFilter>(found));
    }
    QPDFWriter writer(document);
    writer.setOutputMemory();
    writer.setPreserveEncryption(false);
    writer.write();
    if (!found) return std::nullopt;
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
