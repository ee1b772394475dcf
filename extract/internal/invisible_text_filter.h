// Content streams of PDF without the text that is shown invisibly.
#pragma once

#include <cstddef>
#include <memory>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFTokenizer.hh>
#include <string>
#include <utility>
#include <vector>

namespace siffra::extract {

// Passes a content stream on without the operators that show text in an invisible mode. Operands
// wait until their operator is known.
class InvisibleTextFilter : public QPDFObjectHandle::TokenFilter {
 public:
  // `found` is told when something was left out; null: nobody asks. Filters run when the file is
  // written, long after they were put in, so they share it.
  explicit InvisibleTextFilter(std::shared_ptr<bool> found = nullptr) : found_(std::move(found)) {}

  void handleToken(const QPDFTokenizer::Token& token) override {
    if (token.getType() != QPDFTokenizer::tt_word) {
      waiting_.push_back(token);
      return;
    }
    const std::string& name = token.getValue();
    follow_mode(name);
    if (is_hidden() && shows_text(name)) {
      if (found_) *found_ = true;
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

  std::shared_ptr<bool> found_;
  std::string mode_ = "0";
  std::vector<std::string> saved_;
  std::vector<QPDFTokenizer::Token> waiting_;
};

}  // namespace siffra::extract
