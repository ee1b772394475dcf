#include "rules/internal/pack_source.h"

#include <array>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

#include "rules/internal/toml_reader.h"

namespace siffra::rules::internal {
namespace {

constexpr std::uintmax_t kLargestPack = 4U
                                        << 20U;  // bytes; the packs of this program hold < 100 kB

constexpr std::string_view kKinds =
    "income_statement, balance_sheet, cash_flow_statement, operating_account, note, overview, "
    "budget_follow_up, investment_account, equity_changes, balanced_result, other";
constexpr std::string_view kRoles =
    "actual, budget, forecast, variance, opening, change, percent, text";
constexpr std::string_view kCheckKinds =
    "footing, cross_footing, balance, note_tie, statement_tie, unit_tie, variance, roll_forward, "
    "ratio, period_tie";

template <typename Value, std::size_t N>
std::optional<Value> found_in(const std::array<std::pair<std::string_view, Value>, N>& names,
                              std::string_view name) {
  for (const auto& [text, value] : names) {
    if (text == name) return value;
  }
  return std::nullopt;
}

constexpr std::array<std::pair<std::string_view, Nature>, 9> kNatures = {{
    {"unknown", Nature::kUnknown},
    {"income", Nature::kIncome},
    {"cost", Nature::kCost},
    {"result", Nature::kResult},
    {"asset", Nature::kAsset},
    {"credit", Nature::kCredit},
    {"flow", Nature::kFlow},
    {"ratio", Nature::kRatio},
    {"count", Nature::kCount},
}};
constexpr std::array<std::pair<std::string_view, Unit>, 4> kUnits = {{
    {"percent", Unit::kPercent},
    {"count", Unit::kCount},
    {"other", Unit::kOther},
    {"money", Unit::kMoney},
}};
constexpr std::array<std::pair<std::string_view, EntityScope>, 2> kScopes = {{
    {"group", EntityScope::kGroup},
    {"parent", EntityScope::kParent},
}};
constexpr std::array<std::pair<std::string_view, ReportKind>, 3> kReports = {{
    {"interim", ReportKind::kInterim},
    {"interim_closing", ReportKind::kInterimClosing},
    {"annual", ReportKind::kAnnual},
}};
constexpr std::array<std::pair<std::string_view, LabelWord>, 8> kLabelWords = {{
    {"sum", LabelWord::kSum},
    {"of_which", LabelWord::kOfWhich},
    {"addition", LabelWord::kAddition},
    {"deduction", LabelWord::kDeduction},
    {"opening", LabelWord::kOpening},
    {"closing", LabelWord::kClosing},
    {"continued", LabelWord::kContinued},
    {"joining", LabelWord::kJoining},
}};
constexpr std::array<std::pair<std::string_view, PeriodWord>, 8> kPeriodWords = {{
    {"quarter", PeriodWord::kQuarter},
    {"third", PeriodWord::kThird},
    {"half", PeriodWord::kHalf},
    {"months_counted", PeriodWord::kMonths},
    {"full_year", PeriodWord::kFullYear},
    {"through", PeriodWord::kThrough},
    {"filler", PeriodWord::kFiller},
    {"rolling", PeriodWord::kRolling},
}};

void append(Texts& all, Texts more) {
  for (Text& text : more) all.push_back(std::move(text));
}

// Reads every section of one pack into a PackSource; stops at the first error.
class PackReader {
 public:
  PackReader(const toml::table& root, std::string file)
      : root_(root, "the pack", file), file_(std::move(file)) {
    pack_.file = file_;
  }

  Result<PackSource> read() {
    read_identification();
    each("title", [this](TableReader& table) { read_title(table); });
    one("title_words", [this](TableReader& table) { read_title_words(table); });
    each("head", [this](TableReader& table) { read_head(table); });
    each("unit", [this](TableReader& table) { read_unit(table); });
    each("row_unit", [this](TableReader& table) { read_row_unit(table); });
    one("words", [this](TableReader& table) { read_words(table); });
    one("period", [this](TableReader& table) { read_period_words(table); });
    each("report", [this](TableReader& table) { read_report(table); });
    one("entity", [this](TableReader& table) { read_entity(table); });
    each("spelling", [this](TableReader& table) { read_spelling(table); });
    one("abbreviations", [this](TableReader& table) { read_abbreviations(table); });
    each("concept", [this](TableReader& table) { read_concept(table); });
    each("identity", [this](TableReader& table) { read_identity(table); });
    each("ratio", [this](TableReader& table) { read_ratio(table); });
    each("confusion", [this](TableReader& table) { read_confusion(table); });
    if (!error_) error_ = root_.finish();
    if (error_) return *error_;
    return std::move(pack_);
  }

 private:
  template <typename Read>
  void each(std::string_view key, Read read_entry) {
    for (const toml::table* entry : root_.tables(key)) {
      if (error_) return;
      TableReader table(*entry, "[[" + std::string(key) + "]]", file_);
      read_entry(table);
      error_ = table.finish();
    }
  }
  template <typename Read>
  void one(std::string_view key, Read read_entry) {
    const toml::table* entry = root_.table(key);
    if (entry == nullptr || error_) return;
    TableReader table(*entry, "[" + std::string(key) + "]", file_);
    read_entry(table);
    error_ = table.finish();
  }

  void read_identification() {
    const toml::table* entry = root_.table("pack");
    if (entry == nullptr) {
      root_.fail(1, "a rule pack begins with [pack] and its name");
      error_ = root_.finish();
      return;
    }
    TableReader table(*entry, "[pack]", file_);
    pack_.name = table.required_text("name").text;
    if (const auto description = table.text("description")) pack_.description = description->text;
    error_ = table.finish();
  }

  static Texts required_texts(TableReader& table, std::string_view key) {
    Texts texts = table.texts(key);
    table.require(!texts.empty(), "an entry needs \"" + std::string(key) + "\" with at least one");
    return texts;
  }

  void read_title(TableReader& table) {
    TitleSource title;
    const auto kind = table.term("kind", statement_kind_from, kKinds);
    table.require(kind.has_value(), "[[title]] needs the key \"kind\"");
    title.kind = kind.value_or(StatementKind::kOther);
    title.scope = table
                      .term(
                          "scope", [](std::string_view name) { return found_in(kScopes, name); },
                          "group, parent")
                      .value_or(EntityScope::kUnstated);
    title.phrases = required_texts(table, "phrases");
    pack_.titles.push_back(std::move(title));
  }

  void read_title_words(TableReader& table) {
    append(pack_.title_companions, table.texts("companions"));
    append(pack_.group_words, table.texts("group"));
    append(pack_.parent_words, table.texts("parent"));
    append(pack_.note_words, table.texts("note"));
  }

  void read_head(TableReader& table) {
    HeadSource head;
    head.role = table.term("role", column_role_from, kRoles);
    head.note = table.flag("note");
    head.code = table.flag("code");
    head.prior = table.flag("prior");
    head.phrases = required_texts(table, "phrases");
    table.require(head.role || head.note || head.code || head.prior,
                  "[[head]] needs one of: role, note, code, prior");
    pack_.heads.push_back(std::move(head));
  }

  void read_unit(TableReader& table) {
    UnitSource unit;
    unit.scale = table.integer("scale");
    table.require(!unit.scale || *unit.scale > 0, "\"scale\" in [[unit]] must be positive");
    unit.phrases = table.texts("phrases");
    unit.weak = table.texts("weak");
    append(pack_.unit_companions, table.texts("companions"));
    pack_.units.push_back(std::move(unit));
  }

  void read_row_unit(TableReader& table) {
    RowUnitSource row_unit;
    const auto unit = table.term(
        "unit", [](std::string_view name) { return found_in(kUnits, name); },
        "percent, count, other, money");
    table.require(unit.has_value(), "[[row_unit]] needs the key \"unit\"");
    row_unit.unit = unit.value_or(Unit::kOther);
    row_unit.phrases = table.texts("phrases");
    row_unit.starts = table.texts("starts");
    row_unit.patterns = table.texts("patterns");
    pack_.row_units.push_back(std::move(row_unit));
  }

  void read_spelling(TableReader& table) {
    SpellingSource spelling;
    spelling.words = table.texts("words");
    spelling.known = table.texts("known");
    spelling.confusions = table.texts("confusions");
    spelling.cost = table.integer("cost").value_or(0);
    table.require(spelling.confusions.empty() || (spelling.cost > 0 && spelling.cost <= 100),
                  "\"confusions\" in [[spelling]] need a \"cost\" of 1 to 100");
    for (const Text& pair : spelling.confusions) {
      const std::size_t space = pair.text.find(' ');
      const bool two = space != std::string::npos && space > 0 && space + 1 < pair.text.size() &&
                       pair.text.find(' ', space + 1) == std::string::npos;
      if (!two) {
        table.fail(pair.line,
                   "confusion \"" + pair.text + "\" is not two texts with a space between");
      }
    }
    pack_.spellings.push_back(std::move(spelling));
  }

  void read_abbreviations(TableReader& table) {
    for (const auto& [key, dotted] : {std::pair("words", false), std::pair("dotted", true)}) {
      for (Text& pair : table.texts(key)) {
        const std::size_t space = pair.text.find(' ');
        if (space == 0 || space >= pair.text.size() - 1) {
          table.fail(pair.line, "abbreviation \"" + pair.text +
                                    "\" is not a short word and its whole with a space between");
        }
        pack_.abbreviations.push_back({std::move(pair), dotted});
      }
    }
  }

  void read_words(TableReader& table) {
    for (const auto& [name, word] : kLabelWords) {
      pack_.words.push_back({word, table.texts(name)});
    }
  }

  void add_period_words(Texts phrases, PeriodMeaning meaning) {
    for (Text& phrase : phrases) pack_.period_words.push_back({meaning, std::move(phrase)});
  }

  void add_numbered(TableReader& table, std::string_view key, PeriodWord word) {
    std::vector<Texts> lists = table.text_lists(key);
    constexpr std::size_t kMost = 12;
    table.require(lists.size() <= kMost,
                  "\"" + std::string(key) + "\" in [period] has at most twelve lists");
    int value = 0;
    for (Texts& list : lists) add_period_words(std::move(list), {word, ++value});
  }

  void read_period_words(TableReader& table) {
    add_numbered(table, "months", PeriodWord::kMonth);
    add_numbered(table, "ordinals", PeriodWord::kOrdinal);
    for (const auto& [name, word] : kPeriodWords) add_period_words(table.texts(name), {word, 0});
  }

  void read_report(TableReader& table) {
    const auto kind = table.term(
        "kind", [](std::string_view name) { return found_in(kReports, name); },
        "interim, interim_closing, annual");
    table.require(kind.has_value(), "[[report]] needs the key \"kind\"");
    pack_.reports.push_back(
        {kind.value_or(ReportKind::kUnknown), required_texts(table, "phrases")});
  }

  void read_entity(TableReader& table) {
    append(pack_.entity_words, table.texts("words"));
    append(pack_.entity_patterns, table.texts("patterns"));
  }

  std::vector<StatementKind> read_kinds(TableReader& table) {
    std::vector<StatementKind> kinds;
    for (const Text& name : table.texts("statements")) {
      const auto kind = statement_kind_from(name.text);
      if (!kind) {
        table.fail(name.line, "unknown statement \"" + name.text +
                                  "\" in [[concept]]; allowed: " + std::string(kKinds));
        return {};
      }
      kinds.push_back(*kind);
    }
    return kinds;
  }

  static std::optional<std::string> name_in(TableReader& table, std::string_view key) {
    const auto text = table.text(key);
    if (!text) return std::nullopt;
    return text->text;
  }

  void read_concept(TableReader& table) {
    ConceptSource source;
    source.id = table.required_text("id");
    source.name_sv = name_in(table, "sv");
    source.name_en = name_in(table, "en");
    const bool stated = table.has("statements");
    std::vector<StatementKind> kinds = read_kinds(table);
    if (stated) source.statements = std::move(kinds);
    source.row_kind = table.term("row", row_kind_from, "item, sum, of_which, heading");
    source.nature = table.term(
        "nature", [](std::string_view name) { return found_in(kNatures, name); },
        "income, cost, result, asset, credit, flow, ratio, count, unknown");
    source.parent = table.text("parent");
    source.closes = table.flag("closes");
    source.replace = table.flag("replace");
    source.labels = table.texts("labels");
    source.sums = table.texts("sums");
    source.patterns = table.texts("patterns");
    pack_.concepts.push_back(std::move(source));
  }

  void read_identity(TableReader& table) {
    IdentitySource source;
    source.id = table.required_text("id");
    source.holds = table.required_text("holds");
    source.variants = table.texts("variants");
    source.kind = table.term("kind", check_kind_from, kCheckKinds).value_or(CheckKind::kFooting);
    source.severity =
        table.term("severity", severity_from, "info, warning, error").value_or(Severity::kError);
    source.text_sv = table.required_text("sv").text;
    source.text_en = table.required_text("en").text;
    source.when = table.texts("when");
    source.unless = table.texts("unless");
    pack_.identities.push_back(std::move(source));
  }

  void read_ratio(TableReader& table) {
    RatioSource source;
    source.id = table.required_text("id");
    source.ratio = table.required_text("ratio");
    source.numerators = required_texts(table, "numerators");
    source.denominator = table.required_text("denominator");
    source.severity =
        table.term("severity", severity_from, "info, warning, error").value_or(Severity::kWarning);
    source.text_sv = table.required_text("sv").text;
    source.text_en = table.required_text("en").text;
    source.when = table.texts("when");
    source.unless = table.texts("unless");
    pack_.ratios.push_back(std::move(source));
  }

  void read_confusion(TableReader& table) {
    constexpr std::int64_t kAll = 10000;
    ConfusionSource source;
    const Text printed = table.required_text("printed");
    source.printed = printed.text;
    source.read = table.texts("read");
    source.lost = table.flag("lost");
    source.added = table.flag("added");
    table.require(source.lost || source.added || !source.read.empty(),
                  "[[confusion]] needs one of the keys \"read\", \"lost\" and \"added\"");
    const auto share = table.integer("per_10000");
    table.require(share.has_value(), "[[confusion]] needs the key \"per_10000\"");
    if (share && (*share < 1 || *share > kAll)) {
      table.fail(printed.line, "\"per_10000\" in [[confusion]] must be from 1 to 10000");
      return;
    }
    for (const Text& read : source.read) {
      if (read.text == source.printed) {
        table.fail(read.line, "\"" + read.text + "\" in [[confusion]] is read as itself");
      }
    }
    source.per_10000 = static_cast<int>(share.value_or(0));
    pack_.confusions.push_back(std::move(source));
  }

  TableReader root_;
  std::string file_;
  PackSource pack_;
  std::optional<Error> error_;
};

Result<std::string> read_bytes(const std::filesystem::path& file) {
  const Location where{file.string(), 0, 0};
  std::error_code trouble;
  if (!std::filesystem::exists(file, trouble)) {
    return Error{ErrorCode::kNotFound, "there is no such rule pack", where};
  }
  if (std::filesystem::is_directory(file, trouble)) {
    return Error{ErrorCode::kWrongFormat, "a rule pack is a file, this is a directory", where};
  }
  const std::uintmax_t size = std::filesystem::file_size(file, trouble);
  if (!trouble && size > kLargestPack) {
    return Error{ErrorCode::kLimitExceeded, "a rule pack may hold at most 4 MB", where};
  }
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return Error{ErrorCode::kUnreadable, "the rule pack cannot be opened", where};
  std::ostringstream bytes;
  bytes << stream.rdbuf();
  return std::move(bytes).str();
}

}  // namespace

Result<PackSource> read_pack(const std::filesystem::path& file) {
  const Result<std::string> bytes = read_bytes(file);
  if (!bytes) return bytes.error();
  try {
    const toml::table root = toml::parse(*bytes);
    return PackReader(root, file.string()).read();
  } catch (const toml::parse_error& error) {
    return Error{ErrorCode::kMalformed,
                 "not valid TOML: " + std::string(error.description()),
                 {file.string(), 0, static_cast<int>(error.source().begin.line)}};
  } catch (const std::exception& error) {
    return Error{ErrorCode::kMalformed, error.what(), {file.string(), 0, 0}};
  }
}

}  // namespace siffra::rules::internal
