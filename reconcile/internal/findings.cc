#include "reconcile/internal/findings.h"

#include <algorithm>
#include <map>
#include <string>

#include "reconcile/internal/messages.h"
#include "reconcile/internal/residual.h"
#include "reconcile/internal/suspects.h"
#include "reconcile/internal/suspicion.h"
#include "reconcile/internal/wording.h"

namespace siffra::reconcile::internal {
namespace {

using extract::CellAddress;
using extract::Extraction;

// A report shows ±1 often or never; below this many exact sums nothing can be said.
constexpr std::size_t kChecksForRegime = 8;

Message title_of(const Check& check) {
  switch (check.kind) {
    case rules::CheckKind::kCrossFooting:
      return Message::kColumnsTitle;
    case rules::CheckKind::kVariance:
      return check.rule == "variance.sign" ? Message::kVarianceSignTitle : Message::kVarianceTitle;
    case rules::CheckKind::kNoteTie:
      return Message::kNoteTieTitle;
    case rules::CheckKind::kUnitTie:
      return Message::kUnitTitle;
    case rules::CheckKind::kRatio:
      return check.rule == "of_which" ? Message::kOfWhichTitle : Message::kRatioTitle;
    case rules::CheckKind::kStatementTie:
      return check.rule == "rows.same_name" ? Message::kSameRowTitle : Message::kIdentityTitle;
    case rules::CheckKind::kFooting:
    case rules::CheckKind::kRollForward:
      return check.rule == "sum.inferred" ? Message::kFootingTitle : Message::kIdentityTitle;
    default:
      return Message::kIdentityTitle;
  }
}

Message explanation_of(const Check& check) {
  switch (title_of(check)) {
    case Message::kColumnsTitle:
      return Message::kColumnsTried;
    case Message::kVarianceTitle:
    case Message::kVarianceSignTitle:
      return Message::kVarianceTried;
    case Message::kNoteTieTitle:
      return Message::kNoteTieTried;
    case Message::kUnitTitle:
      return Message::kUnitTried;
    case Message::kOfWhichTitle:
      return Message::kOfWhichTried;
    case Message::kRatioTitle:
      return Message::kRatioTried;
    case Message::kSameRowTitle:
      return Message::kSameRowTried;
    case Message::kIdentityTitle:
      return Message::kIdentityTried;
    default:
      return Message::kFootingTried;
  }
}

Bilingual rule_text(const rules::RuleBook& book, const std::string& rule) {
  for (const rules::Identity& identity : book.identities()) {
    if (identity.id == rule) return {identity.text_sv, identity.text_en};
  }
  for (const rules::RatioIdentity& ratio : book.ratios()) {
    if (ratio.id == rule) return {ratio.text_sv, ratio.text_en};
  }
  return both(rule);
}

// How many times the one figure is the other, of figures that differ by their unit alone.
std::string factor_text(std::int64_t one, std::int64_t other) {
  constexpr std::uint64_t kBetween = 30000;  // thousand, or million
  const auto size = [](std::int64_t value) {
    const auto bits = static_cast<std::uint64_t>(value);
    return value < 0 ? 0 - bits : bits;
  };
  const auto [small, large] = std::minmax({size(one), size(other)});
  return small > 0 && large / small > kBetween ? "1 000 000" : "1 000";
}

std::vector<Place> places_of(const Extraction& extraction, const rules::RuleBook& book,
                             const Check& check) {
  const std::vector<PlacedFigure> terms = placed_figures(extraction, check);
  const CellAddress& total = check.terms.front().cell;
  const CellAddress& other = check.terms.back().cell;
  const std::int64_t difference = check.difference.ore();
  const std::int64_t printed = terms.front().figure.value;
  std::int64_t computed = 0;
  if (__builtin_sub_overflow(printed, difference, &computed)) computed = 0;
  return {{"label", row_text(extraction, total)},
          {"statement", statement_text(extraction, total)},
          {"column", column_text(extraction, total)},
          {"other", statement_text(extraction, other)},
          {"note", statement_text(extraction, other)},
          {"rule", rule_text(book, check.rule)},
          {"printed", amount_text(extraction, total, printed)},
          {"computed", amount_text(extraction, total, computed)},
          {"factor", both(factor_text(printed, computed))},
          {"difference", amount_text(extraction, total, difference)},
          {"tolerance", amount_text(extraction, total, check.doubled_tolerance.ore() / 2)},
          {"page", both(std::to_string(page_of(extraction, total)))}};
}

// The change of one cell that mends the most checks of the cause, if any mends one.
struct Mending {
  HypothesisKind kind = HypothesisKind::kDigit;
  CellAddress cell;
  std::int64_t value = 0;
  int score = 0;
};

std::vector<Mending> mendings_of(const Extraction& extraction, const std::vector<Draft>& drafts,
                                 const Cause& cause) {
  std::map<std::pair<CellAddress, std::int64_t>, Mending> by_change;
  for (const std::size_t index : cause.checks) {
    // A share or a part is no sum: no change of one figure follows from the difference.
    if (drafts[index].check.kind == rules::CheckKind::kRatio) continue;
    const std::vector<PlacedFigure> terms = placed_figures(extraction, drafts[index].check);
    for (const Explanation& explanation :
         explain_residual(terms, drafts[index].check.difference.ore())) {
      const CellAddress cell = terms[explanation.term].cell;
      if (std::find(cause.cells.begin(), cause.cells.end(), cell) == cause.cells.end() &&
          explanation.kind != HypothesisKind::kMissingRow) {
        continue;
      }
      Mending& mending = by_change[{cell, explanation.value}];
      mending.cell = cell;
      mending.value = explanation.value;
      mending.kind = explanation.kind;
      if (repeats_other_column(extraction, cell) &&
          explanation.kind != HypothesisKind::kMissingRow) {
        mending.kind = HypothesisKind::kStaleFigure;
      }
      mending.score += explanation.strength;
    }
  }
  std::vector<Mending> mendings;
  for (const auto& [change, mending] : by_change) mendings.push_back(mending);
  std::stable_sort(mendings.begin(), mendings.end(),
                   [](const Mending& a, const Mending& b) { return a.score > b.score; });
  return mendings;
}

Message sentence_of(HypothesisKind kind) {
  switch (kind) {
    case HypothesisKind::kSign:
      return Message::kMaybeSign;
    case HypothesisKind::kTransposition:
      return Message::kMaybeTransposition;
    case HypothesisKind::kMissingRow:
      return Message::kMaybeMissingRow;
    case HypothesisKind::kStaleFigure:
      return Message::kMaybeStale;
    case HypothesisKind::kUnit:
      return Message::kMaybeUnit;
    default:
      return Message::kMaybeDigit;
  }
}

void add_hypothesis(const Extraction& extraction, const std::vector<Mending>& mendings,
                    Finding& finding) {
  if (mendings.empty()) return;
  // Of the figures that one change would mend, the first suspect goes before the others; a row not
  // counted is told of its own place.
  auto chosen = mendings.begin();
  if (chosen->kind != HypothesisKind::kMissingRow) {
    const auto suspect = std::find_if(mendings.begin(), mendings.end(), [&](const Mending& other) {
      return other.cell == finding.cells.front() && other.kind != HypothesisKind::kMissingRow;
    });
    if (suspect != mendings.end()) chosen = suspect;
  }
  const Mending& best = *chosen;
  int all = 4;  // what none of them explains
  for (const Mending& mending : mendings) all += mending.score;
  Hypothesis hypothesis;
  hypothesis.kind = best.kind;
  hypothesis.cell = best.cell;
  hypothesis.value = printed_decimal(extraction, best.cell, best.value);
  hypothesis.probability = static_cast<double>(best.score) / static_cast<double>(all);
  finding.hypothesis = hypothesis;
  const extract::StatementCell* shown = extract::find_cell(extraction, best.cell);
  const std::vector<Place> places = {
      {"row", row_text(extraction, best.cell)},
      {"value", amount_text(extraction, best.cell, best.value)},
      {"shown", both(shown != nullptr ? shown->raw : std::string())}};
  const Bilingual sentence = say(sentence_of(best.kind), places);
  finding.explanation_sv += " " + sentence.sv;
  finding.explanation_en += " " + sentence.en;
}

std::string key_of(const Extraction& extraction, const Check& check) {
  const CellAddress& total = check.terms.front().cell;
  const extract::Statement& statement = extraction.statements[total.statement];
  return check.rule + "|" + rules::fold(statement.title) + "|" +
         rules::fold(statement.rows[total.row].label) + "|" +
         rules::fold(column_text(extraction, total).sv);
}

Finding finding_of(const Extraction& extraction, const rules::RuleBook& book,
                   const std::vector<Draft>& drafts, const Cause& cause) {
  const Check& main = drafts[cause.checks.front()].check;
  Finding finding;
  finding.severity = main.severity;
  finding.checks = cause.checks;
  finding.cells = by_suspicion(extraction, drafts, cause);
  finding.difference = main.difference;
  finding.key = key_of(extraction, main);
  const std::vector<Place> places = places_of(extraction, book, main);
  const Bilingual title = say(title_of(main), places);
  const bool unmet = drafts[cause.checks.front()].unmet;
  const Bilingual text = say(unmet ? Message::kNoReadingFits : explanation_of(main), places);
  finding.title_sv = title.sv;
  finding.title_en = title.en;
  finding.explanation_sv = text.sv;
  finding.explanation_en = text.en;
  if (drafts[cause.checks.front()].row_gone) {
    const Bilingual gone = say(Message::kRowGone, places);
    finding.explanation_sv += " " + gone.sv;
    finding.explanation_en += " " + gone.en;
    return finding;
  }
  if (!unmet) add_hypothesis(extraction, mendings_of(extraction, drafts, cause), finding);
  if (cause.checks.size() > 1) {
    const std::vector<Place> count = {{"count", both(std::to_string(cause.checks.size() - 1))}};
    const Bilingual also =
        say(cause.checks.size() == 2 ? Message::kAlsoFailsOnce : Message::kAlsoFails, count);
    finding.explanation_sv += " " + also.sv;
    finding.explanation_en += " " + also.en;
  }
  return finding;
}

// A lone ±1 among sums that are all exact, and differences that rounding seldom makes.
void add_roundings(const Extraction& extraction, const rules::RuleBook& book,
                   const std::vector<Draft>& drafts, std::vector<Finding>& findings) {
  std::size_t exact = 0;
  std::vector<std::size_t> rounded;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (!drafts[i].clears) continue;
    if (drafts[i].check.verdict == Verdict::kExact) ++exact;
    if (drafts[i].check.verdict == Verdict::kRounding) rounded.push_back(i);
  }
  const bool lone = rounded.size() == 1 && exact >= kChecksForRegime;
  for (const std::size_t index : rounded) {
    const Check& check = drafts[index].check;
    if (!check.rounding_improbable && !lone) continue;
    const std::vector<Place> places = places_of(extraction, book, check);
    const Bilingual title = say(Message::kRoundingTitle, places);
    const Bilingual text = say(Message::kRoundingTried, places);
    Finding finding;
    finding.severity =
        check.rounding_improbable ? rules::Severity::kWarning : rules::Severity::kInfo;
    finding.checks = {index};
    for (const Term& term : check.terms) finding.cells.push_back(term.cell);
    finding.difference = check.difference;
    finding.key = key_of(extraction, check);
    finding.title_sv = title.sv;
    finding.title_en = title.en;
    finding.explanation_sv = text.sv;
    finding.explanation_en = text.en;
    findings.push_back(std::move(finding));
  }
}

}  // namespace

std::vector<Finding> make_findings(const Extraction& extraction, const rules::RuleBook& book,
                                   const std::vector<Draft>& drafts) {
  std::vector<Finding> findings;
  for (const Cause& cause : find_causes(drafts)) {
    findings.push_back(finding_of(extraction, book, drafts, cause));
  }
  add_roundings(extraction, book, drafts, findings);
  const auto place = [&](const Finding& finding) {
    const CellAddress& cell = drafts[finding.checks.front()].check.terms.front().cell;
    return std::pair(page_of(extraction, cell), cell);
  };
  std::stable_sort(findings.begin(), findings.end(),
                   [&](const Finding& a, const Finding& b) { return place(a) < place(b); });
  for (std::size_t i = 0; i < findings.size(); ++i) findings[i].id = "f" + std::to_string(i + 1);
  return findings;
}

void describe_checks(const Extraction& extraction, std::vector<Draft>& drafts) {
  for (Draft& draft : drafts) {
    Check& check = draft.check;
    const CellAddress& total = check.terms.front().cell;
    const std::vector<Place> places = {
        {"label", row_text(extraction, total)},
        {"column", column_text(extraction, total)},
        {"difference", amount_text(extraction, total, check.difference.ore())}};
    Message message = Message::kCheckUndecided;
    if (check.verdict == Verdict::kExact) message = Message::kCheckHolds;
    if (check.verdict == Verdict::kRounding) message = Message::kCheckRounds;
    if (check.verdict == Verdict::kDiscrepancy) message = Message::kCheckFails;
    const Bilingual text = say(message, places);
    check.message_sv = text.sv;
    check.message_en = text.en;
  }
}

}  // namespace siffra::reconcile::internal
