#include "rules/internal/vocabulary.h"

#include <algorithm>
#include <utility>

#include "rules/internal/expand.h"
#include "rules/internal/formula.h"
#include "rules/internal/utf8.h"

namespace siffra::rules::internal {
namespace {

bool overlap(const std::vector<StatementKind>& a, const std::vector<StatementKind>& b) {
  if (a.empty() || b.empty()) return a.empty() == b.empty();
  return std::any_of(a.begin(), a.end(), [&b](StatementKind kind) {
    return std::find(b.begin(), b.end(), kind) != b.end();
  });
}

class Builder {
 public:
  Result<Vocabulary> build(std::span<const PackSource> packs) {
    constexpr auto kLabelWords = static_cast<std::size_t>(LabelWord::kJoining) + 1;
    book_.label_words.resize(kLabelWords);
    // Phrases keep their first meaning, and a later pack shall win: phrases go in from the last.
    for (auto pack = packs.rbegin(); pack != packs.rend(); ++pack) add_phrases(*pack);
    for (pack_ = 0; pack_ < packs.size(); ++pack_) add_concepts(packs[pack_]);
    for (const PackSource& pack : packs) add_relations(pack);
    for (const PackSource& pack : packs) check_parents(pack);
    for (const LabelPattern& pattern : label_patterns_) {
      keep(book_.label_patterns.add(pattern.text, pattern.file, pattern.subject));
    }
    keep(book_.label_patterns.compile());
    keep(book_.row_unit_patterns.compile());
    for (const PackSource& pack : packs) describe(pack);
    if (error_) return *error_;
    return std::move(book_);
  }

 private:
  void keep(std::optional<Error> error) {
    if (!error_) error_ = std::move(error);
  }
  void fail(const std::string& file, int line, std::string message) {
    keep(Error{ErrorCode::kMalformed, std::move(message), {file, 0, line}});
  }

  template <typename Value>
  void add(PhraseTable<Value>& table, const Texts& phrases, const Value& value) {
    for (const Text& text : phrases) {
      const auto expanded = expand(text, file_);
      if (!expanded) return keep(expanded.error());
      for (const std::string& phrase : *expanded) {
        table.add(phrase, value);
        book_.spelling.add_words(phrase);
      }
    }
  }

  void add_phrases(const PackSource& pack) {
    file_ = pack.file;
    for (const TitleSource& title : pack.titles) {
      add(book_.titles, title.phrases, {title.kind, title.scope});
    }
    add(book_.title_companions, pack.title_companions, true);
    add(book_.scopes, pack.group_words, EntityScope::kGroup);
    add(book_.scopes, pack.parent_words, EntityScope::kParent);
    add(book_.note_words, pack.note_words, true);
    for (const HeadSource& head : pack.heads) {
      add(book_.heads, head.phrases, {head.role, head.note, head.code, head.prior});
    }
    for (const UnitSource& unit : pack.units) {
      add(book_.units, unit.phrases, {unit.scale, false});
      add(book_.units, unit.weak, {unit.scale, true});
    }
    add(book_.unit_companions, pack.unit_companions, true);
    for (const RowUnitSource& unit : pack.row_units) add_row_unit(unit);
    for (const WordSource& word : pack.words) {
      add(book_.label_words[static_cast<std::size_t>(word.word)], word.phrases, true);
    }
    for (const PeriodWordSource& word : pack.period_words) {
      add(book_.period_words, {word.phrase}, word.meaning);
    }
    for (const ReportSource& report : pack.reports) {
      add(book_.reports, report.phrases, report.kind);
    }
    for (const SpellingSource& spelling : pack.spellings) add_spelling(spelling);
    for (const AbbreviationSource& source : pack.abbreviations) {
      const std::size_t space = source.pair.text.find(' ');
      book_.abbreviations.insert_or_assign(
          fold(source.pair.text.substr(0, space)),
          Abbreviation{fold(source.pair.text.substr(space + 1)), source.dotted});
    }
    add(book_.entity_words, pack.entity_words, true);
    for (const Text& pattern : pack.entity_patterns) {
      Result<GroupPattern> made = GroupPattern::make(pattern, file_);
      if (!made) return keep(made.error());
      book_.entity_patterns.push_back(std::move(*made));
    }
  }

  void add_spelling(const SpellingSource& spelling) {
    for (const Text& text : spelling.words) {
      const auto expanded = expand(text, file_);
      if (!expanded) return keep(expanded.error());
      for (const std::string& phrase : *expanded) book_.spelling.add_words(phrase);
    }
    for (const Text& text : spelling.known) {
      const auto expanded = expand(text, file_);
      if (!expanded) return keep(expanded.error());
      for (const std::string& phrase : *expanded) book_.spelling.add_known(phrase);
    }
    for (const Text& pair : spelling.confusions) {
      const std::size_t space = pair.text.find(' ');
      book_.spelling.add_confusion(pair.text.substr(0, space), pair.text.substr(space + 1),
                                   static_cast<int>(spelling.cost));
    }
  }

  void add_row_unit(const RowUnitSource& unit) {
    add(book_.row_units, unit.phrases, unit.unit);
    add(book_.row_unit_starts, unit.starts, unit.unit);
    for (const Text& pattern : unit.patterns) {
      keep(book_.row_unit_patterns.add(pattern, file_, book_.row_unit_of_pattern.size()));
      book_.row_unit_of_pattern.push_back(unit.unit);
    }
  }

  void add_concepts(const PackSource& pack) {
    file_ = pack.file;
    StringMap<int> seen;
    for (const ConceptSource& source : pack.concepts) {
      const auto [first, fresh] = seen.try_emplace(source.id.text, source.id.line);
      if (!fresh) {
        return fail(file_, source.id.line,
                    "concept \"" + source.id.text +
                        "\" is defined twice in this pack, first on line " +
                        std::to_string(first->second));
      }
      add_concept(pack, source);
      if (error_) return;
    }
  }

  void add_concept(const PackSource& pack, const ConceptSource& source) {
    const auto [place, fresh] =
        book_.concept_by_id.try_emplace(source.id.text, book_.concepts.size());
    const std::size_t index = place->second;
    if (fresh) {
      book_.concepts.emplace_back();
    }
    Concept& subject = book_.concepts[index];
    if (source.replace) {
      subject = {};
      forget(index);
    }
    subject.id = source.id.text;
    if (fresh || source.replace) subject.pack = pack.name;
    if (source.name_sv) subject.name_sv = *source.name_sv;
    if (source.name_en) subject.name_en = *source.name_en;
    if (source.statements) subject.statements = *source.statements;
    if (source.row_kind) subject.row_kind = *source.row_kind;
    if (source.nature) subject.nature = *source.nature;
    if (source.parent) subject.parent = source.parent->text;
    subject.closes = subject.closes || source.closes;
    if (subject.name_sv.empty()) subject.name_sv = subject.id;
    if (subject.name_en.empty()) subject.name_en = subject.id;
    add_labels(book_.labels, book_.plain_labels, source.labels, index);
    add_labels(book_.sum_labels, book_.plain_sum_labels, source.sums, index);
    for (const Text& pattern : source.patterns) {
      label_patterns_.push_back({pattern, file_, index});
    }
  }

  void forget(std::size_t index) {
    for (auto* map :
         {&book_.labels, &book_.sum_labels, &book_.plain_labels, &book_.plain_sum_labels}) {
      for (auto& [key, uses] : *map) {
        std::erase_if(uses, [index](const LabelUse& use) { return use.subject == index; });
      }
    }
    std::erase_if(label_patterns_,
                  [index](const LabelPattern& pattern) { return pattern.subject == index; });
  }

  void add_labels(LabelMap& map, LabelMap& plain_map, const Texts& labels, std::size_t index) {
    for (const Text& label : labels) {
      const auto expanded = expand(label, file_);
      if (!expanded) return keep(expanded.error());
      for (const std::string& phrase : *expanded) {
        book_.spelling.add_words(phrase);
        const std::string key = key_of(phrase);
        if (key.empty()) {
          return fail(file_, label.line, "label \"" + label.text + "\" has no letters");
        }
        add_key(map, key, index, label);
        std::string plain = without_marks(key);
        if (plain != key) insert(plain_map, plain, index);
      }
    }
  }

  // A label of two concepts that may stand in one statement would be decided by chance; between
  // packs the later one wins.
  void add_key(LabelMap& map, const std::string& key, std::size_t index, const Text& label) {
    for (const LabelUse& other : map[key]) {
      const Concept& first = book_.concepts[other.subject];
      const bool clash = other.subject != index && other.pack == pack_ &&
                         overlap(first.statements, book_.concepts[index].statements);
      if (clash) {
        return fail(file_, label.line,
                    "label \"" + label.text + "\" of \"" + book_.concepts[index].id +
                        "\" already belongs to \"" + first.id + "\" in the same statement");
      }
    }
    insert(map, key, index);
  }
  void insert(LabelMap& map, const std::string& key, std::size_t index) const {
    std::vector<LabelUse>& uses = map[key];
    const bool known = std::any_of(uses.begin(), uses.end(),
                                   [index](const LabelUse& use) { return use.subject == index; });
    if (!known) uses.insert(uses.begin(), {index, pack_});
  }

  void check_parents(const PackSource& pack) {
    for (const ConceptSource& source : pack.concepts) {
      if (source.parent) check_concept(source.parent->text, pack.file, source.parent->line);
    }
  }

  void check_concept(const std::string& id, const std::string& file, int line) {
    if (book_.concept_by_id.contains(id)) return;
    fail(file, line, "there is no concept \"" + id + "\"" + nearest(id));
  }

  // The concept that was probably meant: the one with the longest common beginning.
  [[nodiscard]] std::string nearest(const std::string& id) const {
    std::size_t longest = 0;
    const Concept* best = nullptr;
    for (const Concept& candidate : book_.concepts) {
      const auto end =
          std::mismatch(id.begin(), id.end(), candidate.id.begin(), candidate.id.end());
      const auto common = static_cast<std::size_t>(end.first - id.begin());
      if (common > longest) {
        longest = common;
        best = &candidate;
      }
    }
    constexpr std::size_t kTelling = 4;
    if (best == nullptr || longest < kTelling) return "; `siffra rules show` lists them";
    return "; did you mean \"" + best->id + "\"?";
  }

  void check_terms(const std::vector<IdentityTerm>& terms, const std::string& file, int line) {
    for (const IdentityTerm& term : terms) {
      for (const std::string& id : term.concepts) check_concept(id, file, line);
    }
  }

  std::vector<std::string> ids_of(const Texts& texts) {
    std::vector<std::string> ids;
    for (const Text& text : texts) {
      check_concept(text.text, file_, text.line);
      ids.push_back(text.text);
    }
    return ids;
  }

  void check_once(StringMap<int>& seen, const Text& id) {
    const auto [first, fresh] = seen.try_emplace(id.text, id.line);
    if (fresh) return;
    fail(file_, id.line,
         "identity \"" + id.text + "\" is defined twice in this pack, first on line " +
             std::to_string(first->second));
  }

  template <typename Relation>
  static void put(std::vector<Relation>& relations, Relation relation) {
    for (Relation& present : relations) {
      if (present.id != relation.id) continue;
      present = std::move(relation);
      return;
    }
    relations.push_back(std::move(relation));
  }

  void add_relations(const PackSource& pack) {
    file_ = pack.file;
    StringMap<int> seen;
    for (const IdentitySource& source : pack.identities) {
      check_once(seen, source.id);
      add_identity(pack, source);
    }
    for (const ConfusionSource& source : pack.confusions) {
      for (const Text& read : source.read) {
        book_.confusions.push_back({source.printed, read.text, source.per_10000});
      }
      if (source.lost) book_.confusions.push_back({source.printed, "", source.per_10000});
      if (source.added) book_.confusions.push_back({"", source.printed, source.per_10000});
    }
    for (const RatioSource& source : pack.ratios) {
      check_once(seen, source.id);
      add_ratio(pack, source);
    }
  }

  void add_identity(const PackSource& pack, const IdentitySource& source) {
    Result<std::vector<IdentityTerm>> terms = parse_identity(source.holds, file_);
    if (!terms) return keep(terms.error());
    check_terms(*terms, file_, source.holds.line);
    Identity identity;
    identity.id = source.id.text;
    identity.kind = source.kind;
    identity.terms = std::move(*terms);
    for (const Text& variant : source.variants) {
      Result<std::vector<IdentityTerm>> other = parse_identity(variant, file_);
      if (!other) return keep(other.error());
      check_terms(*other, file_, variant.line);
      identity.variants.push_back(std::move(*other));
    }
    identity.severity = source.severity;
    identity.pack = pack.name;
    identity.text_sv = source.text_sv;
    identity.text_en = source.text_en;
    identity.when = ids_of(source.when);
    identity.unless = ids_of(source.unless);
    put(book_.identities, std::move(identity));
  }

  void add_ratio(const PackSource& pack, const RatioSource& source) {
    RatioIdentity ratio;
    ratio.id = source.id.text;
    ratio.ratio = source.ratio.text;
    check_concept(ratio.ratio, file_, source.ratio.line);
    for (const Text& numerator : source.numerators) {
      Result<std::vector<IdentityTerm>> terms = parse_sum(numerator, file_);
      if (!terms) return keep(terms.error());
      check_terms(*terms, file_, numerator.line);
      ratio.numerators.push_back(std::move(*terms));
    }
    Result<std::vector<IdentityTerm>> denominator = parse_sum(source.denominator, file_);
    if (!denominator) return keep(denominator.error());
    check_terms(*denominator, file_, source.denominator.line);
    ratio.denominator = std::move(*denominator);
    ratio.severity = source.severity;
    ratio.pack = pack.name;
    ratio.text_sv = source.text_sv;
    ratio.text_en = source.text_en;
    ratio.when = ids_of(source.when);
    ratio.unless = ids_of(source.unless);
    put(book_.ratios, std::move(ratio));
  }

  void describe(const PackSource& pack) {
    RuleBook::PackInfo info;
    info.name = pack.name;
    info.file = pack.file;
    info.description = pack.description;
    info.concepts = pack.concepts.size();
    info.identities = pack.identities.size() + pack.ratios.size();
    for (const ConceptSource& source : pack.concepts) {
      info.patterns += source.labels.size() + source.sums.size() + source.patterns.size();
    }
    book_.packs.push_back(std::move(info));
  }

  Vocabulary book_;
  struct LabelPattern {
    Text text;
    std::string file;
    std::size_t subject = 0;
  };
  std::vector<LabelPattern> label_patterns_;
  std::size_t pack_ = 0;  // the pack whose concepts are being added
  std::string file_;
  std::optional<Error> error_;
};

}  // namespace

std::string without_marks(std::string_view key) {
  std::string plain;
  plain.reserve(key.size());
  for (std::size_t position = 0; position < key.size();) {
    const char32_t c = next_code_point(key, position);
    if (c >= 0xE0 && c <= 0xE5) {
      plain += 'a';
    } else if (c >= 0xE8 && c <= 0xEB) {
      plain += 'e';
    } else if ((c >= 0xF2 && c <= 0xF6) || c == 0xF8) {
      plain += 'o';
    } else {
      append_utf8(plain, c);
    }
  }
  return plain;
}

Result<Vocabulary> build_vocabulary(std::span<const PackSource> packs) {
  return Builder().build(packs);
}

}  // namespace siffra::rules::internal
