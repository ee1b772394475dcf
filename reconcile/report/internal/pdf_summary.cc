#include "reconcile/report/internal/pdf_summary.h"

#include <array>
#include <string>
#include <vector>

#include "reconcile/report/figures.h"
#include "reconcile/report/internal/mark_texts.h"
#include "reconcile/report/internal/pdf_shapes.h"
#include "reconcile/report/internal/pdf_text.h"
#include "reconcile/report/messages.h"
#include "reconcile/report/version.h"

namespace siffra::reconcile::internal {
namespace {

constexpr double kWidth = 595, kHeight = 842, kMargin = 56;
constexpr double kTextWidth = kWidth - 2 * kMargin;
constexpr double kLeading = 1.35;
constexpr double kSmall = 9, kNormal = 10, kHeading = 12.5, kTitle = 18;
constexpr Rgb kInk{0.1, 0.1, 0.12}, kDim{0.38, 0.38, 0.4};

// Where a click leads: a place on one of the original pages.
struct Link {
  extract::Box box;  // on the summary page, origin lower left
  int page = 0;      // of the original, from 1
};

struct SummaryPage {
  std::string content;
  std::vector<Link> links;
};

// Puts text on pages from the top down.
class Composer {
 public:
  Composer() { pages_.emplace_back(); }

  void need(double height) {
    if (y_ - height >= kMargin) return;
    pages_.emplace_back();
    y_ = kHeight - kMargin;
  }
  void space(double height) { y_ -= height; }

  void paragraph(const std::string& text, PdfFont font, double size, const Rgb& color,
                 double indent = 0) {
    for (const auto& line : wrapped_to(to_winansi(text), font, size, kTextWidth - indent)) {
      need(size * kLeading);
      y_ -= size * kLeading;
      draw(fill_color(color) + show_text(line, font, size, kMargin + indent, y_));
    }
  }

  void heading(const std::string& text) {
    need(60);  // a heading does not stand alone at the foot of a page
    space(12);
    paragraph(text, PdfFont::kBold, kHeading, kInk);
    draw(stroke_color(kDim) + "0.5 w " + pdf_number(kMargin) + " " + pdf_number(y_ - 4) + " m " +
         pdf_number(kWidth - kMargin) + " " + pdf_number(y_ - 4) + " l S\n");
    space(6);
  }

  void draw(const std::string& operators) { pages_.back().content += operators; }
  void link(double top, int page) {
    pages_.back().links.push_back({{kMargin, y_ - 3, kWidth - kMargin, top}, page});
  }
  [[nodiscard]] double y() const { return y_; }
  [[nodiscard]] std::size_t page_count() const { return pages_.size(); }
  [[nodiscard]] const std::vector<SummaryPage>& pages() const { return pages_; }

 private:
  std::vector<SummaryPage> pages_;
  double y_ = kHeight - kMargin;
};

class SummaryWriter {
 public:
  SummaryWriter(const Report& report, Language language) : report_(report), language_(language) {}

  std::vector<SummaryPage> write() {
    write_source();
    write_findings();
    write_outcome();
    write_legend();
    return page_.pages();
  }

 private:
  [[nodiscard]] std::string text(std::string_view swedish, std::string_view english) const {
    return std::string(language_ == Language::kSwedish ? swedish : english);
  }

  void write_source() {
    const auto& extraction = report_.extraction;
    page_.paragraph(text("Siffergranskning", "Check of figures"), PdfFont::kBold, kTitle, kInk);
    page_.space(4);
    page_.paragraph(extraction.entity.name.empty() ? say(Message::kUnknownEntity, language_)
                                                   : extraction.entity.name,
                    PdfFont::kBold, kHeading, kInk);
    std::string period;
    if (extraction.period_start) period = to_text(*extraction.period_start) + " – ";
    if (extraction.period_end) period += to_text(*extraction.period_end);
    if (!extraction.entity.org_number.empty()) {
      period = extraction.entity.org_number + (period.empty() ? "" : "  ·  ") + period;
    }
    if (!period.empty()) page_.paragraph(period, PdfFont::kRegular, kNormal, kInk);
    page_.paragraph(file_name(report_), PdfFont::kRegular, kSmall, kDim);
    page_.paragraph("SHA-256 " + report_.document.sha256, PdfFont::kRegular, kSmall, kDim);
    page_.paragraph(
        text("Sidorna efter denna sammanställning är den granskade filen, oförändrad så när som på "
             "markeringarna, som är vanliga PDF-anteckningar och kan filtreras eller tas bort.",
             "The pages after this summary are the file that was checked, unchanged but for the "
             "marks, which are ordinary PDF annotations and can be filtered or removed."),
        PdfFont::kRegular, kSmall, kDim);
  }

  void write_findings() {
    const auto& findings = report_.audit.findings;
    const std::size_t open = findings.size() - count_totals(report_).dismissed;
    page_.heading(say(Message::kFindingsHeading, language_, {std::to_string(open)}));
    if (findings.empty()) {
      page_.paragraph(say(Message::kNoFindings, language_), PdfFont::kRegular, kNormal, kInk);
    }
    for (std::size_t i = 0; i < findings.size(); ++i) {
      if (findings[i].standing != Standing::kDismissed) write_finding(findings[i], i + 1);
    }
    for (const Finding& finding : findings) {
      if (finding.standing != Standing::kDismissed) continue;
      page_.space(5);
      page_.paragraph(
          say(Message::kDismissed, language_, {title_of(finding, language_), finding.comment}),
          PdfFont::kRegular, kSmall, kDim);
    }
  }

  void write_finding(const Finding& finding, std::size_t number) {
    page_.need(4 * kNormal * kLeading);
    page_.space(5);
    const double top = page_.y();
    const std::size_t first_page = page_.page_count();
    const int page = page_of(finding);
    std::string place(severity_text(finding.severity, language_));
    if (page > 0) place += ", " + say(Message::kPage, language_, {std::to_string(page)});
    place += ", " + say(Message::kDifference, language_, {kronor_for_people(finding.difference)});
    const Tick tick =
        finding.severity == rules::Severity::kError ? Tick::kDiffers : Tick::kRounding;
    page_.paragraph(std::to_string(number) + ".  " + title_of(finding, language_), PdfFont::kBold,
                    kNormal, kInk);
    page_.paragraph(place, PdfFont::kRegular, kSmall, ink_of(tick), 18);
    page_.paragraph(explanation_of(finding, language_), PdfFont::kRegular, kNormal, kInk, 18);
    if (page > 0 && page_.page_count() == first_page) page_.link(top, page);
  }

  [[nodiscard]] int page_of(const Finding& finding) const {
    if (finding.cells.empty()) return 0;
    const auto* cell = extract::find_cell(report_.extraction, finding.cells.front());
    return cell == nullptr ? 0 : cell->page;
  }

  void write_outcome() {
    const Totals totals = count_totals(report_);
    page_.heading(text("Utfall", "Outcome"));
    page_.paragraph(checks_summary(report_, language_), PdfFont::kRegular, kNormal, kInk);
    page_.paragraph(coverage_summary(report_, language_), PdfFont::kRegular, kNormal, kInk);
    if (totals.uncertain_cells > 0) {
      page_.paragraph(
          say(Message::kUncertainSummary, language_, {std::to_string(totals.uncertain_cells)}),
          PdfFont::kRegular, kNormal, kInk);
    }
  }

  void write_legend() {
    page_.heading(text("Markeringar", "Marks"));
    for (const Tick tick : {Tick::kFooted, Tick::kTied, Tick::kPrior, Tick::kRecomputed,
                            Tick::kIncluded, Tick::kRounding, Tick::kDiffers}) {
      page_.need(kNormal * 1.6);
      page_.space(2);
      page_.paragraph(std::string(tick_text(tick, language_)), PdfFont::kRegular, kNormal, kInk,
                      18);
      page_.draw(draw_tick(tick, kMargin, page_.y() - 1));
    }
    for (const CellState state : {CellState::kDiffers, CellState::kRepaired, CellState::kUnsure}) {
      page_.need(kNormal * 1.6);
      page_.space(2);
      page_.paragraph(text("Ram: ", "Frame: ") + std::string(state_text(state, language_)),
                      PdfFont::kRegular, kNormal, kInk, 18);
      page_.draw("q " + stroke_color(ink_of(state)) +
                 (state == CellState::kDiffers ? "1.2 w " : "0.9 w [2.5 1.5] 0 d ") +
                 pdf_number(kMargin) + " " + pdf_number(page_.y() - 1) + " 12 9 re S Q\n");
    }
    page_.space(6);
    page_.paragraph("siffra " + std::string(version()), PdfFont::kRegular, kSmall, kDim);
  }

  const Report& report_;
  Language language_;
  Composer page_;
};

QPDFObjectHandle fonts(PdfUpdate& update) {
  const auto font = [&](PdfFont which) {
    return update.add(QPDFObjectHandle::parse(font_dictionary(which)));
  };
  QPDFObjectHandle made = QPDFObjectHandle::newDictionary();
  made.replaceKey("/F1", font(PdfFont::kRegular));
  made.replaceKey("/F2", font(PdfFont::kBold));
  return made;
}

QPDFObjectHandle link_annotation(PdfUpdate& update, const Link& link) {
  QPDFObjectHandle made =
      QPDFObjectHandle::parse("<< /Type /Annot /Subtype /Link /Border [0 0 0] >>");
  made.replaceKey("/Rect", QPDFObjectHandle::parse(
                               "[" + pdf_number(link.box.x0) + " " + pdf_number(link.box.y0) + " " +
                               pdf_number(link.box.x1) + " " + pdf_number(link.box.y1) + "]"));
  QPDFObjectHandle target = QPDFObjectHandle::newArray();
  target.appendItem(update.pages()[static_cast<std::size_t>(link.page - 1)]);
  target.appendItem(QPDFObjectHandle::newName("/Fit"));
  made.replaceKey("/Dest", target);
  return update.add(made);
}

QPDFObjectHandle page_object(PdfUpdate& update, const SummaryPage& page,
                             const QPDFObjectHandle& parent, const QPDFObjectHandle& shared_fonts) {
  QPDFObjectHandle made = QPDFObjectHandle::parse(
      "<< /Type /Page /MediaBox [0 0 595 842] /CropBox [0 0 595 842] /Rotate 0 >>");
  QPDFObjectHandle resources = QPDFObjectHandle::newDictionary();
  resources.replaceKey("/Font", shared_fonts);
  made.replaceKey("/Resources", resources);
  made.replaceKey("/Parent", parent);
  made.replaceKey("/Contents", update.add_stream("<< >>", page.content));
  QPDFObjectHandle annotations = QPDFObjectHandle::newArray();
  for (const Link& link : page.links) {
    if (static_cast<std::size_t>(link.page) <= update.pages().size()) {
      annotations.appendItem(link_annotation(update, link));
    }
  }
  if (annotations.getArrayNItems() > 0) made.replaceKey("/Annots", annotations);
  return update.add(made);
}

// A reader goes on showing the original's page numbers: what labels there are begin so many pages
// later; where there are none, pages are numbered from 1 after the summary.
void shift_page_labels(PdfUpdate& update, int pages) {
  QPDFObjectHandle root = update.pdf().getRoot();
  QPDFObjectHandle labels = root.getKey("/PageLabels");
  if (labels.isNull()) labels = QPDFObjectHandle::parse("<< /Nums [0 << /S /D >>] >>");
  QPDFObjectHandle ranges =
      labels.isDictionary() ? labels.getKey("/Nums") : QPDFObjectHandle::newNull();
  if (!ranges.isArray()) return;
  QPDFObjectHandle shifted = QPDFObjectHandle::parse("[0 << /P (siffra) >>]");
  for (int i = 0; i + 1 < ranges.getArrayNItems(); i += 2) {
    if (!ranges.getArrayItem(i).isInteger()) return;
    shifted.appendItem(QPDFObjectHandle::newInteger(ranges.getArrayItem(i).getIntValue() + pages));
    shifted.appendItem(ranges.getArrayItem(i + 1));
  }
  QPDFObjectHandle made = QPDFObjectHandle::newDictionary();
  made.replaceKey("/Nums", shifted);
  root.replaceKey("/PageLabels", made);
  update.changed(root);
}

}  // namespace

void add_summary_pages(PdfUpdate& update, const Report& report, Language language) {
  const std::vector<SummaryPage> pages = SummaryWriter(report, language).write();
  QPDFObjectHandle tree = update.pdf().getRoot().getKey("/Pages");
  QPDFObjectHandle kids = tree.getKey("/Kids");
  if (!tree.isIndirect() || !kids.isArray()) return;
  const QPDFObjectHandle shared = fonts(update);
  int place = 0;
  for (const auto& page : pages) kids.insertItem(place++, page_object(update, page, tree, shared));
  update.changed(kids);
  const auto count = static_cast<long long>(update.pages().size()) + place;
  tree.replaceKey("/Count", QPDFObjectHandle::newInteger(count));
  update.changed(tree);
  shift_page_labels(update, place);
}

}  // namespace siffra::reconcile::internal
