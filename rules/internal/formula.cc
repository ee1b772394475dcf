#include "rules/internal/formula.h"

#include <string_view>
#include <utility>

namespace siffra::rules::internal {
namespace {

constexpr int kLargestFactor = 1000;

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

class FormulaReader {
 public:
  FormulaReader(const Text& formula, const std::string& file) : text_(formula.text) {
    where_ = {file, 0, formula.line};
  }

  Result<std::vector<IdentityTerm>> identity() {
    std::vector<IdentityTerm> terms;
    read_term(terms, -1);
    if (!error_ && !take('=')) fail("expected \"=\" after the first term");
    if (!error_) read_sum(terms);
    return finish(std::move(terms));
  }

  Result<std::vector<IdentityTerm>> sum() {
    std::vector<IdentityTerm> terms;
    read_sum(terms);
    return finish(std::move(terms));
  }

 private:
  Result<std::vector<IdentityTerm>> finish(std::vector<IdentityTerm> terms) {
    skip_spaces();
    if (!error_ && at_ < text_.size()) fail("expected \"+\", \"-\" or the end");
    if (error_) return *error_;
    return terms;
  }

  void read_sum(std::vector<IdentityTerm>& terms) {
    int sign = take('-') ? -1 : 1;
    while (!error_) {
      read_term(terms, sign);
      if (take('+')) {
        sign = 1;
      } else if (take('-')) {
        sign = -1;
      } else {
        return;
      }
    }
  }

  void read_term(std::vector<IdentityTerm>& terms, int sign) {
    IdentityTerm term;
    term.weight = sign * read_factor();
    if (take_word("abs(")) {
      term.absolute = true;
      read_alternatives(term);
      if (!error_ && !take(')')) fail("expected \")\" after abs(");
    } else if (take('(')) {
      read_alternatives(term);
      if (!error_ && !take(')')) fail("expected \")\"");
    } else {
      read_alternatives(term);
    }
    if (take_word("@opening")) term.at = ColumnAt::kOpening;
    if (take('?')) term.optional = true;
    terms.push_back(std::move(term));
  }

  // "2 *" before a concept; 1 when there is none.
  int read_factor() {
    skip_spaces();
    int factor = 0;
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') {
      factor = factor * 10 + (text_[at_++] - '0');
      if (factor > kLargestFactor) {
        fail("a factor may be at most 1000");
        return 1;
      }
    }
    if (factor == 0) return 1;
    if (!take('*')) fail("expected \"*\" after a factor");
    return factor;
  }

  void read_alternatives(IdentityTerm& term) {
    do {
      skip_spaces();
      const std::size_t begin = at_;
      while (at_ < text_.size() && is_name_character(text_[at_])) ++at_;
      if (at_ == begin) {
        fail("expected the id of a concept");
        return;
      }
      term.concepts.emplace_back(text_.substr(begin, at_ - begin));
    } while (take_word("or "));
  }

  void skip_spaces() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  bool take(char c) {
    skip_spaces();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool take_word(std::string_view word) {
    skip_spaces();
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  void fail(const std::string& what) {
    if (error_) return;
    error_ = Error{ErrorCode::kMalformed,
                   what + " at character " + std::to_string(at_ + 1) + " of \"" +
                       std::string(text_) + "\"; a formula reads \"total = a + b - c\"",
                   where_};
  }

  std::string_view text_;
  Location where_;
  std::size_t at_ = 0;
  std::optional<Error> error_;
};

}  // namespace

Result<std::vector<IdentityTerm>> parse_identity(const Text& formula, const std::string& file) {
  return FormulaReader(formula, file).identity();
}

Result<std::vector<IdentityTerm>> parse_sum(const Text& formula, const std::string& file) {
  return FormulaReader(formula, file).sum();
}

}  // namespace siffra::rules::internal
