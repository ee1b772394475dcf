// The lines that table files and models have in common, one at a time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/result.h"
#include "tools/corpus/report.h"

namespace siffra::corpus {

enum class RowCells { kFigures, kExpression };

class TableParser {
 public:
  TableParser(std::string file, RowCells cells) : file_(std::move(file)), cells_(cells) {}

  // Reads one line; `number` is its place in the file. True when the line was one of this format.
  rules::Result<bool> consume(std::string_view line, int number);

  [[nodiscard]] const Report& report() const { return report_; }
  [[nodiscard]] rules::Error error(std::string message, int number) const;

 private:
  bool consume_fact(std::string_view word, std::string_view rest);
  rules::Result<bool> consume_statement(std::string_view rest, int number);
  rules::Result<bool> consume_column(std::string_view rest, int number);
  rules::Result<bool> consume_row(std::string_view rest, int number);
  rules::Result<bool> consume_sum(std::string_view rest, bool across, int number);
  rules::Result<bool> consume_equation(std::string_view rest, int number);
  rules::Result<bool> consume_known(std::string_view rest, int number);

  std::string file_;
  RowCells cells_;
  Report report_;
};

// "a | b | c" → its fields, trimmed.
std::vector<std::string> split_fields(std::string_view text, char separator);
std::vector<std::string> split_words(std::string_view text);
std::string_view trimmed(std::string_view text);
// "a + b - c" → (1,a) (1,b) (−1,c).
std::vector<std::pair<int, std::string>> split_terms(std::string_view text);
// "rr.net.c1" → its parts; empty parts where there are not three.
CellName split_cell_name(std::string_view text);

}  // namespace siffra::corpus
