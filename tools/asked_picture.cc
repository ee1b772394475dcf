#include "tools/asked_picture.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "extract/second_look.h"
#include "rules/amount.h"

namespace siffra::tools {
namespace {

constexpr double kSurelyRead = 0.97;
// What the models' answers count for beside the shapes': the six looks share their mistakes, also
// with the first reading. See docs/repair.md.
constexpr double kShareOfModels = 1.0 / 3;
// They deny what they did not read: of 31 digits read as another, the true one got less than -9 of
// them in nine, and in all but six less than nothing.
constexpr double kMostDenied = 1.5;
constexpr double kClear = 3;  // an answer of the shapes that needs no models

// The file, opened at the first question.
struct Opened {
  std::filesystem::path file;
  extract::ReadOptions options;
  std::vector<extract::PrintedFigure> figures;
  std::map<int, std::vector<extract::Box>> read;  // cells by page
  bool tried = false;
  std::optional<extract::SecondLook> picture;  // empty: none there

  extract::SecondLook* look() {
    if (!std::exchange(tried, true)) {
      auto opened = extract::SecondLook::open(file, options);
      if (opened) {
        picture.emplace(std::move(*opened));
        picture->learn(figures);
      }
    }
    return picture ? &*picture : nullptr;
  }
};

std::map<int, std::vector<extract::Box>> cells_by_page(const extract::Extraction& extraction) {
  std::map<int, std::vector<extract::Box>> cells;
  for (const auto& statement : extraction.statements) {
    for (const auto& row : statement.rows) {
      for (const extract::StatementCell& cell : row.cells) cells[cell.page].push_back(cell.box);
    }
  }
  return cells;
}

std::vector<extract::PrintedFigure> surely_read(const extract::Extraction& extraction) {
  std::vector<extract::PrintedFigure> figures;
  for (const auto& statement : extraction.statements) {
    for (const auto& row : statement.rows) {
      for (const extract::StatementCell& cell : row.cells) {
        if (cell.source != extract::Source::kOcr || cell.confidence < kSurelyRead) continue;
        figures.push_back({cell.page, cell.box, cell.raw});
      }
    }
  }
  return figures;
}

bool is_negative(const std::string& text) {
  const auto amount = rules::read_amount(text, {});
  return amount && amount->digits < 0;
}

bool has_decimals(const std::string& text) {
  const auto amount = rules::read_amount(text, {});
  return amount && amount->decimals > 0;
}

// The box of a figure read without a minus ends before the minus: the models, which are shown no
// more than the box, cannot see it. A comma they were shown, and overlook.
bool is_beyond_models(const std::string& text, const std::string& as_read) {
  const auto digits = [](std::string all) {
    std::erase_if(all, [](char c) { return c < '0' || c > '9'; });
    return all;
  };
  if (digits(text) != digits(as_read)) return false;
  return (is_negative(text) && !is_negative(as_read)) ||
         (has_decimals(text) && !has_decimals(as_read));
}

// As a natural logarithm, how much likelier the first text is.
std::optional<double> ask(extract::SecondLook& look, const extract::StatementCell& cell,
                          const std::string& text, const std::string& other) {
  const auto shapes = look.compare_shapes(cell.page, cell.box, text, other);
  if (!shapes) return std::nullopt;
  const double odds = shapes->value_or(0);
  if (std::abs(odds) >= kClear) return odds;
  if (is_beyond_models(text, other)) return shapes.value();
  const std::string texts[] = {text, other};
  const auto heard = look.weigh(cell.page, cell.box, texts);
  if (!heard) return std::nullopt;
  return with_models(odds, (*heard)[0] - (*heard)[1]);
}

}  // namespace

double with_models(double shapes, double models) {
  // They can make nothing of the text that was read, "-" for nil: that affirms no other.
  if (std::isnan(models) || models > std::numeric_limits<double>::max()) return shapes;
  return shapes + std::max(-kMostDenied, kShareOfModels * models);
}

Picture ask_picture(const std::filesystem::path& file, std::string_view media_type,
                    const extract::ReadOptions& options, const extract::Extraction& extraction) {
  // The pictures of another recogniser's pages may lie beside its file.
  const bool pictured = media_type == "application/pdf" || media_type.starts_with("image/") ||
                        media_type.ends_with("+xml") || media_type.ends_with("+html");
  if (!options.recognise || !pictured) return {};
  auto opened = std::make_shared<Opened>(
      Opened{file, options, surely_read(extraction), cells_by_page(extraction), false, {}});
  Picture picture;
  picture.second_look = [opened](const extract::StatementCell& cell, const std::string& text,
                                 const std::string& other) -> std::optional<double> {
    extract::SecondLook* look = opened->look();
    if (look == nullptr) return std::nullopt;
    return ask(*look, cell, text, other);
  };
  picture.unread_print = [opened](int page, const extract::Box& area) -> std::optional<bool> {
    extract::SecondLook* look = opened->look();
    if (look == nullptr) return std::nullopt;
    const auto found = look->has_unread_print(page, area, opened->read[page]);
    if (!found) return std::nullopt;
    return *found;
  };
  return picture;
}

}  // namespace siffra::tools
