#include "extract/internal/hocr.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "extract/internal/xml.h"

namespace siffra::extract {

using rules::Error;
using rules::ErrorCode;
using rules::Result;

namespace {

// The value of one property of a title: "bbox 10 20 30 40; x_wconf 92" → "10 20 30 40".
std::string_view property(std::string_view title, std::string_view name) {
  while (!title.empty()) {
    const std::size_t end = std::min(title.find(';'), title.size());
    std::string_view part = title.substr(0, end);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    const bool named =
        part.starts_with(name) && part.size() > name.size() && part[name.size()] == ' ';
    if (named) return part.substr(name.size() + 1);
    title.remove_prefix(std::min(end + 1, title.size()));
  }
  return {};
}

std::vector<double> numbers_in(std::string_view text) {
  constexpr std::size_t kMost = 8;
  std::vector<double> numbers;
  while (!text.empty() && numbers.size() < kMost) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (const auto number = number_in(text.substr(0, end)); number && end > 0) {
      numbers.push_back(*number);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return numbers;
}

std::string_view title_of(const pugi::xml_node& node) { return node.attribute("title").value(); }

std::optional<Box> box_of(const pugi::xml_node& node) {
  const std::vector<double> sides = numbers_in(property(title_of(node), "bbox"));
  if (sides.size() < 4 || sides[2] <= sides[0] || sides[3] <= sides[1]) return std::nullopt;
  return Box{sides[0], sides[1], sides[2], sides[3]};
}

bool has_class(const pugi::xml_node& node, std::string_view name) {
  std::string_view classes = node.attribute("class").value();
  while (!classes.empty()) {
    const std::size_t end = std::min(classes.find(' '), classes.size());
    if (classes.substr(0, end) == name) return true;
    classes.remove_prefix(std::min(end + 1, classes.size()));
  }
  return false;
}

bool is_word(const pugi::xml_node& node) {
  return has_class(node, "ocrx_word") || has_class(node, "ocr_word");
}

bool is_line(const pugi::xml_node& node) {
  constexpr std::array<std::string_view, 6> kLines = {"ocr_line",   "ocrx_line",     "ocr_header",
                                                      "ocr_footer", "ocr_textfloat", "ocr_caption"};
  return std::any_of(kLines.begin(), kLines.end(),
                     [&](std::string_view name) { return has_class(node, name); });
}

bool has_within(const pugi::xml_node& node, bool (*is)(const pugi::xml_node&)) {
  bool found = false;
  walk(node, [&](const pugi::xml_node& child) {
    found = found || is(child);
    return !found;
  });
  return found;
}

class HocrReader {
 public:
  explicit HocrReader(const ReadOptions& options) : options_(options) {}

  void read(const pugi::xml_node& root, MarkupPages& into) {
    walk(root, [&](const pugi::xml_node& node) {
      if (!has_class(node, "ocr_page")) return true;
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
  MarkupPage page_of(const pugi::xml_node& node) {
    MarkupPage page;
    if (const auto box = box_of(node)) {
      page.width = box->x1;
      page.height = box->y1;
    }
    std::string_view picture = property(title_of(node), "image");
    while (picture.size() > 1 && (picture.front() == '"' || picture.front() == '\'')) {
      picture.remove_prefix(1);
      picture.remove_suffix(1);
    }
    page.picture = picture;
    const std::vector<double> resolution = numbers_in(property(title_of(node), "scan_res"));
    if (!resolution.empty()) page.dots_per_inch = resolution.front();
    read_lines(node, page);
    return page;
  }

  void read_lines(const pugi::xml_node& page_node, MarkupPage& page) {
    walk(page_node, [&](const pugi::xml_node& node) {
      if (is_line(node)) {
        ++line_;
        const auto turned = numbers_in(property(title_of(node), "textangle"));
        rotation_ = turned.empty() ? 0 : to_quarter_turn(-turned.front());
        // A line whose words are not marked is taken whole.
        if (has_within(node, is_word)) return true;
        page.words.push_back(word_of(node));
        return false;
      }
      if (is_word(node)) {
        page.words.push_back(word_of(node));
        return false;
      }
      return true;
    });
  }

  MarkupWord word_of(const pugi::xml_node& node) const {
    MarkupWord word;
    word.box = box_of(node);
    const std::vector<double> sure = numbers_in(property(title_of(node), "x_wconf"));
    if (!sure.empty()) word.confidence = sure.front() / 100;
    const std::vector<double> size = numbers_in(property(title_of(node), "x_fsize"));
    if (!size.empty() && size.front() > 0) word.font_size = size.front();
    word.rotation = rotation_;
    word.line = line_;
    read_text(node, word, 0);
    return word;
  }

  // Printed text in order; what is struck out in favour of another reading is an alternative.
  void read_text(const pugi::xml_node& parent, MarkupWord& word, int depth) const {
    if (depth > kDeepest) return;
    for (const pugi::xml_node& node : parent.children()) {
      if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
        word.text += node.value();
        continue;
      }
      const std::string_view name = local_name(node);
      if (name == "del") {
        MarkupReading other;
        other.text = text_within(node);
        const std::vector<double> cost = numbers_in(property(title_of(node), "nlp"));
        if (!cost.empty()) other.probability = std::exp(-std::abs(cost.front()));
        word.alternatives.push_back(std::move(other));
        continue;
      }
      if (name == "strong" || name == "b") word.bold = true;
      read_text(node, word, depth + 1);
    }
  }

  const ReadOptions& options_;
  std::size_t line_ = 0;
  int rotation_ = 0;
};

}  // namespace

Result<MarkupPages> hocr_pages(std::string_view bytes, const ReadOptions& options) {
  XmlTree tree;
  parse_html(bytes, tree);
  MarkupPages pages;
  pages.trouble = tree.trouble;
  HocrReader reader(options);
  reader.read(tree.document, pages);
  if (!pages.pages.empty()) return pages;
  return Error{ErrorCode::kMalformed,
               tree.trouble.empty() ? "the hOCR file holds no page" : tree.trouble,
               {}};
}

}  // namespace siffra::extract
