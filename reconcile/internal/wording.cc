#include "reconcile/internal/wording.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace siffra::reconcile::internal {
namespace {

constexpr std::int64_t kOrePerKrona = 100;
constexpr std::int64_t kHundredths = 100;  // of shares and counts

// The unit printed with the figure or in its label goes before its column's, and that before the
// table's.
std::optional<std::int64_t> scale_at(const extract::Extraction& extraction,
                                     const extract::CellAddress& at) {
  const extract::StatementCell* cell = extract::find_cell(extraction, at);
  if (cell != nullptr && cell->amount && cell->amount->stated_scale != 0) {
    return cell->amount->stated_scale;
  }
  const extract::Statement& statement = extraction.statements[at.statement];
  if (at.column < statement.columns.size() && statement.columns[at.column].scale) {
    return statement.columns[at.column].scale;
  }
  return statement.scale;
}

struct Parts {
  bool negative = false;
  std::string whole, fraction;
};

// The value in printed units with as many decimals as it needs, at least those the cell shows.
Parts parts_of(const extract::Extraction& extraction, const extract::CellAddress& like,
               std::int64_t ore) {
  const extract::StatementCell* cell = extract::find_cell(extraction, like);
  const bool money = cell == nullptr || cell->unit == rules::Unit::kMoney;
  const std::int64_t unit =
      money ? std::max<std::int64_t>(1, scale_at(extraction, like).value_or(1)) * kOrePerKrona
            : kHundredths;
  int decimals = cell != nullptr && cell->amount ? cell->amount->decimals : 0;
  Parts parts;
  parts.negative = ore < 0;
  const auto magnitude =
      ore < 0 ? 0 - static_cast<std::uint64_t>(ore) : static_cast<std::uint64_t>(ore);
  const auto base = static_cast<std::uint64_t>(unit);
  parts.whole = std::to_string(magnitude / base);
  std::uint64_t rest = magnitude % base;
  for (std::uint64_t place = base / 10; place > 0 && (rest > 0 || decimals > 0); place /= 10) {
    parts.fraction += static_cast<char>('0' + rest / place);
    rest %= place;
    --decimals;
  }
  return parts;
}

std::string grouped(const std::string& digits) {
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += "\u00A0";
    text += digits[i];
  }
  return text;
}

Bilingual unit_text(const extract::Extraction& extraction, const extract::CellAddress& like) {
  const extract::StatementCell* cell = extract::find_cell(extraction, like);
  if (cell != nullptr && cell->unit == rules::Unit::kPercent) return both("\u00A0%");
  if (cell != nullptr && cell->unit != rules::Unit::kMoney) return both("");
  const std::optional<std::int64_t> scale = scale_at(extraction, like);
  if (!scale) return both("");
  switch (*scale) {
    case 1000:
      return {"\u00A0tkr", "\u00A0SEK thousand"};
    case 1000000:
      return {"\u00A0mkr", "\u00A0SEK million"};
    default:
      return {"\u00A0kr", "\u00A0SEK"};
  }
}

}  // namespace

Bilingual amount_text(const extract::Extraction& extraction, const extract::CellAddress& like,
                      std::int64_t ore) {
  const Parts parts = parts_of(extraction, like, ore);
  const std::string sign = parts.negative ? "\u2212" : "";
  const std::string whole = sign + grouped(parts.whole);
  const Bilingual unit = unit_text(extraction, like);
  const std::string sv = parts.fraction.empty() ? whole : whole + "," + parts.fraction;
  const std::string en = parts.fraction.empty() ? whole : whole + "." + parts.fraction;
  return {sv + unit.sv, en + unit.en};
}

std::string printed_decimal(const extract::Extraction& extraction, const extract::CellAddress& like,
                            std::int64_t ore) {
  const Parts parts = parts_of(extraction, like, ore);
  std::string text = parts.negative ? "-" : "";
  text += parts.whole;
  if (!parts.fraction.empty()) text += "." + parts.fraction;
  return text;
}

Bilingual figure_text(const std::string& decimal) {
  const bool negative = decimal.starts_with('-');
  const std::size_t point = decimal.find('.');
  const std::size_t begin = negative ? 1 : 0;
  const std::string whole = (negative ? "\u2212" : "") +
                            grouped(decimal.substr(begin, std::min(point, decimal.size()) - begin));
  if (point == std::string::npos) return both(whole);
  const std::string fraction = decimal.substr(point + 1);
  return {whole + "," + fraction, whole + "." + fraction};
}

Bilingual row_text(const extract::Extraction& extraction, const extract::CellAddress& cell) {
  const extract::StatementRow& row = extraction.statements[cell.statement].rows[cell.row];
  if (!row.label.empty()) return both(row.label);
  const std::string number = std::to_string(cell.row + 1);
  return {"rad " + number + " utan text", "row " + number + " without a label"};
}

Bilingual column_text(const extract::Extraction& extraction, const extract::CellAddress& cell) {
  const extract::Statement& statement = extraction.statements[cell.statement];
  if (cell.column < statement.columns.size() && !statement.columns[cell.column].header.empty()) {
    return both(statement.columns[cell.column].header);
  }
  return both(std::to_string(cell.column + 1));
}

Bilingual statement_text(const extract::Extraction& extraction, const extract::CellAddress& cell) {
  const extract::Statement& statement = extraction.statements[cell.statement];
  if (!statement.title.empty()) return both(statement.title);
  const int page = statement.pages.empty() ? 1 : statement.pages.front();
  const std::string number = std::to_string(page);
  return {"tabellen på sidan " + number, "the table on page " + number};
}

int page_of(const extract::Extraction& extraction, const extract::CellAddress& cell) {
  const extract::StatementCell* found = extract::find_cell(extraction, cell);
  if (found != nullptr) return found->page;
  return extraction.statements[cell.statement].rows[cell.row].page;
}

}  // namespace siffra::reconcile::internal
