#include "reconcile/internal/repair_findings.h"

#include <algorithm>
#include <cmath>

#include "reconcile/internal/messages.h"
#include "reconcile/internal/repair_equations.h"
#include "reconcile/internal/wording.h"

namespace siffra::reconcile::internal {
namespace {

using extract::CellAddress;
using extract::Extraction;

constexpr double kError = 0.67;  // two to one that the report is wrong; below, it is a warning
constexpr double kMisread = 0.5;

std::string percent(double probability) {
  const int whole = static_cast<int>(std::lround(100 * probability));
  return std::to_string(std::clamp(whole, 1, 99)) + " %";
}

// For checks that ask for no particular figure (shares, parts): by the readings alone.
double by_readings(const Check& check, const Beliefs& beliefs) {
  double misread = 0;
  double wrong = 0;
  for (const Term& term : check.terms) {
    wrong += kReportWrong;
    const auto belief = beliefs.find(term.cell);
    if (belief != beliefs.end()) misread += 1 - belief->second.as_read;
  }
  return wrong / (wrong + misread);
}

bool recognised(const Check& check, const Beliefs& beliefs) {
  return std::any_of(check.terms.begin(), check.terms.end(),
                     [&](const Term& term) { return beliefs.count(term.cell) > 0; });
}

Message sentence_of(bool misread, Original original) {
  if (original == Original::kPictured)
    return misread ? Message::kMisreadAs : Message::kMisreadSomewhere;
  return misread ? Message::kMisreadAsUnseen : Message::kMisreadSomewhereUnseen;
}

void tell(const Extraction& extraction, const Weighed& verdict, Original original,
          Finding& finding) {
  const CellAddress cell = verdict.misread ? verdict.cell : finding.cells.front();
  const extract::StatementCell* shown = extract::find_cell(extraction, cell);
  const std::vector<Place> places = {{"row", row_text(extraction, cell)},
                                     {"shown", both(shown != nullptr ? shown->raw : std::string())},
                                     {"value", figure_text(verdict.value)},
                                     {"likely", both(percent(verdict.probability))},
                                     {"wrong", both(percent(verdict.report_wrong))},
                                     {"misread", both(percent(verdict.figures_misread))}};
  const Bilingual text = say(sentence_of(verdict.misread, original), places);
  finding.explanation_sv += " " + text.sv;
  finding.explanation_en += " " + text.en;
}

}  // namespace

void weigh_findings(const Extraction& extraction, const Beliefs& beliefs,
                    const std::map<std::size_t, Weighed>& weighed, Original original,
                    Audit& audit) {
  for (Finding& finding : audit.findings) {
    if (finding.severity == rules::Severity::kInfo || finding.cells.empty()) continue;
    Weighed verdict;
    verdict.report_wrong = 0;
    bool over_image = false;
    double error = 0;  // that the report is wrong in a sum whose failing is an error
    for (const std::size_t index : finding.checks) {
      const Check& check = audit.checks[index];
      over_image = over_image || recognised(check, beliefs);
      const auto found = weighed.find(index);
      Weighed own;
      if (found != weighed.end()) {
        own = found->second;
      } else {
        own.report_wrong = by_readings(check, beliefs);
        own.figures_misread = 1 - own.report_wrong;
      }
      verdict.report_wrong = std::max(verdict.report_wrong, own.report_wrong);
      verdict.figures_misread = std::max(verdict.figures_misread, own.figures_misread);
      if (check.severity == rules::Severity::kError) error = std::max(error, own.report_wrong);
      if (own.misread && own.probability > verdict.probability) {
        verdict.misread = true;
        verdict.cell = own.cell;
        verdict.value = own.value;
        verdict.probability = own.probability;
      }
    }
    if (!over_image) continue;
    verdict.figures_misread = std::min(verdict.figures_misread, 1 - verdict.report_wrong);
    if (error < kError && finding.severity == rules::Severity::kError) {
      finding.severity = rules::Severity::kWarning;
    }
    tell(extraction, verdict, original, finding);
    if (verdict.misread && verdict.probability > kMisread) {
      finding.hypothesis =
          Hypothesis{HypothesisKind::kMisread, verdict.cell, verdict.value, verdict.probability};
    }
  }
}

}  // namespace siffra::reconcile::internal
