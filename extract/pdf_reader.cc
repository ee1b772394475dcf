// The PDF reader: words of the text layer through poppler-cpp, one page at a time.
//
// What poppler gives is kept as evidence, with three things put right: text nobody can see (no
// size, outside the crop box, printed twice at one place) is left out; what is one glyph to the eye
// is spelled as the eye reads it (as_seen); and a page that is mostly a picture says so, since its
// few words (a signature stamp, a page number) are not what the page says.
#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-image.h>
#include <poppler/cpp/poppler-page-renderer.h>
#include <poppler/cpp/poppler-page.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "extract/internal/digest.h"
#include "extract/internal/open_pdf.h"
#include "extract/internal/spaced_letters.h"
#include "extract/internal/turned_text.h"
#include "extract/internal/unicode.h"
#include "extract/internal/upright_heads.h"
#include "extract/internal/visible_text.h"
#include "extract/page_content.h"
#include "extract/readers.h"

namespace siffra::extract {

using rules::Error;
using rules::ErrorCode;
using rules::Result;

namespace {

std::u32string code_points(const poppler::ustring& text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t unit = text[i];
    if (unit >= 0xD800 && unit <= 0xDBFF && i + 1 < text.size()) {
      const char32_t low = text[i + 1];
      if (low >= 0xDC00 && low <= 0xDFFF) {
        out.push_back(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
        ++i;
        continue;
      }
    }
    out.push_back(unit);
  }
  return out;
}

struct FontFacts {
  bool bold = false;
  bool recognised = false;  // the invisible font in which text recognition leaves its result
};

FontFacts facts_of_font(std::string name) {
  const std::size_t plus = name.find('+');
  if (plus == 6) name.erase(0, 7);  // the random prefix of an embedded subset
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) {
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  });
  FontFacts facts;
  for (const std::string_view weight :
       {"bold", "black", "heavy", "demi", "-bd", "_bd", "extrabd"}) {
    facts.bold = facts.bold || name.find(weight) != std::string::npos;
  }
  facts.recognised = name.find("glyphless") != std::string::npos;
  return facts;
}

class FontTable {
 public:
  const FontFacts& of(const poppler::text_box& box) {
    const std::string name = box.has_font_info() ? box.get_font_name() : std::string();
    const auto known = known_.find(name);
    if (known != known_.end()) return known->second;
    return known_.emplace(name, facts_of_font(name)).first->second;
  }

 private:
  std::map<std::string, FontFacts> known_;
};

Box to_box(const poppler::rectf& rectangle) {
  return {rectangle.left(), rectangle.top(), rectangle.right(), rectangle.bottom()};
}

bool can_be_seen(const Box& box, const Page& page) {
  constexpr double kSmallest = 0.5;  // points: smaller print than this nobody reads
  if (box.width() <= 0.05 || box.height() < kSmallest) return false;
  return box.center_x() >= 0 && box.center_x() <= page.width && box.center_y() >= 0 &&
         box.center_y() <= page.height;
}

bool is_leading_mark(char32_t c) { return c == U'.' || c == U'_' || c == U'\u2026'; }

// Where a run of the dots that lead to a figure begins or ends: "Kostnader........12 345".
bool is_edge_of_leaders(const std::u32string& text, std::size_t at) {
  constexpr std::size_t kFewest = 4;
  if (at == 0 || is_leading_mark(text[at]) == is_leading_mark(text[at - 1])) return false;
  const bool begins = is_leading_mark(text[at]);
  std::size_t length = 0;
  if (begins) {
    while (at + length < text.size() && is_leading_mark(text[at + length])) ++length;
  } else {
    while (length < at && is_leading_mark(text[at - 1 - length])) ++length;
  }
  return length >= kFewest;
}

// Splits at white space inside a poppler word (rare, some producers map glyphs to spaces) and at
// leaders, giving each part the box of its own glyphs.
void add_words(const poppler::text_box& text_box, const Word& form, Page& page) {
  const std::u32string text = code_points(text_box.text());
  std::u32string part;
  Box part_box;
  bool split = std::any_of(text.begin(), text.end(), is_white_space);
  for (std::size_t i = 1; i < text.size() && !split; ++i) split = is_edge_of_leaders(text, i);
  const auto flush = [&] {
    const std::u32string seen = as_seen(part);
    Word word = form;
    if (split) word.box = part_box;
    if (!seen.empty() && can_be_seen(word.box, page)) {
      word.text = to_utf8(seen);
      page.words.push_back(std::move(word));
    }
    part.clear();
    part_box = {};
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_white_space(text[i])) {
      flush();
      continue;
    }
    if (split && is_edge_of_leaders(text, i)) flush();
    part.push_back(text[i]);
    if (split) part_box = united(part_box, to_box(text_box.char_bbox(i)));
  }
  flush();
}

// Fake bold prints a word twice, a hair apart. Kept: the first.
void drop_doubles(std::vector<Word>& words) {
  std::vector<std::size_t> order(words.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return words[a].text < words[b].text; });
  std::vector<bool> doubled(words.size(), false);
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (doubled[order[i]]) continue;
    const Word& first = words[order[i]];
    const double near = 0.15 * first.box.height();
    for (std::size_t j = i + 1; j < order.size() && words[order[j]].text == first.text; ++j) {
      const Word& other = words[order[j]];
      if (std::abs(other.box.x0 - first.box.x0) < near &&
          std::abs(other.box.x1 - first.box.x1) < near &&
          std::abs(other.box.y0 - first.box.y0) < near) {
        doubled[order[j]] = true;
      }
    }
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (doubled[i]) continue;
    if (kept != i) words[kept] = std::move(words[i]);
    ++kept;
  }
  words.resize(kept);
}

// Share of the page, outside its words, that is drawn on: a scan is paper-grey or full of ink where
// the text layer has no words.
double share_drawn_outside_words(const poppler::page& source, const Page& page) {
  constexpr double kDotsPerInch = 24;
  poppler::page_renderer renderer;
  renderer.set_image_format(poppler::image::format_gray8);
  const poppler::image image = renderer.render_page(&source, kDotsPerInch, kDotsPerInch);
  if (!image.is_valid() || image.width() <= 0 || image.height() <= 0) return 0;
  const auto width = static_cast<std::size_t>(image.width());
  const auto height = static_cast<std::size_t>(image.height());
  const auto stride = static_cast<std::size_t>(image.bytes_per_row());
  std::vector<bool> drawn(width * height, false);
  for (std::size_t y = 0; y < height; ++y) {
    for (std::size_t x = 0; x < width; ++x) {
      const auto value = static_cast<unsigned char>(image.const_data()[y * stride + x]);
      drawn[y * width + x] = value < 0xF8;
    }
  }
  const double scale = kDotsPerInch / 72;
  const auto clamp = [](double value, std::size_t limit) {
    return static_cast<std::size_t>(std::clamp(value, 0.0, static_cast<double>(limit)));
  };
  for (const Word& word : page.words) {
    for (std::size_t y = clamp((word.box.y0 - 2) * scale, height);
         y < clamp((word.box.y1 + 2) * scale + 1, height); ++y) {
      for (std::size_t x = clamp((word.box.x0 - 2) * scale, width);
           x < clamp((word.box.x1 + 2) * scale + 1, width); ++x) {
        drawn[y * width + x] = false;
      }
    }
  }
  const auto count = std::count(drawn.begin(), drawn.end(), true);
  return static_cast<double>(count) / static_cast<double>(drawn.size());
}

// Which pages hold a large picture, asked for only when a page gives reason to.
class Pictures {
 public:
  Pictures(std::string_view bytes, const ReadOptions& options) : bytes_(bytes), options_(options) {}

  bool large_on(int page_number) {
    if (!looked_) {
      looked_ = true;
      // An image's dictionary is never compressed: without the word there is no image.
      if (bytes_.find("/Image") != std::string_view::npos) {
        large_ = pages_with_large_pictures(bytes_, options_).value_or(std::vector<bool>());
      }
    }
    const auto index = static_cast<std::size_t>(page_number) - 1;
    return index < large_.size() && large_[index];
  }

 private:
  std::string_view bytes_;
  const ReadOptions& options_;
  bool looked_ = false;
  std::vector<bool> large_;
};

// A page full of words is taken at its word; only a nearly wordless one is looked at. Drawing a
// large picture costs a second, so that it is there is enough.
void classify(const poppler::page& source, Pictures& pictures, bool recognised_text, Page& page) {
  constexpr std::size_t kFewWords = 40;
  constexpr double kPicture = 0.02;  // of the page; text pages of some lines draw more than this
  if (recognised_text) {
    page.content = PageContent::kScanWithText;
    page.trouble = "the text of this page is the result of an earlier text recognition";
    return;
  }
  if (page.words.size() > kFewWords) return;
  const double drawn =
      pictures.large_on(page.number) ? 1.0 : share_drawn_outside_words(source, page);
  if (page.words.empty()) {
    page.content = drawn > 0 ? PageContent::kScan : PageContent::kEmpty;
    page.reading = PageReading::kSkipped;
    if (drawn > 0) page.trouble = "a picture without text: nothing on this page was read";
  } else if (drawn > kPicture) {
    page.content = PageContent::kMixed;
    page.trouble = "mostly a picture: only the few words outside it were read";
  }
}

void read_page(const poppler::page& source, FontTable& fonts, Pictures& pictures, Page& page) {
  const poppler::rectf crop = source.page_rect(poppler::crop_box);
  page.width = crop.width();
  page.height = crop.height();
  const auto orientation = source.orientation();
  if (orientation == poppler::page::landscape || orientation == poppler::page::seascape) {
    std::swap(page.width, page.height);
  }
  bool recognised_text = false;
  for (const poppler::text_box& text_box :
       source.text_list(poppler::page::text_list_include_font)) {
    const FontFacts& font = fonts.of(text_box);
    Word form;
    form.box = to_box(text_box.bbox());
    form.font_size = text_box.has_font_info() ? text_box.get_font_size() : form.box.height();
    form.bold = font.bold;
    form.rotation = text_box.rotation() * 90;  // poppler counts quarter turns
    if (font.recognised) {
      constexpr double kEarlierRecognition =
          0.8;  // unknown engine, unknown page: not to be trusted
      form.source = Source::kOcr;
      form.confidence = kEarlierRecognition;
      recognised_text = true;
    }
    add_words(text_box, form, page);
  }
  drop_doubles(page.words);
  classify(source, pictures, recognised_text, page);
  if (page.content != PageContent::kDigital) return;
  internal::set_text_upright(page);
  internal::join_spaced_letters(page.words);
  internal::lay_down_heads(page);
}

// One bad page must not cost the others.
Page read_page_safely(const poppler::document& document, int index, FontTable& fonts,
                      Pictures& pictures) {
  Page page;
  page.number = index + 1;
  try {
    const std::unique_ptr<poppler::page> source(document.create_page(index));
    if (source) {
      read_page(*source, fonts, pictures, page);
      return page;
    }
    page.trouble = "the page is damaged and was not read";
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& failure) {
    page.words.clear();
    page.trouble = std::string("the page could not be read: ") + failure.what();
  }
  page.content = PageContent::kEmpty;
  page.reading = PageReading::kSkipped;
  return page;
}

// Reads again, without its invisible text, every page where words lie over words.
void read_visibly(std::string_view bytes, const ReadOptions& options, FontTable& fonts,
                  Pictures& pictures, Document& document) {
  std::vector<std::size_t> suspicious;
  for (std::size_t i = 0; i < document.pages.size(); ++i) {
    const Page& page = document.pages[i];
    const bool printed = page.content == PageContent::kDigital;
    if (printed && words_overlap(page.words)) suspicious.push_back(i);
  }
  if (suspicious.empty()) return;
  const std::optional<std::string> visible = without_invisible_text(bytes, options);
  if (!visible) return;
  const Result<std::unique_ptr<poppler::document>> opened = open_pdf(*visible, {});
  if (!opened) return;
  for (const std::size_t i : suspicious) {
    if (static_cast<int>(i) >= (*opened)->pages()) return;
    Page page = read_page_safely(**opened, static_cast<int>(i), fonts, pictures);
    // A page whose every word is invisible is a picture with recognised text.
    const bool fewer = page.words.size() < document.pages[i].words.size();
    if (!fewer || page.content != PageContent::kDigital) continue;
    page.trouble = "invisible text lies over the print of this page and was left out";
    document.pages[i] = std::move(page);
  }
}

}  // namespace

Result<Document> read_pdf(std::string_view bytes, std::string_view file_name,
                          const ReadOptions& options) {
  Result<std::unique_ptr<poppler::document>> opened = open_pdf(bytes, options);
  if (!opened) {
    Error error = opened.error();
    error.where.file = file_name;
    return error;
  }
  const std::unique_ptr<poppler::document> source = std::move(opened).value();
  const int page_count = source->pages();
  if (page_count <= 0) {
    return Error{ErrorCode::kEmpty, "the PDF has no pages", {std::string(file_name), 0, 0}};
  }
  Document document;
  document.file = file_name;
  document.sha256 = sha256_hex(bytes);
  document.bytes = bytes.size();
  document.media_type = "application/pdf";
  FontTable fonts;
  Pictures pictures(bytes, options);
  const int to_read = std::min(page_count, options.max_pages);
  for (int index = 0; index < to_read; ++index) {
    document.pages.push_back(read_page_safely(*source, index, fonts, pictures));
  }
  read_visibly(bytes, options, fonts, pictures, document);
  if (to_read < page_count && !document.pages.empty()) {
    document.pages.back().trouble = "the " + std::to_string(page_count - to_read) +
                                    " pages after this one were not read: the limit is " +
                                    std::to_string(options.max_pages) + " pages";
  }
  return document;
}

}  // namespace siffra::extract
