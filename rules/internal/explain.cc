#include "rules/internal/explain.h"

#include <algorithm>

#include "rules/internal/utf8.h"

namespace siffra::rules::internal {
namespace {

bool is_number(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_roman(std::string_view text) {
  return text.find_first_not_of("ivx") == std::string_view::npos;
}

}  // namespace

Explanation::Explanation(const Vocabulary& words, std::string_view folded,
                         const std::vector<Token>& tokens)
    : words_(words), folded_(folded), tokens_(tokens), explained_(tokens.size(), false) {
  mark_phrases();
  mark_numbering();
  mark_period();
}

void Explanation::mark(std::size_t first, std::size_t count) {
  for (std::size_t i = first; i < first + count && i < explained_.size(); ++i) explained_[i] = true;
}

void Explanation::mark_phrases() {
  for (std::size_t at = 0; at < tokens_.size(); ++at) {
    if (const auto scope = words_.scopes.longest_at(tokens_, at); scope.value != nullptr) {
      if (scope_ == EntityScope::kUnstated) scope_ = *scope.value;
      mark(at, scope.tokens);
    }
    mark(at, words_.title_companions.longest_at(tokens_, at).tokens);
    mark(at, words_.units.longest_at(tokens_, at).tokens);
    mark(at, words_.unit_companions.longest_at(tokens_, at).tokens);
    const auto entity = words_.entity_words.longest_at(tokens_, at);
    names_entity_ = names_entity_ || entity.value != nullptr;
    mark(at, entity.tokens);
  }
}

// "3.", "1.1.", "B.", "IV": what a heading is numbered with.
void Explanation::mark_numbering() {
  constexpr std::size_t kDeepest = 4;
  for (std::size_t at = 0; at < tokens_.size() && at < kDeepest; ++at) {
    const std::string_view text = tokens_[at].text;
    if (!(is_number(text) && text.size() <= 2) && text.size() != 1 && !is_roman(text)) return;
    mark(at, 1);
  }
}

void Explanation::mark_period() {
  const auto spans = period_spans(folded_, words_.period_words);
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    for (const auto& [begin, end] : spans) {
      if (tokens_[i].begin < end && begin < tokens_[i].end) explained_[i] = true;
    }
  }
}

double Explanation::coverage() const {
  constexpr std::size_t kWordLength = 8;
  constexpr std::size_t kLongestName = 8;  // words of the name of a body
  std::size_t unexplained_words = 0;
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    if (!explained_[i] && !is_number(tokens_[i].text)) ++unexplained_words;
  }
  const bool is_name = names_entity_ && unexplained_words <= kLongestName;
  std::size_t whole = 0;
  std::size_t known = 0;
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    const bool number = is_number(tokens_[i].text);
    std::size_t weight = tokens_[i].end - tokens_[i].begin;
    if (number && !explained_[i]) weight = std::max(weight, kWordLength);
    whole += weight;
    if (explained_[i] || (is_name && !number)) known += weight;
  }
  return whole == 0 ? 0 : static_cast<double>(known) / static_cast<double>(whole);
}

bool in_brackets(std::string_view folded, const std::vector<Token>& tokens,
                 const PhraseTable<UnitMeaning>& units) {
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const auto unit = units.longest_at(tokens, at);
    if (unit.value == nullptr || !unit.value->scale) continue;
    const std::size_t begin = tokens[at].begin;
    const std::size_t end = tokens[at + unit.tokens - 1].end;
    const bool opened = begin > 0 && folded[begin - 1] == '(';
    const bool closed = end < folded.size() && folded[end] == ')';
    if (opened && closed) return true;
  }
  return false;
}

namespace {

// "skatteintäkter 1)", "skatteintäkter¹": what refers a label to a line below the table.
std::string without_footnote_mark(std::string folded) {
  for (const std::string_view raised : {"\u00b9", "\u00b2", "\u00b3"}) {
    if (folded.ends_with(raised)) folded.resize(folded.size() - raised.size());
  }
  if (!folded.ends_with(')') || folded.find('(') != std::string::npos) return folded;
  constexpr std::size_t kLongestNumber = 2;
  const std::size_t last = folded.find_last_not_of("0123456789", folded.size() - 2);
  if (last == std::string::npos) return folded;
  const std::size_t digits = folded.size() - 2 - last;
  if (digits > 0 && digits <= kLongestNumber) folded.resize(last + 1);
  return folded;
}

}  // namespace

std::string written_out(const Vocabulary& words, std::string_view folded) {
  std::string whole;
  std::size_t copied = 0;
  for (const Token& token : tokens_of(folded)) {
    const auto found = words.abbreviations.find(token.text);
    const bool stop = token.end < folded.size() && folded[token.end] == '.';
    if (found == words.abbreviations.end() || (found->second.dotted && !stop)) continue;
    whole += folded.substr(copied, token.begin - copied);
    whole += found->second.whole;
    copied = token.end + (stop ? 1 : 0);
  }
  whole += folded.substr(copied);
  return whole;
}

std::string without_additions(const Vocabulary& words, const std::string& printed) {
  const std::string folded = without_footnote_mark(printed);
  std::string bare;
  int depth = 0;
  for (const char c : folded) {
    if (c == '(') ++depth;
    if (depth == 0) bare += c;
    if (c == ')' && depth > 0) --depth;
  }
  if (depth > 0) bare = folded;  // a parenthesis that never closes hides nothing
  for (;;) {
    const std::vector<Token> tokens = tokens_of(bare);
    if (tokens.size() < 2) return bare;
    std::size_t keep = tokens.size();
    const auto period = read_period(bare, words.period_words);
    if (period && !period->spans.empty()) {
      const auto [begin, end] =
          *std::max_element(period->spans.begin(), period->spans.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; });
      while (end >= tokens.back().end && keep > 1 && tokens[keep - 1].begin >= begin) --keep;
    }
    constexpr std::size_t kLongestAddition = 4;
    for (std::size_t count = kLongestAddition; count > 0 && keep == tokens.size(); --count) {
      if (count >= tokens.size()) continue;
      const std::size_t at = tokens.size() - count;
      const bool unit = words.units.longest_at(tokens, at).tokens == count;
      const bool note = count == 2 && is_number(tokens.back().text) &&
                        words.note_words.longest_at(tokens, at).tokens == 1;
      if (unit || note) keep = at;
    }
    if (keep == tokens.size()) return bare;
    bare.resize(tokens[keep - 1].end);
  }
}

std::string with_plain_spaces(std::string_view text) {
  std::string plain;
  bool space = false;
  for (std::size_t position = 0; position < text.size();) {
    const char32_t c = next_code_point(text, position);
    if (is_invisible(c)) continue;
    if (is_space(c)) {
      space = true;
      continue;
    }
    if (space && !plain.empty()) plain += ' ';
    space = false;
    append_utf8(plain, c);
  }
  return plain;
}

}  // namespace siffra::rules::internal
