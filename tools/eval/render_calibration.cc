#include <algorithm>
#include <cmath>
#include <sstream>

#include "tools/eval/groups.h"
#include "tools/eval/render.h"

namespace siffra::evaluation {
namespace {

constexpr int kSide = 360;
constexpr int kLeft = 80;
constexpr int kTop = 40;
constexpr double kLeastDoubt = 1e-4;

// From 0.0001 to 1 on a logarithmic axis, in pixels.
double place_of(double doubt) {
  const double decades = -std::log10(kLeastDoubt);
  return kSide * (1 + std::log10(std::clamp(doubt, kLeastDoubt, 1.0)) / decades);
}

void write_axes(std::ostream& out) {
  out << "<rect x='" << kLeft << "' y='" << kTop << "' width='" << kSide << "' height='" << kSide
      << "' fill='#fafafa' stroke='#888'/>\n<line x1='" << kLeft << "' y1='" << kTop + kSide
      << "' x2='" << kLeft + kSide << "' y2='" << kTop << "' stroke='#bbb'/>\n";
  for (const double doubt : {0.0001, 0.001, 0.01, 0.1, 1.0}) {
    const double place = place_of(doubt);
    const std::string name =
        fixed(doubt, static_cast<int>(std::max(0L, std::lround(-std::log10(doubt)))));
    out << "<text x='" << fixed(kLeft + place, 1) << "' y='" << kTop + kSide + 18
        << "' text-anchor='middle'>" << name << "</text><text x='" << kLeft - 8 << "' y='"
        << fixed(kTop + kSide - place + 4, 1) << "' text-anchor='end'>" << name << "</text>\n";
  }
  out << "<text x='" << kLeft + kSide / 2 << "' y='" << kTop + kSide + 40
      << "' text-anchor='middle'>doubt stated (mean of 1 − p)</text><text x='18' y='"
      << kTop + kSide / 2 << "' text-anchor='middle' transform='rotate(-90 18 " << kTop + kSide / 2
      << ")'>share wrong</text>\n";
}

}  // namespace

std::string calibration_svg(const Evaluation& evaluation) {
  const Tally& all = evaluation.all;
  std::ostringstream out;
  out << "<svg xmlns='http://www.w3.org/2000/svg' width='" << kLeft + kSide + 130 << "' height='"
      << kTop + kSide + 60 << "' font-family='sans-serif' font-size='12'>\n"
      << "<rect width='100%' height='100%' fill='white'/>\n<text x='" << kLeft
      << "' y='24' font-size='14' font-weight='bold'>Figures: doubt stated and found (number of "
         "figures)</text>\n";
  write_axes(out);
  for (std::size_t i = 0; i < all.calibration.size(); ++i) {
    const Share& share = all.calibration[i];
    if (share.of == 0) continue;
    const double x = kLeft + place_of(1 - all.stated[i] / static_cast<double>(share.of));
    const double y = kTop + kSide - place_of(1 - share.value());
    out << "<circle cx='" << fixed(x, 1) << "' cy='" << fixed(y, 1)
        << "' r='5' fill='#c1121f'/><text x='" << fixed(x + 9, 1) << "' y='" << fixed(y + 4, 1)
        << "'>" << share.of << "</text>\n";
  }
  out << "</svg>\n";
  return out.str();
}

}  // namespace siffra::evaluation
