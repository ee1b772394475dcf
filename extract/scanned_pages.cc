#include "extract/scanned_pages.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "extract/internal/illegible_text.h"
#include "extract/internal/pdf_pictures.h"
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

// A page of print is mostly paper of one shade; a photograph is not.
bool looks_like_paper(const PagePicture& glance) {
  constexpr int kNear = 28;  // greys
  constexpr double kMostly = 0.6;
  Numa* histogram = pixGetGrayHistogram(glance.picture.get(), 1);
  if (histogram == nullptr) return true;
  std::vector<double> counts(256, 0);
  double total = 0;
  for (int i = 0; i < 256; ++i) {
    float value = 0;
    numaGetFValue(histogram, i, &value);
    counts[static_cast<std::size_t>(i)] = value;
    total += value;
  }
  numaDestroy(&histogram);
  const int shade =
      static_cast<int>(std::max_element(counts.begin(), counts.end()) - counts.begin());
  double near = 0;
  for (int i = std::max(0, shade - kNear); i < std::min(256, shade + kNear); ++i) {
    near += counts[static_cast<std::size_t>(i)];
  }
  return shade >= 100 && near >= kMostly * total;
}

enum class Decision { kLeave, kRead, kReadIfPaper };

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
    return Decision::kLeave;
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
  for (std::size_t i = 0; i < suspects.size(); ++i) {
    const auto index = static_cast<std::size_t>(suspects[i]);
    const PageMake make = examined ? (*examined)[i] : PageMake{};
    const Decision decision = decide(make, document.pages[index]);
    if (decision == Decision::kLeave) continue;
    if (decision == Decision::kReadIfPaper) {
      const auto glance = pictures.glance_at(suspects[i]);
      if (glance && !looks_like_paper(*glance)) continue;
    }
    makes[index] = make;
    to_read.push_back(index);
  }
  const PictureSource source = [&](std::size_t index) {
    return pictures.picture_of(static_cast<int>(index), makes[index]);
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
