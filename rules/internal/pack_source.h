// One rule pack as written: the plain values of its TOML file with the lines they stand on, before
// anything is compiled. Keys, types and closed sets of words are checked here; patterns, formulas
// and references between entries are checked when the packs are put together.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "rules/internal/period_reader.h"
#include "rules/result.h"
#include "rules/rule_book.h"

namespace siffra::rules::internal {

struct Text {
  std::string text;
  int line = 0;
};
using Texts = std::vector<Text>;

struct TitleSource {
  StatementKind kind = StatementKind::kOther;
  EntityScope scope = EntityScope::kUnstated;
  Texts phrases;
};

struct HeadSource {
  std::optional<ColumnRole> role;
  bool note = false, code = false, prior = false;
  Texts phrases;
};

struct UnitSource {
  std::optional<std::int64_t> scale;  // absent: a unit of something else, such as "kr/kvm"
  Texts phrases;                      // state the unit wherever they stand
  Texts weak;                         // only where nothing but a unit is stated
};

struct RowUnitSource {
  Unit unit = Unit::kOther;
  Texts phrases;   // anywhere in the label
  Texts starts;    // at its beginning
  Texts patterns;  // on the folded label
};

struct WordSource {
  LabelWord word = LabelWord::kSum;
  Texts phrases;
};

struct PeriodWordSource {
  PeriodMeaning meaning;
  Text phrase;
};

struct ReportSource {
  ReportKind kind = ReportKind::kUnknown;
  Texts phrases;
};

struct SpellingSource {
  Texts words;            // known beside those that the phrases of the pack hold
  Texts known;            // known too, but no word is taken for one of them
  Texts confusions;       // two pieces of print with a space between: "rn m"
  std::int64_t cost = 0;  // of a confusion, in hundredths of a letter
};

struct AbbreviationSource {
  Text pair;            // the short and the whole, with a space between: "verks verksamhetens"
  bool dotted = false;  // known only with its full stop
};

struct ConceptSource {
  Text id;
  std::optional<std::string> name_sv, name_en;
  std::optional<std::vector<StatementKind>> statements;
  std::optional<RowKind> row_kind;
  std::optional<Nature> nature;
  std::optional<Text> parent;
  bool closes = false;   // with nothing above it is added what stands below
  bool replace = false;  // forget what earlier packs said of it
  Texts labels, sums, patterns;
};

struct IdentitySource {
  Text id, holds;
  Texts variants;
  CheckKind kind = CheckKind::kFooting;
  Severity severity = Severity::kError;
  std::string text_sv, text_en;
  Texts when, unless;
};

struct RatioSource {
  Text id, ratio, denominator;
  Texts numerators;
  Severity severity = Severity::kWarning;
  std::string text_sv, text_en;
  Texts when, unless;
};

struct ConfusionSource {
  std::string printed;
  Texts read;          // none where the shape is lost or made up
  bool lost = false;   // printed, and not seen
  bool added = false;  // seen, and not printed
  int per_10000 = 0;   // for each of `read`
};

struct PackSource {
  std::string file, name, description;
  std::vector<TitleSource> titles;
  Texts title_companions, group_words, parent_words, note_words;
  std::vector<HeadSource> heads;
  std::vector<UnitSource> units;
  Texts unit_companions;
  std::vector<RowUnitSource> row_units;
  std::vector<WordSource> words;
  std::vector<PeriodWordSource> period_words;
  std::vector<ReportSource> reports;
  Texts entity_words, entity_patterns;
  std::vector<SpellingSource> spellings;
  std::vector<AbbreviationSource> abbreviations;
  std::vector<ConceptSource> concepts;
  std::vector<IdentitySource> identities;
  std::vector<RatioSource> ratios;
  std::vector<ConfusionSource> confusions;
};

Result<PackSource> read_pack(const std::filesystem::path& file);

}  // namespace siffra::rules::internal
