#include <algorithm>
#include <sstream>

#include "tools/eval/groups.h"
#include "tools/eval/metrics.h"
#include "tools/eval/render.h"

namespace siffra::evaluation {
namespace {

constexpr const char* kStyle =
    "body{font:14px/1.4 system-ui,sans-serif;margin:2em;color:#222}table{border-collapse:collapse}"
    "td,th{padding:.2em .6em;border-bottom:1px solid #ddd;text-align:right}"
    "td:first-child,th:first-child{text-align:left}svg{background:#fafafa;margin:1em 1em 1em 0}"
    "h2{margin-top:2em}";

std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '<') {
      result += "&lt;";
    } else if (c == '&') {
      result += "&amp;";
    } else {
      result += c;
    }
  }
  return result;
}

void write_table(const Evaluation& evaluation, std::ostream& out) {
  out << "<table><tr><th></th><th>docs</th>";
  for (const Metric& metric : metrics())
    if (metric.applies(evaluation.all)) out << "<th>" << metric.heading << "</th>";
  out << "</tr>\n";
  for (const Group& group : groups_of(evaluation)) {
    out << "<tr><td>" << escaped(group.by + " " + group.name) << "</td><td>"
        << group.tally->documents << "</td>";
    for (const Metric& metric : metrics()) {
      if (!metric.applies(evaluation.all)) continue;
      out << "<td>"
          << (metric.applies(*group.tally) ? fixed(metric.value(*group.tally), metric.decimals)
                                           : std::string())
          << "</td>";
    }
    out << "</tr>\n";
  }
  out << "</table>\n";
}

struct Bar {
  std::string name;
  double share = 0;
  long count = 0;
};

// Horizontal bars from 0 to 1.
void write_bars(const std::string& title, const std::vector<Bar>& bars, std::ostream& out) {
  constexpr int kRow = 22, kLabel = 130, kLength = 300;
  out << "<svg width='" << kLabel + kLength + 110 << "' height='"
      << static_cast<int>(bars.size()) * kRow + 34 << "'><text x='4' y='18' font-weight='bold'>"
      << escaped(title) << "</text>\n";
  int y = 30;
  for (const Bar& bar : bars) {
    out << "<text x='4' y='" << y + 13 << "'>" << escaped(bar.name) << "</text><rect x='" << kLabel
        << "' y='" << y << "' width='" << fixed(bar.share * kLength, 1)
        << "' height='16' fill='#2a6f97'/><text x='" << kLabel + kLength + 6 << "' y='" << y + 13
        << "'>" << fixed(bar.share, 3) << " (" << bar.count << ")</text>\n";
    y += kRow;
  }
  out << "</svg>\n";
}

// Stated probability against how often it was right; the diagonal is perfect.
void write_calibration(const Tally& all, std::ostream& out) {
  constexpr int kSide = 260, kEdge = 40;
  out << "<svg width='" << kSide + 2 * kEdge << "' height='" << kSide + 2 * kEdge
      << "'><text x='4' y='18' font-weight='bold'>Calibration</text><line x1='" << kEdge << "' y1='"
      << kEdge + kSide << "' x2='" << kEdge + kSide << "' y2='" << kEdge
      << "' stroke='#bbb'/><rect x='" << kEdge << "' y='" << kEdge << "' width='" << kSide
      << "' height='" << kSide << "' fill='none' stroke='#888'/>\n";
  for (std::size_t i = 0; i < all.calibration.size(); ++i) {
    const Share& share = all.calibration[i];
    if (share.of == 0) continue;
    const double stated = all.stated[i] / static_cast<double>(share.of);
    out << "<circle cx='" << fixed(kEdge + stated * kSide, 1) << "' cy='"
        << fixed(kEdge + kSide - share.value() * kSide, 1)
        << "' r='5' fill='#c1121f'><title>stated " << fixed(stated, 4) << ", right "
        << fixed(share.value(), 4) << " of " << share.of << "</title></circle>\n";
  }
  out << "<text x='" << kEdge << "' y='" << kEdge + kSide + 24
      << "'>stated probability</text></svg>\n";
}

// The same in figures: how many cells each bin holds, what was said of them and what was true.
void write_calibration_table(const Tally& all, std::ostream& out) {
  out << "<table><tr><th>stated</th><th>cells</th><th>mean stated</th><th>right</th></tr>\n";
  for (std::size_t i = 0; i < all.calibration.size(); ++i) {
    const Share& share = all.calibration[i];
    if (share.of == 0) continue;
    const double upper = i + 1 < kCalibrationBounds.size() ? kCalibrationBounds[i + 1] : 1;
    out << "<tr><td>" << fixed(kCalibrationBounds[i], 3) << "–" << fixed(upper, 3) << "</td><td>"
        << share.of << "</td><td>" << fixed(all.stated[i] / static_cast<double>(share.of), 4)
        << "</td><td>" << fixed(share.value(), 4) << "</td></tr>\n";
  }
  out << "</table>\n";
}

std::vector<Bar> bars_of(const std::map<std::string, Tally>& groups, Share Tally::*share) {
  std::vector<Bar> bars;
  for (const auto& [name, tally] : groups)
    if ((tally.*share).of > 0) bars.push_back({name, (tally.*share).value(), (tally.*share).of});
  return bars;
}

}  // namespace

std::string to_html(const Evaluation& evaluation) {
  std::ostringstream out;
  out << "<!doctype html><html lang='en'><meta charset='utf-8'><title>siffra: evaluation</title>"
      << "<style>" << kStyle << "</style>\n<h1>Evaluation</h1>\n";
  write_table(evaluation, out);
  out << "<h2>Cells</h2>\n";
  write_bars("Cells right, by style", bars_of(evaluation.by_style, &Tally::cells), out);
  write_bars("Cells right, by level", bars_of(evaluation.by_level, &Tally::cells), out);
  write_bars("Cells right, by body", bars_of(evaluation.by_body, &Tally::cells), out);
  out << "<h2>Planted errors</h2>\n";
  std::vector<Bar> kinds;
  for (const auto& [kind, share] : evaluation.all.found_by_kind)
    kinds.push_back({kind, share.value(), share.of});
  write_bars("Found, by kind of error", kinds, out);
  write_bars("Found, by style", bars_of(evaluation.by_style, &Tally::found), out);
  write_bars("Found, by level", bars_of(evaluation.by_level, &Tally::found), out);
  write_bars("Found, by body", bars_of(evaluation.by_body, &Tally::found), out);
  out << "<h2>Probabilities</h2>\n";
  write_calibration(evaluation.all, out);
  write_calibration_table(evaluation.all, out);
  if (!evaluation.misses.empty()) {
    out << "<h2>Misses</h2>\n<ul>\n";
    for (const std::string& miss : evaluation.misses) out << "<li>" << escaped(miss) << "</li>\n";
    out << "</ul>\n";
  }
  out << "</html>\n";
  return out.str();
}

}  // namespace siffra::evaluation
