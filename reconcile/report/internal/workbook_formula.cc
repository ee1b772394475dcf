#include "reconcile/report/internal/workbook_formula.h"

#include <algorithm>

namespace siffra::reconcile::internal {
namespace {

using extract::CellAddress;
using extract::Extraction;

constexpr std::int64_t kPlainMeasure = 10000;
constexpr int kPlainDecimals = 4;
constexpr std::int64_t kOrePerKrona = 100;

// One part of a formula: a run of figures below one another that are all added, or one figure with
// its factor.
struct Part {
  std::string text;
  bool minus = false;
};

std::string scaled(const std::string& text, std::int64_t numerator, std::int64_t denominator) {
  std::string made = text;
  if (numerator % denominator == 0) {
    numerator /= denominator;
    denominator = 1;
  } else if (denominator % numerator == 0) {
    denominator /= numerator;
    numerator = 1;
  }
  if (numerator != 1) made += "*" + std::to_string(numerator);
  if (denominator != 1) made += "/" + std::to_string(denominator);
  return made;
}

class FormulaMaker {
 public:
  FormulaMaker(const WorkbookPlan& plan, const Extraction& extraction,
               std::optional<std::size_t> home)
      : plan_(plan), extraction_(extraction), home_(home) {}

  // Σ weight·figure·worth, divided by `divisor`, over the terms after the first.
  [[nodiscard]] std::string sum(const Check& check, std::int64_t divisor) const {
    const int sign = check.terms.front().weight < 0 ? 1 : -1;
    std::string formula = "=";
    for (std::size_t i = 1; i < check.terms.size();) {
      const std::size_t end = run_end(check, i);
      const Term& term = check.terms[i];
      const bool minus = term.weight * sign < 0;
      if (formula.size() > 1 || minus) formula += minus ? "-" : "+";
      const std::int64_t factor = (term.weight < 0 ? -1 : 1) * std::int64_t{term.weight} *
                                  unit_worth(extraction_, term.cell);
      formula += scaled(run_text(check, i, end), factor, divisor);
      i = end;
    }
    return formula.size() == 1 ? "=0" : formula;
  }

 private:
  // Three or more figures below one another, nothing printed between them, are a SUM.
  [[nodiscard]] std::size_t run_end(const Check& check, std::size_t begin) const {
    std::size_t end = begin + 1;
    while (end < check.terms.size() && check.terms[begin].weight == 1 &&
           continues(check.terms[end - 1], check.terms[end])) {
      ++end;
    }
    return end - begin >= 3 ? end : begin + 1;
  }

  [[nodiscard]] bool continues(const Term& above, const Term& below) const {
    if (above.cell.statement != below.cell.statement || above.cell.column != below.cell.column ||
        below.weight != above.weight || below.cell.row <= above.cell.row) {
      return false;
    }
    for (std::size_t row = above.cell.row + 1; row < below.cell.row; ++row) {
      if (extract::find_cell(extraction_, {above.cell.statement, row, above.cell.column})) {
        return false;
      }
    }
    return true;
  }

  [[nodiscard]] std::string run_text(const Check& check, std::size_t begin, std::size_t end) const {
    const CellAddress& first = check.terms[begin].cell;
    std::string from = home_ == first.statement ? local(first) : reference(plan_, first);
    if (end == begin + 1) return from;
    return "SUM(" + from + ":" + local(check.terms[end - 1].cell) + ")";
  }

  [[nodiscard]] std::string local(const CellAddress& cell) const {
    return cell_name(sheet_row(cell.row),
                     plan_.statements[cell.statement].figures[cell.column].printed);
  }

  const WorkbookPlan& plan_;
  const Extraction& extraction_;
  std::optional<std::size_t> home_;
};

bool in_range(const Extraction& extraction, const CellAddress& cell) {
  return cell.statement < extraction.statements.size() &&
         cell.row < extraction.statements[cell.statement].rows.size() &&
         cell.column < extraction.statements[cell.statement].columns.size();
}

}  // namespace

std::optional<std::int64_t> measured_value(const Extraction& extraction,
                                           const CellAddress& address) {
  const auto* cell = extract::find_cell(extraction, address);
  if (cell == nullptr) return 0;
  if (!cell->amount) return std::nullopt;
  if (cell->unit == rules::Unit::kMoney) {
    const auto& statement = extraction.statements[address.statement];
    const auto own = statement.columns[address.column].scale;
    const auto money = cell->amount->money(own ? *own : statement.scale.value_or(1));
    if (!money) return std::nullopt;
    return money->ore();
  }
  std::int64_t value = cell->amount->digits;
  for (int i = cell->amount->decimals; i < kPlainDecimals; ++i) {
    if (__builtin_mul_overflow(value, 10, &value)) return std::nullopt;
  }
  if (cell->amount->decimals > kPlainDecimals) return std::nullopt;
  return value;
}

std::int64_t unit_worth(const Extraction& extraction, const CellAddress& address) {
  const auto* cell = extract::find_cell(extraction, address);
  if (cell != nullptr && cell->unit != rules::Unit::kMoney) return kPlainMeasure;
  const auto& statement = extraction.statements[address.statement];
  const auto own = statement.columns[address.column].scale;
  std::int64_t scale = own ? *own : statement.scale.value_or(1);
  if (cell != nullptr && cell->amount && cell->amount->stated_scale != 0) {
    scale = cell->amount->stated_scale;
  }
  return scale * kOrePerKrona;
}

std::int64_t measure_of(const Extraction& extraction, const CellAddress& address) {
  const auto* cell = extract::find_cell(extraction, address);
  return cell != nullptr && cell->unit != rules::Unit::kMoney ? kPlainMeasure : kOrePerKrona;
}

std::int64_t in_measure(const Extraction& extraction, const CellAddress& cell,
                        rules::Money difference) {
  constexpr std::int64_t kOfChecks = 100;
  std::int64_t value = 0;
  const std::int64_t times = measure_of(extraction, cell) / kOfChecks;
  return __builtin_mul_overflow(difference.ore(), times, &value) ? difference.ore() : value;
}

bool is_linear(const Extraction& extraction, const Check& check) {
  if (check.verdict == Verdict::kUnverifiable || check.terms.size() < 2) return false;
  if (check.terms.front().weight != -1 && check.terms.front().weight != 1) return false;
  std::int64_t sum = 0;
  for (const Term& term : check.terms) {
    if (!in_range(extraction, term.cell)) return false;
    const auto value = measured_value(extraction, term.cell);
    std::int64_t part = 0;
    if (!value || __builtin_mul_overflow(*value, std::int64_t{term.weight}, &part) ||
        __builtin_add_overflow(sum, part, &sum)) {
      return false;
    }
  }
  const bool stated_as_printed_less_computed = check.terms.front().weight < 0;
  return in_measure(extraction, check.terms.front().cell, check.difference) ==
         (stated_as_printed_less_computed ? -sum : sum);
}

std::string computed_formula(const WorkbookPlan& plan, const Extraction& extraction,
                             const Check& check, FormulaUnit unit,
                             std::optional<std::size_t> home) {
  const CellAddress& total = check.terms.front().cell;
  const std::int64_t divisor =
      unit == FormulaUnit::kPrinted ? unit_worth(extraction, total) : measure_of(extraction, total);
  return FormulaMaker(plan, extraction, home).sum(check, divisor);
}

std::string printed_formula(const WorkbookPlan& plan, const Extraction& extraction,
                            const Check& check) {
  const CellAddress& total = check.terms.front().cell;
  return "=" + scaled(reference(plan, total), unit_worth(extraction, total),
                      measure_of(extraction, total));
}

}  // namespace siffra::reconcile::internal
