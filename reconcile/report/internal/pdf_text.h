// Text in the fonts that every PDF reader has: Helvetica and Helvetica-Bold, Latin letters.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace siffra::reconcile::internal {

enum class PdfFont { kRegular, kBold };

// UTF-8 as the fonts' own bytes (WinAnsi): signs the fonts lack become the nearest there is.
std::string to_winansi(std::string_view text);

// Points the WinAnsi text takes.
double text_width(std::string_view winansi, PdfFont font, double size);

// The font as a PDF names it, with its widths: a reader that has another in its place squeezes that
// into them instead of running over the edge.
std::string font_dictionary(PdfFont font);

// Lines of at most `width` points, broken at spaces; a word that is wider stands alone.
std::vector<std::string> wrapped_to(std::string_view winansi, PdfFont font, double size,
                                    double width);

// Operators that show the text with its base line at x, y (origin lower left).
std::string show_text(std::string_view winansi, PdfFont font, double size, double x, double y);

}  // namespace siffra::reconcile::internal
