#include "reconcile/internal/percent_signs.h"

#include <algorithm>
#include <string>

namespace siffra::reconcile::internal {
namespace {

using extract::StatementCell;

// Of five on 44 made scans four had their digits right.
constexpr double kDigitsRight = 0.75;

bool is_percentage(const StatementCell& cell) {
  return cell.amount && cell.amount->unit == rules::Unit::kPercent;
}

// "49 ?" as "49 %"; empty where what stands before the mark is not all digits.
std::string with_percent_sign(const std::string& read) {
  constexpr std::size_t kMostDigits = 3;
  if (!read.ends_with('?')) return {};
  std::string digits = read.substr(0, read.size() - 1);
  while (digits.ends_with(' ')) digits.pop_back();
  const bool plain =
      !digits.empty() && digits.size() <= kMostDigits &&
      std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
  return plain ? digits + " %" : std::string();
}

}  // namespace

void read_percent_signs(extract::Extraction& extraction) {
  for (auto& statement : extraction.statements) {
    for (auto& row : statement.rows) {
      if (std::none_of(row.cells.begin(), row.cells.end(), is_percentage)) continue;
      for (StatementCell& cell : row.cells) {
        if (cell.amount || cell.decided || cell.source != extract::Source::kOcr) continue;
        const std::string text = with_percent_sign(cell.raw);
        if (text.empty()) continue;
        cell.amount = rules::read_amount(text, {});
        if (!cell.amount) continue;
        cell.unit = rules::Unit::kPercent;
        cell.confidence = kDigitsRight;
      }
    }
  }
}

}  // namespace siffra::reconcile::internal
