#include "extract/internal/page_recognition.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "extract/internal/figure_columns.h"
#include "extract/internal/figure_reading.h"
#include "extract/internal/figure_shapes.h"
#include "extract/internal/print_advice.h"
#include "extract/internal/read_run.h"
#include "extract/internal/run_places.h"
#include "extract/internal/run_words.h"
#include "extract/internal/seen_commas.h"
#include "extract/internal/unit_behind.h"
#include "extract/internal/word_heights.h"

namespace siffra::extract {

using rules::Result;

namespace {

// The engine's own opinion of a line, letter by letter; 0 where it read nothing.
double sureness_of(const LineReading& words) {
  double sum = 0;
  double letters = 0;
  for (const WordReading& word : words) {
    sum += word.confidence * static_cast<double>(word.text.size());
    letters += static_cast<double>(word.text.size());
  }
  return letters > 0 ? sum / letters : 0;
}

PixelBox box_of(const LineReading& words, std::size_t from, std::size_t to) {
  PixelBox box;
  for (std::size_t i = from; i < to; ++i) box = united(box, words[i].box);
  return box;
}

// "4." or "1.1." before or behind words numbers a heading or a note: its stop is part of it, and a
// look that takes it for a figure would lose the stop. "123." is a figure with a speck.
bool is_outline_number(const std::string& text) {
  constexpr std::size_t kMostDigits = 2;
  std::size_t digits = 0;
  for (const char c : text) {
    if (c == '.') {
      if (digits == 0) return false;
      digits = 0;
    } else if (c < '0' || c > '9' || ++digits > kMostDigits) {
      return false;
    }
  }
  return !text.empty() && text.back() == '.';
}

class PageReader {
 public:
  PageReader(const PreparedPage& page, const InkLayout& layout, Engines& engines)
      : page_(page), layout_(layout), engines_(engines) {}

  RunReading read(const InkRun& run) {
    RunReading reading;
    if (run.lone_dash) {
      WordReading dash;
      dash.text = "-";
      dash.box = run.box;
      constexpr double kDash = 0.93;
      reading.words.push_back(to_word(dash, run, kDash));
      give_height(run, reading.words.back());
      reading.confidence = kDash;
      return reading;
    }
    LineReading words = read_line(run);
    const bool with_unit = ends_in_unit(words);
    if (with_unit) place_unit(page_, run, words);
    reading.is_figure = figure_like(text_of(words)) && !with_unit;
    if (reading.is_figure) {
      FigureReading figure = read_figure(page_, layout_, run, run.box, words, engines_);
      read_figures(run, figure, run.box, reading.words);
      if (figure.formed) reading.whole = std::move(figure);
    } else {
      read_mixed(run, words, reading);
    }
    for (const Word& word : reading.words) {
      reading.confidence = reading.words.front().confidence;
      reading.confidence = std::min(reading.confidence, word.confidence);
    }
    return reading;
  }

  // A run that stands in a column of figures and did not read as one.
  void read_again_as_figure(const InkRun& run, RunReading& reading) {
    FigureReading figure = read_figure(page_, layout_, run, run.box, std::nullopt, engines_);
    constexpr double kForced = -1.6;
    constexpr double kHardToRead = 0.85;
    if (!figure.agreed || figure.fit < kForced || !figure_like(text_of(figure.words))) {
      reading.tried = std::move(figure);
      return;
    }
    std::string before;
    for (const Word& word : reading.words) before += word.text;
    reading.words.clear();
    add_figure(figure, run, reading.words);
    for (Word& word : reading.words) word.confidence = std::min(word.confidence, kHardToRead);
    if (reading.words.size() == 1 && !before.empty()) {
      reading.words.front().readings.push_back({before, std::log(0.1), Source::kOcr});
    }
    reading.is_figure = true;
    figure.confidence = std::min(figure.confidence, kHardToRead);
    reading.whole.reset();
    if (figure.formed) reading.whole = std::move(figure);
    reading.forced = true;
  }

  // The figure read as its column asks for.
  // No other reading is better, but what was read is not all that is printed.
  static void doubt(double confidence, RunReading& reading) {
    reading.confidence = std::min(reading.confidence, confidence);
    reading.whole->confidence = std::min(reading.whole->confidence, confidence);
    for (Word& word : reading.words) word.confidence = std::min(word.confidence, confidence);
  }

  void follow(const ColumnAdvice& advice, const InkRun& run, RunReading& reading) {
    constexpr double kSurest = 0.9;
    const FigureReading& before = *reading.whole;
    FigureReading figure;
    if (advice.decimals > 0) {
      figure = read_figure(page_, layout_, run, run.box, std::nullopt, engines_, advice.decimals);
      const std::string text = text_of(figure.words);
      const std::size_t comma = text.rfind(',');
      if (comma == std::string::npos ||
          text.size() - comma != static_cast<std::size_t>(advice.decimals) + 1)
        return;
      figure.confidence = std::min(figure.confidence, kSurest);
    } else {
      const std::size_t better = advice.better.value();
      figure = before;
      figure.words = before.other_words[better];
      figure.confidence = std::min(advice.confidence, kSurest);
      figure.others[better] = {text_of(before.words), std::log(std::max(1e-6, before.confidence)),
                               Source::kOcr};
    }
    reading.words.clear();
    add_figure(figure, run, reading.words);
    reading.confidence = figure.confidence;
    reading.whole.reset();
  }

  // The figure with the comma that the picture shows: read again with that known, and set into what
  // was read where the models leave it out all the same. How sure it is stays in doubt.
  void set_comma(const std::string& with_comma, int decimals, const InkRun& run,
                 RunReading& reading) {
    constexpr double kSurest = 0.9, kLeftOut = 0.1;
    ColumnAdvice advice;
    advice.decimals = decimals;
    follow(advice, run, reading);
    if (!reading.whole) return;
    FigureReading figure = std::move(*reading.whole);
    const std::string before = text_of(figure.words);
    WordReading word;
    word.text = (figure.minus == MinusPlace::kBefore ? "-" : "") + with_comma +
                (figure.minus == MinusPlace::kBehind ? "-" : "");
    word.box = united(figure.digits, run.box);
    figure.words = {word};
    figure.confidence = std::min(figure.confidence, kSurest);
    figure.others.insert(figure.others.begin(), {before, std::log(kLeftOut), Source::kOcr});
    reading.words.clear();
    add_figure(figure, run, reading.words);
    reading.confidence = figure.confidence;
    reading.whole.reset();
  }

  // The digits told by their shapes, where no reading has them.
  static void set_digits(const ShapeAdvice& advice, const InkRun& run, RunReading& reading) {
    FigureReading figure = reading.whole ? std::move(*reading.whole) : std::move(*reading.tried);
    const std::string before = text_of(figure.words);
    const MinusPlace minus = figure.minus;
    const bool by_looks = reading.whole.has_value();
    reading.whole.reset();
    reading.tried.reset();
    std::string text = (minus == MinusPlace::kBefore ? "-" : "") + advice.digits;
    if (before.ends_with('%')) text += "%";
    if (minus == MinusPlace::kBehind) text += "-";
    Reading other{text, std::log(advice.confidence), Source::kOcr};
    if (!by_looks) {
      WordReading word;
      word.text = text;
      word.box = united(figure.digits, run.box);
      figure.words = {word};
      figure.others.clear();
    } else {
      figure.others.insert(figure.others.begin(), other);
    }
    figure.confidence = std::min(figure.confidence, advice.confidence);
    if (!by_looks) figure.confidence = advice.confidence;
    reading.words.clear();
    add_figure(figure, run, reading.words);
    reading.is_figure = true;
    reading.confidence = figure.confidence;
  }

 private:
  // A run as one line. Where the engine makes nothing of it or doubts it, the ink alone and the
  // enlarged greys are tried: what it is surest of counts.
  LineReading read_line(const InkRun& run) {
    constexpr std::size_t kFewestPieces = 3;  // fewer are specks, mostly
    constexpr double kDoubtful = 0.5;
    // Lone figures are read poorly among others, and there a turn of shades helps; lines it does
    // not.
    constexpr double kFewLetters = 3;  // heights
    const Shades shades =
        run.box.width < kFewLetters * run.height ? Shades::kBoth : Shades::kAsTheyAre;
    const auto read = [&](Cut cut) {
      return read_part(page_, layout_, run, run.box, cut, engines_.swedish, shades);
    };
    LineReading words = read(Cut::kStretched);
    if (run.pieces.size() < kFewestPieces || sureness_of(words) >= kDoubtful) return words;
    if (figure_like(text_of(words))) return words;  // figures get looks of their own
    for (const Cut cut : {Cut::kInk, Cut::kLarger}) {
      LineReading again = read(cut);
      if (sureness_of(again) > sureness_of(words)) words = std::move(again);
    }
    return words;
  }

  // Two figures on either side of a gap, and how well they are formed together.
  struct Parting {
    PixelBox left, right;
    FigureReading one, other;
    int form = 0;
  };

  Parting part_at(const InkRun& run, const PixelBox& box, const InkSpan& before,
                  const InkSpan& behind) {
    Parting parting;
    parting.left = {box.x, box.y, before.to - box.x, box.height};
    parting.right = {behind.from, box.y, box.right() - behind.from, box.height};
    const auto read = [&](const PixelBox& part) {
      return read_figure(page_, layout_, run, part, std::nullopt, engines_);
    };
    parting.one = read(parting.left);
    if (parting.one.words.empty()) return parting;
    parting.other = read(parting.right);
    if (parting.other.words.empty()) return parting;
    parting.form = form_of(text_of(parting.one.words)) + form_of(text_of(parting.other.words));
    return parting;
  }

  // Columns that stand close make one run: what is no amount as a whole, but two on either side of
  // a wide gap, is two figures. The widest need not be the one: a narrow digit has room about it.
  void read_figures(const InkRun& run, const FigureReading& whole, const PixelBox& box,
                    std::vector<Word>& out) {
    constexpr double kLeastGap = 0.5;  // letter heights
    constexpr std::size_t kMostGaps = 3;
    constexpr int kBothInGroups = 4;
    if (whole.formed) return add_figure(whole, run, out);
    const std::vector<InkSpan> spans = spans_of_ink(page_, box);
    const auto gap = [&](std::size_t after) { return spans[after].from - spans[after - 1].to; };
    std::vector<std::size_t> gaps;
    for (std::size_t i = 1; i < spans.size(); ++i) {
      if (gap(i) >= kLeastGap * run.height) gaps.push_back(i);
    }
    std::stable_sort(gaps.begin(), gaps.end(),
                     [&](std::size_t a, std::size_t b) { return gap(a) > gap(b); });
    if (gaps.size() > kMostGaps) gaps.resize(kMostGaps);
    Parting best;
    for (const std::size_t after : gaps) {
      if (best.form >= kBothInGroups) break;
      Parting parting = part_at(run, box, spans[after - 1], spans[after]);
      if (parting.form > best.form) best = std::move(parting);
    }
    if (best.form == 0) return add_figure(whole, run, out);
    read_figures(run, best.one, best.left, out);
    read_figures(run, best.other, best.right, out);
  }

  // Labels with figures behind or before them in one run: the figures get their own look.
  void read_mixed(const InkRun& run, const LineReading& words, RunReading& reading) {
    for (std::size_t from = 0; from < words.size();) {
      const auto figure_at = [&](std::size_t i) {
        return figure_like(words[i].text) && !is_outline_number(words[i].text);
      };
      const bool figure = figure_at(from);
      std::size_t to = from + 1;
      while (to < words.size() && figure_at(to) == figure) ++to;
      if (figure) {
        const LineReading part(words.begin() + static_cast<std::ptrdiff_t>(from),
                               words.begin() + static_cast<std::ptrdiff_t>(to));
        const FigureReading read =
            read_figure(page_, layout_, run, box_of(words, from, to), part, engines_);
        if (read.agreed) {
          read_figures(run, read, box_of(words, from, to), reading.words);
        } else {
          add_label(words, from, to, run, reading.words);
        }
      } else {
        add_label(words, from, to, run, reading.words);
      }
      from = to;
    }
  }

  // A dash is as tall as the letters it stands among, as far as lines are concerned.
  static void give_height(const InkRun& run, Word& word) {
    const double middle = run.box.center_y();
    word.box.y0 = middle - run.height / 2;
    word.box.y1 = middle + run.height / 2;
  }

  const PreparedPage& page_;
  const InkLayout& layout_;
  Engines& engines_;
};

std::string without_sign(const std::string& text, MinusPlace minus) {
  if (minus == MinusPlace::kBefore && text.starts_with('-')) return text.substr(1);
  if (minus == MinusPlace::kBehind && text.ends_with('-')) return text.substr(0, text.size() - 1);
  return text;
}

// Figures that take another room than the others of their column would are read again with that
// known.
void settle_by_columns(const PreparedPage& page, const InkLayout& layout, PageReader& reader,
                       std::vector<RunReading>& readings) {
  constexpr double kNear = 0.4;  // letter heights
  std::vector<std::size_t> at;
  std::vector<ColumnFigure> figures;
  for (std::size_t i = 0; i < readings.size(); ++i) {
    const auto& whole = readings[i].whole;
    if (!whole || whole->digits.empty() || readings[i].forced) continue;
    at.push_back(i);
    ColumnFigure figure{double(whole->digits.right()),
                        double(whole->digits.width),
                        whole->confidence,
                        text_of(whole->words),
                        whole->others,
                        whole->comma,
                        begins_tall(page, whole->digits)};
    figure.text = without_sign(figure.text, whole->minus);
    for (Reading& other : figure.others) other.text = without_sign(other.text, whole->minus);
    figures.push_back(std::move(figure));
  }
  const std::vector<ColumnAdvice> advice = advise_by_columns(figures, kNear * layout.letter_height);
  for (std::size_t i = 0; i < at.size(); ++i) {
    const InkRun& run = layout.runs[at[i]];
    const int decimals = advice[i].column_decimals;
    const auto with_comma = with_comma_seen(page, readings[at[i]].whole->digits, figures[i].text,
                                            decimals, readings[at[i]].whole->comma.decimals);
    if (with_comma) {
      reader.set_comma(*with_comma, decimals, run, readings[at[i]]);
    } else if (advice[i].better || advice[i].decimals > 0) {
      reader.follow(advice[i], run, readings[at[i]]);
    } else if (advice[i].doubtful) {
      PageReader::doubt(advice[i].confidence, readings[at[i]]);
    }
  }
}

// Figures whose digits look like those of another reading put forward.
void settle_by_shapes(const PreparedPage& page, const InkLayout& layout, PageReader& reader,
                      std::vector<RunReading>& readings) {
  std::vector<std::size_t> at;
  std::vector<ShapedFigure> figures;
  for (std::size_t i = 0; i < readings.size(); ++i) {
    const auto& whole = readings[i].whole;
    const auto& tried = readings[i].tried;
    if (whole && !whole->print.empty()) {
      figures.push_back({whole->print, whole->confidence, text_of(whole->words), whole->others,
                         whole->least, whole->most});
    } else if (tried && !tried->print.empty()) {
      figures.push_back({tried->print, 0, "", {}, tried->least, tried->most});
    } else {
      continue;
    }
    at.push_back(i);
  }
  const std::vector<ShapeAdvice> advice = advise_by_shapes(page, figures);
  for (std::size_t i = 0; i < at.size(); ++i) {
    const InkRun& run = layout.runs[at[i]];
    if (advice[i].better) {
      reader.follow({advice[i].better, advice[i].confidence, 0}, run, readings[at[i]]);
    } else if (!advice[i].digits.empty()) {
      PageReader::set_digits(advice[i], run, readings[at[i]]);
    }
  }
}

// What stands in the frame of a stamp is none of the page's own, but for figures of its columns
// that the stamp was set upon: those are never sure, and where they do not read as figures not
// read.
void leave_out_stamp(const PixelBox& stamp, const InkLayout& layout,
                     const std::vector<int>& columns, std::vector<RunReading>& readings) {
  constexpr double kUnderStamp = 0.5, kUnread = 0.3;
  constexpr double kBeside = 0.5;  // letter heights: bits of the frame, and digits it cut off
  const double edge = kBeside * layout.letter_height;
  for (std::size_t i = 0; i < readings.size(); ++i) {
    const InkRun& run = layout.runs[i];
    const double inside = std::min<double>(run.box.right(), stamp.right() + edge) -
                          std::max<double>(run.box.x, stamp.x - edge);
    const double y = run.box.center_y();
    if (inside <= 0 || y < stamp.y - edge || y > stamp.bottom() + edge) continue;
    RunReading& reading = readings[i];
    const bool wholly = 2 * inside >= run.box.width;
    const bool column = !run.lone_dash && stands_in_column(run, columns, layout.letter_height);
    if (wholly && !column) {
      reading.words.clear();
    } else if (wholly && !reading.whole) {
      WordReading unread;
      unread.text = "?";
      unread.box = run.box;
      reading.words = {to_word(unread, run, kUnread)};
    } else {
      for (Word& word : reading.words) word.confidence = std::min(word.confidence, kUnderStamp);
    }
  }
}

}  // namespace

Result<Engines> Engines::open() {
  Result<TextEngine> swedish = TextEngine::open("swe");
  if (!swedish) return swedish.error();
  Result<TextEngine> english = TextEngine::open("eng");
  if (!english) return english.error();
  return Engines{std::move(swedish).value(), std::move(english).value()};
}

std::vector<bool> recognise_page(const PreparedPage& prepared, const InkLayout& layout,
                                 const Triage& triage, Engines& engines, SharedRuns& sharing,
                                 Page& page) {
  PageReader reader(prepared, layout, engines);
  std::vector<RunReading> readings(layout.runs.size());
  sharing.read(prepared, layout, layout.runs.size(), engines,
               [&](const PreparedPage& own_page, const InkLayout& own_layout, Engines& own_engines,
                   std::size_t i) {
                 if (!triage.worth_reading[i]) return;
                 readings[i] =
                     PageReader(own_page, own_layout, own_engines).read(own_layout.runs[i]);
               });
  constexpr double kSureWord = 0.85;
  const std::vector<int> columns = figure_columns(layout, readings);
  for (std::size_t i = 0; i < layout.runs.size(); ++i) {
    const InkRun& run = layout.runs[i];
    if (!triage.worth_reading[i] || readings[i].is_figure || run.lone_dash) continue;
    // A lone "o" among figures is a nil, however sure the engine is of it.
    const bool short_text = run.box.width < 1.6 * run.height;
    if (run.box.width > 8 * run.height) continue;
    const bool surely_words =
        readings[i].confidence > kSureWord && !half_figure(readings[i]) && has_letter(readings[i]);
    if (surely_words && !short_text) continue;
    if (!stands_in_column(run, columns, layout.letter_height) &&
        (surely_words || !stands_in_row(layout, readings, i)))
      continue;
    reader.read_again_as_figure(run, readings[i]);
  }
  settle_by_columns(prepared, layout, reader, readings);
  settle_by_shapes(prepared, layout, reader, readings);
  settle_by_print(prepared, layout, readings);
  for (const PixelBox& stamp : prepared.stamps) leave_out_stamp(stamp, layout, columns, readings);
  for (std::size_t i = 0; i < readings.size(); ++i)
    fit_heights(layout, layout.runs[i], readings[i].words);
  const double points = 72 / prepared.dots_per_inch;
  std::vector<bool> has_digits;
  for (RunReading& reading : readings) {
    has_digits.push_back(std::any_of(reading.words.begin(), reading.words.end(), has_digit));
    for (Word& word : reading.words) {
      word.box = {word.box.x0 * points, word.box.y0 * points, word.box.x1 * points,
                  word.box.y1 * points};
      word.font_size *= points;
      page.words.push_back(std::move(word));
    }
  }
  for (const Ruling& line : prepared.rulings) {
    page.rulings.push_back(
        {line.x0 * points, line.y0 * points, line.x1 * points, line.y1 * points});
  }
  return has_digits;
}

}  // namespace siffra::extract
