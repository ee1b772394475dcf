// The annotated PDF, looked at as a reader shows it: by the pixels of its pages.
#include "reconcile/report/annotated_pdf.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "../../extract/tiny_pdf.h"
#include "extract/page_frame.h"
#include "extract/page_image.h"
#include "extract/readers.h"
#include "reconcile/report/internal/page_space.h"

namespace siffra::reconcile {
namespace {

namespace fs = std::filesystem;
using extract::testing::show;
using extract::testing::tiny_pdf;
using extract::testing::TinyPage;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr const char* kFigure = "3013327";

std::string figure_page(double x, double y) { return show(60, y, "Summa") + show(x, y, kFigure); }

// A report on these bytes whose single figure does not agree.
Report report_on(const std::string& pdf, int page) {
  Report report;
  const auto document = extract::read_pdf(pdf, "ar.pdf", {});
  EXPECT_TRUE(document);
  report.document = *document;
  extract::Statement statement;
  statement.id = "s1";
  statement.title = "Balansräkning";
  statement.columns.resize(1);
  extract::StatementRow row;
  row.label = "Summa";
  for (const auto& word : document->pages.at(static_cast<std::size_t>(page - 1)).words) {
    if (word.text != kFigure) continue;
    extract::StatementCell cell;
    cell.raw = word.text;
    cell.amount = rules::read_amount(word.text, {});
    cell.page = page;
    cell.box = word.box;
    row.cells.push_back(cell);
  }
  EXPECT_EQ(row.cells.size(), 1U) << "the figure is on the page once";
  statement.rows = {row};
  report.extraction.statements = {statement};
  Check check;
  check.verdict = Verdict::kDiscrepancy;
  check.terms = {{{0, 0, 0}, -1}};
  report.audit.checks = {check};
  Finding finding;
  finding.checks = {0};
  finding.cells = {{0, 0, 0}};
  finding.title_sv = "Summan stämmer inte";
  finding.explanation_sv = "Raderna blir något annat.";
  report.audit.findings = {finding};
  return report;
}

class Rendered {
 public:
  Rendered(const std::string& pdf, int page) {
    std::string pattern = (fs::temp_directory_path() / "siffra-pdf.XXXXXX").string();
    const int descriptor = ::mkstemp(pattern.data());
    EXPECT_GE(descriptor, 0);
    ::close(descriptor);
    std::ofstream(pattern, std::ios::binary) << pdf;
    const auto image = extract::render_page(pattern, page, {}, 144);
    fs::remove(pattern);
    EXPECT_TRUE(image) << (image ? "" : image.error().message);
    if (image) image_ = *image;
  }

  // The smallest box, in points, around all pixels of a kind.
  template <typename Kind>
  [[nodiscard]] extract::Box extent(Kind kind) const {
    extract::Box box{1e9, 1e9, -1e9, -1e9};
    for (std::size_t y = 0; y < image_.height; ++y) {
      for (std::size_t x = 0; x < image_.width; ++x) {
        const std::uint8_t* pixel = &image_.rgb[(y * image_.width + x) * 3];
        if (!kind(pixel[0], pixel[1], pixel[2])) continue;
        box.x0 = std::min(box.x0, static_cast<double>(x) / image_.pixels_per_point);
        box.y0 = std::min(box.y0, static_cast<double>(y) / image_.pixels_per_point);
        box.x1 = std::max(box.x1, static_cast<double>(x + 1) / image_.pixels_per_point);
        box.y1 = std::max(box.y1, static_cast<double>(y + 1) / image_.pixels_per_point);
      }
    }
    return box;
  }

 private:
  extract::PageImage image_;
};

// The report as if its page had been read after turning and straightening it: its box lies
// elsewhere.
Report read_after(Report report, int quarter_turns, double skew, const extract::Box& box) {
  extract::Page& page = report.document.pages[0];
  page.rotation_deg = 90.0 * quarter_turns + skew;
  if (quarter_turns % 2 != 0) std::swap(page.width, page.height);
  report.extraction.statements[0].rows[0].cells[0].box = box;
  return report;
}

bool is_red(int red, int green, int blue) { return red > 150 && green < 120 && blue < 120; }

// The frame stands round the figure, the cross with the finding's number close to the right of it.
void expect_marked(const std::string& pdf, const Report& report, int page) {
  const auto annotated = to_annotated_pdf(report, pdf, Language::kSwedish);
  ASSERT_TRUE(annotated) << annotated.error().message;
  const extract::Box figure = report.extraction.statements[0].rows[0].cells[0].box;
  const extract::Box red = Rendered(*annotated, page + 1).extent(is_red);
  EXPECT_NEAR(red.x0, figure.x0 - 1.5, 1.5);
  EXPECT_NEAR(red.y0, figure.y0 - 1.5, 1.5);
  EXPECT_NEAR(red.y1, figure.y1 + 1.5, 1.5);
  EXPECT_GT(red.x1, figure.x1 + 4);
  EXPECT_LT(red.x1, figure.x1 + 25);
}

TEST(AnnotatedPdf, MarksStandAtTheirFigures) {
  const std::string pdf = tiny_pdf({{figure_page(300, 500), ""}});
  expect_marked(pdf, report_on(pdf, 1), 1);
}

TEST(AnnotatedPdf, MarksStandAtTheirFiguresOnCroppedPages) {
  const std::string pdf = tiny_pdf({{figure_page(300, 500), "/CropBox [40 90 480 700]"}});
  expect_marked(pdf, report_on(pdf, 1), 1);
}

TEST(AnnotatedPdf, MarksStandAtTheirFiguresOnSeveralPages) {
  const std::string pdf = tiny_pdf({{show(60, 700, "Inledning"), ""}, {figure_page(200, 300), ""}});
  expect_marked(pdf, report_on(pdf, 2), 2);
}

// Text set so that it reads upright once the page is turned for viewing.
std::string turned_page(int rotation) {
  const std::string turn = rotation == 90    ? "0 1 -1 0 400 200"
                           : rotation == 180 ? "-1 0 0 -1 400 500"
                                             : "0 -1 1 0 200 500";
  return "q " + turn + " cm " + show(0, 0, kFigure) + "Q\n";
}

TEST(AnnotatedPdf, MarksStandAtTheirFiguresOnTurnedPages) {
  for (const int rotation : {90, 180, 270}) {
    SCOPED_TRACE(rotation);
    const std::string pdf =
        tiny_pdf({{turned_page(rotation), "/Rotate " + std::to_string(rotation)}});
    expect_marked(pdf, report_on(pdf, 1), 1);
  }
}

TEST(AnnotatedPdf, MarksStandAtTheirFiguresOnTurnedAndCroppedPages) {
  for (const int rotation : {90, 180, 270}) {
    SCOPED_TRACE(rotation);
    const std::string pdf =
        tiny_pdf({{turned_page(rotation),
                   "/CropBox [100 150 500 700] /Rotate " + std::to_string(rotation)}});
    expect_marked(pdf, report_on(pdf, 1), 1);
  }
}

TEST(AnnotatedPdf, MarksStandAtTheirFiguresOnScansThatWereStraightened) {
  const std::string pdf = tiny_pdf({{figure_page(500, 700), ""}});
  const Report seen = report_on(pdf, 1);
  const extract::Box figure = seen.extraction.statements[0].rows[0].cells[0].box;
  // Two degrees clockwise about the middle of the page, by which the reader set it straight.
  const double cosine = 0.999391, sine = 0.034899;
  const double x = figure.center_x() - 297.5, y = figure.center_y() - 421;
  const double straight_x = 297.5 + x * cosine - y * sine, straight_y = 421 + x * sine + y * cosine;
  const Report read =
      read_after(seen, 0, 2,
                 {straight_x - figure.width() / 2, straight_y - figure.height() / 2,
                  straight_x + figure.width() / 2, straight_y + figure.height() / 2});
  const auto annotated = to_annotated_pdf(read, pdf, Language::kSwedish);
  ASSERT_TRUE(annotated);
  const extract::Box red = Rendered(*annotated, 2).extent(is_red);
  EXPECT_NEAR(red.x0, figure.x0 - 1.5, 2);
  EXPECT_NEAR(red.y0, figure.y0 - 1.5, 2);
  EXPECT_NEAR(red.y1, figure.y1 + 1.5, 2);
}

TEST(BoxInFile, UndoesTheTurnsOfTheReader) {
  extract::Page page;
  page.width = 800;
  page.height = 600;
  page.rotation_deg = 90;  // the file's page is 600 wide and 800 high
  EXPECT_EQ(box_in_file(page, {100, 50, 140, 60}), (extract::Box{50, 660, 60, 700}));
  page.rotation_deg = 270;
  EXPECT_EQ(box_in_file(page, {100, 50, 140, 60}), (extract::Box{540, 100, 550, 140}));
  page.rotation_deg = 180;
  EXPECT_EQ(box_in_file(page, {100, 50, 140, 60}), (extract::Box{660, 540, 700, 550}));
}

TEST(AnnotatedPdf, BeginsWithTheOriginalsOwnBytes) {
  const std::string pdf = tiny_pdf({{figure_page(300, 500), ""}});
  const auto annotated = to_annotated_pdf(report_on(pdf, 1), pdf, Language::kSwedish);
  ASSERT_TRUE(annotated);
  EXPECT_THAT(*annotated, StartsWith(pdf));
}

TEST(AnnotatedPdf, GivesTheSameTextAsBeforeAndASummaryInFront) {
  const std::string pdf = tiny_pdf({{figure_page(300, 500), ""}});
  const Report report = report_on(pdf, 1);
  const auto annotated = to_annotated_pdf(report, pdf, Language::kSwedish);
  ASSERT_TRUE(annotated);
  const auto read = extract::read_pdf(*annotated, "annotated.pdf", {});
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(read->pages.size(), 2U);
  EXPECT_EQ(read->pages[1].words, report.document.pages[0].words);
  std::string summary;
  for (const auto& word : read->pages[0].words) summary += word.text + " ";
  EXPECT_THAT(summary, HasSubstr("Summan stämmer inte"));
}

TEST(AnnotatedPdf, TheSameReportGivesTheSameBytes) {
  const std::string pdf = tiny_pdf({{figure_page(300, 500), ""}});
  const Report report = report_on(pdf, 1);
  EXPECT_EQ(to_annotated_pdf(report, pdf, Language::kEnglish).value(),
            to_annotated_pdf(report, pdf, Language::kEnglish).value());
}

TEST(AnnotatedPdf, KeepsAnnotationsThatWereThere) {
  const std::string note =
      "/Annots [<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents (kvar) >>]";
  const std::string pdf = tiny_pdf({{figure_page(300, 500), note}});
  const auto annotated = to_annotated_pdf(report_on(pdf, 1), pdf, Language::kSwedish);
  ASSERT_TRUE(annotated);
  const std::string added = annotated->substr(pdf.size());
  EXPECT_THAT(added, HasSubstr("(kvar)"));
  EXPECT_THAT(added, HasSubstr("/Square"));
}

TEST(AnnotatedPdf, AFileWithoutASoundTableOfContentsIsWrittenAnew) {
  std::string pdf = tiny_pdf({{figure_page(300, 500), ""}});
  const Report report = report_on(pdf, 1);
  pdf.replace(pdf.find("startxref"), 10, "startxxxx\n");
  const auto annotated = to_annotated_pdf(report, pdf, Language::kSwedish);
  ASSERT_TRUE(annotated) << annotated.error().message;
  const auto read = extract::read_pdf(*annotated, "annotated.pdf", {});
  ASSERT_TRUE(read);
  EXPECT_EQ(read->pages.at(1).words, report.document.pages[0].words);
}

TEST(AnnotatedPdf, WhatIsNoPdfIsRefused) {
  EXPECT_FALSE(to_annotated_pdf(Report{}, "Resultaträkning\t1 000\n", Language::kSwedish));
  EXPECT_FALSE(to_annotated_pdf(Report{}, "", Language::kSwedish));
}

TEST(PageSpace, TurnsTheViewBackToThePage) {
  using internal::PageSpace;
  using internal::to_page;
  const extract::Box crop{10, 20, 110, 220};
  const extract::Box seen{1, 2, 11, 5};
  EXPECT_EQ(to_page(PageSpace{crop, 0}, seen), (extract::Box{11, 215, 21, 218}));
  EXPECT_EQ(to_page(PageSpace{crop, 90}, seen), (extract::Box{12, 21, 15, 31}));
  EXPECT_EQ(to_page(PageSpace{crop, 180}, seen), (extract::Box{99, 22, 109, 25}));
  EXPECT_EQ(to_page(PageSpace{crop, 270}, seen), (extract::Box{105, 209, 108, 219}));
}

}  // namespace
}  // namespace siffra::reconcile
