#include "rules/amount.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace siffra::rules {
namespace {

struct Good {
  const char* text;
  const char* value;  // decimal_text()
  Unit unit = Unit::kMoney;
};

void expect_read(const std::vector<Good>& rows, const AmountOptions& options) {
  for (const Good& row : rows) {
    SCOPED_TRACE(row.text);
    const auto amount = read_amount(row.text, options);
    ASSERT_TRUE(amount.has_value());
    EXPECT_EQ(amount->decimal_text(), row.value);
    EXPECT_EQ(amount->unit, row.unit);
    EXPECT_EQ(amount->raw, row.text);
  }
}

TEST(ReadAmount, TakesEveryPrintedStyle) {
  expect_read(
      {
          {"0", "0"},
          {"-0", "0"},
          {"7", "7"},
          {"4512", "4512"},
          {"1 367", "1367"},
          {"-3 152 233", "-3152233"},
          {"- 2.904", "-2904"},
          {"4.511.722", "4511722"},
          {"+394.153", "394153"},
          {"500 000", "500000"},
          {"1\u00a0260\u00a0340", "1260340"},
          {"1\u202f260\u202f340", "1260340"},
          {"1\u2009260\u2009340", "1260340"},
          {"1\u2007260", "1260"},
          {"2 275 494,50", "2275494.50"},
          {"1 072,50", "1072.50"},
          {"17.961", "17961"},
          {"\u22123 707", "-3707"},
          {"\u20133 707", "-3707"},
          {"\u2013 3 707", "-3707"},
          {"\u20143 707", "-3707"},
          {"./. 1 250", "-1250"},
          {"./.1 250", "-1250"},
          {"\u00f71 250", "-1250"},
          {"\u00f7 1 250", "-1250"},
          {"(1 250)", "-1250"},
          {"( 1 250 )", "-1250"},
          {"(-1 250)", "-1250"},
          {"1 250-", "-1250"},
          {"1 250 -", "-1250"},
          {"1'250'300", "1250300"},
          {"1\u2019250", "1250"},
          {"5 625 Sek", "5625"},
          {"2 837 799,88 kr", "2837799.88"},
          {"SEK 1 200", "1200"},
          {"12 tkr", "12"},
          {"3,5 mnkr", "3.5"},
          {"316:-", "316"},
          {"1 316,-", "1316"},
          {"1 412:50", "1412.50"},
          {"31:15", "31.15"},
          {"17:85", "17.85"},
          {"-412:05", "-412.05"},
          {"0,135", "0.135"},
          {"12,3", "12.3"},
          {"-0,4", "-0.4"},
          {"999999999999999999", "999999999999999999"},
          {"  42  ", "42"},
          {"1\u00ad250", "1250"},
      },
      {});
}

TEST(ReadAmount, LeavesTheMarkOfAFootnoteOut) {
  expect_read(
      {
          {"1 250*", "1250"},
          {"-1 250 *", "-1250"},
          {"310 **", "310"},
          {"(1 250)*", "-1250"},
          {"1 250,50\u00b9", "1250.50"},
          {"1 250 \u2020", "1250"},
          {"12 tkr*", "12"},
          {"41 209 2)", "41209"},
          {"-811 12)", "-811"},
      },
      {});
  EXPECT_EQ(read_amount("70 %*", {})->unit, Unit::kPercent);
  for (const char* text :
       {"*", "**", "1*250", "* 1 250", "\u00b9", "2)", "41 2092)", "1 250 300)"}) {
    EXPECT_FALSE(read_amount(text, {}).has_value()) << text;
  }
}

TEST(ReadAmount, TakesShares) {
  expect_read(
      {
          {"78%", "78", Unit::kPercent},
          {"70 %", "70", Unit::kPercent},
          {"33,4%", "33.4", Unit::kPercent},
          {"-1,5 %", "-1.5", Unit::kPercent},
          {"12.5 %", "12.5", Unit::kPercent},
          {"(4 %)", "-4", Unit::kPercent},
          {"(4) %", "-4", Unit::kPercent},
      },
      {});
}

TEST(ReadAmount, RemembersHowItWasPrinted) {
  const auto share = read_amount("33,4%", {});
  ASSERT_TRUE(share.has_value());
  EXPECT_EQ(share->digits, 334);
  EXPECT_EQ(share->decimals, 1);
  const auto brackets = read_amount("(1 250)", {});
  ASSERT_TRUE(brackets.has_value());
  EXPECT_EQ(brackets->sign, SignStyle::kParentheses);
  EXPECT_EQ(brackets->thousands, ThousandsSeparator::kSpace);
  EXPECT_EQ(read_amount("-0", {})->sign, SignStyle::kMinus);
  EXPECT_EQ(read_amount("12-", {})->sign, SignStyle::kTrailingMinus);
  EXPECT_EQ(read_amount("+12", {})->sign, SignStyle::kPlus);
  EXPECT_EQ(read_amount("5 625 Sek", {})->stated_scale, 1);
  EXPECT_EQ(read_amount("12 tkr", {})->stated_scale, 1000);
  EXPECT_EQ(read_amount("12", {})->stated_scale, 0);
}

TEST(ReadAmount, ReadsNilAsZeroThatRemembersIt) {
  for (const char* text : {"-", "\u2013", "\u2014", "\u2212", "--", "\u2013\u2013", "Inga", "inga",
                           " - ", "- kr", "- %"}) {
    SCOPED_TRACE(text);
    const auto amount = read_amount(text, {});
    ASSERT_TRUE(amount.has_value());
    EXPECT_TRUE(amount->is_nil);
    EXPECT_EQ(amount->decimal_text(), "0");
  }
  EXPECT_FALSE(read_amount("0", {})->is_nil);
}

TEST(ReadAmount, RefusesWhatIsNotOneAmount) {
  for (const char* text : {
           "",
           " ",
           "kr",
           "%",
           "Summa",
           "34t902",
           "t 260340",
           "1 367 1 367",
           "2024 2023",
           "1 2345",
           "12 34",
           "1  367",
           "1234 567",
           "2020-08-31",
           "2020-08-",
           "222000-2071",
           "31/12",
           "12:30",
           "9:05",
           "1998:12",
           "1998:1229",
           "1:23:45",
           "1:234",
           "1,2,3",
           "1 234,5 678",
           "(1 250",
           "1 250)",
           "--5",
           "+-5",
           "5+",
           "-5-",
           "0 123",
           "007",
           "1.2345.678",
           "1.234 567",
           "12.5",
           "1.1",
           "Not 3",
           "3a",
           ",50",
           "5,",
           "1 234,",
           ".5",
           "1234567890123456789",
           "(+5)",
           "1 000 000 000 000 000 000",
           "12,1234567",
           "\xff\xfe",
           "{)",
           "340) 374",
           "1.234.5",
           "2 761.265",
       }) {
    SCOPED_TRACE(text);
    EXPECT_FALSE(read_amount(text, {}).has_value());
  }
  EXPECT_FALSE(read_amount(std::string(5000, '1'), {}).has_value());
}

TEST(ReadAmount, TakesAmbiguousMarksByTheTablesConvention) {
  constexpr AmountOptions kEnglishTable = {.decimal_mark = DecimalMark::kEnglish};
  EXPECT_EQ(read_amount("1,135", {})->decimal_text(), "1.135");
  EXPECT_EQ(read_amount("1,135", kEnglishTable)->decimal_text(), "1135");
  EXPECT_EQ(read_amount("2.904", {})->decimal_text(), "2904");
  EXPECT_EQ(read_amount("2.904", kEnglishTable)->decimal_text(), "2.904");
  EXPECT_EQ(read_amount("12.5", kEnglishTable)->decimal_text(), "12.5");
}

TEST(ReadAmount, TakesUnambiguousMarksUnderEitherConvention) {
  for (const DecimalMark mark : {DecimalMark::kSwedish, DecimalMark::kEnglish}) {
    expect_read({{"1,234.5", "1234.5"},
                 {"1.234,5", "1234.5"},
                 {"1,234,567", "1234567"},
                 {"1.234.567", "1234567"},
                 {"-0.22", "-0.22"},
                 {"0,22", "0.22"},
                 {"1 234.50", "1234.50"},
                 {"0,135", "0.135"},
                 {"-12.5", "-12.5"}},
                {.decimal_mark = mark});
  }
}

TEST(ReadAmount, LeavesPriorYearParenthesesPositive) {
  constexpr AmountOptions kPlain = {.parentheses = Parentheses::kPlain};
  EXPECT_EQ(read_amount("(1 250)", kPlain)->decimal_text(), "1250");
  EXPECT_EQ(read_amount("(-1 250)", kPlain)->decimal_text(), "-1250");
}

TEST(ReadAmount, ReadsBackEveryPrintedStyle) {
  std::mt19937_64 random(20240611);
  const std::vector<const char*> styles = {
      "1 234",   "-1 234",      "- 1.234.567", "1\u00a0234,50", "\u22121\u202f234", "+1 234",
      "(1 234)", "1 234-",      "12345",       "-1234,5",       "\u20131 234",      "78%",
      "70 %",    "(1 250,5) %", "+1.234,50",   "1 234,50 kr.",  "1 234,567",        "1\u2009234 %",
  };
  for (const char* style : styles) {
    const auto like = read_amount(style, {});
    ASSERT_TRUE(like.has_value()) << style;
    EXPECT_EQ(read_amount(print_amount(like->digits, *like), {})->digits, like->digits) << style;
    for (int i = 0; i < 400; ++i) {
      const auto span = static_cast<std::int64_t>(1) << (random() % 56);
      const auto magnitude = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(span));
      const std::int64_t digits = random() % 2 == 0 ? magnitude : -magnitude;
      const std::string printed = print_amount(digits, *like);
      SCOPED_TRACE(std::string(style) + " printed " + printed);
      const auto back = read_amount(printed, {});
      ASSERT_TRUE(back.has_value());
      EXPECT_EQ(back->digits, digits);
      EXPECT_EQ(back->decimals, like->decimals);
      EXPECT_EQ(back->unit, like->unit);
    }
  }
}

TEST(PrintAmount, KeepsTheGlyphsOfThePrint) {
  EXPECT_EQ(print_amount(-1234567, *read_amount("- 2.904", {})), "- 1.234.567");
  EXPECT_EQ(print_amount(-5000, *read_amount("\u22123 707", {})), "\u22125 000");
  EXPECT_EQ(print_amount(5, *read_amount("0,25", {})), "0,05");
  EXPECT_EQ(print_amount(81, *read_amount("70 %", {})), "81 %");
  EXPECT_EQ(print_amount(0, *read_amount("\u2013", {})), "-");
}

TEST(Money, ScalesAndKnowsItsLastPlace) {
  const auto amount = read_amount("12,3", {});
  ASSERT_TRUE(amount.has_value());
  EXPECT_EQ(amount->money(1'000'000)->ore(), 1'230'000'000);
  EXPECT_EQ(amount->quantum(1'000'000)->ore(), 10'000'000);
  EXPECT_EQ(read_amount("5 tkr", {})->money(1)->ore(), 500'000);
}

TEST(Money, RefusesWhatDoesNotFit) {
  const auto large = read_amount("999999999999999999", {});
  ASSERT_TRUE(large.has_value());
  EXPECT_EQ(large->money(1'000'000).error().code, ErrorCode::kOverflow);
  EXPECT_FALSE(read_amount("0,135", {})->money(1).has_value());
  EXPECT_TRUE(read_amount("0,135", {})->money(1000).has_value());
  EXPECT_FALSE(read_amount("1", {})->money(0).has_value());
}

TEST(LooksNumeric, AsksOnlyForTheCharacters) {
  for (const char* text :
       {"1", "-", "1 234", "\u2212", "(12)", "70%", "000*", "12:30", "2020-08-31"}) {
    EXPECT_TRUE(looks_numeric(text)) << text;
  }
  for (const char* text : {"", "a1", "kr", ".", "()", "1t2", "%", "*"}) {
    EXPECT_FALSE(looks_numeric(text)) << text;
  }
}

}  // namespace
}  // namespace siffra::rules
