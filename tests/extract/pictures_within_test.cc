// A table pasted as a picture into a report whose text is born digital.
#include "extract/internal/pictures_within.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "extract/readers.h"
#include "extract/scanned_pages.h"
#include "tests/extract/page_picture.h"
#include "tests/extract/scan_pdf.h"

namespace siffra::extract {
namespace {

using testing::blank_page;
using ::testing::IsEmpty;
using testing::pdf_file;
using testing::PdfPicture;
using testing::plain_picture;
using testing::show;
using ::testing::SizeIs;

std::string pdf_with(const std::string& content, const PdfPicture& picture) {
  return pdf_file(
      {"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
       "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> "
       "/XObject << /I 6 0 R >> >> /Contents 5 0 R >>",
       "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
       "<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream",
       "<< /Type /XObject /Subtype /Image " + picture.entries + " /Length " +
           std::to_string(picture.stream.size()) + " >>\nstream\n" + picture.stream +
           "\nendstream"});
}

// Twelve lines of prose over a picture of 400 by 200 points at the foot of the page.
std::string page_with(const PdfPicture& picture) {
  std::string content;
  for (int line = 0; line < 12; ++line)
    content += show(60, 780 - 14 * line, "The result of the year is better than the budget");
  return pdf_with(content + "q 400 0 0 200 60 300 cm /I Do Q", picture);
}

PixPtr picture_of_a_table() {
  PixPtr picture = blank_page(1111, 556);  // 200 dots per inch
  int y = 60;
  const std::vector<std::vector<std::string>> rows = {{"", "2023", "2022"},
                                                      {"Kundfordringar", "1 367 204", "998 150"},
                                                      {"Kassa och bank", "2 715 950", "2 454 084"},
                                                      {"Lager", "612 118", "587 330"},
                                                      {"Summa", "4 695 272", "4 039 564"}};
  for (const auto& row : rows) {
    testing::write(picture, row[0], 20, y);
    testing::write_right(picture, row[1], 760, y);
    testing::write_right(picture, row[2], 1060, y);
    y += 80;
  }
  return PixPtr(pixConvertTo1(picture.get(), 128));
}

Page read(const std::string& bytes) {
  auto document = read_pdf(bytes, "report.pdf", {});
  EXPECT_TRUE(document);
  if (!document) return {};
  EXPECT_TRUE(read_scanned_pages(*document, bytes, {}));
  return document->pages.at(0);
}

std::size_t recognised(const Page& page) {
  return static_cast<std::size_t>(
      std::count_if(page.words.begin(), page.words.end(),
                    [](const Word& word) { return word.source == Source::kOcr; }));
}

TEST(PicturesWithin, ATableIsReadAndThePrintStandsAsItIs) {
  const Page page = read(page_with(plain_picture(picture_of_a_table())));
  EXPECT_EQ(page.content, PageContent::kMixed);
  EXPECT_EQ(page.reading, PageReading::kBoth);
  std::string figures;
  for (const Word& word : page.words) {
    if (word.source != Source::kOcr) continue;
    figures += word.text + " ";
    EXPECT_GT(word.box.x0, 60);
    EXPECT_LT(word.box.x1, 460);
    EXPECT_GT(word.box.y0, 342);
    EXPECT_LT(word.box.y1, 542);
  }
  EXPECT_THAT(figures, ::testing::HasSubstr("4 695 272"));
  EXPECT_EQ(page.words.size() - recognised(page), 12U * 10) << "every word of the print, once";
}

TEST(PicturesWithin, APictureWithoutColumnsIsLeftAlone) {
  PixPtr picture = blank_page(1111, 556);
  testing::write(picture, "Foto: en bild av huset", 20, 500);
  const Page page = read(page_with(plain_picture(PixPtr(pixConvertTo1(picture.get(), 128)))));
  EXPECT_EQ(page.content, PageContent::kDigital);
  EXPECT_EQ(recognised(page), 0U);
}

// Signatures fill the foot of a scanned page with more words than many a page of print has.
TEST(PicturesWithin, AScanUnderALongStampIsRead) {
  PixPtr paper = blank_page(1653, 2339);
  const PixPtr table = picture_of_a_table();
  const PixPtr grey(pixConvertTo8(table.get(), 0));
  pixRasterop(paper.get(), 200, 300, pixGetWidth(grey.get()), pixGetHeight(grey.get()), PIX_SRC,
              grey.get(), 0, 0);
  std::string content = "q 595 0 0 842 0 0 cm /I Do Q ";
  for (int line = 0; line < 8; ++line)
    content += show(40, 110 - 10 * line, "Signed 2023-05-13 by a member of the board", "/F1", 7);
  const Page page = read(pdf_with(content, plain_picture(PixPtr(pixConvertTo1(paper.get(), 128)))));
  EXPECT_EQ(page.content, PageContent::kScan);
  EXPECT_GT(recognised(page), 10U);
}

TEST(PicturesWithin, OnlyPicturesOfSomeSizeWithoutTextOfTheirOwnAreLookedAt) {
  Page page;
  page.width = 600;
  page.height = 800;
  PageMake make;
  make.dots_per_inch = 150;
  make.pictures = {{50, 50, 100, 80}, {50, 200, 550, 500}, {0, 0, 600, 800}};
  EXPECT_THAT(pictures_to_look_at(make, page), SizeIs(2)) << "a logo, a table, a scan";
  for (int i = 0; i < 6; ++i) {
    Word word;
    word.box = {100, 250 + 20.0 * i, 160, 262 + 20.0 * i};
    page.words.push_back(word);
  }
  make.pictures.pop_back();
  EXPECT_THAT(pictures_to_look_at(make, page), IsEmpty()) << "its own text says what it is";
}

}  // namespace
}  // namespace siffra::extract
