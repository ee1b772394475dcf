#include <cmath>
#include <nlohmann/json.hpp>

#include "extract/lines.h"
#include "reconcile/report/figures.h"
#include "tools/siffra/explain_views.h"

namespace siffra::tools {
namespace {

using Json = nlohmann::ordered_json;

Json box_json(const extract::Box& box) {
  const auto tenth = [](double value) { return std::round(value * 10) / 10; };
  return Json::array({tenth(box.x0), tenth(box.y0), tenth(box.x1), tenth(box.y1)});
}

Json words_json(const extract::Page& page) {
  Json words = Json::array();
  for (const auto& word : page.words) {
    words.push_back({{"text", word.text},
                     {"bbox", box_json(word.box)},
                     {"font_size", std::round(word.font_size * 10) / 10},
                     {"bold", word.bold},
                     {"rotation", word.rotation},
                     {"reading", word.source == extract::Source::kOcr ? "ocr" : "text-layer"},
                     {"confidence", word.confidence}});
  }
  return words;
}

Json lines_json(const extract::Page& page) {
  Json lines = Json::array();
  for (const auto& line : extract::build_lines(page)) {
    Json chunks = Json::array();
    for (const auto& chunk : line.chunks) {
      chunks.push_back(
          {{"text", chunk.text}, {"bbox", box_json(chunk.box)}, {"numeric", chunk.numeric}});
    }
    lines.push_back({{"bbox", box_json(line.box)},
                     {"block", line.block},
                     {"bold", line.bold},
                     {"chunks", std::move(chunks)}});
  }
  return lines;
}

// A row as the columns of its table: where nothing is printed, empty text and the box left free; a
// cell that spans columns stands in the first of them.
Json row_json(const extract::Table& table, const extract::TableRow& row) {
  Json cells = Json::array();
  for (const auto& column : table.columns) {
    const extract::Box free = {column.left, row.box.y0, column.right, row.box.y1};
    cells.push_back({{"text", ""}, {"bbox", box_json(free)}});
  }
  for (const auto& cell : row.cells) {
    if (cell.first_column >= cells.size()) continue;
    cells[cell.first_column] = {{"text", cell.text}, {"bbox", box_json(cell.box)}};
    if (cell.last_column > cell.first_column) {
      cells[cell.first_column]["columns"] = cell.last_column - cell.first_column + 1;
    }
  }
  return cells;
}

Json tables_on_page(const std::vector<extract::Table>& tables, int page) {
  Json found = Json::array();
  for (const auto& table : tables) {
    for (std::size_t i = 0; i < table.pages.size() && i < table.boxes.size(); ++i) {
      if (table.pages[i] != page) continue;
      Json rows = Json::array();
      for (const auto& row : table.rows) {
        if (row.page == page) rows.push_back(row_json(table, row));
      }
      found.push_back({{"bbox", box_json(table.boxes[i])}, {"rows", std::move(rows)}});
    }
  }
  return found;
}

Json page_json(const Stages& stages, const extract::Page& page, Stage stage) {
  Json json = {{"page", page.number}};
  if (stage == Stage::kTables) {
    json["tables"] = tables_on_page(stages.tables, page.number);
    return json;
  }
  json["width"] = std::round(page.width * 10) / 10;
  json["height"] = std::round(page.height * 10) / 10;
  if (stage == Stage::kWords) json["words"] = words_json(page);
  if (stage == Stage::kLines) json["lines"] = lines_json(page);
  return json;
}

bool touches(const std::vector<int>& pages, int page) {
  return page == 0 || std::find(pages.begin(), pages.end(), page) != pages.end();
}

// The report file as far as this stage, cut down to what concerns the page.
std::string report_json(const Stages& stages, Stage stage, int page) {
  Json report = Json::parse(to_json(to_report(stages), reconcile::Language::kEnglish));
  const auto statement_of = [](const std::string& cell) { return cell.substr(0, cell.find('/')); };
  Json statements = Json::array();
  std::vector<std::string> kept;
  for (auto& statement : report["statements"]) {
    if (!touches(statement["pages"].get<std::vector<int>>(), page)) continue;
    kept.push_back(statement["id"]);
    statements.push_back(std::move(statement));
  }
  if (stage == Stage::kStatements) return Json{{"statements", std::move(statements)}}.dump() + "\n";
  Json checks = Json::array();
  for (auto& check : report["checks"]) {
    for (const auto& term : check["terms"]) {
      const std::string id = statement_of(term["cell"].get<std::string>());
      if (std::find(kept.begin(), kept.end(), id) == kept.end()) continue;
      checks.push_back(std::move(check));
      break;
    }
  }
  Json json = {{"statements", std::move(statements)}, {"checks", std::move(checks)}};
  if (stage == Stage::kRepairs) json["repairs"] = std::move(report["repairs"]);
  return json.dump() + "\n";
}

}  // namespace

std::string explain_as_json(const Stages& stages, Stage stage, int page) {
  if (stage >= Stage::kStatements) return report_json(stages, stage, page);
  Json pages = Json::array();
  for (const auto& source : stages.document.pages) {
    if (page == 0 || page == source.number) pages.push_back(page_json(stages, source, stage));
  }
  return Json{{"pages", std::move(pages)}}.dump(-1, ' ', false, Json::error_handler_t::replace) +
         "\n";
}

}  // namespace siffra::tools
