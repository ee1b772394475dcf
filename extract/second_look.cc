#include "extract/second_look.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "extract/internal/comma_shape.h"
#include "extract/internal/digit_shapes.h"
#include "extract/internal/figure_print.h"
#include "extract/internal/figure_reading.h"
#include "extract/internal/markup_file.h"
#include "extract/internal/pdf_pictures.h"
#include "extract/internal/picture_file.h"
#include "extract/internal/print_beside.h"
#include "extract/internal/read_bytes.h"
#include "extract/internal/recognition.h"
#include "extract/internal/sign_shape.h"
#include "extract/internal/worker_threads.h"
#include "extract/page_content.h"

namespace siffra::extract {

using rules::Error;
using rules::ErrorCode;
using rules::Result;

namespace {

Result<PagePicture> picture_of(PdfPictures& pdf, std::string_view bytes, const ReadOptions& options,
                               int index) {
  const int pages[] = {index};
  const auto makes = examine_pages(bytes, options, pages);
  return pdf.picture_of(index, makes ? makes->front() : PageMake{});
}

PixelBox to_pixels(const Box& box, double dots_per_inch) {
  const double scale = dots_per_inch / 72;
  const int x = static_cast<int>(std::floor(box.x0 * scale));
  const int y = static_cast<int>(std::floor(box.y0 * scale));
  return {x, y, static_cast<int>(std::ceil(box.x1 * scale)) - x,
          static_cast<int>(std::ceil(box.y1 * scale)) - y};
}

// The run that most of the box lies on.
std::optional<std::size_t> run_at(const std::vector<PixelBox>& runs, const PixelBox& box) {
  std::optional<std::size_t> found;
  double most = 0;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const double width = std::min(runs[i].right(), box.right()) - std::max(runs[i].x, box.x);
    const double height = std::min(runs[i].bottom(), box.bottom()) - std::max(runs[i].y, box.y);
    if (width > 0 && height > 0 && width * height > most) {
      most = width * height;
      found = i;
    }
  }
  return found;
}

// Lines are as high as their print, whatever the cell says.
PixelBox on_line(const PixelBox& cell, const PixelBox& run) {
  return {cell.x, run.y, cell.width, run.height};
}

// A figure's print: on its page, or on the part that was kept.
struct Place {
  const PreparedPage* page = nullptr;
  const InkLayout* layout = nullptr;
  const InkRun* run = nullptr;
  PixelBox box;  // there
  PixelBox on_page;
  std::size_t number = 0;  // of the run
};

Box to_points(const PixelBox& box, const PagePrint& print) {
  const double scale = 72 / print.dots_per_inch;
  return {box.x * scale, box.y * scale, box.right() * scale, box.bottom() * scale};
}

// Lower and narrower print is specks.
bool may_be_figure(const PixelBox& run, const PagePrint& print) {
  constexpr double kHigh = 0.6;   // of the usual height of letters
  constexpr double kWide = 0.25;  // of its own height
  return run.height >= kHigh * print.letter_height && run.width >= kWide * run.height;
}

bool reaches_into(const Box& run, const Box& area) {
  return run.x1 > area.x0 && run.x0 < area.x1 && run.center_y() > area.y0 &&
         run.center_y() < area.y1;
}

// From side to side, but for less than a digit.
bool is_covered(const Box& run, std::span<const Box> read) {
  constexpr double kDigit = 0.8;  // of the run's height
  Box covered;
  for (const Box& known : read) {
    const bool meets = known.x0 < run.x1 && run.x0 < known.x1 && known.y0 < run.center_y() &&
                       known.y1 > run.center_y();
    if (meets) covered = united(covered, known);
  }
  const double slack = kDigit * run.height();
  return covered != Box{} && covered.x0 <= run.x0 + slack && covered.x1 >= run.x1 - slack;
}

bool negative(std::string_view text) {
  return text.starts_with('-') || text.starts_with("\u2212") || text.starts_with("\u2013") ||
         text.ends_with('-');
}

std::string digits_of(const std::string& text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits),
               [](char c) { return c >= '0' && c <= '9'; });
  return digits;
}

bool differ_by_sign(const std::string& text, const std::string& other) {
  return digits_of(text) == digits_of(other) && negative(text) != negative(other);
}

// The digits behind the decimal comma; none where there is no comma.
std::size_t decimals_of(const std::string& text) {
  const std::size_t comma = text.find_last_of(',');
  return comma == std::string::npos ? 0 : digits_of(text.substr(comma)).size();
}

// One of them has a decimal comma where the other has only digits.
bool differ_by_comma(const std::string& text, const std::string& other) {
  return digits_of(text) == digits_of(other) && negative(text) == negative(other) &&
         (decimals_of(text) == 0) != (decimals_of(other) == 0) &&
         text.find('.') == std::string::npos && other.find('.') == std::string::npos;
}

// That a comma stands there is said only where the digits beside it are those of the texts: who
// overlooks a comma may have misread a digit, too, and the sum would agree with the wrong one.
std::optional<double> weigh_comma_in(const Place& place, const std::string& text,
                                     const std::string& other, const DigitShapes& shapes) {
  const std::string printed = digits_of(text);
  const std::size_t digits = printed.size();
  const std::size_t decimals = std::max(decimals_of(text), decimals_of(other));
  const auto odds = weigh_comma(*place.page, place.box, digits, digits - decimals);
  if (odds && *odds > 0 && shapes.read(*place.page, place.box, place.on_page, digits) != printed)
    return std::nullopt;
  return odds && decimals_of(text) == 0 ? -*odds : odds;
}

// That there is no minus is said only where none is in any place it may have.
std::optional<double> weigh_sign(const Place& place, const std::string& text, bool ask_behind) {
  const auto weigh = [&](MinusPlace where) {
    return weigh_minus(*place.page, place.box, text, where);
  };
  const auto before = weigh(MinusPlace::kBefore);
  if (!ask_behind || (before && *before > 0)) return before;
  const auto behind = weigh(MinusPlace::kBehind);
  return before || (behind && *behind > 0) ? behind : before;
}

}  // namespace

struct SecondLook::State {
  ReadOptions options;
  std::string bytes;
  std::unique_ptr<PdfPictures> pdf;                   // null for other files
  std::optional<std::map<int, PicturePlace>> beside;  // of another recogniser's file, by page
  std::optional<Engines> engines;
  int page = 0;  // the one prepared, from 1
  std::optional<PreparedLayout> prepared;
  PagePrint print;  // of the page prepared: no figure of it is kept
  // What was seen of the figures asked about, by page, run and width: several questions are about
  // one.
  std::map<std::tuple<int, std::size_t, int, int>, Looks> looks;
  std::vector<PrintedFigure> figures;
  std::map<int, DigitShapes> shapes;  // by page

  Result<PagePicture> picture(int number);
  std::optional<Error> prepare(int number);
  Result<const PagePrint*> print_of(int number);
  Result<Place> place_of(int number, const Box& box);
  Result<const Looks*> look(int number, const Box& box);
  const DigitShapes& shapes_of(int number);
  bool goes_on(int number, const Box& figure, std::span<const Box> read);
  [[nodiscard]] bool prints_minus_behind(const std::string& text, const std::string& other) const;
};

SecondLook::SecondLook(std::unique_ptr<State> state) : state_(std::move(state)) {}
SecondLook::SecondLook(SecondLook&&) noexcept = default;
SecondLook& SecondLook::operator=(SecondLook&&) noexcept = default;
SecondLook::~SecondLook() = default;

Result<SecondLook> SecondLook::open(const std::filesystem::path& file, const ReadOptions& options) {
  Result<std::string> bytes =
      options.content != nullptr ? *options.content : read_bytes(file, options.max_bytes);
  if (!bytes) return bytes.error();
  auto state = std::make_unique<State>();
  state->options = options;
  state->bytes = std::move(bytes).value();
  if (const auto format = markup_format_of(state->bytes)) {
    state->beside = pictures_of_markup(state->bytes, file, *format, options);
    if (state->beside->empty())
      return Error{ErrorCode::kNotFound, "no picture of a page lies beside the file", {}};
  }
  if (options.kept != nullptr) state->engines = std::exchange(options.kept->state().engines, {});
  if (!state->engines) {
    Result<Engines> engines = Engines::open();
    if (!engines) return engines.error();
    state->engines = std::move(engines).value();
  }
  if (std::string_view(state->bytes).substr(0, 1024).find("%PDF-") != std::string_view::npos) {
    auto pdf = PdfPictures::open(state->bytes, options);
    if (!pdf) return pdf.error();
    state->pdf = std::move(pdf).value();
  }
  return SecondLook(std::move(state));
}

// Where the print of a page stands: as kept from reading it, or from preparing it now.
Result<const PagePrint*> SecondLook::State::print_of(int number) {
  if (options.kept != nullptr) {
    const auto& pages = options.kept->state().pages;
    if (const auto known = pages.find(number); known != pages.end()) return &known->second;
  }
  if (const auto failure = prepare(number)) return *failure;
  return &print;
}

Result<PagePicture> SecondLook::State::picture(int number) {
  if (pdf) return picture_of(*pdf, bytes, options, number - 1);
  if (!beside) return picture_at(bytes, number - 1);
  const auto place = beside->find(number);
  if (place != beside->end()) return picture_at(place->second, options);
  return Error{ErrorCode::kNotFound, "no picture of the page lies beside its file", {}};
}

std::optional<Error> SecondLook::State::prepare(int number) {
  if (page == number && prepared) return std::nullopt;
  prepared.reset();
  const Result<PagePicture> drawn = picture(number);
  if (!drawn) return drawn.error();
  Result<PreparedLayout> made = prepare_upright(*drawn, engines->swedish);
  if (!made) return made.error();
  prepared = std::move(made).value();
  page = number;
  print = {};
  print.dots_per_inch = prepared->page.dots_per_inch;
  print.letter_height = prepared->layout.letter_height;
  for (const InkRun& run : prepared->layout.runs) print.runs.push_back(run.box);
  return std::nullopt;
}

Result<Place> SecondLook::State::place_of(int number, const Box& box) {
  const Result<const PagePrint*> where = print_of(number);
  if (!where) return where.error();
  const PixelBox cell = to_pixels(box, (*where)->dots_per_inch);
  const auto run = run_at((*where)->runs, cell);
  if (!run) return Error{ErrorCode::kNotFound, "nothing is printed there", {}};
  const PixelBox place = on_line(cell, (*where)->runs[*run]);
  const auto figure = (*where)->figures.find(*run);
  if (figure != (*where)->figures.end() && figure->second.reaches(place)) {
    const FigurePrint& kept = figure->second;
    const InkLayout& layout = kept.print.layout;
    return Place{&kept.print.page, &layout, &layout.runs.front(), kept.in_area(place), place, *run};
  }
  if (const auto failure = prepare(number)) return *failure;
  const InkLayout& layout = prepared->layout;
  return Place{&prepared->page, &layout, &layout.runs[*run], place, place, *run};
}

Result<const Looks*> SecondLook::State::look(int number, const Box& box) {
  const Result<Place> place = place_of(number, box);
  if (!place) return place.error();
  const auto key = std::tuple(number, place->number, place->on_page.x, place->on_page.width);
  if (const auto seen = looks.find(key); seen != looks.end()) return &seen->second;
  return &looks
              .emplace(key,
                       look_at(*place->page, *place->layout, *place->run, place->box, *engines))
              .first->second;
}

// Whether the figure's print goes on where no other figure stands.
bool SecondLook::State::goes_on(int number, const Box& figure, std::span<const Box> read) {
  const Result<const PagePrint*> where = print_of(number);
  if (!where) return false;
  // A dash has no digits that others could stand beside, and its print is not kept.
  const auto run = run_at((*where)->runs, to_pixels(figure, (*where)->dots_per_inch));
  if (!run || !may_be_figure((*where)->runs[*run], **where)) return false;
  const Result<Place> place = place_of(number, figure);
  if (!place) return false;
  constexpr double kEverything = 1e9;
  double before = kEverything;
  double behind = kEverything;
  for (const Box& other : read) {
    if (other.center_y() < figure.y0 || other.center_y() > figure.y1) continue;
    if (other.x1 <= figure.x0) before = std::min(before, figure.x0 - other.x1);
    if (other.x0 >= figure.x1) behind = std::min(behind, other.x0 - figure.x1);
  }
  const double scale = place->page->dots_per_inch / 72;
  return goes_on_beside(*place->page, place->box, scale * before, scale * behind);
}

// One of the two does, or other figures of the report do.
bool SecondLook::State::prints_minus_behind(const std::string& text,
                                            const std::string& other) const {
  return text.ends_with('-') || other.ends_with('-') ||
         std::any_of(figures.begin(), figures.end(),
                     [](const PrintedFigure& figure) { return figure.text.ends_with('-'); });
}

const DigitShapes& SecondLook::State::shapes_of(int number) {
  const auto [known, fresh] = shapes.try_emplace(number);
  if (!fresh) return known->second;
  for (const PrintedFigure& figure : figures) {
    if (figure.page != number) continue;
    const Result<Place> place = place_of(number, figure.box);
    if (place) known->second.learn(*place->page, place->box, place->on_page, figure.text);
  }
  return known->second;
}

Result<std::vector<double>> SecondLook::weigh(int page, const Box& box,
                                              std::span<const std::string> texts) {
  std::optional<Error> failure;
  std::vector<double> weights;
  run_workers(1, [&] {
    const Result<const Looks*> looks = state_->look(page, box);
    if (looks) {
      weights = weigh_texts(**looks, texts);
    } else {
      failure = looks.error();
    }
  });
  if (failure) return *failure;
  return weights;
}

void SecondLook::learn(std::vector<PrintedFigure> figures) {
  state_->figures = std::move(figures);
  state_->shapes.clear();
}

Result<std::optional<double>> SecondLook::compare_shapes(int page, const Box& box,
                                                         const std::string& text,
                                                         const std::string& other) {
  std::optional<Error> failure;
  std::optional<double> odds;
  run_workers(1, [&] {
    const bool by_sign = differ_by_sign(text, other);
    // Learning may prepare the page anew, so that it comes before the place is looked up.
    const bool by_comma = differ_by_comma(text, other);
    const DigitShapes* shapes = by_sign ? nullptr : &state_->shapes_of(page);
    const Result<Place> place = state_->place_of(page, box);
    if (!place) {
      failure = place.error();
    } else if (by_sign) {
      odds = weigh_sign(*place, text, state_->prints_minus_behind(text, other));
      if (odds && !negative(text)) odds = -*odds;
    } else if (by_comma) {
      odds = weigh_comma_in(*place, text, other, *shapes);
    } else {
      odds = shapes->weigh(*place->page, place->box, place->on_page, text, other);
      // For one digit more every digit of the figure has to speak.
      const double more = digits_of(text).size() == digits_of(other).size() ? 0 : 1;
      const double most = shapes->trusted() + more;
      if (odds) odds = std::clamp(*odds, -most, most);
    }
  });
  if (failure) return *failure;
  return odds;
}

Result<bool> SecondLook::has_unread_print(int page, const Box& area, std::span<const Box> read) {
  std::optional<Error> failure;
  bool found = false;
  run_workers(1, [&] {
    const Result<const PagePrint*> print = state_->print_of(page);
    if (!print) {
      failure = print.error();
      return;
    }
    found = std::any_of((*print)->runs.begin(), (*print)->runs.end(), [&](const PixelBox& run) {
      return may_be_figure(run, **print) && reaches_into(to_points(run, **print), area) &&
             !is_covered(to_points(run, **print), read);
    });
    found = found || std::any_of(read.begin(), read.end(), [&](const Box& figure) {
              return reaches_into(figure, area) && state_->goes_on(page, figure, read);
            });
  });
  if (failure) return *failure;
  return found;
}

}  // namespace siffra::extract
