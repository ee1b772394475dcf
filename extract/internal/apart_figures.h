// Lines that hold one figure and nothing else, as old recognition left them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace siffra::extract {

// What a line may stand for. The digits are those printed; layout and letters are what is open.
struct ApartFigure {
  std::string note;  // a note reference before the figure, split off
  std::string text;  // the figure with plain spaces between its groups
  std::int64_t value = 0;
  bool spelled = false;  // letters were read as digits
};

struct ApartLine {
  std::string raw;
  std::vector<ApartFigure> readings;  // likeliest first; empty: a figure, but not a sound one
  // Of one that is not sound: its digits without the points and spaces between them ("-1.5 179").
  // Holds only where arithmetic proves it.
  std::optional<ApartFigure> regrouped;
};

// Nothing where the line is no figure. `with_notes`: a note reference may stand before it.
std::optional<ApartLine> read_apart_figure(std::string_view line, bool with_notes);

// A date or a year of a column's head, letters read as digits: "2019-I2-3t" → "2019-12-31".
std::optional<std::string> read_apart_date(std::string_view token);

}  // namespace siffra::extract
