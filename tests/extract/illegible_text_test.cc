// Pages whose text layer does not tell which letters it draws.
#include "extract/internal/illegible_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extract/readers.h"
#include "extract/scanned_pages.h"
#include "tests/extract/tiny_pdf.h"

namespace siffra::extract {
namespace {

using ::testing::Contains;
using testing::pdf_file;
using testing::show;

Word word(const std::string& text, double x0, double y0, Source source = Source::kTextLayer) {
  Word made;
  made.text = text;
  made.box = {x0, y0, x0 + 30, y0 + 12};
  made.source = source;
  return made;
}

Page lines_of(const std::string& text, int times) {
  Page page;
  for (int i = 0; i < times; ++i) page.words.push_back(word(text, 50, 20.0 * i));
  return page;
}

TEST(IsIllegible, SwedishTextIsLegible) {
  EXPECT_FALSE(is_illegible(lines_of("Verksamhetens nettokostnad 12 345,0 − 3 %", 40), true));
}

TEST(IsIllegible, AbbreviationsAndFiguresAloneAreLegible) {
  EXPECT_FALSE(is_illegible(lines_of("123 456", 60), true));
  EXPECT_FALSE(is_illegible(lines_of("BRF", 5), false));
}

TEST(IsIllegible, ShapesOfNoAlphabetAreNot) {
  EXPECT_TRUE(is_illegible(lines_of("✑✒✓✒✔✕✖✗✘✓", 20), false));
}

TEST(IsIllegible, LettersMovedAlongTheAlphabetAreNot) {
  EXPECT_TRUE(is_illegible(lines_of("5HVXOWDWUlNQLQJ", 40), false));
}

TEST(IsIllegible, AFewOddLettersAreEnoughOnlyWhereOtherPagesAreIllegible) {
  const Page page = lines_of("5HVXOWDWUlNQLQJ", 5);
  EXPECT_FALSE(is_illegible(page, false));
  EXPECT_TRUE(is_illegible(page, true));
}

struct Pages {
  Page before, recognised;
};

// Twelve figures which the text layer and the picture read alike, then one more of each.
Pages with_last(const std::string& told, const std::string& seen) {
  Pages pages;
  for (int i = 0; i < 12; ++i) {
    pages.before.words.push_back(word("1" + std::to_string(i), 400, 20.0 * i));
    pages.recognised.words.push_back(word("1" + std::to_string(i), 400, 20.0 * i, Source::kOcr));
  }
  pages.before.words.push_back(word(told, 400, 300));
  pages.recognised.words.push_back(word(seen, 400, 300, Source::kOcr));
  return pages;
}

const Word* at_300(const Page& page) {
  for (const Word& each : page.words) {
    if (each.box.y0 == 300) return &each;
  }
  return nullptr;
}

TEST(RestoreConfirmedFigures, ExactDigitsTakeThePlaceOfMisreadOnes) {
  Pages pages = with_last("4512", "4572");
  restore_confirmed_figures(pages.before, pages.recognised);
  ASSERT_NE(at_300(pages.recognised), nullptr);
  EXPECT_EQ(at_300(pages.recognised)->text, "4512");
  EXPECT_EQ(at_300(pages.recognised)->source, Source::kTextLayer);
  EXPECT_EQ(pages.recognised.words.size(), 13u);
}

TEST(RestoreConfirmedFigures, AMinusThatIsSeenIsNotLost) {
  Pages pages = with_last("4512", "-4512");
  restore_confirmed_figures(pages.before, pages.recognised);
  ASSERT_NE(at_300(pages.recognised), nullptr);
  EXPECT_EQ(at_300(pages.recognised)->text, "-4512");
}

TEST(RestoreConfirmedFigures, LabelsStayAsTheyWereSeen) {
  Pages pages = with_last("vzVWN", "Intäkter");
  restore_confirmed_figures(pages.before, pages.recognised);
  ASSERT_NE(at_300(pages.recognised), nullptr);
  EXPECT_EQ(at_300(pages.recognised)->text, "Intäkter");
}

TEST(RestoreConfirmedFigures, DigitsThatAreMappedWronglyAreNotBelieved) {
  Pages pages;
  for (int i = 0; i < 12; ++i) {
    pages.before.words.push_back(word("2" + std::to_string(i), 400, 20.0 * i));
    pages.recognised.words.push_back(word("1" + std::to_string(i), 400, 20.0 * i, Source::kOcr));
  }
  const Page as_seen = pages.recognised;
  restore_confirmed_figures(pages.before, pages.recognised);
  EXPECT_EQ(pages.recognised.words, as_seen.words);
}

// One page in Helvetica whose letters, but not its digits, are all said to be "x".
std::string pdf_of_lost_letters() {
  std::string content;
  const std::vector<std::string> labels = {"Nettokostnader",       "Finansiella kostnader",
                                           "Kortfristiga skulder", "Personalkostnader",
                                           "Ansvarsnetto",         "Kostnader och intresse"};
  for (int i = 0; i < 18; ++i) {
    const double y = 780 - 24.0 * i;
    content += show(60, y, labels[static_cast<std::size_t>(i) % labels.size()], "/F1", 12);
    content += show(420, y, std::to_string(1234 + 517 * i), "/F1", 12);
  }
  std::string map =
      "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Lost def /CMapType "
      "2 def\n1 begincodespacerange <00> <FF> endcodespacerange\n1 beginbfrange <20> <40> <0020> "
      "endbfrange\n";
  for (int half = 0; half < 2; ++half) {
    map += "32 beginbfchar\n";
    for (int code = 0x41 + 32 * half; code < 0x61 + 32 * half; ++code) {
      constexpr char kHex[] = "0123456789ABCDEF";
      map += std::string("<") + kHex[code / 16] + kHex[code % 16] + "> <0078>\n";
    }
    map += "endbfchar\n";
  }
  map += "endcmap end end\n";
  const auto stream = [](const std::string& text) {
    return "<< /Length " + std::to_string(text.size()) + " >>\nstream\n" + text + "\nendstream";
  };
  return pdf_file({"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
                   "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding "
                   "/WinAnsiEncoding /ToUnicode 6 0 R >>",
                   "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << "
                   "/F1 3 0 R >> >> /Contents 5 0 R >>",
                   stream(content), stream(map)});
}

TEST(ReadScannedPages, ReadsLettersThatAreMappedWronglyFromThePictureAndKeepsTheFigures) {
  const std::string bytes = pdf_of_lost_letters();
  auto document = read_pdf(bytes, "lost.pdf", {});
  ASSERT_TRUE(document) << document.error().message;
  ASSERT_TRUE(read_scanned_pages(*document, bytes, {}));
  const Page& page = document->pages.at(0);
  std::vector<std::string> figures, labels;
  for (const Word& each : page.words) {
    (each.source == Source::kTextLayer ? figures : labels).push_back(each.text);
  }
  EXPECT_THAT(labels, Contains("Personalkostnader"));
  EXPECT_THAT(labels, Contains("skulder"));
  EXPECT_EQ(figures.size(), 18u);
  EXPECT_THAT(figures, Contains("1234"));
  EXPECT_EQ(page.reading, PageReading::kBoth);
}

}  // namespace
}  // namespace siffra::extract
