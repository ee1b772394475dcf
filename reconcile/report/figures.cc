#include "reconcile/report/figures.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace siffra::reconcile {
namespace {

// Below this a reading is shown as uncertain, however it was arrived at.
constexpr double kReliable = 0.9;
constexpr std::string_view kNoBreakSpace = "\u00a0";
constexpr std::string_view kMinus = "\u2212";

std::string zero_filled(std::uint64_t number, std::size_t width) {
  const std::string digits = std::to_string(number);
  return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

std::uint64_t magnitude(rules::Money amount) {
  const auto ore = static_cast<std::uint64_t>(amount.ore());
  return amount.ore() < 0 ? ~ore + 1 : ore;
}

// "1234567" → "1 234 567".
std::string grouped(std::string_view digits) {
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += kNoBreakSpace;
    text += digits[i];
  }
  return text;
}

}  // namespace

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::kExact:
      return "exact";
    case Verdict::kRounding:
      return "rounding";
    case Verdict::kDiscrepancy:
      return "discrepancy";
    case Verdict::kUnverifiable:
      break;
  }
  return "unverifiable";
}

std::string_view name_of(HypothesisKind kind) {
  switch (kind) {
    case HypothesisKind::kSign:
      return "sign";
    case HypothesisKind::kDigit:
      return "digit";
    case HypothesisKind::kTransposition:
      return "transposition";
    case HypothesisKind::kMissingRow:
      return "missing_row";
    case HypothesisKind::kStaleFigure:
      return "stale_figure";
    case HypothesisKind::kWrongColumn:
      return "wrong_column";
    case HypothesisKind::kMisread:
      return "misread";
    case HypothesisKind::kUnit:
      return "unit";
    case HypothesisKind::kOfWhich:
      break;
  }
  return "of_which";
}

std::string to_text(const rules::Date& date) {
  const auto year = static_cast<std::uint64_t>(std::max(0, static_cast<int>(date.year())));
  return zero_filled(year, 4) + "-" + zero_filled(static_cast<unsigned>(date.month()), 2) + "-" +
         zero_filled(static_cast<unsigned>(date.day()), 2);
}

std::string half_in_kronor(rules::Money doubled) {
  const std::uint64_t ore = magnitude(doubled);  // half of it is ore · 5 thousandths of a krona
  std::string text = std::to_string(ore / 200);
  if (ore % 200 != 0) {
    text += "." + zero_filled(ore % 200 * 5, 3);
    while (text.back() == '0') text.pop_back();
  }
  return doubled.ore() < 0 ? "-" + text : text;
}

std::string kronor_for_people(rules::Money amount) {
  const std::uint64_t ore = magnitude(amount);
  const std::string sign = amount.ore() < 0 ? std::string(kMinus) : std::string();
  const std::string whole = sign + grouped(std::to_string(ore / 100));
  return ore % 100 == 0 ? whole : whole + "," + zero_filled(ore % 100, 2);
}

std::string decimal_for_people(std::string_view decimal) {
  const bool negative = !decimal.empty() && decimal.front() == '-';
  if (negative) decimal.remove_prefix(1);
  const std::size_t point = std::min(decimal.find('.'), decimal.size());
  std::string text = negative ? std::string(kMinus) : std::string();
  text += grouped(decimal.substr(0, point));
  if (point < decimal.size()) text += "," + std::string(decimal.substr(point + 1));
  return text;
}

std::string percent_for_people(double probability, Language language) {
  const bool swedish = language == Language::kSwedish;
  long tenths = std::lround(std::clamp(probability, 0.0, 1.0) * 1000);
  std::string text;
  if (tenths == 1000 && probability < 1) text = "> ", tenths = 999;
  if (tenths == 0 && probability > 0) text = "< ", tenths = 1;
  text += std::to_string(tenths / 10);
  if (tenths != 1000 && tenths != 0) text += (swedish ? "," : ".") + std::to_string(tenths % 10);
  return text + (swedish ? "\u00A0%" : "%");
}

std::string file_name(const Report& report) {
  const std::string& file = report.document.file;
  return file.substr(file.find_last_of("/\\") + 1);
}

bool is_uncertain(const extract::StatementCell& cell) {
  return !cell.amount || cell.confidence < kReliable;
}

CoverageCount count_coverage(const Report& report) {
  CoverageCount count;
  const auto& statements = report.extraction.statements;
  for (std::size_t s = 0; s < statements.size(); ++s) {
    for (std::size_t r = 0; r < statements[s].rows.size(); ++r) {
      for (const auto& cell : statements[s].rows[r].cells) {
        if (!cell.amount) continue;
        const auto found = report.audit.coverage.find({s, r, cell.column});
        const int holding = found == report.audit.coverage.end() ? 0 : found->second.holding;
        if (holding >= 2) {
          ++count.two_or_more;
        } else {
          ++(holding == 1 ? count.one : count.none);
        }
      }
    }
  }
  return count;
}

Totals count_totals(const Report& report) {
  Totals totals;
  totals.pages = report.document.pages.size();
  totals.statements = report.extraction.statements.size();
  for (const auto& statement : report.extraction.statements) {
    for (const auto& row : statement.rows) {
      totals.cells += row.cells.size();
      for (const auto& cell : row.cells) totals.uncertain_cells += is_uncertain(cell) ? 1U : 0U;
    }
  }
  totals.checks = report.audit.checks.size();
  for (const auto& check : report.audit.checks) {
    totals.exact += check.verdict == Verdict::kExact ? 1U : 0U;
    totals.rounding += check.verdict == Verdict::kRounding ? 1U : 0U;
    totals.discrepancies += check.verdict == Verdict::kDiscrepancy ? 1U : 0U;
    totals.unverifiable += check.verdict == Verdict::kUnverifiable ? 1U : 0U;
  }
  for (const auto& finding : report.audit.findings) {
    if (finding.standing == Standing::kDismissed) {
      ++totals.dismissed;
      continue;
    }
    totals.errors += finding.severity == rules::Severity::kError ? 1U : 0U;
    totals.warnings += finding.severity == rules::Severity::kWarning ? 1U : 0U;
    totals.remarks += finding.severity == rules::Severity::kInfo ? 1U : 0U;
  }
  totals.repaired_cells = report.repairs.size();
  return totals;
}

}  // namespace siffra::reconcile
