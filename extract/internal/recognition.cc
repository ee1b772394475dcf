#include "extract/internal/recognition.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "extract/internal/earlier_text.h"
#include "extract/internal/figure_print.h"
#include "extract/internal/read_run.h"
#include "extract/internal/worker_threads.h"

namespace siffra::extract {

using rules::Done;
using rules::Error;
using rules::Result;

namespace {

// How the print lies, judged by which way letters stick out of their lines (Swedish has far more
// b, d, f, h, k, l, t than g, j, p, q, y). A page of figures alone does not tell, nor does a short
// one.
struct Lie {
  bool clear = false;
  bool doubtful = false;  // it leans no way, or on its head
  int turns = 0;          // quarter turns clockwise that would set it upright
};

Lie lie_of(const PixPtr& ink) {
  // Twice what the library asks for: no page on its side has so many ascenders.
  constexpr float kClearlyUp = 16;
  // Less than what it asks for: the outcome is put to the test.
  constexpr float kLeast = 3;
  constexpr float kRatio = 1.4F;
  constexpr float kLeansUp = 2;
  float up = 0;
  float left = 0;
  if (pixUpDownDetect(ink.get(), &up, 0, 0, 0) != 0) return {false, true, 0};
  if (up > kClearlyUp) return {true, false, 0};
  const bool doubtful = up < kLeansUp;
  const PixPtr turned(pixRotate90(ink.get(), 1));
  l_int32 orientation = L_TEXT_ORIENT_UNKNOWN;
  if (!turned || pixUpDownDetect(turned.get(), &left, 0, 0, 0) != 0 ||
      makeOrientDecision(up, left, kLeast, kRatio, &orientation, 0) != 0) {
    return {false, doubtful, 0};
  }
  switch (orientation) {
    case L_TEXT_ORIENT_LEFT:
      return {true, doubtful, 1};
    case L_TEXT_ORIENT_DOWN:
      return {true, doubtful, 2};
    case L_TEXT_ORIENT_RIGHT:
      return {true, doubtful, 3};
    default:
      return {orientation == L_TEXT_ORIENT_UP, doubtful, 0};
  }
}

Result<PreparedLayout> prepare_turned(Pix* picture, double dots_per_inch, int quarter_turns) {
  Result<PreparedPage> page = prepare_page(PixPtr(pixClone(picture)), dots_per_inch, quarter_turns);
  if (!page) return page.error();
  PreparedLayout prepared{std::move(page).value(), {}};
  prepared.layout = find_runs(prepared.page);
  return prepared;
}

// How sure the engine is of the widest few labels: near 1 for a page the right way up.
double sureness(const PreparedLayout& prepared, TextEngine& engine) {
  constexpr std::size_t kEnough = 5;
  std::vector<const InkRun*> runs;
  for (const InkRun& run : prepared.layout.runs) {
    if (run.box.width > 4 * run.height && run.box.width < 40 * run.height) runs.push_back(&run);
  }
  std::stable_sort(runs.begin(), runs.end(),
                   [](const InkRun* a, const InkRun* b) { return a->box.width > b->box.width; });
  if (runs.size() > kEnough) runs.resize(kEnough);
  double sum = 0;
  double count = 0;
  for (const InkRun* run : runs) {
    for (const WordReading& word :
         read_part(prepared.page, prepared.layout, *run, run->box, Cut::kStretched, engine)) {
      sum += word.confidence * static_cast<double>(word.text.size());
      count += static_cast<double>(word.text.size());
    }
  }
  return count > 0 ? sum / count : 0;
}

void say_what_was_read(const Triage& triage, const InkLayout& layout, Page& page) {
  constexpr std::size_t kMuchNoise = 5000;  // pieces, and no print among them
  page.reading = PageReading::kOcr;
  if (layout.runs.empty()) {
    page.reading = PageReading::kSkipped;
    page.trouble = layout.pieces.size() > kMuchNoise ? "too much noise to find print in"
                                                     : "no print was found on this page";
  } else if (!triage.has_columns && triage.prose_lines > 0) {
    page.reading = PageReading::kSkipped;
    page.trouble = kOnlyRunningText;
  }
}

// A page that came out empty, or in part, because its picture could not be decoded.
void say_what_is_lost(Page& page) {
  const bool nothing = page.words.empty();
  page.trouble = nothing
                     ? "the picture of this page is damaged: it could not be decoded"
                     : "part of the picture of this page is damaged: what is missing was not read";
}

Triage everything(const InkLayout& layout) {
  Triage all = triage(layout);
  all.worth_reading.assign(layout.runs.size(), true);
  all.prose_lines = 0;
  return all;
}

class PageWorker {
 public:
  PageWorker(Engines& engines, SharedRuns& sharing, const ReadOptions& options)
      : engines_(engines), sharing_(sharing), options_(options) {}

  void read(const Result<PagePicture>& picture, Page& page) {
    if (!picture) return fail(page, picture.error().message);
    const Result<PreparedLayout> prepared = prepare_upright(*picture, engines_.swedish);
    if (!prepared) return fail(page, prepared.error().message);
    if (page.content == PageContent::kDigital) return read_pictures_within(*prepared, page);
    page = read_prepared(*prepared, page);
    if (picture->damaged) say_what_is_lost(page);
  }

 private:
  // Of pictures on a page of print only tables are read; the print stands as it is.
  void read_pictures_within(const PreparedLayout& prepared, Page& page) {
    constexpr double kStraight = 0.05;  // degrees: less is not undone
    const Triage worth = triage(prepared.layout);
    if (!worth.has_columns) return;
    if (prepared.page.quarter_turns != 0 || std::abs(prepared.page.skew_degrees) > kStraight) {
      page.trouble = "a picture on this page may hold a table, but lies askew: it was not read";
      return;
    }
    const Page print = page;
    page = read_prepared(prepared, page);
    page.content = PageContent::kMixed;
    page.reading = PageReading::kBoth;
    page.rulings.insert(page.rulings.end(), print.rulings.begin(), print.rulings.end());
  }

  Page read_prepared(const PreparedLayout& prepared, const Page& before) {
    Page page = before;
    page.words.clear();
    page.trouble.clear();
    if (prepared.page.quarter_turns % 2 != 0) std::swap(page.width, page.height);
    page.rotation_deg = 90.0 * prepared.page.quarter_turns + prepared.page.skew_degrees;
    const Triage worth = options_.all_pages ? everything(prepared.layout) : triage(prepared.layout);
    const std::vector<bool> figures =
        recognise_page(prepared.page, prepared.layout, worth, engines_, sharing_, page);
    if (options_.kept != nullptr) keep_figures(prepared, figures, page.number, *options_.kept);
    say_what_was_read(worth, prepared.layout, page);
    join_earlier_text(before, page);
    return page;
  }

  static void fail(Page& page, const std::string& why) {
    page.words.clear();
    page.reading = PageReading::kSkipped;
    page.trouble = "the picture of this page could not be read: " + why;
  }

  Engines& engines_;
  SharedRuns& sharing_;
  const ReadOptions& options_;
};

}  // namespace

Result<PreparedLayout> prepare_upright(const PagePicture& picture, TextEngine& engine) {
  Result<PreparedLayout> as_is = prepare_turned(picture.picture.get(), picture.dots_per_inch, 0);
  if (!as_is || as_is->layout.runs.empty()) return as_is;  // a blank page lies as it lies
  const Lie lie = lie_of(as_is->page.ink);
  if (lie.turns == 0 && (lie.clear || !lie.doubtful)) return as_is;
  // The judgement is only a hint: what reads better is right.
  constexpr double kReadsWell = 0.5;
  double best = sureness(*as_is, engine);
  if (lie.turns == 0 && (best > kReadsWell || best == 0)) return as_is;
  std::vector<int> ways = {lie.turns};
  if (lie.turns == 0) ways = {2, 1, 3};
  for (const int turns : ways) {
    Result<PreparedLayout> turned =
        prepare_turned(picture.picture.get(), picture.dots_per_inch, turns);
    if (!turned) continue;
    const double sure = sureness(*turned, engine);
    if (sure <= best) continue;
    best = sure;
    as_is = std::move(turned);
    if (best > kReadsWell) break;
  }
  return as_is;
}

Result<Done> recognise_pages(Document& document, std::span<const std::size_t> pages,
                             const PictureSource& source, const ReadOptions& options) {
  if (pages.empty()) return Done{};
  setMsgSeverity(L_SEVERITY_NONE);  // Leptonica's own words would reach standard error
  std::mutex lock;
  std::optional<Error> failure;
  std::atomic<std::size_t> next = 0;
  std::size_t finished = 0;
  SharedRuns sharing;
  const auto work = [&] {
    SharedRuns::Member member(sharing);
    Result<Engines> engines = Engines::open();
    if (!engines) {
      const std::lock_guard<std::mutex> guard(lock);
      failure = engines.error();
      return;
    }
    PageWorker worker(*engines, sharing, options);
    for (std::size_t at = next++; at < pages.size(); at = next++) {
      worker.read(source(pages[at]), document.pages[pages[at]]);
      const std::lock_guard<std::mutex> guard(lock);
      ++finished;
      if (options.progress) options.progress(finished, pages.size());
    }
    member.help(*engines);
    if (options.kept == nullptr) return;
    const std::lock_guard<std::mutex> guard(lock);
    options.kept->state().engines = std::move(engines).value();
  };
  const auto wanted = static_cast<std::size_t>(std::max(1, options.jobs));
  run_workers(std::min(wanted, pages.size()), work);
  if (failure) return *failure;
  return Done{};
}

}  // namespace siffra::extract
