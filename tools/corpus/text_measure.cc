#include "tools/corpus/text_measure.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "tools/corpus/internal/pango.h"

namespace siffra::corpus {

FontPtr describe(const Font& font) {
  FontPtr description(pango_font_description_new());
  pango_font_description_set_family(description.get(), font.family.c_str());
  pango_font_description_set_absolute_size(description.get(), font.size * PANGO_SCALE);
  pango_font_description_set_weight(description.get(),
                                    font.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_style(description.get(),
                                   font.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  return description;
}

ContextPtr unhinted_context() {
  ContextPtr context(pango_font_map_create_context(pango_cairo_font_map_get_default()));
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context.get(), options);
  cairo_font_options_destroy(options);
  pango_cairo_context_set_resolution(context.get(), 72);
  pango_context_set_round_glyph_positions(context.get(), FALSE);
  return context;
}

namespace {

using FontKey = std::tuple<std::string, double, bool, bool>;

// The pieces of a text between which a line may be broken; a piece keeps its trailing space.
std::vector<std::string_view> pieces_of(std::string_view text) {
  std::vector<std::string_view> pieces;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool inside = i > begin && i + 1 < text.size() && text[i + 1] != ' ';
    const bool after_mark = (text[i] == '-' || text[i] == '/') && inside && i > begin + 3;
    if (text[i] != ' ' && !after_mark) continue;
    pieces.push_back(text.substr(begin, i + 1 - begin));
    begin = i + 1;
  }
  if (begin < text.size()) pieces.push_back(text.substr(begin));
  return pieces;
}

std::string without_trailing_space(std::string text) {
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

}  // namespace

struct TextMeasure::State {
  ContextPtr context = unhinted_context();
  std::map<FontKey, LayoutPtr> layouts;
};

TextMeasure::TextMeasure() : state_(std::make_unique<State>()) {}
TextMeasure::~TextMeasure() = default;

double TextMeasure::width(std::string_view text, const Font& font) {
  LayoutPtr& layout = state_->layouts[{font.family, font.size, font.bold, font.italic}];
  if (!layout) {
    layout.reset(pango_layout_new(state_->context.get()));
    pango_layout_set_font_description(layout.get(), describe(font).get());
  }
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  PangoRectangle extent;
  pango_layout_get_extents(layout.get(), nullptr, &extent);
  return static_cast<double>(extent.width) / PANGO_SCALE;
}

std::vector<std::string> TextMeasure::wrapped(std::string_view text, const Font& font,
                                              double limit) {
  std::vector<std::string> lines;
  std::string line;
  for (const std::string_view piece : pieces_of(text)) {
    const std::string longer = line + std::string(piece);
    if (!line.empty() && width(without_trailing_space(longer), font) > limit) {
      lines.push_back(without_trailing_space(line));
      line = piece;
    } else {
      line = longer;
    }
  }
  line = without_trailing_space(line);
  if (!line.empty() || lines.empty()) lines.push_back(line);
  return lines;
}

double TextMeasure::widest_word(std::string_view text, const Font& font) {
  double widest = 0;
  for (const std::string_view piece : pieces_of(text))
    widest = std::max(widest, width(without_trailing_space(std::string(piece)), font));
  return widest;
}

}  // namespace siffra::corpus
