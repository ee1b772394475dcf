// Scans as networked copiers and archives pack them, whole and damaged. Slow: the recogniser runs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "extract/readers.h"
#include "extract/scanned_pages.h"
#include "tests/extract/page_picture.h"
#include "tests/extract/scan_pdf.h"

namespace siffra::extract {
namespace {

using testing::blank_page;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using testing::PdfPicture;
using testing::plain_picture;
using testing::scan_pdf;
using testing::to_bytes;
using testing::write;
using testing::write_right;

PixPtr table_page() {
  PixPtr page = blank_page();
  write(page, "Intakter", 120, 280);
  write_right(page, "4524", 900, 280);
  write_right(page, "5028", 1150, 280);
  write(page, "Kostnader", 120, 330);
  write_right(page, "-4845", 900, 330);
  write_right(page, "-4395", 1150, 330);
  write(page, "Summa", 120, 380);
  write_right(page, "-321", 900, 380);
  write_right(page, "633", 1150, 380);
  return page;
}

const std::vector<std::string> kTable = {"Kostnader", "4524", "5028", "-4845", "-4395", "-321"};

std::string sides(const PixPtr& picture) {
  return "/Width " + std::to_string(pixGetWidth(picture.get())) + " /Height " +
         std::to_string(pixGetHeight(picture.get())) + " ";
}

PdfPicture jpeg(const PixPtr& picture) {
  return {to_bytes(picture, IFF_JFIF_JPEG),
          sides(picture) + "/BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /DCTDecode"};
}

PdfPicture jpeg_2000(const PixPtr& picture) {
  l_uint8* data = nullptr;
  std::size_t size = 0;
  constexpr int kLossless = 100, kLevels = 5;
  pixWriteMemJp2k(&data, &size, picture.get(), kLossless, kLevels, 0, 0);
  const std::string stream(reinterpret_cast<const char*>(data), size);
  lept_free(data);
  return {stream, sides(picture) + "/Filter /JPXDecode"};
}

// Four inks, not compressed: only black is used.
PdfPicture four_inks(const PixPtr& picture) {
  PdfPicture made;
  for (int y = 0; y < pixGetHeight(picture.get()); ++y) {
    for (int x = 0; x < pixGetWidth(picture.get()); ++x) {
      l_uint32 value = 0;
      pixGetPixel(picture.get(), x, y, &value);
      made.stream += std::string(3, '\0') + static_cast<char>(255 - value);
    }
  }
  made.entries = sides(picture) + "/BitsPerComponent 8 /ColorSpace /DeviceCMYK";
  return made;
}

std::string big_endian(std::uint32_t value) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 0xFFU);
  return bytes;
}

// The only strip of a TIFF of fax coding: what JBIG2 knows as MMR.
std::string fax_strip(const PixPtr& bitonal) {
  const std::string tiff = to_bytes(bitonal, IFF_TIFF_G4);
  const auto number = [&](std::size_t at, int width) {
    std::uint32_t value = 0;
    for (int i = width - 1; i >= 0; --i)
      value = value << 8U | static_cast<unsigned char>(tiff[at + static_cast<std::size_t>(i)]);
    return value;
  };
  const std::size_t directory = number(4, 4);
  std::uint32_t offset = 0, size = 0;
  for (std::uint32_t entry = 0; entry < number(directory, 2); ++entry) {
    const std::size_t at = directory + 2 + 12 * entry;
    if (number(at, 2) == 273) offset = number(at + 8, 4);
    if (number(at, 2) == 279) size = number(at + 8, 4);
  }
  return tiff.substr(offset, size);
}

PdfPicture jbig2(const PixPtr& picture) {
  const PixPtr bitonal(pixThresholdToBinary(picture.get(), 128));
  // Poppler 22.12 fails on rows of this coding that are blank: a line down the edge of the page.
  pixRasterop(bitonal.get(), 20, 0, 3, pixGetHeight(bitonal.get()), PIX_SET, nullptr, 0, 0);
  const std::string size = big_endian(static_cast<std::uint32_t>(pixGetWidth(bitonal.get()))) +
                           big_endian(static_cast<std::uint32_t>(pixGetHeight(bitonal.get())));
  const auto segment = [](std::uint32_t number, char type, const std::string& data) {
    return big_endian(number) + type + std::string(1, '\0') + '\1' +
           big_endian(static_cast<std::uint32_t>(data.size())) + data;
  };
  const std::string page = size + std::string(8, '\0') + std::string(3, '\0');
  const std::string region = size + std::string(9, '\0') + '\1' + fax_strip(bitonal);
  return {segment(0, 48, page) + segment(1, 38, region),
          sides(picture) + "/BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /JBIG2Decode"};
}

std::vector<std::string> texts(const Page& page) {
  std::vector<std::string> all;
  for (const Word& word : page.words) all.push_back(word.text);
  return all;
}

Document read(const std::string& pdf) {
  auto document = read_pdf(pdf, "a.pdf", {});
  EXPECT_TRUE(document.has_value());
  if (!document) return {};
  EXPECT_TRUE(read_scanned_pages(*document, pdf, {}).has_value());
  return std::move(*document);
}

TEST(OddScans, PagesAreReadHoweverTheirPicturesArePacked) {
  const PixPtr page = table_page();
  const Document document =
      read(scan_pdf({jpeg(page), jpeg_2000(page), four_inks(page), jbig2(page),
                     plain_picture(PixPtr(pixThresholdToBinary(page.get(), 128)))}));
  ASSERT_EQ(document.pages.size(), 5U);
  for (const Page& one : document.pages) {
    SCOPED_TRACE(one.number);
    EXPECT_THAT(texts(one), IsSupersetOf(kTable));
    EXPECT_EQ(one.trouble, "");
  }
}

TEST(OddScans, APictureStoredMirroredAndDrawnMirroredIsReadAsItIsSeen) {
  const PixPtr page = table_page();
  const PixPtr mirrored(pixFlipLR(nullptr, page.get()));
  std::string pdf = scan_pdf({jpeg(mirrored)});
  const std::string upright = "q 595 0 0 842 0 0 cm", turned = "q -595 0 0 842 595 0 cm";
  const std::size_t length = pdf.find("<< /Length " + std::to_string(upright.size() + 8));
  ASSERT_NE(length, std::string::npos);
  pdf.replace(length, std::string("<< /Length ").size() + 2, "<< /Length 32");
  pdf.replace(pdf.find(upright), upright.size(), turned);
  EXPECT_THAT(texts(read(pdf).pages.at(0)), IsSupersetOf(kTable));
}

TEST(OddScans, ADamagedPictureIsSaidToBeSoAndTheOtherPagesAreRead) {
  const PixPtr page = table_page();
  PdfPicture broken_jpeg = jpeg(page);
  broken_jpeg.stream.replace(0, broken_jpeg.stream.size(), broken_jpeg.stream.size(), 'x');
  PdfPicture broken_flate = plain_picture(PixPtr(pixThresholdToBinary(page.get(), 128)));
  broken_flate.stream = "this is no compressed stream";
  broken_flate.entries += " /Filter /FlateDecode";
  PdfPicture broken_jbig2 = jbig2(page);
  broken_jbig2.stream.replace(0, 40, 40, 'x');
  PdfPicture broken_jpeg_2000 = jpeg_2000(page);
  broken_jpeg_2000.stream.resize(30);
  ::testing::internal::CaptureStderr();
  const Document document =
      read(scan_pdf({broken_jpeg, broken_flate, broken_jbig2, broken_jpeg_2000, jpeg(page)}));
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
  ASSERT_EQ(document.pages.size(), 5U);
  for (std::size_t i = 0; i < 4; ++i) {
    SCOPED_TRACE(i);
    EXPECT_THAT(document.pages[i].trouble, HasSubstr("damaged"));
    EXPECT_EQ(document.pages[i].reading, PageReading::kSkipped);
  }
  EXPECT_THAT(texts(document.pages[4]), IsSupersetOf(kTable));
}

TEST(OddScans, AResolutionThatMakesASheetOfAHandsBreadthIsNotBelieved) {
  const PixPtr page(pixThresholdToBinary(table_page().get(), 128));
  // Dots per centimetre written as if per inch, and the other way.
  for (const double factor : {2.54, 1 / 2.54}) {
    SCOPED_TRACE(factor);
    const PixPtr marked(pixCopy(nullptr, page.get()));
    const auto stated = static_cast<l_int32>(factor * pixGetXRes(page.get()));
    pixSetResolution(marked.get(), stated, stated);
    const auto document = read_picture(to_bytes(marked, IFF_TIFF_G4), "page.tif", "image/tiff", {});
    ASSERT_TRUE(document.has_value());
    EXPECT_NEAR(std::max(document->pages[0].width, document->pages[0].height), 842, 100);
    EXPECT_THAT(texts(document->pages[0]), IsSupersetOf(kTable));
  }
}

// A typewriter sets every character in the middle of as much room, also a narrow 1; the minus of a
// ledger stands behind its figure.
TEST(OddScans, FiguresOfATypewritersLedgerKeepTheirGroupsAndSigns) {
  constexpr int kPitch = 21;
  const PixPtr page = table_page();
  L_Bmf* font = bmfCreate(nullptr, 8);
  const auto typed = [&](const std::string& text, int right, int y) {
    int x = right - kPitch * static_cast<int>(text.size());
    for (const char c : text) {
      const std::string character(1, c);
      l_int32 width = 0;
      bmfGetStringWidth(font, character.c_str(), &width);
      if (c != ' ') write(page, character, x + (kPitch - width) / 2, y);
      x += kPitch;
    }
  };
  write(page, "Nettokostnad", 120, 430);
  typed("18 019", 900, 430);
  typed("17 400-", 1170, 430);
  write(page, "Avgifter", 120, 480);
  typed("21 541", 900, 480);
  typed("20 783-", 1170, 480);
  write(page, "Bidrag", 120, 530);
  typed("14 265", 900, 530);
  typed("13 766-", 1170, 530);
  bmfDestroy(&font);
  const auto document = read_picture(to_bytes(page, IFF_PNG), "page.png", "image/png", {});
  ASSERT_TRUE(document.has_value()) << document.error().message;
  std::vector<std::string> words;
  for (const Word& word : document->pages[0].words) words.push_back(word.text);
  EXPECT_THAT(words, IsSupersetOf({"18", "019", "541", "400-", "783-", "766-"}));
}

// Looks for figures alone make digits of everything: the unit behind a long figure is no digit.
TEST(OddScans, TheUnitBehindAFigureIsNoDigitOfIt) {
  const PixPtr page = table_page();
  write(page, "Balanserat resultat", 120, 480);
  write_right(page, "516 629,00 kr", 1150, 480);
  write(page, "Arets resultat", 120, 530);
  write_right(page, "-760 164,00 kr", 1150, 530);
  const auto document = read_picture(to_bytes(page, IFF_PNG), "page.png", "image/png", {});
  ASSERT_TRUE(document.has_value()) << document.error().message;
  const std::vector<std::string> words = texts(document->pages[0]);
  EXPECT_EQ(std::count(words.begin(), words.end(), "kr"), 2) << ::testing::PrintToString(words);
  EXPECT_THAT(words, IsSupersetOf({"629,00", "-760", "164,00"}));
}

TEST(OddScans, AFileOfPagesThatEndsEarlySaysWhatIsLost) {
  const PixPtr page(pixThresholdToBinary(table_page().get(), 128));
  const std::string path = ::testing::TempDir() + "/cut.tif";
  ASSERT_EQ(pixWriteTiff(path.c_str(), page.get(), IFF_TIFF_G4, "w"), 0);
  const std::size_t first = nbytesInFile(path.c_str());
  ASSERT_EQ(pixWriteTiff(path.c_str(), page.get(), IFF_TIFF_G4, "a"), 0);
  std::size_t size = 0;
  l_uint8* data = l_binaryRead(path.c_str(), &size);
  const std::string whole(reinterpret_cast<const char*>(data), size);
  lept_free(data);
  ::testing::internal::CaptureStderr();
  const auto document = read_picture(whole.substr(0, first + 20), "cut.tif", "image/tiff", {});
  const auto nothing = read_picture(whole.substr(0, 60), "cut.tif", "image/tiff", {});
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
  EXPECT_FALSE(nothing.has_value());
  ASSERT_TRUE(document.has_value());
  ASSERT_EQ(document->pages.size(), 2U);
  EXPECT_THAT(texts(document->pages[0]), IsSupersetOf(kTable));
  EXPECT_THAT(document->pages[1].trouble, HasSubstr("ends before this page"));
}

}  // namespace
}  // namespace siffra::extract
