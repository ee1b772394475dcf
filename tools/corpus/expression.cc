#include "tools/corpus/expression.h"

#include <charconv>
#include <cmath>
#include <cstdlib>

#include "tools/corpus/table_parser.h"

namespace siffra::corpus {
namespace {

rules::Error malformed(const std::string& message) {
  return {rules::ErrorCode::kMalformed, message, {}};
}

constexpr std::int64_t kMillion = 1000000;

// "0.25*a.b@ctx", "prev.a", "a": the sign stands outside.
Reference parse_reference(std::string_view text, int sign) {
  Reference reference;
  reference.numerator = sign * kMillion;
  if (const std::size_t star = text.find('*'); star != std::string_view::npos) {
    const double factor = std::strtod(std::string(text.substr(0, star)).c_str(), nullptr);
    reference.numerator = sign * std::llround(factor * kMillion);
    text.remove_prefix(star + 1);
  }
  if (text.substr(0, 5) == "prev.") {
    reference.opening = true;
    text.remove_prefix(5);
  }
  if (const std::size_t at = text.find('@'); at != std::string_view::npos) {
    reference.context = text.substr(at + 1);
    text = text.substr(0, at);
  }
  reference.name = text;
  return reference;
}

std::vector<Reference> parse_terms(std::string_view text) {
  std::vector<Reference> terms;
  for (const auto& [sign, word] : split_terms(text)) {
    Reference reference = parse_reference(word, sign);
    if (reference.name != "0") terms.push_back(std::move(reference));
  }
  return terms;
}

// "120 000 5%": the last word is the spread, the others the digits of the amount.
bool parse_draw(std::string_view text, Expression& expression) {
  std::string digits;
  for (const std::string& word : split_words(text)) {
    if (word == "stock") {
      expression.stock = true;
    } else if (word == "flow") {
      expression.flow = true;
    } else if (word.back() == '%') {
      expression.spread = std::strtod(word.c_str(), nullptr) / 100;
    } else {
      digits += word;
    }
  }
  const auto [end, code] =
      std::from_chars(digits.data(), digits.data() + digits.size(), expression.base);
  return code == std::errc() && end == digits.data() + digits.size();
}

// Cuts " word a b" off the end of the text.
std::vector<std::string> cut_clause(std::string_view& text, std::string_view word) {
  const std::size_t at = text.find(word);
  if (at == std::string_view::npos) return {};
  std::vector<std::string> keys = split_words(text.substr(at + word.size()));
  text = trimmed(text.substr(0, at));
  return keys;
}

}  // namespace

rules::Result<Expression> parse_expression(std::string_view text) {
  Expression expression;
  if (text.empty()) return expression;
  const std::string whole(text);
  expression.only = cut_clause(text, " only ");
  expression.when = cut_clause(text, " when ");
  if (text.size() > 5 && text.substr(text.size() - 5) == " flip") {
    expression.flip = true;
    text = trimmed(text.substr(0, text.size() - 5));
  }
  const char mark = text.front();
  std::string_view body = trimmed(text.substr(1));
  bool fine = true;
  if (mark == '~' || mark == '#') {
    expression.kind = mark == '~' ? ExpressionKind::kDraw : ExpressionKind::kCount;
    fine = parse_draw(body, expression);
  } else if (mark == '=') {
    expression.kind = ExpressionKind::kSum;
    expression.terms = parse_terms(body);
  } else if (mark == '>') {
    expression.kind = ExpressionKind::kRolling;
    expression.stock = true;
    const std::size_t from = body.find(" from ");
    fine = from != std::string_view::npos && parse_draw(body.substr(from + 6), expression);
    expression.terms = parse_terms(body.substr(0, from));
  } else if (mark == '%') {
    expression.kind = ExpressionKind::kShare;
    const std::size_t slash = body.find(" / ");
    fine = slash != std::string_view::npos;
    if (fine)
      expression.terms = {parse_reference(trimmed(body.substr(0, slash)), 1),
                          parse_reference(trimmed(body.substr(slash + 3)), 1)};
  } else {
    fine = false;
  }
  if (!fine) return malformed("not an expression: " + whole);
  return expression;
}

}  // namespace siffra::corpus
