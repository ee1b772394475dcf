#include "tools/corpus/furniture.h"

namespace siffra::corpus {
namespace {

// Text put on a page that is not the one being filled.
void put(PrintedPage& page, TextMeasure& measure, double x, double baseline,
         const std::string& text, const Font& font, double anchor) {
  const double width = measure.width(text, font);
  page.runs.push_back({x - anchor * width, baseline, width, text, font, {}});
}

}  // namespace

void set_cover(const Report& report, Flow& flow) {
  const HouseStyle& style = flow.style();
  const double size = style.heading_size;
  flow.fill(0, style.page_height * 0.2, style.page_width * 0.06, style.page_height * 0.3,
            style.accent);
  flow.skip(style.page_height * 0.16);
  flow.heading(report.heading, size * 1.8);
  flow.heading(report.body, size * 1.2);
  const Font font{style.body_family, style.body_size, false, false};
  if (!report.org.empty())
    flow.paragraph("Organisationsnummer " + report.org, font, style.body_size * 1.4);
  flow.paragraph("Avser perioden " + report.period_start + " – " + report.period_end, font,
                 style.body_size * 1.4);
}

void set_contents(const std::vector<ContentsEntry>& entries, Flow& flow, std::size_t at) {
  const HouseStyle& style = flow.style();
  PrintedPage& page = flow.pages()[at];
  TextMeasure& measure = flow.measure();
  const Font font{style.body_family, style.body_size, false, false};
  const Font bold{style.heading_family, style.heading_size, true, false};
  double y = style.margin_top + style.heading_size;
  put(page, measure, style.margin_left, y, "Innehåll", bold, 0);
  const double right = style.page_width - style.margin_right;
  const double dot = measure.width(".", font);
  y += style.heading_size * 1.6;
  for (const ContentsEntry& entry : entries) {
    if (y > style.page_height - style.margin_bottom) return;
    const std::string number = std::to_string(entry.page);
    put(page, measure, style.margin_left, y, entry.title, font, 0);
    put(page, measure, right, y, number, font, 1);
    const double free = right - style.margin_left - measure.width(entry.title, font) -
                        measure.width(number, font) - 4 * dot;
    const auto dots = static_cast<std::size_t>(free > 0 ? free / dot : 0);
    put(page, measure, right - measure.width(number, font) - 2 * dot, y, std::string(dots, '.'),
        font, 1);
    y += style.body_size * 1.6;
  }
}

void set_furniture(const Report& report, const HouseStyle& style, Flow& flow) {
  if (style.furniture == Furniture::kNone) return;
  TextMeasure& measure = flow.measure();
  const Font font{style.body_family, style.body_size * 0.8, false, false};
  const double right = style.page_width - style.margin_right;
  const double foot = style.page_height - style.margin_bottom * 0.5;
  const double head = style.margin_top * 0.55;
  const std::size_t total = flow.pages().size();
  for (std::size_t i = 1; i < total; ++i) {
    PrintedPage& page = flow.pages()[i];
    const std::string number = std::to_string(i + 1);
    switch (style.furniture) {
      case Furniture::kNone:
        break;
      case Furniture::kPlainFooter:
        put(page, measure, style.page_width / 2, foot, number, font, 0.5);
        break;
      case Furniture::kRuledHeader:
        put(page, measure, style.margin_left, head, report.body, font, 0);
        put(page, measure, right, head, report.heading, font, 1);
        page.strokes.push_back({style.margin_left, head + 5, right, head + 5, 0.7, style.accent});
        put(page, measure, right, foot, "Sida " + number, font, 1);
        break;
      case Furniture::kSideOfTotal:
        put(page, measure, style.margin_left, foot, report.body + " " + report.org, font, 0);
        put(page, measure, right, foot, number + " (" + std::to_string(total) + ")", font, 1);
        break;
    }
  }
}

}  // namespace siffra::corpus
