#include "extract/internal/alto.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include "extract/internal/alto_names.h"
#include "extract/internal/xml.h"

namespace siffra::extract {

using rules::Error;
using rules::ErrorCode;
using rules::Result;

namespace {

struct Style {
  double size = 0;
  bool bold = false;
};

std::optional<Box> box_of(const pugi::xml_node& node) {
  const auto x = number_of(node, "HPOS");
  const auto y = number_of(node, "VPOS");
  const auto width = number_of(node, "WIDTH");
  const auto height = number_of(node, "HEIGHT");
  if (!x || !y || !width || !height || *width <= 0 || *height <= 0) return std::nullopt;
  return Box{*x, *y, *x + *width, *y + *height};
}

// Each character's own doubt, 0 (sure) to 9: the word is as sure as its least sure character.
std::optional<double> from_characters(std::string_view digits) {
  int most = -1;
  for (const char c : digits) {
    if (c >= '0' && c <= '9') most = std::max(most, c - '0');
  }
  if (most < 0) return std::nullopt;
  return 1 - most / 10.0;
}

MarkupUnit unit_named(std::string_view name) {
  if (name == "mm10") return MarkupUnit::kTenthOfMillimetre;
  if (name == "inch1200") return MarkupUnit::k1200thOfInch;
  return MarkupUnit::kPixel;
}

class AltoReader {
 public:
  explicit AltoReader(const ReadOptions& options) : options_(options) {}

  void read(const pugi::xml_node& root, MarkupPages& into) {
    read_description(root);
    walk(root, [&](const pugi::xml_node& node) {
      if (local_name(node) != "Page") return true;
      if (into.pages.size() < static_cast<std::size_t>(options_.max_pages)) {
        into.pages.push_back(page_of(node));
      } else {
        into.trouble = "the pages after this one were not read: the limit is " +
                       std::to_string(options_.max_pages) + " pages";
      }
      return false;
    });
  }

 private:
  void read_description(const pugi::xml_node& root) {
    walk(root, [&](const pugi::xml_node& node) {
      const std::string_view name = local_name(node);
      if (name == "MeasurementUnit") unit_ = unit_named(text_within(node));
      if (name == "fileName") picture_ = text_within(node);
      if (name == "softwareName") own_work_ = own_work_ || text_within(node) == kAltoSoftware;
      if (name == "TextStyle") read_style(node);
      if (name == "OtherTag") read_tag(node);
      return name != "Layout";
    });
  }

  void read_style(const pugi::xml_node& node) {
    Style style;
    style.size = number_of(node, "FONTSIZE").value_or(0);
    const std::string_view look = node.attribute("FONTSTYLE").value();
    style.bold = look.find("bold") != std::string_view::npos;
    styles_[node.attribute("ID").value()] = style;
  }

  void read_tag(const pugi::xml_node& node) {
    if (std::string_view(node.attribute("LABEL").value()) == kAltoTextLayer) {
      text_layer_tags_.insert(node.attribute("ID").value());
    }
  }

  MarkupPage page_of(const pugi::xml_node& node) {
    MarkupPage page;
    page.width = number_of(node, "WIDTH").value_or(0);
    page.height = number_of(node, "HEIGHT").value_or(0);
    page.unit = unit_;
    page.picture = picture_;
    page.own_work = own_work_;
    rotation_ = 0;
    read_blocks(node, {}, page, 0);
    return page;
  }

  // Styles are inherited, so the walk is by hand.
  void read_blocks(const pugi::xml_node& parent, const Style& style, MarkupPage& page, int depth) {
    if (depth > kDeepest) return;
    for (const pugi::xml_node& node : parent.children()) {
      const std::string_view name = local_name(node);
      if (name == "TextLine") {
        read_line(node, style_of(node, style), page);
      } else if (name == "GraphicalElement") {
        if (const auto box = box_of(node)) page.rulings.push_back(*box);
      } else if (node.type() == pugi::node_element) {
        const int before = rotation_;
        // The format counts counterclockwise.
        if (const auto turned = number_of(node, "ROTATION")) rotation_ = to_quarter_turn(-*turned);
        read_blocks(node, style_of(node, style), page, depth + 1);
        rotation_ = before;
      }
    }
  }

  Style style_of(const pugi::xml_node& node, const Style& inherited) const {
    Style style = inherited;
    std::string_view names = node.attribute("STYLEREFS").value();
    while (!names.empty()) {
      const std::size_t end = std::min(names.find(' '), names.size());
      const auto found = styles_.find(std::string(names.substr(0, end)));
      if (found != styles_.end()) style = found->second;
      names.remove_prefix(std::min(end + 1, names.size()));
    }
    const std::string_view look = node.attribute("STYLE").value();
    if (look.find("bold") != std::string_view::npos) style.bold = true;
    return style;
  }

  void read_line(const pugi::xml_node& line, const Style& style, MarkupPage& page) {
    ++line_;
    const std::size_t first = page.words.size();
    walk(line, [&](const pugi::xml_node& node) {
      const std::string_view name = local_name(node);
      if (name == "String") page.words.push_back(word_of(node, style_of(node, style)));
      if (name == "HYP" && page.words.size() > first) add_hyphen(node, page.words.back());
      return name != "String";
    });
    share_box_of_line(line, first, page);
  }

  MarkupWord word_of(const pugi::xml_node& node, const Style& style) const {
    MarkupWord word;
    word.text = node.attribute("CONTENT").value();
    word.box = box_of(node);
    word.confidence = number_of(node, "WC");
    if (!word.confidence) word.confidence = from_characters(node.attribute("CC").value());
    word.font_size = style.size;
    word.bold = style.bold;
    word.rotation = rotation_;
    word.line = line_;
    if (text_layer_tags_.contains(node.attribute("TAGREFS").value())) {
      word.source = Source::kTextLayer;
    }
    for (const pugi::xml_node& child : node.children()) {
      if (local_name(child) == "ALTERNATIVE") word.alternatives.push_back(alternative_of(child));
    }
    return word;
  }

  static MarkupReading alternative_of(const pugi::xml_node& node) {
    MarkupReading reading;
    reading.text = text_within(node);
    std::string_view purpose = node.attribute("PURPOSE").value();
    if (purpose.starts_with(kAltoTextLayer)) {
      reading.source = Source::kTextLayer;
      purpose.remove_prefix(std::min(purpose.size(), kAltoTextLayer.size() + 1));
    }
    if (purpose.starts_with(kAltoProbability)) {
      reading.probability = number_in(purpose.substr(kAltoProbability.size()));
    }
    return reading;
  }

  static void add_hyphen(const pugi::xml_node& node, MarkupWord& word) {
    const std::string_view printed = node.attribute("CONTENT").value();
    word.text += printed.empty() ? "-" : printed;
    const auto box = box_of(node);
    if (box && word.box) word.box = united(*word.box, *box);
  }

  // Some files give boxes of lines alone: the words share it by their letters.
  void share_box_of_line(const pugi::xml_node& line, std::size_t first, MarkupPage& page) const {
    const auto words = static_cast<std::ptrdiff_t>(first);
    const auto box = box_of(line);
    const bool boxed = std::any_of(page.words.begin() + words, page.words.end(),
                                   [](const MarkupWord& word) { return word.box.has_value(); });
    if (!box || boxed || page.words.size() == first) return;
    double letters = 0;
    for (std::size_t i = first; i < page.words.size(); ++i) {
      letters += 1 + static_cast<double>(page.words[i].text.size());
    }
    double at = 0;
    for (std::size_t i = first; i < page.words.size(); ++i) {
      const double length = static_cast<double>(page.words[i].text.size());
      page.words[i].box = Box{box->x0 + box->width() * at / letters, box->y0,
                              box->x0 + box->width() * (at + length) / letters, box->y1};
      at += length + 1;
    }
  }

  const ReadOptions& options_;
  MarkupUnit unit_ = MarkupUnit::kPixel;
  std::string picture_;
  bool own_work_ = false;
  std::map<std::string, Style, std::less<>> styles_;
  std::set<std::string, std::less<>> text_layer_tags_;
  std::size_t line_ = 0;
  int rotation_ = 0;
};

}  // namespace

Result<MarkupPages> alto_pages(std::string_view bytes, const ReadOptions& options) {
  XmlTree tree;
  parse_xml(bytes, tree);
  MarkupPages pages;
  pages.trouble = tree.trouble;
  AltoReader reader(options);
  reader.read(tree.document, pages);
  if (!pages.pages.empty()) return pages;
  return Error{ErrorCode::kMalformed,
               tree.trouble.empty() ? "the ALTO file holds no page" : tree.trouble,
               {}};
}

}  // namespace siffra::extract
