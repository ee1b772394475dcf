#include "extract/second_look.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "extract/internal/figure_reading.h"
#include "extract/internal/pdf_pictures.h"
#include "extract/internal/picture_file.h"
#include "extract/internal/read_bytes.h"
#include "extract/internal/recognition.h"
#include "extract/internal/worker_threads.h"
#include "extract/page_content.h"

namespace siffra::extract {

using rules::Error;
using rules::ErrorCode;
using rules::Result;

struct SecondLook::State {
  std::string bytes;
  ReadOptions options;
  std::unique_ptr<PdfPictures> pdf;  // null for a picture file
  Engines engines;
  int page = 0;  // the one prepared, from 1
  std::optional<PreparedLayout> prepared;
};

namespace {

Result<PagePicture> picture_of(PdfPictures* pdf, std::string_view bytes, const ReadOptions& options,
                               int index) {
  if (pdf == nullptr) return picture_at(bytes, index);
  const int pages[] = {index};
  const auto makes = examine_pages(bytes, options, pages);
  return pdf->picture_of(index, makes ? makes->front() : PageMake{});
}

// The box in pixels, and the run that most of it lies on.
struct Place {
  const InkRun* run = nullptr;
  PixelBox box;
};

Place place_of(const PreparedLayout& prepared, const Box& box) {
  const double scale = prepared.page.dots_per_inch / 72;
  Place place;
  place.box.x = static_cast<int>(std::floor(box.x0 * scale));
  place.box.y = static_cast<int>(std::floor(box.y0 * scale));
  place.box.width = static_cast<int>(std::ceil(box.x1 * scale)) - place.box.x;
  place.box.height = static_cast<int>(std::ceil(box.y1 * scale)) - place.box.y;
  double most = 0;
  for (const InkRun& run : prepared.layout.runs) {
    const double width =
        std::min(run.box.right(), place.box.right()) - std::max(run.box.x, place.box.x);
    const double height =
        std::min(run.box.bottom(), place.box.bottom()) - std::max(run.box.y, place.box.y);
    if (width > 0 && height > 0 && width * height > most) {
      most = width * height;
      place.run = &run;
    }
  }
  if (place.run == nullptr) return place;
  // Lines are as high as their print, whatever the cell says.
  place.box.y = place.run->box.y;
  place.box.height = place.run->box.height;
  return place;
}

}  // namespace

SecondLook::SecondLook(std::unique_ptr<State> state) : state_(std::move(state)) {}
SecondLook::SecondLook(SecondLook&&) noexcept = default;
SecondLook& SecondLook::operator=(SecondLook&&) noexcept = default;
SecondLook::~SecondLook() = default;

Result<SecondLook> SecondLook::open(const std::filesystem::path& file, const ReadOptions& options) {
  Result<std::string> bytes =
      options.content != nullptr ? *options.content : read_bytes(file, options.max_bytes);
  if (!bytes) return bytes.error();
  Result<Engines> engines = Engines::open();
  if (!engines) return engines.error();
  auto state = std::unique_ptr<State>(
      new State{std::move(bytes).value(), options, nullptr, std::move(engines).value(), 0, {}});
  if (std::string_view(state->bytes).substr(0, 1024).find("%PDF-") != std::string_view::npos) {
    auto pdf = PdfPictures::open(state->bytes, options);
    if (!pdf) return pdf.error();
    state->pdf = std::move(pdf).value();
  }
  return SecondLook(std::move(state));
}

Result<std::vector<double>> SecondLook::weigh(int page, const Box& box,
                                              std::span<const std::string> texts) {
  std::optional<Error> failure;
  std::vector<double> weights;
  run_workers(1, [&] {
    State& state = *state_;
    if (state.page != page || !state.prepared) {
      state.prepared.reset();
      const auto picture = picture_of(state.pdf.get(), state.bytes, state.options, page - 1);
      if (!picture) {
        failure = picture.error();
        return;
      }
      Result<PreparedLayout> prepared = prepare_upright(*picture, state.engines.swedish);
      if (!prepared) {
        failure = prepared.error();
        return;
      }
      state.prepared = std::move(prepared).value();
      state.page = page;
    }
    const Place place = place_of(*state.prepared, box);
    if (place.run == nullptr) {
      failure = Error{ErrorCode::kNotFound, "nothing is printed there", {}};
      return;
    }
    weights = weigh_texts(state.prepared->page, state.prepared->layout, *place.run, place.box,
                          texts, state.engines);
  });
  if (failure) return *failure;
  return weights;
}

}  // namespace siffra::extract
