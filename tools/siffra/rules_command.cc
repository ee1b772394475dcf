#include <string>

#include "reconcile/report/terminal_text.h"
#include "tools/siffra/commands.h"
#include "tools/siffra/output.h"

namespace siffra::tools {
namespace {

using reconcile::Language;
using reconcile::padded;
using reconcile::padded_left;

std::string counts(const rules::RuleBook::PackInfo& pack, Language language) {
  const bool swedish = language == Language::kSwedish;
  return padded_left(std::to_string(pack.concepts), 5) + (swedish ? " begrepp " : " concepts ") +
         padded_left(std::to_string(pack.identities), 4) +
         (swedish ? " samband " : " identities ") + padded_left(std::to_string(pack.patterns), 5) +
         (swedish ? " mönster" : " patterns");
}

std::string_view nature_name(rules::Nature nature) {
  switch (nature) {
    case rules::Nature::kIncome:
      return "income";
    case rules::Nature::kCost:
      return "cost";
    case rules::Nature::kResult:
      return "result";
    case rules::Nature::kAsset:
      return "asset";
    case rules::Nature::kCredit:
      return "credit";
    case rules::Nature::kFlow:
      return "flow";
    case rules::Nature::kRatio:
      return "ratio";
    case rules::Nature::kCount:
      return "count";
    case rules::Nature::kUnknown:
      break;
  }
  return "unknown";
}

std::string term_text(const rules::IdentityTerm& term) {
  std::string names;
  for (const auto& name : term.concepts) names += (names.empty() ? "" : " | ") + name;
  if (term.absolute) names = "|" + names + "|";
  if (term.at == rules::ColumnAt::kOpening) names += " (opening)";
  if (term.optional) names = "[" + names + "]";
  const std::string factor =
      term.weight == 1 || term.weight == -1 ? "" : std::to_string(std::abs(term.weight)) + " × ";
  return (term.weight < 0 ? "− " : "+ ") + factor + names;
}

std::string describe(const rules::Concept& found) {
  std::string text = found.id + "\n  Swedish   " + found.name_sv + "\n  English   " +
                     found.name_en + "\n  row       " + std::string(name_of(found.row_kind)) +
                     "\n  nature    " + std::string(nature_name(found.nature)) + "\n";
  if (!found.parent.empty()) text += "  part of   " + found.parent + "\n";
  std::string statements;
  for (const auto kind : found.statements) {
    statements += (statements.empty() ? "" : ", ") + std::string(name_of(kind));
  }
  text += "  stands in " + (statements.empty() ? std::string("any statement") : statements) + "\n";
  return text + "  pack      " + found.pack + "\n";
}

std::string describe(const rules::Identity& identity) {
  std::string text = identity.id + "  (" + std::string(name_of(identity.kind)) + ", " +
                     std::string(name_of(identity.severity)) + ", pack " + identity.pack + ")\n  " +
                     identity.text_sv + "\n  " + identity.text_en + "\n";
  for (const auto& term : identity.terms) text += "    " + term_text(term) + "\n";
  return text + "    = 0\n";
}

std::string describe(const rules::RatioIdentity& ratio) {
  std::string text = ratio.id + "  (ratio, " + std::string(name_of(ratio.severity)) + ", pack " +
                     ratio.pack + ")\n  " + ratio.text_sv + "\n  " + ratio.text_en + "\n    " +
                     ratio.ratio + "\n";
  for (const auto& numerator : ratio.numerators) {
    text += "    =";
    for (const auto& term : numerator) text += " " + term_text(term);
    text += "  over ";
    for (const auto& term : ratio.denominator) text += " " + term_text(term);
    text += "\n";
  }
  return text;
}

std::string everything(const rules::RuleBook& book, Language language) {
  const bool swedish = language == Language::kSwedish;
  std::string text;
  for (const auto& known : book.concepts()) {
    text += padded(known.id, 40) + "  " + (swedish ? known.name_sv : known.name_en) + "\n";
  }
  for (const auto& identity : book.identities()) {
    text += padded(identity.id, 40) + "  " + (swedish ? identity.text_sv : identity.text_en) + "\n";
  }
  for (const auto& ratio : book.ratios()) {
    text += padded(ratio.id, 40) + "  " + (swedish ? ratio.text_sv : ratio.text_en) + "\n";
  }
  return text;
}

std::string named(const rules::RuleBook& book, const std::string& name) {
  std::string text;
  for (const auto& known : book.concepts()) {
    if (known.id == name || known.pack == name) text += describe(known) + "\n";
  }
  for (const auto& identity : book.identities()) {
    if (identity.id == name || identity.pack == name) text += describe(identity) + "\n";
  }
  for (const auto& ratio : book.ratios()) {
    if (ratio.id == name || ratio.pack == name) text += describe(ratio) + "\n";
  }
  return text;
}

}  // namespace

ExitStatus run_rules_list(const CommonSettings& settings) {
  const auto book = rules_or_complaint(settings);
  if (!book) return kWrongUsage;
  std::string text;
  for (const auto& pack : book->packs()) {
    text += padded(pack.name, 20) + " " + counts(pack, settings.language) + "  " +
            pack.description + "\n" + std::string(21, ' ') + pack.file + "\n";
  }
  return deliver(settings, "rules.txt", text);
}

ExitStatus run_rules_show(const CommonSettings& settings, const std::string& name) {
  const auto book = rules_or_complaint(settings);
  if (!book) return kWrongUsage;
  const std::string text = name.empty() ? everything(*book, settings.language) : named(*book, name);
  if (text.empty()) {
    diagnose(settings.language, {rules::ErrorCode::kNotFound,
                                 "no concept, identity or pack is called \"" + name +
                                     "\"; `siffra rules show` lists them all",
                                 {}});
    return kWrongUsage;
  }
  return deliver(settings, "rules.txt", text);
}

ExitStatus run_rules_check(const CommonSettings& settings,
                           const std::vector<std::filesystem::path>& files) {
  CommonSettings with_files = settings;
  with_files.rule_files.insert(with_files.rule_files.end(), files.begin(), files.end());
  const auto book = rules_or_complaint(with_files);
  if (!book) return kWrongUsage;
  std::string text;
  for (const auto& pack : book->packs().last(files.size())) {
    text += pack.file + (settings.language == Language::kSwedish ? ": giltig," : ": valid,") +
            counts(pack, settings.language) + "\n";
  }
  return deliver(settings, "rules.txt", text);
}

}  // namespace siffra::tools
