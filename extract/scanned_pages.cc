#include "extract/scanned_pages.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "extract/internal/illegible_text.h"
#include "extract/internal/ink_layout.h"
#include "extract/internal/page_preparation.h"
#include "extract/internal/page_triage.h"
#include "extract/internal/pdf_pictures.h"
#include "extract/internal/pictures_within.h"
#include "extract/internal/recognition.h"
#include "extract/page_content.h"

namespace siffra::extract {

using rules::Done;
using rules::Error;
using rules::Result;

namespace {

constexpr std::size_t kFewWords = 40;  // a page with more says itself what is on it
constexpr double kMostOfPage = 0.6;

std::size_t words_seen(const Page& page) {
  return static_cast<std::size_t>(
      std::count_if(page.words.begin(), page.words.end(),
                    [](const Word& word) { return word.source == Source::kTextLayer; }));
}

// Pages whose look calls for a closer one.
std::vector<int> pages_to_examine(const Document& document, const std::vector<bool>& large) {
  std::vector<int> pages;
  for (std::size_t i = 0; i < document.pages.size(); ++i) {
    const Page& page = document.pages[i];
    const bool picture = i < large.size() && large[i];
    const bool suspect = page.content == PageContent::kScan ||
                         page.content == PageContent::kMixed ||
                         page.content == PageContent::kScanWithText;
    if (picture || suspect) pages.push_back(static_cast<int>(i));
  }
  return pages;
}

void distrust_text(Page& page) {
  constexpr double kEarlierRecognition = 0.8;
  for (Word& word : page.words) {
    word.source = Source::kOcr;
    word.confidence = kEarlierRecognition;
  }
}

enum class Decision { kLeave, kRead, kReadIfPaper, kReadPictures };

// What the page is, from what it draws and how many of its words can be seen.
Decision decide(const PageMake& make, Page& page) {
  const bool hidden = make.hidden_text > 2 * make.seen_text && make.hidden_text > 0;
  if (make.picture_share >= kMostOfPage && (hidden || page.content == PageContent::kScanWithText)) {
    page.content = PageContent::kScanWithText;
    distrust_text(page);
    return Decision::kRead;
  }
  const std::size_t seen = words_seen(page);
  if (page.content == PageContent::kScanWithText) return Decision::kRead;
  if (seen > kFewWords) {
    page.content = PageContent::kDigital;
    return Decision::kReadPictures;
  }
  if (make.picture_share >= kMostOfPage) {
    page.content = PageContent::kScan;
    return seen == 0 ? Decision::kRead : Decision::kReadIfPaper;
  }
  const bool drawn = page.content == PageContent::kScan || page.content == PageContent::kMixed;
  return drawn ? Decision::kReadIfPaper : Decision::kLeave;
}

// Pages whose text layer says nothing legible, as they were; emptied, they are read as if drawn.
std::map<std::size_t, Page> set_illegible_apart(Document& document) {
  std::map<std::size_t, Page> apart;
  const bool any = std::any_of(document.pages.begin(), document.pages.end(),
                               [](const Page& page) { return is_illegible(page, false); });
  for (std::size_t i = 0; any && i < document.pages.size(); ++i) {
    Page& page = document.pages[i];
    if (page.content != PageContent::kDigital || !is_illegible(page, true)) continue;
    apart.emplace(i, page);
    page.words.clear();
    page.content = PageContent::kMixed;
  }
  return apart;
}

// Where a page of print has pictures that may hold tables.
std::vector<Box> tables_within(const PageMake& make, const Page& page, int index,
                               PdfPictures& pictures) {
  const std::vector<Box> places = pictures_to_look_at(make, page);
  if (places.empty()) return {};
  auto glance = pictures.glance_at(index);
  if (!glance) return {};
  std::vector<Box> paper = like_paper(*glance, places);
  if (paper.empty()) return {};
  const double dots_per_inch = glance->dots_per_inch;
  const auto prepared = prepare_page(
      only_within(std::move(glance).value(), paper, page.words).picture, dots_per_inch, 0);
  const bool columns = prepared && triage(find_runs(*prepared)).has_columns;
  return columns ? paper : std::vector<Box>{};
}

bool any_digital(const Document& document) {
  return std::any_of(document.pages.begin(), document.pages.end(), [](const Page& page) {
    return page.content == PageContent::kDigital && !page.words.empty();
  });
}

}  // namespace

Result<Done> read_scanned_pages(Document& document, std::string_view bytes,
                                const ReadOptions& options) {
  // The dictionary of a picture is never compressed: without the word there is none.
  std::vector<bool> large;
  if (bytes.find("/Image") != std::string_view::npos) {
    large = pages_with_large_pictures(bytes, options).value_or(std::vector<bool>());
  }
  const std::map<std::size_t, Page> illegible = set_illegible_apart(document);
  const std::vector<int> suspects = pages_to_examine(document, large);
  if (suspects.empty()) return Done{};
  // A PDF too damaged for qpdf but not for poppler is judged by its look alone.
  const auto examined = examine_pages(bytes, options, suspects);
  Result<std::unique_ptr<PdfPictures>> opened = PdfPictures::open(bytes, options);
  if (!opened) return Done{};
  PdfPictures& pictures = **opened;
  std::vector<std::size_t> to_read;
  std::vector<PageMake> makes(document.pages.size());
  std::vector<std::vector<Box>> within(document.pages.size());
  for (std::size_t i = 0; i < suspects.size(); ++i) {
    const auto index = static_cast<std::size_t>(suspects[i]);
    const PageMake make = examined ? (*examined)[i] : PageMake{};
    const Decision decision = decide(make, document.pages[index]);
    if (decision == Decision::kLeave) continue;
    if (decision == Decision::kReadIfPaper) {
      const auto glance = pictures.glance_at(suspects[i]);
      if (glance && !looks_like_paper(*glance->picture)) continue;
    }
    if (decision == Decision::kReadPictures) {
      within[index] = tables_within(make, document.pages[index], suspects[i], pictures);
      if (within[index].empty()) continue;
      // What lies under so much text is a scan all the same: the text is a stamp.
      if (covers_page(within[index].front(), document.pages[index])) {
        document.pages[index].content = PageContent::kScan;
        within[index].clear();
      }
    }
    makes[index] = make;
    to_read.push_back(index);
  }
  const PictureSource source = [&](std::size_t index) -> Result<PagePicture> {
    Result<PagePicture> picture = pictures.picture_of(static_cast<int>(index), makes[index]);
    if (!picture || within[index].empty()) return picture;
    return only_within(std::move(picture).value(), within[index], document.pages[index].words);
  };
  Result<Done> done = recognise_pages(document, to_read, source, options);
  for (const auto& [index, before] : illegible) {
    restore_confirmed_figures(before, document.pages[index]);
  }
  if (done || !any_digital(document)) return done;
  for (const std::size_t index : to_read) document.pages[index].trouble = done.error().message;
  return Done{};
}

}  // namespace siffra::extract
