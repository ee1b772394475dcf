// The packs put together: every table that matching looks into. Built once by RuleBook::load.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/internal/pack_source.h"
#include "rules/internal/patterns.h"
#include "rules/internal/period_reader.h"
#include "rules/internal/spelling.h"
#include "rules/internal/tokens.h"
#include "rules/rule_book.h"

namespace siffra::rules::internal {

struct TitleMeaning {
  StatementKind kind = StatementKind::kOther;
  EntityScope scope = EntityScope::kUnstated;
};

struct HeadMeaning {
  std::optional<ColumnRole> role;
  bool note = false, code = false, prior = false;
};

struct UnitMeaning {
  std::optional<std::int64_t> scale;  // absent: a unit of something other than money
  bool weak = false;
};

// A concept that a label stands for, and the pack that says so.
struct LabelUse {
  std::size_t subject = 0;  // index into Vocabulary::concepts
  std::size_t pack = 0;
};
using LabelMap = StringMap<std::vector<LabelUse>>;

struct Abbreviation {
  std::string whole;
  bool dotted = false;  // known only with its full stop
};

struct Vocabulary {
  PhraseTable<TitleMeaning> titles;
  PhraseTable<bool> title_companions;
  PhraseTable<EntityScope> scopes;
  PhraseTable<bool> note_words;
  PhraseTable<HeadMeaning> heads;
  PhraseTable<UnitMeaning> units;
  PhraseTable<bool> unit_companions;
  PhraseTable<Unit> row_units;
  PhraseTable<Unit> row_unit_starts;
  PatternSet row_unit_patterns;
  std::vector<Unit> row_unit_of_pattern;
  std::vector<PhraseTable<bool>> label_words;  // by LabelWord
  PeriodWords period_words;
  PhraseTable<ReportKind> reports;
  PhraseTable<bool> entity_words;
  std::vector<GroupPattern> entity_patterns;
  Spelling spelling;
  StringMap<Abbreviation> abbreviations;

  std::vector<Concept> concepts;  // in the order of their first definition
  StringMap<std::size_t> concept_by_id;
  // By key_of the whole label, or of the label without its sum word. Latest definition first.
  LabelMap labels, sum_labels;
  LabelMap plain_labels, plain_sum_labels;  // å, ä, ö, é as a, o, e
  PatternSet label_patterns;                // index: concept
  std::vector<Identity> identities;
  std::vector<RatioIdentity> ratios;
  std::vector<ShapeConfusion> confusions;
  std::vector<RuleBook::PackInfo> packs;
};

Result<Vocabulary> build_vocabulary(std::span<const PackSource> packs);

// Letters without their rings, dots and accents: what is left where a text layer lost them.
std::string without_marks(std::string_view key);

}  // namespace siffra::rules::internal
