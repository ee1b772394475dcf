#include "rules/internal/expand.h"

#include <utility>

namespace siffra::rules::internal {
namespace {

constexpr std::size_t kMostPhrases = 400;
constexpr int kDeepest = 8;

// A recursive reader of:  sequence = { plain text | "[" choices "]" | "(" choices ")" }
//                         choices  = sequence { "|" sequence }
class Expander {
 public:
  explicit Expander(std::string_view text) : text_(text) {}

  std::optional<std::vector<std::string>> run() {
    std::vector<std::string> phrases = sequence(0);
    if (failed_ || at_ != text_.size()) return std::nullopt;
    return phrases;
  }
  [[nodiscard]] bool too_many() const { return too_many_; }

 private:
  std::vector<std::string> sequence(int depth) {
    std::vector<std::string> phrases = {""};
    while (at_ < text_.size() && !failed_) {
      const char c = text_[at_];
      if (c == ']' || c == ')' || (c == '|' && depth > 0)) break;
      ++at_;
      if (c != '[' && c != '(') {
        for (std::string& phrase : phrases) phrase += c;
        continue;
      }
      std::vector<std::string> parts = choices(c == '[' ? ']' : ')', depth + 1);
      if (c == '[') parts.emplace_back();
      phrases = product(phrases, parts);
    }
    return phrases;
  }

  std::vector<std::string> choices(char close, int depth) {
    std::vector<std::string> all;
    failed_ = failed_ || depth > kDeepest;
    while (!failed_) {
      for (std::string& phrase : sequence(depth)) all.push_back(std::move(phrase));
      if (at_ >= text_.size()) failed_ = true;
      if (failed_ || text_[at_] == close) break;
      if (text_[at_] != '|') failed_ = true;
      ++at_;
    }
    ++at_;
    return all;
  }

  std::vector<std::string> product(const std::vector<std::string>& heads,
                                   const std::vector<std::string>& tails) {
    std::vector<std::string> all;
    if (heads.size() * tails.size() > kMostPhrases) {
      failed_ = too_many_ = true;
      return all;
    }
    for (const std::string& head : heads) {
      for (const std::string& tail : tails) all.push_back(head + tail);
    }
    return all;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool failed_ = false;
  bool too_many_ = false;
};

}  // namespace

Result<std::vector<std::string>> expand(const Text& phrase, const std::string& file) {
  const std::string folded = fold(phrase.text);
  if (folded.find_first_of("[]()|") == std::string::npos) {
    return std::vector<std::string>{folded};
  }
  Expander expander(folded);
  std::optional<std::vector<std::string>> phrases = expander.run();
  if (phrases) return *std::move(phrases);
  const std::string why = expander.too_many()
                              ? "\" stands for more than 400 phrases; split it"
                              : "\" has brackets that do not match; allowed: [optional], (a|b)";
  return Error{ErrorCode::kMalformed, "\"" + phrase.text + why, {file, 0, phrase.line}};
}

}  // namespace siffra::rules::internal
