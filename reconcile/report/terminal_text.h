// Text laid out for a terminal: columns counted in characters, colours only where wanted, and
// nothing from a report that a terminal would take for a command.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace siffra::reconcile {

// Control characters (and broken UTF-8) replaced by U+FFFD, line breaks by spaces.
std::string printable(std::string_view text);

// Characters a terminal shows: code points without the combining ones.
std::size_t display_width(std::string_view text);

// Cut to `width` with an ellipsis where longer, filled with spaces where shorter.
std::string padded(std::string_view text, std::size_t width);
std::string padded_left(std::string_view text, std::size_t width);

// Broken at spaces into lines of at most `width`, each after `indent`; ends with a line feed.
std::string wrapped(std::string_view text, std::size_t width, std::string_view indent);

enum class Style { kBold, kDim, kGood, kBad, kDoubtful };

// Puts terminal colours around text, or nothing at all.
class Painter {
 public:
  explicit Painter(bool on) : on_(on) {}
  [[nodiscard]] std::string paint(Style style, std::string_view text) const;

 private:
  bool on_ = false;
};

}  // namespace siffra::reconcile
