#include "rules/rule_book.h"

#include <algorithm>
#include <utility>

#include "rules/internal/explain.h"
#include "rules/internal/pack_source.h"
#include "rules/internal/vocabulary.h"

namespace siffra::rules {

using internal::LabelMap;
using internal::Token;
using internal::Vocabulary;

struct RuleBook::Compiled {
  Vocabulary words;
};

RuleBook::RuleBook(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
RuleBook::RuleBook(RuleBook&&) noexcept = default;
RuleBook& RuleBook::operator=(RuleBook&&) noexcept = default;
RuleBook::~RuleBook() = default;

Result<RuleBook> RuleBook::load(std::span<const std::filesystem::path> files) {
  std::vector<internal::PackSource> packs;
  for (const std::filesystem::path& file : files) {
    Result<internal::PackSource> pack = internal::read_pack(file);
    if (!pack) return pack.error();
    packs.push_back(std::move(*pack));
  }
  Result<Vocabulary> words = internal::build_vocabulary(packs);
  if (!words) return words.error();
  return RuleBook(std::make_unique<Compiled>(Compiled{std::move(*words)}));
}

std::string_view name_of(ReportKind kind) {
  switch (kind) {
    case ReportKind::kInterim:
      return "interim";
    case ReportKind::kInterimClosing:
      return "interim_closing";
    case ReportKind::kAnnual:
      return "annual";
    case ReportKind::kUnknown:
      break;
  }
  return "unknown";
}

namespace {

// Which role a head has when it names several: "Avvikelse utfall - budget" is a variance, "Budget
// helår" a budget. Later in the list goes before earlier.
int rank(ColumnRole role) {
  switch (role) {
    case ColumnRole::kText:
      return 0;
    case ColumnRole::kActual:
      return 1;
    case ColumnRole::kOpening:
      return 2;
    case ColumnRole::kBudget:
      return 3;
    case ColumnRole::kForecast:
      return 4;
    case ColumnRole::kChange:
      return 5;
    case ColumnRole::kVariance:
      return 6;
    case ColumnRole::kPercent:
      return 7;
  }
  return 0;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Whether the unit at a place belongs to a figure just before it: "340 tkr", not "2020 (tkr)", nor
// a year that stands over the unit in a head ("2020 tkr").
bool counts_a_figure(std::string_view folded, const std::vector<Token>& tokens, std::size_t at) {
  if (at == 0 || !is_digit(tokens[at - 1].text.back())) return false;
  const std::string_view number = tokens[at - 1].text;
  if (number.size() == 4 && (number.starts_with("19") || number.starts_with("20"))) return false;
  const std::string_view gap =
      folded.substr(tokens[at - 1].end, tokens[at].begin - tokens[at - 1].end);
  return gap.find_first_not_of(' ') == std::string_view::npos;
}

// The number after a word for note: "3", "12", "3a", "1.2".
std::string note_number(std::string_view folded, const std::vector<Token>& tokens, std::size_t at) {
  constexpr std::size_t kLongest = 4;
  if (at >= tokens.size() || !is_digit(tokens[at].text.front())) return {};
  if (tokens[at].text.size() > kLongest) return {};
  std::size_t end = tokens[at].end;
  const bool sub_number = at + 1 < tokens.size() && is_digit(tokens[at + 1].text.front()) &&
                          tokens[at + 1].begin == end + 1 && folded[end] == '.' &&
                          tokens[at + 1].text.size() <= kLongest;
  if (sub_number) end = tokens[at + 1].end;
  return std::string(folded.substr(tokens[at].begin, end - tokens[at].begin));
}

std::optional<TitleMatch> note_title(const Vocabulary& words, std::string_view folded,
                                     const std::vector<Token>& tokens) {
  if (tokens.empty()) return std::nullopt;
  const auto word = words.note_words.longest_at(tokens, 0);
  if (word.value == nullptr) return std::nullopt;
  std::string number = note_number(folded, tokens, word.tokens);
  if (number.empty()) return std::nullopt;
  constexpr std::size_t kLongestTitle = 12;  // words; more than that is a sentence
  TitleMatch match;
  match.kind = StatementKind::kNote;
  match.note = std::move(number);
  match.begin = 0;
  match.end = tokens[word.tokens].end;
  match.coverage = tokens.size() <= kLongestTitle
                       ? 1
                       : static_cast<double>(word.tokens + 1) / static_cast<double>(tokens.size());
  return match;
}

// How many words after a title's phrase only say more of it: "Driftredovisning, nettokostnader per
// sektor", "Balansräkning (efter omräkning)". None where the line goes on as a sentence or a list
// of statements.
std::size_t words_added(const Vocabulary& words, std::string_view folded,
                        const std::vector<Token>& tokens, std::size_t after) {
  constexpr std::size_t kMostAdded = 5;
  const std::size_t added = tokens.size() - after;
  if (after == 0 || added == 0 || added > kMostAdded) return 0;
  const std::string_view gap =
      folded.substr(tokens[after - 1].end, tokens[after].begin - tokens[after - 1].end);
  if (gap.find_first_of(",:(-") == std::string_view::npos) return 0;
  for (std::size_t at = after; at < tokens.size(); ++at) {
    if (words.titles.longest_at(tokens, at).value != nullptr) return 0;
  }
  return added;
}

}  // namespace

std::optional<TitleMatch> RuleBook::statement_title(std::string_view line) const {
  const Vocabulary& words = compiled_->words;
  const std::string folded = fold(line);
  const std::vector<Token> tokens = internal::tokens_of(folded);
  if (auto note = note_title(words, folded, tokens)) return note;
  // "Not8 Inventarier": set close, or a space that recognition lost.
  const std::vector<Token> parted = internal::tokens_of(folded, internal::DigitRuns::kSeparate);
  if (parted.size() > tokens.size()) {
    if (auto note = note_title(words, folded, parted)) return note;
  }
  std::size_t best_at = 0;
  internal::PhraseTable<internal::TitleMeaning>::Match best;
  std::size_t best_length = 0;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const auto match = words.titles.longest_at(tokens, at);
    if (match.value == nullptr) continue;
    const std::size_t length = tokens[at + match.tokens - 1].end - tokens[at].begin;
    if (length <= best_length) continue;
    best = match;
    best_at = at;
    best_length = length;
  }
  if (best.value == nullptr) return std::nullopt;
  TitleMatch match;
  match.kind = best.value->kind;
  match.begin = tokens[best_at].begin;
  match.end = match.begin + best_length;
  internal::Explanation explanation(words, folded, tokens);
  explanation.mark(best_at, best.tokens);
  const std::size_t after = best_at + best.tokens;
  explanation.mark(after, words_added(words, folded, tokens, after));
  match.scope = best.value->scope;
  if (match.scope == EntityScope::kUnstated) match.scope = explanation.scope();
  match.coverage = explanation.coverage();
  return match;
}

ReportKind RuleBook::report_kind(std::string_view line) const {
  const Vocabulary& words = compiled_->words;
  const std::string folded = fold(line);
  const std::vector<Token> tokens = internal::tokens_of(folded);
  constexpr std::size_t kLongestTitle = 16;
  constexpr double kTelling = 0.5;
  if (tokens.size() > kLongestTitle) return ReportKind::kUnknown;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const auto match = words.reports.longest_at(tokens, at);
    if (match.value == nullptr) continue;
    internal::Explanation explanation(words, folded, tokens);
    explanation.mark(at, match.tokens);
    if (explanation.coverage() >= kTelling) return *match.value;
  }
  return ReportKind::kUnknown;
}

namespace {

std::string without_numbers(std::string_view text) {
  std::string words;
  for (const char c : text)
    if (c < '0' || c > '9') words += c;
  return words;
}

}  // namespace

HeadMatch RuleBook::column_head(std::string_view text) const {
  const Vocabulary& words = compiled_->words;
  const std::string folded = fold(text);
  const std::vector<Token> tokens = internal::tokens_of(folded);
  HeadMatch head;
  constexpr std::size_t kLongestMark = 2;  // words of a head that is only "Not" or "Konto nr"
  for (std::size_t at = 0; at < tokens.size();) {
    const auto match = words.heads.longest_at(tokens, at);
    if (match.value != nullptr) {
      const auto& role = match.value->role;
      if (role && (!head.role || rank(*role) > rank(*head.role))) head.role = role;
      const bool alone = tokens.size() <= std::max(kLongestMark, match.tokens);
      head.is_note_column = head.is_note_column || (match.value->note && alone);
      head.is_code_column = head.is_code_column || (match.value->code && alone);
      head.prior = head.prior || match.value->prior;
    }
    const auto scope = words.scopes.longest_at(tokens, at);
    if (scope.value != nullptr && head.scope == EntityScope::kUnstated) head.scope = *scope.value;
    at += std::max<std::size_t>(1, match.tokens);
  }
  head.period = period(text);
  head.scale = unit_scale(text);
  // "2023-12-31 MSEK" counts no days.
  if (!head.scale && head.period) head.scale = unit_scale(without_numbers(text));
  return head;
}

std::optional<Period> RuleBook::period(std::string_view text) const {
  const auto found = internal::read_period(fold(text), compiled_->words.period_words);
  if (!found) return std::nullopt;
  return found->period;
}

std::optional<std::int64_t> RuleBook::unit_scale(std::string_view text) const {
  const Vocabulary& words = compiled_->words;
  const std::string folded = fold(text);
  const std::vector<Token> tokens = internal::tokens_of(folded);
  std::optional<std::int64_t> weak;
  bool only_unit = true;  // whether nothing stands there but units and their companions
  for (std::size_t at = 0; at < tokens.size();) {
    const auto unit = words.units.longest_at(tokens, at);
    if (unit.value != nullptr) {
      // "340 tkr" says what that figure is counted in, not what the table is.
      const bool of_a_figure = counts_a_figure(folded, tokens, at);
      if (!of_a_figure && unit.value->scale && !unit.value->weak) return unit.value->scale;
      if (!of_a_figure && unit.value->scale && !weak) weak = unit.value->scale;
      if (of_a_figure || !unit.value->scale) only_unit = false;
      at += unit.tokens;
      continue;
    }
    const auto companion = words.unit_companions.longest_at(tokens, at);
    if (companion.value == nullptr) only_unit = false;
    at += std::max<std::size_t>(1, companion.tokens);
  }
  return only_unit || internal::in_brackets(folded, tokens, words.units) ? weak : std::nullopt;
}

bool RuleBook::is_unit_sentence(std::string_view text) const {
  if (!unit_scale(text)) return false;
  const Vocabulary& words = compiled_->words;
  const std::string folded = fold(text);
  const std::vector<Token> tokens = internal::tokens_of(folded);
  std::size_t of_units = 0;
  for (std::size_t at = 0; at < tokens.size();) {
    const std::size_t matched = std::max(words.units.longest_at(tokens, at).tokens,
                                         words.unit_companions.longest_at(tokens, at).tokens);
    of_units += matched;
    at += std::max<std::size_t>(1, matched);
  }
  return 3 * of_units >= 2 * tokens.size();
}

std::optional<Unit> RuleBook::row_unit(std::string_view label) const {
  const Vocabulary& words = compiled_->words;
  const std::string folded = fold(label);
  const std::vector<Token> tokens = internal::tokens_of(folded);
  std::optional<Unit> found;
  for (std::size_t at = 0; at < tokens.size() && !found; ++at) {
    // "Lån 1, ränta 1,15 %": a unit after a number measures that number, not the row's figures.
    const bool measures_number =
        at > 0 && tokens[at - 1].text.front() >= '0' && tokens[at - 1].text.front() <= '9';
    const auto match = words.row_units.longest_at(tokens, at);
    if (match.value != nullptr && !measures_number) found = *match.value;
  }
  if (!found && !tokens.empty()) {
    const auto start = words.row_unit_starts.longest_at(tokens, 0);
    if (start.value != nullptr) found = *start.value;
  }
  if (!found) {
    const std::vector<std::size_t> patterns = words.row_unit_patterns.matches(folded);
    if (!patterns.empty()) found = words.row_unit_of_pattern[patterns.front()];
  }
  // "Organisk tillväxt, mkr" states its unit, whatever growth is mostly told in.
  if (found == Unit::kPercent && unit_scale(label)) found = Unit::kMoney;
  if (found == Unit::kMoney) return std::nullopt;
  return found;
}

bool RuleBook::has_word(std::string_view label, LabelWord word) const {
  const auto& table = compiled_->words.label_words[static_cast<std::size_t>(word)];
  const std::string folded = fold(label);
  const std::vector<Token> tokens = internal::tokens_of(folded);
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const auto match = table.longest_at(tokens, at);
    if (match.value == nullptr) continue;
    // A sum word opens or closes its label; "varav" opens it; the rest may stand anywhere.
    const bool opens = at == 0;
    const bool closes = at + match.tokens == tokens.size();
    if (word == LabelWord::kOfWhich && !opens) continue;
    if (word == LabelWord::kSum && !opens && !closes) continue;
    return true;
  }
  return false;
}

std::optional<std::string> RuleBook::entity_name(std::string_view line) const {
  constexpr std::size_t kLongestLine = 160;
  if (line.size() > kLongestLine) return std::nullopt;
  const Vocabulary& words = compiled_->words;
  const std::string folded = fold(line);
  const std::vector<Token> tokens = internal::tokens_of(folded);
  bool possible = false;
  for (std::size_t at = 0; at < tokens.size() && !possible; ++at) {
    possible = words.entity_words.longest_at(tokens, at).value != nullptr;
  }
  if (!possible) return std::nullopt;
  const std::string plain = internal::with_plain_spaces(line);
  for (const internal::GroupPattern& pattern : words.entity_patterns) {
    std::optional<std::string> name = pattern.first_group(plain);
    if (name && !name->empty()) return name;
  }
  return std::nullopt;
}

namespace {

const Concept* concept_in(const Vocabulary& words, const LabelMap& labels, std::string_view key,
                          StatementKind kind) {
  const auto found = labels.find(key);
  if (found == labels.end()) return nullptr;
  const Concept* anywhere = nullptr;
  for (const internal::LabelUse& use : found->second) {
    const Concept& candidate = words.concepts[use.subject];
    const auto& kinds = candidate.statements;
    if (std::find(kinds.begin(), kinds.end(), kind) != kinds.end()) return &candidate;
    if (kinds.empty() && anywhere == nullptr) anywhere = &candidate;
  }
  return anywhere;
}

enum class Marks { kKept, kLost };

// The whole label, or what is left of it without its sum word.
const Concept* concept_of_label(const Vocabulary& words, std::string_view folded,
                                StatementKind kind, Marks marks) {
  const bool lost = marks == Marks::kLost;
  const auto key = [lost](std::string_view text) {
    std::string whole = internal::key_of(text);
    return lost ? internal::without_marks(whole) : whole;
  };
  const LabelMap& labels = lost ? words.plain_labels : words.labels;
  const LabelMap& sums = lost ? words.plain_sum_labels : words.sum_labels;
  if (const Concept* found = concept_in(words, labels, key(folded), kind)) return found;
  const std::vector<Token> tokens = internal::tokens_of(folded);
  if (tokens.size() < 2) return nullptr;
  const auto& sum_words = words.label_words[static_cast<std::size_t>(LabelWord::kSum)];
  const auto opening = sum_words.longest_at(tokens, 0);
  if (opening.value != nullptr && opening.tokens < tokens.size()) {
    const std::string_view rest = folded.substr(tokens[opening.tokens].begin);
    if (const Concept* found = concept_in(words, sums, key(rest), kind)) return found;
  }
  if (sum_words.longest_at(tokens, tokens.size() - 1).value != nullptr) {
    const std::string_view rest = folded.substr(0, tokens[tokens.size() - 2].end);
    return concept_in(words, sums, key(rest), kind);
  }
  return nullptr;
}

// "Nettoomsättning / Net sales": one concept said in two languages.
const Concept* concept_said_twice(const Vocabulary& words, std::string_view folded,
                                  StatementKind kind) {
  constexpr std::string_view kBetween = " / ";
  const std::size_t at = folded.find(kBetween);
  if (at == std::string_view::npos) return nullptr;
  const Concept* first = concept_of_label(words, folded.substr(0, at), kind, Marks::kKept);
  const Concept* second =
      concept_of_label(words, folded.substr(at + kBetween.size()), kind, Marks::kKept);
  return first == second ? first : nullptr;
}

}  // namespace

std::optional<ConceptMatch> RuleBook::concept_for(std::string_view label,
                                                  StatementKind kind) const {
  constexpr double kPartOfLabel = 0.9;
  constexpr double kPattern = 0.8;
  constexpr double kMarksLost = 0.7;
  constexpr std::size_t kLongestLabel = 300;
  if (label.size() > kLongestLabel) return std::nullopt;
  const Vocabulary& words = compiled_->words;
  const std::string folded = fold(label);
  if (const Concept* found = concept_of_label(words, folded, kind, Marks::kKept)) {
    return ConceptMatch{found, 1};
  }
  const std::string bare = internal::without_additions(words, folded);
  if (bare != folded && !bare.empty()) {
    if (const Concept* found = concept_of_label(words, bare, kind, Marks::kKept)) {
      return ConceptMatch{found, kPartOfLabel};
    }
  }
  const std::string whole = internal::written_out(words, bare);
  if (whole != bare) {
    if (const Concept* found = concept_of_label(words, whole, kind, Marks::kKept)) {
      return ConceptMatch{found, kPartOfLabel};
    }
  }
  if (const Concept* found = concept_said_twice(words, folded, kind)) {
    return ConceptMatch{found, kPartOfLabel};
  }
  for (const std::size_t index : words.label_patterns.matches(folded)) {
    const Concept& candidate = words.concepts[index];
    const auto& kinds = candidate.statements;
    const bool fits = kinds.empty() || std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
    if (fits) return ConceptMatch{&candidate, kPattern};
  }
  if (const Concept* found = concept_of_label(words, bare, kind, Marks::kLost)) {
    return ConceptMatch{found, kMarksLost};
  }
  return std::nullopt;
}

std::optional<std::string> RuleBook::word_meant(std::string_view word) const {
  return compiled_->words.spelling.nearest(fold(word));
}

const Concept* RuleBook::find_concept(std::string_view id) const {
  const auto found = compiled_->words.concept_by_id.find(id);
  if (found == compiled_->words.concept_by_id.end()) return nullptr;
  return &compiled_->words.concepts[found->second];
}

std::span<const Concept> RuleBook::concepts() const { return compiled_->words.concepts; }
std::span<const Identity> RuleBook::identities() const { return compiled_->words.identities; }
std::span<const RatioIdentity> RuleBook::ratios() const { return compiled_->words.ratios; }
std::span<const ShapeConfusion> RuleBook::confusions() const { return compiled_->words.confusions; }
std::span<const RuleBook::PackInfo> RuleBook::packs() const { return compiled_->words.packs; }

}  // namespace siffra::rules
