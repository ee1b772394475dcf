// What is known about Swedish accounts, read from rule packs (TOML; see docs/rules.md) and
// compiled: the words of statements, heads, units and labels, and the identities that hold between
// concepts.
//
//   Result<RuleBook> book = RuleBook::load(standard_pack_files());
//   auto title = book->statement_title("3. Resultaträkning");      // kind income_statement
//   auto match = book->concept_for("Summa tillgångar", StatementKind::kBalanceSheet);
//
// All matching is on folded text (see fold): lower case, single spaces, ligatures and soft hyphens
// undone. Patterns are RE2, so a pack from a stranger cannot make matching slow. Immutable after
// load; safe to share between threads. No accounting knowledge stands in C++: what is not in a pack
// is not known.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/amount.h"
#include "rules/period.h"
#include "rules/result.h"
#include "rules/terms.h"

namespace siffra::rules {

// How a row's figure enters its statement after signs are normalised (income +, cost −; assets +,
// credit side +).
enum class Nature { kUnknown, kIncome, kCost, kResult, kAsset, kCredit, kFlow, kRatio, kCount };

struct Concept {
  std::string id;                         // stable dotted name: "income.net_cost"
  std::vector<StatementKind> statements;  // where its label may stand; empty = anywhere
  RowKind row_kind =
      RowKind::kItem;  // kSum: printed as a total of others; kOfWhich: part of `parent`
  Nature nature = Nature::kUnknown;
  bool closes = false;  // what is printed below it is part of no sum above (pledged assets)
  std::string parent;   // of_which rows: the concept they are a part of
  std::string pack;     // the pack that defines it
  std::string name_sv, name_en;  // for messages
};

struct ConceptMatch {
  const Concept* concept_found = nullptr;
  double strength = 0;  // 1 = the whole label; less when only a part of it matched
};

// Which column of the other statement a term is taken from, relative to the column a check is made
// for.
enum class ColumnAt {
  kSame,     // same period end, same role and entity
  kOpening,  // the balance at the start of the period
};

struct IdentityTerm {
  std::vector<std::string> concepts;  // alternatives, first that is present is used
  int weight = 1;                     // after normalisation of signs
  bool optional = false;  // a missing optional term counts as zero; a missing other: unverifiable
  ColumnAt at = ColumnAt::kSame;
  bool absolute = false;  // compare magnitudes: for sides printed with either sign
};

// Σ weight·value = 0 within the printed intervals (DOMAIN: XBRL Calculations 1.1).
struct Identity {
  std::string id;  // "income.net_cost"
  CheckKind kind = CheckKind::kFooting;
  std::vector<IdentityTerm>
      terms;  // the first term is the one stated to be the result of the others
  Severity severity = Severity::kError;  // of a discrepancy
  std::string pack;
  std::string text_sv, text_en;  // one whole sentence: what holds
  // Other wholes that satisfy it as well: `terms` is tried first, and a discrepancy stands only
  // where none of these holds ("cash" with or without short-term investments).
  std::vector<std::vector<IdentityTerm>> variants;
  // The identity is tried only where every concept of `when` and none of `unless` stands in the
  // report; otherwise it does not apply and says nothing (not even "unverifiable").
  std::vector<std::string> when, unless;
};

// A share printed in the report that can be recomputed: soliditet, andel, förändring.
struct RatioIdentity {
  std::string id;
  std::string ratio;                                  // concept of the printed share
  std::vector<std::vector<IdentityTerm>> numerators;  // variants; any that fits satisfies it
  std::vector<IdentityTerm> denominator;
  Severity severity = Severity::kWarning;
  std::string pack;
  std::string text_sv, text_en;
  std::vector<std::string> when, unless;  // as in Identity
};

// How often recognition takes one printed shape for another: "7" read as "1". An empty text on
// either side is a shape lost or made up.
struct ShapeConfusion {
  std::string printed, read;
  int per_10000 = 0;  // of the shapes that are read wrongly at all
};

struct TitleMatch {
  StatementKind kind = StatementKind::kOther;
  EntityScope scope = EntityScope::kUnstated;  // "Koncernens resultaträkning", "Parent company"
  std::string note;                            // for a note: its number as printed ("12", "3a")
  std::size_t begin = 0, end = 0;              // the matched part of the folded text
  double coverage = 0;  // share of the folded text that the title and its usual
                        // companions (numbering, periods, units, names) explain: 1 for a heading
};

struct HeadMatch {
  std::optional<ColumnRole> role;
  EntityScope scope = EntityScope::kUnstated;
  bool is_note_column = false;  // "Not", "Noter", "Note"
  bool is_code_column = false;  // "Konto", "Proj.nr"
  std::optional<Period> period;
  std::optional<std::int64_t> scale;  // a head that states the unit: "tkr"
  bool prior = false;                 // "föreg år", "f.å.": last year's
};

enum class LabelWord {
  kSum,
  kOfWhich,
  kAddition,
  kDeduction,
  kOpening,
  kClosing,
  kContinued,
  kJoining
};

enum class ReportKind { kUnknown, kInterim, kInterimClosing, kAnnual };
std::string_view name_of(ReportKind kind);

class RuleBook {
 public:
  // Reads and compiles the packs in order; a later pack adds to or replaces concepts and identities
  // of an earlier one by id. Errors carry file and line.
  static Result<RuleBook> load(std::span<const std::filesystem::path> files);

  RuleBook(RuleBook&&) noexcept;
  RuleBook& operator=(RuleBook&&) noexcept;
  ~RuleBook();

  [[nodiscard]] std::optional<TitleMatch> statement_title(std::string_view line) const;
  [[nodiscard]] HeadMatch column_head(std::string_view text) const;
  [[nodiscard]] std::optional<Period> period(std::string_view text) const;
  // Scale of a stated unit: "Belopp i tkr" → 1000, "Mkr" → 1000000. `prose` text needs more than a
  // lone "kr".
  [[nodiscard]] std::optional<std::int64_t> unit_scale(std::string_view text) const;
  // Whether a line says hardly anything but in which unit amounts are stated: "Beloppen i tabellen
  // anges i tusental kronor om inte annat sägs". Two words of three belong to such a sentence.
  [[nodiscard]] bool is_unit_sentence(std::string_view text) const;
  // Unit of a row from its label: "Soliditet (%)" → percent, "Antal anställda" → count; nullopt =
  // money.
  [[nodiscard]] std::optional<Unit> row_unit(std::string_view label) const;
  [[nodiscard]] std::optional<ConceptMatch> concept_for(std::string_view label,
                                                        StatementKind kind) const;
  [[nodiscard]] bool has_word(std::string_view label, LabelWord word) const;
  [[nodiscard]] ReportKind report_kind(std::string_view line) const;
  // The name of an entity if this line is one ("Samordningsförbundet X", "X kommun", "Y AB
  // (publ)").
  [[nodiscard]] std::optional<std::string> entity_name(std::string_view line) const;

  // The word of accounts that a word misread from a picture stands for: "retultat" → "resultat",
  // folded. nullopt: the word is known as it is, or none is near enough, or two are as near.
  [[nodiscard]] std::optional<std::string> word_meant(std::string_view word) const;

  [[nodiscard]] const Concept* find_concept(std::string_view id) const;
  [[nodiscard]] std::span<const Concept> concepts() const;
  [[nodiscard]] std::span<const Identity> identities() const;
  [[nodiscard]] std::span<const RatioIdentity> ratios() const;
  [[nodiscard]] std::span<const ShapeConfusion> confusions() const;

  struct PackInfo {
    std::string name, file, description;
    std::size_t concepts = 0, identities = 0, patterns = 0;
  };
  [[nodiscard]] std::span<const PackInfo> packs() const;

 private:
  struct Compiled;
  explicit RuleBook(std::unique_ptr<Compiled> compiled);
  std::unique_ptr<Compiled> compiled_;
};

// The packs that come with the program: next to the installed program, else in the build tree's
// source. SIFFRA_PACK_DIR in the environment goes first.
Result<std::vector<std::filesystem::path>> standard_pack_files();

// Lower case (Swedish letters too), NFC for a e o with rings and dots, ligatures spelled out, soft
// hyphens and zero-width characters gone, dashes of any length "-", quotation marks plain, every
// run of white space one plain space, ends trimmed. UTF-8 in and out; invalid bytes become U+FFFD.
std::string fold(std::string_view text);

}  // namespace siffra::rules
