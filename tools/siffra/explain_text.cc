#include <algorithm>
#include <array>
#include <cstdio>

#include "extract/lines.h"
#include "reconcile/report/figures.h"
#include "reconcile/report/terminal_text.h"
#include "tools/siffra/explain_views.h"

namespace siffra::tools {
namespace {

using reconcile::display_width;
using reconcile::Language;
using reconcile::padded;
using reconcile::padded_left;
using reconcile::printable;

// Names of kinds, roles and rules are those of the report file in both languages.
std::string either(Language language, const char* swedish, const char* english) {
  return language == Language::kSwedish ? swedish : english;
}

std::string point_text(double value) {
  std::array<char, 32> text{};
  const int length = std::snprintf(text.data(), text.size(), "%.1f", value);
  return length > 0 ? std::string(text.data()) : std::string();
}

std::string box_text(const extract::Box& box) {
  std::string text;
  for (const double value : {box.x0, box.y0, box.x1, box.y1}) {
    text += padded_left(point_text(value), 7);
  }
  return text;
}

std::string words_text(const extract::Page& page, Language language) {
  std::string text;
  for (const auto& word : page.words) {
    text += box_text(word.box) + "  " + padded_left(point_text(word.font_size), 5) +
            (word.bold ? " b " : "   ") + printable(word.text);
    if (word.rotation != 0)
      text += either(language, "  (vriden ", "  (turned ") + std::to_string(word.rotation) + "°)";
    for (const auto& reading : word.readings)
      text += either(language, "  eller ", "  or ") + printable(reading.text);
    text += "\n";
  }
  return text;
}

std::string lines_text(const extract::Page& page) {
  std::string text;
  for (const auto& line : extract::build_lines(page)) {
    text += padded_left(std::to_string(line.block), 3) + box_text(line.box) +
            (line.bold ? " b " : "   ");
    for (std::size_t i = 0; i < line.chunks.size(); ++i) {
      text += (i == 0 ? "" : " | ") + printable(line.chunks[i].text);
    }
    text += "\n";
  }
  return text;
}

char content_letter(extract::ColumnContent content) {
  switch (content) {
    case extract::ColumnContent::kLabel:
      return 'L';
    case extract::ColumnContent::kAmount:
      return '#';
    case extract::ColumnContent::kNote:
      return 'N';
    case extract::ColumnContent::kCode:
      return 'C';
    case extract::ColumnContent::kText:
      break;
  }
  return 'T';
}

constexpr std::size_t kWidestColumn = 44;

std::vector<std::size_t> column_widths(const extract::Table& table) {
  std::vector<std::size_t> widths(table.columns.size(), 1);
  for (const auto& row : table.rows) {
    for (const auto& cell : row.cells) {
      if (cell.first_column != cell.last_column || cell.first_column >= widths.size()) continue;
      widths[cell.first_column] =
          std::max(widths[cell.first_column], display_width(printable(cell.text)));
    }
  }
  for (auto& width : widths) width = std::min(width, kWidestColumn);
  return widths;
}

std::string table_row_text(const extract::TableRow& row, const std::vector<std::size_t>& widths,
                           const std::vector<extract::TableColumn>& columns) {
  std::string text = row.role == extract::TableRowRole::kHead ? "  h" : "   ";
  std::size_t column = 0;
  for (const auto& cell : row.cells) {
    for (; column < cell.first_column && column < widths.size(); ++column) {
      text += " | " + std::string(widths[column], ' ');
    }
    std::size_t width = 0;
    for (; column <= cell.last_column && column < widths.size(); ++column) {
      width += widths[column] + (column > cell.first_column ? 3 : 0);
    }
    const bool right = cell.first_column < columns.size() &&
                       columns[cell.first_column].alignment == extract::Alignment::kRight;
    const std::string shown = padded(printable(cell.text), right ? 0 : width);
    text += " | " + (right ? padded_left(printable(cell.text), width) : shown);
  }
  return text + "\n";
}

std::string table_text(const extract::Table& table, Language language) {
  std::string text = either(language, "tabell på sida", "table on page");
  for (const int page : table.pages) text += " " + std::to_string(page);
  text += either(language, ", kolumner ", ", columns ");
  for (const auto& column : table.columns) text += content_letter(column.content);
  text += "\n";
  for (const auto& line : table.lines_above) text += "   > " + printable(line.text()) + "\n";
  const auto widths = column_widths(table);
  for (const auto& row : table.rows) text += table_row_text(row, widths, table.columns);
  return text + "\n";
}

std::string column_text(const extract::StatementColumn& column) {
  std::string text = "  " + column.id + "  " + padded(rules::name_of(column.role), 9);
  if (column.period_start) text += " " + reconcile::to_text(*column.period_start) + " –";
  if (column.period_end) text += " " + reconcile::to_text(*column.period_end);
  if (column.scope == rules::EntityScope::kGroup) text += " group";
  if (column.scope == rules::EntityScope::kParent) text += " parent";
  if (column.prior) text += " prior";
  return text + "  \"" + printable(column.header) + "\"\n";
}

std::string statement_row_text(const extract::Statement& statement,
                               const extract::StatementRow& row) {
  std::string label = printable(row.code.empty() ? row.label : row.code + " " + row.label);
  std::string text = "  " + padded(row.id, 5) + padded(rules::name_of(row.kind), 9) +
                     padded(label, 46) + " " + padded(printable(row.note), 5);
  for (std::size_t column = 0; column < statement.columns.size(); ++column) {
    std::string raw;
    for (const auto& cell : row.cells) {
      if (cell.column == column) raw = printable(cell.raw) + (cell.amount ? "" : " ?");
    }
    text += " " + padded_left(raw, 13);
  }
  return text + "  " + printable(row.concept_id) + "\n";
}

std::string statement_text(const extract::Statement& statement, Language language) {
  std::string text = statement.id + " " + std::string(rules::name_of(statement.kind)) + " \"" +
                     printable(statement.title) + either(language, "\", sidor", "\", pages");
  for (const int page : statement.pages) text += " " + std::to_string(page);
  text += either(language, ", enhet ", ", scale ") +
          (statement.scale ? std::to_string(*statement.scale)
                           : either(language, "ej angiven", "not stated")) +
          "\n";
  for (const auto& column : statement.columns) text += column_text(column);
  for (const auto& row : statement.rows) text += statement_row_text(statement, row);
  return text + "\n";
}

bool on_page(const std::vector<int>& pages, int page) {
  return page == 0 || std::find(pages.begin(), pages.end(), page) != pages.end();
}

std::string cell_text(const extract::Extraction& extraction, const extract::CellAddress& address) {
  const auto* cell = find_cell(extraction, address);
  return name_of(extraction, address) + " " + (cell == nullptr ? "(none)" : printable(cell->raw));
}

std::string check_text(const Stages& stages, const reconcile::Check& check, Language language) {
  std::string text =
      check.id + " " + std::string(reconcile::name_of(check.verdict)) + " " + check.rule + " (" +
      std::string(rules::name_of(check.kind)) + either(language, "), skillnad ", "), difference ") +
      rules::to_decimal_kronor(check.difference) + either(language, ", tolerans ", ", tolerance ") +
      reconcile::half_in_kronor(check.doubled_tolerance) + "\n";
  for (const auto& term : check.terms) {
    const auto& rows = stages.extraction.statements[term.cell.statement].rows;
    text += "    " + padded_left(std::to_string(term.weight), 3) + " × " +
            padded(cell_text(stages.extraction, term.cell), 30) + "  " +
            printable(rows[term.cell.row].label) + "\n";
  }
  return text;
}

std::string probability_text(double probability) {
  std::array<char, 32> text{};
  const int length = std::snprintf(text.data(), text.size(), "%.4f", probability);
  return length > 0 ? std::string(text.data()) : std::string();
}

// What the search for repairs saw of one group of failing checks.
std::string trace_text(const Stages& stages, const reconcile::RepairTrace& trace,
                       Language language) {
  std::string text = either(language, "varv ", "round ") + std::to_string(trace.round) +
                     either(language, ", stämmer inte:", ", failing:");
  for (const std::string& check : trace.checks) text += " " + check;
  text += either(language, ", fel i rapporten ", ", report wrong ") +
          probability_text(trace.report_wrong);
  text += trace.gave_up
              ? either(language, ", sökandet avbröts\n", ", the search was not finished\n")
              : "\n";
  for (const auto& choice : trace.choices) {
    text += "    " + padded(name_of(stages.extraction, choice.cell), 14) +
            padded(printable(choice.text), 20) +
            either(language, "  av bilden ", "  by its image ") + probability_text(choice.prior) +
            either(language, ", med summorna ", ", with the sums ") +
            probability_text(choice.probability) +
            (choice.as_read ? either(language, "  som läst\n", "  as read\n") : "\n");
  }
  return text;
}

std::string repairs_text(const Stages& stages, Language language) {
  std::string text;
  for (const auto& trace : stages.trace) text += trace_text(stages, trace, language);
  for (const auto& repair : stages.repairs) {
    text += repair.id + " " + name_of(stages.extraction, repair.cell) + " " +
            printable(repair.from) + " -> " + repair.to + ", " +
            probability_text(repair.probability) + ":";
    for (const std::string& evidence : repair.evidence) text += " " + evidence;
    text += "\n";
  }
  return text.empty() ? either(language, "inget att rätta\n", "nothing to repair\n") : text;
}

bool check_on_page(const Stages& stages, const reconcile::Check& check, int page) {
  return std::any_of(check.terms.begin(), check.terms.end(), [&](const reconcile::Term& term) {
    const auto& statements = stages.extraction.statements;
    return term.cell.statement < statements.size() &&
           on_page(statements[term.cell.statement].pages, page);
  });
}

}  // namespace

std::string explain_as_text(const Stages& stages, Stage stage, int page, Language language) {
  std::string text;
  if (stage == Stage::kTables) {
    for (const auto& table : stages.tables) {
      if (on_page(table.pages, page)) text += table_text(table, language);
    }
    return text;
  }
  if (stage == Stage::kStatements) {
    for (const auto& statement : stages.extraction.statements) {
      if (on_page(statement.pages, page)) text += statement_text(statement, language);
    }
    return text;
  }
  if (stage == Stage::kRepairs) return repairs_text(stages, language);
  if (stage == Stage::kEquations) {
    for (const auto& check : stages.audit.checks) {
      if (check_on_page(stages, check, page)) text += check_text(stages, check, language);
    }
    return text;
  }
  for (const auto& source : stages.document.pages) {
    if (page != 0 && page != source.number) continue;
    text += either(language, "sida ", "page ") + std::to_string(source.number) + ", " +
            point_text(source.width) + " × " + point_text(source.height) +
            either(language, " punkter\n", " points\n");
    text += stage == Stage::kWords ? words_text(source, language) : lines_text(source);
  }
  return text;
}

}  // namespace siffra::tools
