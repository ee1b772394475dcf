// Made tables as a recogniser of a given quality would read them, with or without a reporting error
// in them: thousands of cases without any picture.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "reconcile/repair.h"
#include "tests/reconcile/extraction_builder.h"

namespace siffra::reconcile::testing {

struct ScanQuality {
  double misread = 0.01;    // of digits, by each reader by itself
  double shared = 0.05;     // share of misread digits that all readers misread alike
  double lost_sign = 0.01;  // seen by no reader
};

struct ReadTable {
  extract::Extraction extraction;
  std::vector<std::vector<std::int64_t>> printed;  // what stands on the page
  std::optional<extract::CellAddress> wrong;       // where the report is wrong, and
  std::int64_t right = 0;                          // what should stand there
};

class Simulation {
 public:
  explicit Simulation(unsigned seed) : random_(seed) {}

  // Two or three columns, one to three blocks with totals and a grand total.
  ReadTable table(const ScanQuality& quality, bool with_error) {
    ReadTable table;
    std::vector<std::string> labels;
    const std::size_t columns = 2 + pick(2);
    make(table.printed, labels, columns);
    if (with_error) plant(table);
    ReportBuilder report;
    std::vector<std::string> heads;
    for (std::size_t c = 0; c < columns; ++c) heads.push_back(std::to_string(2024 - c));
    auto statement = report.statement(rules::StatementKind::kNote, "Not 1. Tabell", heads);
    for (std::size_t r = 0; r < labels.size(); ++r) {
      std::vector<std::string> texts;
      for (const std::int64_t value : table.printed[r]) texts.push_back(text_of(value));
      statement.row(labels[r], texts);
    }
    table.extraction = report.extraction();
    for (auto& row : table.extraction.statements[0].rows) {
      for (auto& cell : row.cells) read(cell, quality);
    }
    return table;
  }

  std::size_t pick(std::size_t count) { return static_cast<std::size_t>(random_() % count); }
  bool chance(double probability) {
    return static_cast<double>(random_() % 1000000) < probability * 1e6;
  }

  static std::string text_of(std::int64_t value) {
    rules::ReportedAmount like;
    like.sign = rules::SignStyle::kMinus;
    like.thousands = rules::ThousandsSeparator::kSpace;
    return rules::print_amount(value, like);
  }

 private:
  using Rows = std::vector<std::vector<std::int64_t>>;

  void make(Rows& rows, std::vector<std::string>& labels, std::size_t columns) {
    const std::size_t blocks = 1 + pick(3);
    std::vector<std::int64_t> grand(columns, 0);
    for (std::size_t block = 0; block < blocks; ++block) {
      std::vector<std::int64_t> total(columns, 0);
      const std::size_t items = 2 + pick(6);
      for (std::size_t item = 0; item < items; ++item) {
        rows.emplace_back();
        for (std::size_t c = 0; c < columns; ++c) {
          std::int64_t value = 100 + static_cast<std::int64_t>(pick(pick(2) == 0 ? 9000 : 9000000));
          if (pick(5) == 0) value = -value;
          rows.back().push_back(value);
          total[c] += value;
        }
        labels.push_back("Post " + std::to_string(block) + "." + std::to_string(item));
      }
      labels.push_back("Summa grupp " + std::to_string(block));
      rows.push_back(total);
      for (std::size_t c = 0; c < columns; ++c) grand[c] += total[c];
    }
    if (blocks > 1) {
      labels.push_back("Totalt");
      rows.push_back(grand);
    }
  }

  static char look_alike(char digit, std::size_t which) {
    static const std::map<char, std::string> kAlike = {
        {'0', "689"},  {'1', "74"},  {'2', "73"},  {'3', "8529"},  {'4', "196"},
        {'5', "6398"}, {'6', "580"}, {'7', "124"}, {'8', "36059"}, {'9', "84503"}};
    const std::string& alike = kAlike.at(digit);
    return alike[which % alike.size()];
  }

  // Half of the errors are digits that look alike, the rest signs and swapped digits.
  void plant(ReadTable& table) {
    const std::size_t row = pick(table.printed.size());
    const std::size_t column = pick(table.printed[row].size());
    std::int64_t& value = table.printed[row][column];
    table.right = value;
    std::string digits = std::to_string(std::abs(value));
    const std::size_t kind = pick(4);
    if (kind < 2) {
      const std::size_t at = pick(digits.size());
      digits[at] = look_alike(digits[at], pick(8));
    } else if (kind == 2 && digits.size() > 1) {
      const std::size_t at = pick(digits.size() - 1);
      std::swap(digits[at], digits[at + 1]);
    }
    const bool negative = (value < 0) != (kind == 3);
    value = std::stoll(digits) * (negative ? -1 : 1);
    if (value != table.right) table.wrong = extract::CellAddress{0, row, column};
  }

  std::string misread(const std::string& text, double rate) {
    std::string read = text;
    for (char& c : read) {
      if (c >= '0' && c <= '9' && chance(rate)) c = look_alike(c, pick(8));
    }
    return read;
  }

  // Read until two readings agree, as the recogniser does.
  void read(extract::StatementCell& cell, const ScanQuality& quality) {
    std::string print = misread(cell.raw, quality.misread * quality.shared);
    if (print.front() == '-' && chance(quality.lost_sign)) print.erase(0, 1);
    std::vector<std::pair<std::string, int>> votes;
    int attempts = 0;
    const auto best = [&] {
      return std::max_element(votes.begin(), votes.end(),
                              [](const auto& a, const auto& b) { return a.second < b.second; });
    };
    while (attempts < 5 && (votes.empty() || best()->second < 2)) {
      ++attempts;
      const std::string text = misread(print, quality.misread);
      const auto same = std::find_if(votes.begin(), votes.end(),
                                     [&](const auto& vote) { return vote.first == text; });
      if (same == votes.end()) {
        votes.emplace_back(text, 1);
      } else {
        ++same->second;
      }
    }
    cell.source = extract::Source::kOcr;
    cell.raw = best()->first;
    cell.amount = rules::read_amount(cell.raw, {});
    cell.confidence = attempts == 2        ? 0.998
                      : best()->second < 2 ? 0.5
                      : attempts == 3      ? 0.95
                                           : 0.88;
    for (const auto& [text, count] : votes) {
      if (text == cell.raw) continue;
      const double share = count / (attempts + 1.0);
      cell.candidates.push_back({text, rules::read_amount(text, {}), std::log(share), false});
    }
  }

  std::mt19937_64 random_;
};

}  // namespace siffra::reconcile::testing
