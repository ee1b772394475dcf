#include "reconcile/report/internal/pdf_annotations.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "reconcile/report/figures.h"
#include "reconcile/report/internal/mark_texts.h"
#include "reconcile/report/internal/pdf_shapes.h"

namespace siffra::reconcile::internal {
namespace {

constexpr double kGap = 1.2;           // points between a figure and its ticks
constexpr double kSmallestTick = 3.5;  // smaller cannot be told apart
constexpr double kReadableTick = 5;    // larger where several would share the room
constexpr double kLargestTick = 8;
constexpr double kFrameMargin = 1.5;
constexpr double kNumberHeight = 5.5;
constexpr int kPrinted = 4;  // annotation flag: shown on paper too
constexpr int kDeepestTree = 64;

// A page attribute, which may stand in any node above the page.
QPDFObjectHandle inherited(QPDFObjectHandle page, const std::string& key) {
  for (int depth = 0; depth < kDeepestTree && page.isDictionary(); ++depth) {
    if (page.hasKey(key)) return page.getKey(key);
    page = page.getKey("/Parent");
  }
  return QPDFObjectHandle::newNull();
}

std::optional<extract::Box> box_of(QPDFObjectHandle value) {
  if (!value.isRectangle()) return std::nullopt;
  const auto rectangle = value.getArrayAsRectangle();
  if (rectangle.urx - rectangle.llx <= 0 || rectangle.ury - rectangle.lly <= 0) {
    return std::nullopt;
  }
  return extract::Box{rectangle.llx, rectangle.lly, rectangle.urx, rectangle.ury};
}

QPDFObjectHandle rectangle_of(const extract::Box& box) {
  return QPDFObjectHandle::parse("[" + pdf_number(box.x0) + " " + pdf_number(box.y0) + " " +
                                 pdf_number(box.x1) + " " + pdf_number(box.y1) + "]");
}

QPDFObjectHandle color_of(const Rgb& color) {
  return QPDFObjectHandle::parse(
      "[" + stroke_color(color).substr(0, stroke_color(color).size() - 4) + "]");
}

// Turns a drawing so that it stands upright on a page that is turned for viewing.
std::string matrix_for(int rotation) {
  switch (rotation) {
    case 90:
      return "[0 1 -1 0 0 0]";
    case 180:
      return "[-1 0 0 -1 0 0]";
    case 270:
      return "[0 -1 1 0 0 0]";
    default:
      return "[1 0 0 1 0 0]";
  }
}

// As many ticks as there is room for, those that matter most to a reader first.
std::vector<Tick> fitting(const std::vector<Tick>& ticks, double room) {
  constexpr std::array<Tick, 7> kByWeight = {Tick::kDiffers, Tick::kRounding, Tick::kFooted,
                                             Tick::kTied,    Tick::kPrior,    Tick::kRecomputed,
                                             Tick::kIncluded};
  const auto most = static_cast<std::size_t>(std::max(1.0, room / kReadableTick));
  if (ticks.size() <= most) return ticks;
  std::vector<Tick> kept;
  for (const Tick tick : kByWeight) {
    if (kept.size() < most && std::find(ticks.begin(), ticks.end(), tick) != ticks.end()) {
      kept.push_back(tick);
    }
  }
  return kept;
}

bool wants_frame(CellState state) {
  return state == CellState::kDiffers || state == CellState::kRepaired ||
         state == CellState::kUnsure;
}

}  // namespace

PageSpace space_of(const QPDFObjectHandle& page) {
  PageSpace space;
  const extract::Box media =
      box_of(inherited(page, "/MediaBox")).value_or(extract::Box{0, 0, 595, 842});
  const extract::Box crop = box_of(inherited(page, "/CropBox")).value_or(media);
  space.crop = {std::max(crop.x0, media.x0), std::max(crop.y0, media.y0),
                std::min(crop.x1, media.x1), std::min(crop.y1, media.y1)};
  if (space.crop.width() <= 0 || space.crop.height() <= 0) space.crop = media;
  QPDFObjectHandle rotation = inherited(page, "/Rotate");
  if (rotation.isInteger()) space.rotation = (rotation.getIntValueAsInt() % 360 + 360) % 360;
  if (space.rotation % 90 != 0) space.rotation = 0;
  return space;
}

PageAnnotator::PageAnnotator(PdfUpdate& update, const Report& report, const Marks& marks,
                             Language language)
    : update_(update), report_(report), marks_(marks), language_(language) {}

std::vector<PageAnnotator::Figure> PageAnnotator::figures_on(int page) const {
  std::vector<Figure> found;
  for (const auto& [address, marks] : marks_) {
    const auto* cell = extract::find_cell(report_.extraction, address);
    if (cell != nullptr && cell->page == page) found.push_back({address, cell, &marks});
  }
  return found;
}

void PageAnnotator::annotate(int page) {
  const std::vector<Figure> figures = figures_on(page);
  if (figures.empty() || static_cast<std::size_t>(page) > update_.pages().size()) return;
  QPDFObjectHandle target = update_.pages()[static_cast<std::size_t>(page - 1)];
  PageSpace space = space_of(target);
  for (const auto& read : report_.document.pages) {
    if (read.number == page) space.read_as = &read;
  }
  std::vector<QPDFObjectHandle> made;
  for (const Figure& figure : figures) {
    if (wants_frame(figure.marks->state)) made.push_back(frame_round(figure, space));
    if (!figure.marks->ticks.empty()) {
      made.push_back(ticks_beside(figure, room_beside(figure, figures, space), space));
    }
  }
  if (made.empty()) return;
  QPDFObjectHandle list = target.getKey("/Annots");
  const bool shared = list.isArray() && list.isIndirect();
  if (!list.isArray()) list = QPDFObjectHandle::newArray();
  for (const auto& annotation : made) list.appendItem(annotation);
  if (shared) return update_.changed(list);
  target.replaceKey("/Annots", list);
  update_.changed(target);
}

double PageAnnotator::room_beside(const Figure& figure, const std::vector<Figure>& all,
                                  const PageSpace& space) const {
  const extract::Box& box = figure.cell->box;
  double room = seen_width(space) - box.x1;
  for (const Figure& other : all) {
    const extract::Box& next = other.cell->box;
    const bool same_line = next.center_y() > box.y0 && next.center_y() < box.y1;
    if (same_line && next.x0 > box.center_x() && other.cell != figure.cell) {
      room = std::min(room, next.x0 - box.x1);
    }
  }
  return room - 2 * kGap;
}

QPDFObjectHandle PageAnnotator::ticks_beside(const Figure& figure, double room,
                                             const PageSpace& space) {
  const std::vector<Tick> ticks = fitting(figure.marks->ticks, room);
  const extract::Box& box = figure.cell->box;
  const bool numbered =
      figure.marks->state == CellState::kDiffers && !figure.marks->findings.empty();
  const std::size_t number = numbered ? figure.marks->findings.front() + 1 : 0;
  double width = kTickSide * static_cast<double>(ticks.size());
  std::string drawing = draw_ticks(ticks);
  if (numbered) {
    drawing +=
        stroke_color(ink_of(Tick::kDiffers)) + draw_number(number, width, 1, kNumberHeight * 1.4);
    width += number_width(number, kNumberHeight * 1.4);
  }
  const double side = std::clamp(std::min(box.height() * 0.75, room * kTickSide / width),
                                 kSmallestTick, kLargestTick);
  const double left = box.x1 + kGap;
  const extract::Box seen = {left, box.center_y() - side / 2, left + width * side / kTickSide,
                             box.center_y() + side / 2};
  std::string subject;
  for (const Tick tick : figure.marks->ticks) {
    subject += (subject.empty() ? "" : ", ") + std::string(tick_text(tick, language_));
  }
  QPDFObjectHandle made = annotation("/Stamp", seen, space, subject, told_by_ticks(figure));
  made.replaceKey("/Name", QPDFObjectHandle::newName("/" + std::string(name_of(ticks.back()))));
  made.replaceKey("/C", color_of(ink_of(ticks.back())));
  made.replaceKey("/AP", QPDFObjectHandle::newDictionary());
  made.getKey("/AP").replaceKey("/N",
                                appearance(drawing, width, kTickSide, drawing_rotation(space)));
  return made;
}

QPDFObjectHandle PageAnnotator::frame_round(const Figure& figure, const PageSpace& space) {
  const extract::Box& box = figure.cell->box;
  const extract::Box seen = {box.x0 - kFrameMargin, box.y0 - kFrameMargin, box.x1 + kFrameMargin,
                             box.y1 + kFrameMargin};
  const Rgb ink = ink_of(figure.marks->state);
  const bool dashed = figure.marks->state != CellState::kDiffers;
  const std::string pen = dashed ? "0.9 w [2.5 1.5] 0 d " : "1.2 w ";
  const std::string drawing = stroke_color(ink) + pen + "0.6 0.6 " +
                              pdf_number(seen.width() - 1.2) + " " +
                              pdf_number(seen.height() - 1.2) + " re S\n";
  QPDFObjectHandle made =
      annotation("/Square", seen, space, std::string(state_text(figure.marks->state, language_)),
                 told_by_frame(figure));
  made.replaceKey("/C", color_of(ink));
  made.replaceKey("/BS", QPDFObjectHandle::parse(dashed ? "<< /W 0.9 /S /D /D [2.5 1.5] >>"
                                                        : "<< /W 1.2 /S /S >>"));
  made.replaceKey("/AP", QPDFObjectHandle::newDictionary());
  made.getKey("/AP").replaceKey(
      "/N", appearance(drawing, seen.width(), seen.height(), drawing_rotation(space)));
  return made;
}

QPDFObjectHandle PageAnnotator::annotation(const std::string& subtype, const extract::Box& seen,
                                           const PageSpace& space, const std::string& subject,
                                           const std::string& contents) {
  QPDFObjectHandle made = QPDFObjectHandle::newDictionary();
  made.replaceKey("/Type", QPDFObjectHandle::newName("/Annot"));
  made.replaceKey("/Subtype", QPDFObjectHandle::newName(subtype));
  made.replaceKey("/Rect", rectangle_of(to_page(space, seen)));
  made.replaceKey("/F", QPDFObjectHandle::newInteger(kPrinted));
  made.replaceKey("/T", QPDFObjectHandle::newUnicodeString("siffra"));
  made.replaceKey("/Subj", QPDFObjectHandle::newUnicodeString(subject));
  made.replaceKey("/Contents", QPDFObjectHandle::newUnicodeString(contents));
  made.replaceKey("/NM", QPDFObjectHandle::newUnicodeString("siffra-" + std::to_string(++count_)));
  return update_.add(made);
}

QPDFObjectHandle PageAnnotator::appearance(const std::string& drawing, double width, double height,
                                           int rotation) {
  const std::string dictionary = "<< /Type /XObject /Subtype /Form /BBox [0 0 " +
                                 pdf_number(width) + " " + pdf_number(height) + "] /Matrix " +
                                 matrix_for(rotation) + " /Resources << >> >>";
  const auto known = appearances_.find(dictionary + drawing);
  if (known != appearances_.end()) return known->second;
  QPDFObjectHandle made = update_.add_stream(dictionary, drawing);
  appearances_.emplace(dictionary + drawing, made);
  return made;
}

std::string PageAnnotator::told_by_ticks(const Figure& figure) const {
  std::string text;
  for (const std::size_t index : figure.marks->checks) {
    const Check& check = report_.audit.checks[index];
    if (check.verdict == Verdict::kUnverifiable) continue;
    if (!text.empty()) text += "\n";
    text += check.verdict == Verdict::kDiscrepancy
                ? "✗ "
                : std::string(symbol_of(tick_of(check.kind))) + " ";
    text += message_of(check, language_);
  }
  return text;
}

std::string PageAnnotator::told_by_frame(const Figure& figure) const {
  std::string text;
  const auto add = [&text](const std::string& line) { text += (text.empty() ? "" : "\n") + line; };
  const bool swedish = language_ == Language::kSwedish;
  for (const std::size_t index : figure.marks->findings) {
    const Finding& finding = report_.audit.findings[index];
    add(std::to_string(index + 1) + ". " + std::string(severity_text(finding.severity, language_)) +
        ": " + title_of(finding, language_));
    add(explanation_of(finding, language_));
  }
  if (figure.marks->repair) {
    const Repair& repair = report_.repairs[*figure.marks->repair];
    add((swedish ? "Läst som " : "Read as ") + repair.from + " → " + decimal_for_people(repair.to));
  }
  if (is_uncertain(*figure.cell)) {
    add((swedish ? "Osäkert läst: " : "Read with doubt: ") + figure.cell->raw);
  }
  return text;
}

}  // namespace siffra::reconcile::internal
