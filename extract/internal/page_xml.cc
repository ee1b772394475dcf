#include "extract/internal/page_xml.h"

#include <algorithm>
#include <string>
#include <vector>

#include "extract/internal/xml.h"

namespace siffra::extract {

using rules::Error;
using rules::ErrorCode;
using rules::Result;

namespace {

void add_point(std::optional<double> x, std::optional<double> y, std::optional<Box>& box) {
  if (!x || !y) return;
  if (!box) box = Box{*x, *y, *x, *y};
  *box = {std::min(box->x0, *x), std::min(box->y0, *y), std::max(box->x1, *x),
          std::max(box->y1, *y)};
}

// The box around the outline: "10,20 30,20 …", or points as elements in the oldest version.
std::optional<Box> box_of(const pugi::xml_node& node) {
  std::optional<Box> box;
  for (const pugi::xml_node& outline : node.children()) {
    if (local_name(outline) != "Coords") continue;
    std::string_view points = outline.attribute("points").value();
    while (!points.empty()) {
      const std::size_t end = std::min(points.find(' '), points.size());
      const std::string_view pair = points.substr(0, end);
      const std::size_t comma = pair.find(',');
      if (comma != std::string_view::npos) {
        add_point(number_in(pair.substr(0, comma)), number_in(pair.substr(comma + 1)), box);
      }
      points.remove_prefix(std::min(end + 1, points.size()));
    }
    for (const pugi::xml_node& point : outline.children()) {
      add_point(number_of(point, "x"), number_of(point, "y"), box);
    }
  }
  if (box && (box->width() <= 0 || box->height() <= 0)) return std::nullopt;
  return box;
}

struct Equivalent {
  double index = 0;
  std::string text;
  std::optional<double> confidence;
};

// The readings of an element itself, best first.
std::vector<Equivalent> equivalents_of(const pugi::xml_node& node) {
  std::vector<Equivalent> all;
  for (const pugi::xml_node& child : node.children()) {
    if (local_name(child) != "TextEquiv") continue;
    Equivalent one;
    one.index = number_of(child, "index").value_or(0);
    one.confidence = number_of(child, "conf");
    for (const pugi::xml_node& text : child.children()) {
      const std::string_view name = local_name(text);
      if (name == "Unicode" || (name == "PlainText" && one.text.empty())) {
        one.text = text_within(text);
      }
    }
    if (!one.text.empty()) all.push_back(std::move(one));
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return a.index < b.index; });
  return all;
}

bool has_child(const pugi::xml_node& node, std::string_view name) {
  return std::any_of(node.begin(), node.end(),
                     [&](const pugi::xml_node& child) { return local_name(child) == name; });
}

class PageXmlReader {
 public:
  explicit PageXmlReader(const ReadOptions& options) : options_(options) {}

  void read(const pugi::xml_node& root, MarkupPages& into) {
    walk(root, [&](const pugi::xml_node& node) {
      if (local_name(node) != "Page") return true;
      if (into.pages.size() < static_cast<std::size_t>(options_.max_pages)) {
        into.pages.push_back(page_of(node));
      }
      return false;
    });
  }

 private:
  MarkupPage page_of(const pugi::xml_node& node) {
    MarkupPage page;
    page.width = number_of(node, "imageWidth").value_or(0);
    page.height = number_of(node, "imageHeight").value_or(0);
    page.picture = node.attribute("imageFilename").value();
    constexpr double kCentimetresPerInch = 2.54;
    const bool per_cm = std::string_view(node.attribute("imageResolutionUnit").value()) == "PPCM";
    page.dots_per_inch =
        number_of(node, "imageXResolution").value_or(0) * (per_cm ? kCentimetresPerInch : 1);
    read_regions(node, page, 0, 0);
    return page;
  }

  void read_regions(const pugi::xml_node& parent, MarkupPage& page, int rotation, int depth) {
    if (depth > kDeepest) return;
    for (const pugi::xml_node& node : parent.children()) {
      const std::string_view name = local_name(node);
      if (name == "SeparatorRegion") {
        if (const auto box = box_of(node)) page.rulings.push_back(*box);
      } else if (name == "TextLine") {
        read_line(node, rotation, page);
      } else if (name.ends_with("Region")) {
        const auto turned = number_of(node, "orientation");
        const int within = turned ? to_quarter_turn(*turned) : rotation;
        if (name == "TextRegion" && !has_child(node, "TextLine")) read_block(node, within, page);
        read_regions(node, page, within, depth + 1);
      }
    }
  }

  void read_line(const pugi::xml_node& node, int rotation, MarkupPage& page) {
    ++line_;
    bool words = false;
    for (const pugi::xml_node& child : node.children()) {
      if (local_name(child) != "Word") continue;
      const std::size_t before = page.words.size();
      add_word(child, rotation, page);
      words = words || page.words.size() > before;
    }
    if (!words) add_word(node, rotation, page);
  }

  // A region whose lines are not marked: its text is cut at line breaks and shares the box.
  void read_block(const pugi::xml_node& node, int rotation, MarkupPage& page) {
    const std::vector<Equivalent> texts = equivalents_of(node);
    if (texts.empty()) return;
    const std::optional<Box> box = box_of(node);
    std::string_view rest = texts.front().text;
    const auto count = 1 + std::count(rest.begin(), rest.end(), '\n');
    const auto lines = static_cast<double>(count);
    for (std::ptrdiff_t i = 0; i < count; ++i) {
      const auto at = static_cast<double>(i);
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      MarkupWord word;
      word.text = rest.substr(0, end);
      if (box) {
        word.box = Box{box->x0, box->y0 + box->height() * at / lines, box->x1,
                       box->y0 + box->height() * (at + 1) / lines};
      }
      word.confidence = texts.front().confidence;
      word.rotation = rotation;
      word.line = ++line_;
      page.words.push_back(std::move(word));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }

  void add_word(const pugi::xml_node& node, int rotation, MarkupPage& page) const {
    std::vector<Equivalent> texts = equivalents_of(node);
    if (texts.empty()) return;
    MarkupWord word;
    word.text = std::move(texts.front().text);
    word.confidence = texts.front().confidence;
    word.box = box_of(node);
    word.rotation = rotation;
    word.line = line_;
    for (const pugi::xml_node& child : node.children()) {
      if (local_name(child) != "TextStyle") continue;
      word.bold = std::string_view(child.attribute("bold").value()) == "true";
      word.font_size = std::max(0.0, number_of(child, "fontSize").value_or(0));
    }
    for (std::size_t i = 1; i < texts.size(); ++i) {
      word.alternatives.push_back({std::move(texts[i].text), texts[i].confidence, Source::kOcr});
    }
    page.words.push_back(std::move(word));
  }

  const ReadOptions& options_;
  std::size_t line_ = 0;
};

}  // namespace

Result<MarkupPages> page_xml_pages(std::string_view bytes, const ReadOptions& options) {
  XmlTree tree;
  parse_xml(bytes, tree);
  MarkupPages pages;
  pages.trouble = tree.trouble;
  PageXmlReader reader(options);
  reader.read(tree.document, pages);
  if (!pages.pages.empty()) return pages;
  return Error{ErrorCode::kMalformed,
               tree.trouble.empty() ? "the PAGE file holds no page" : tree.trouble,
               {}};
}

}  // namespace siffra::extract
