#include "extract/internal/pictures_beside.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <string_view>

#include "extract/internal/picture_file.h"
#include "extract/internal/read_bytes.h"
#include "extract/internal/recognition.h"

namespace siffra::extract {

using rules::Error;
using rules::ErrorCode;
using rules::Result;

namespace {

namespace fs = std::filesystem;

// The last part of a name that may come from any system: "D:\scans\0001.tif" → "0001.tif".
std::string base_name(std::string_view name) {
  const std::size_t slash = name.find_last_of("/\\");
  return std::string(slash == std::string_view::npos ? name : name.substr(slash + 1));
}

bool is_picture_name(const fs::path& file) {
  std::string ending = file.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) {
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
  });
  constexpr std::array<std::string_view, 5> kEndings = {".tif", ".tiff", ".png", ".jpg", ".jpeg"};
  return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

std::optional<fs::path> picture_for(const PictureHint& hint) {
  if (hint.page_file.empty()) return std::nullopt;
  std::vector<fs::path> names;
  const std::string told = base_name(hint.name);
  const fs::path folder = hint.page_file.parent_path();
  if (!told.empty() && told != "." && told != "..") names.push_back(folder / told);
  for (const char* ending : {".tif", ".tiff", ".png", ".jpg", ".jpeg"}) {
    fs::path same = hint.page_file;
    names.push_back(same.replace_extension(ending));
  }
  for (const fs::path& name : names) {
    std::error_code failure;
    if (is_picture_name(name) && fs::is_regular_file(name, failure)) return name;
  }
  return std::nullopt;
}

bool same_shape(const PictureHeader& header, const Page& page) {
  constexpr double kNear = 0.03;
  const double picture = static_cast<double>(header.width) / std::max(1, header.height);
  const double told = page.width / std::max(1.0, page.height);
  return std::abs(picture - told) <= kNear * told;
}

void scale_to(const PictureHeader& header, Page& page) {
  const double width = header.width * 72 / std::max(1.0, resolution_of(header));
  const double by = width / std::max(1.0, page.width);
  for (Word& word : page.words) {
    word.box = {word.box.x0 * by, word.box.y0 * by, word.box.x1 * by, word.box.y1 * by};
    word.font_size *= by;
  }
  page.width *= by;
  page.height *= by;
}

// Whether the page can be read from its picture; its trouble says why not.
bool fits(const PicturePlace& place, const ReadOptions& options, Page& page) {
  const Result<std::string> bytes = read_bytes(place.file, options.max_bytes);
  const std::string named = "the picture beside it, " + place.file.filename().string();
  if (!bytes) {
    page.trouble = named + ", could not be read: " + bytes.error().message;
    return false;
  }
  const auto header = header_of_picture(*bytes, place.index);
  if (!header) {
    page.trouble = named + ", is damaged or has too few pages";
    return false;
  }
  const auto usable = check_size(*header);
  if (!usable || !same_shape(*header, page)) {
    page.trouble = named + ", was not read: " +
                   (usable ? "it is of another shape than the page" : usable.error().message);
    return false;
  }
  scale_to(*header, page);
  return true;
}

}  // namespace

std::map<std::size_t, PicturePlace> find_pictures_beside(Document& document,
                                                         const std::vector<PictureHint>& hints,
                                                         const ReadOptions& options) {
  std::map<std::size_t, PicturePlace> places;
  std::map<fs::path, int> used;
  for (std::size_t i = 0; i < document.pages.size() && i < hints.size(); ++i) {
    const auto picture = picture_for(hints[i]);
    if (!picture) continue;
    const PicturePlace place{*picture, used[*picture]++};
    // What a text layer printed needs no second look.
    if (document.pages[i].content == PageContent::kDigital) continue;
    if (fits(place, options, document.pages[i])) places[i] = place;
  }
  return places;
}

Result<PagePicture> picture_at(const PicturePlace& place, const ReadOptions& options) {
  const Result<std::string> bytes = read_bytes(place.file, options.max_bytes);
  if (!bytes) return bytes.error();
  return picture_at(*bytes, place.index);
}

void read_pictures_beside(Document& document, const std::vector<PictureHint>& hints,
                          const ReadOptions& options) {
  const auto places = find_pictures_beside(document, hints, options);
  std::vector<std::size_t> to_read;
  for (const auto& [index, place] : places) to_read.push_back(index);
  const std::vector<Page> before = document.pages;
  const PictureSource source = [&](std::size_t index) {
    return picture_at(places.at(index), options);
  };
  const auto done = recognise_pages(document, to_read, source, options);
  for (const std::size_t i : to_read) {
    Page& page = document.pages[i];
    if (done && !page.words.empty()) continue;
    const std::string trouble = done ? page.trouble : done.error().message;
    page = before[i];
    page.trouble = trouble;
  }
}

}  // namespace siffra::extract
