#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "tests/rules/standard_book.h"

namespace siffra::rules {
namespace {

std::string printed(const std::optional<Date>& date) {
  if (!date) return "";
  const auto two = [](unsigned value) { return (value < 10 ? "0" : "") + std::to_string(value); };
  return std::to_string(static_cast<int>(date->year())) + "-" +
         two(static_cast<unsigned>(date->month())) + "-" + two(static_cast<unsigned>(date->day()));
}

struct Row {
  const char* text;
  const char* start;
  const char* end;
};

void expect_periods(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    const auto period = standard_book().period(row.text);
    ASSERT_TRUE(period.has_value());
    EXPECT_EQ(printed(period->start), row.start);
    EXPECT_EQ(printed(period->end), row.end);
  }
}

TEST(Period, ReadsTwoDatesAsItsEnds) {
  expect_periods({
      {"2020-01-01 -2020-08-31", "2020-01-01", "2020-08-31"},
      {"2020-01-01 2020-08-31", "2020-01-01", "2020-08-31"},
      {"2020-01-01\n\u2013 2020-08-31", "2020-01-01", "2020-08-31"},
      {"20200101-20200831", "2020-01-01", "2020-08-31"},
      {"200101-200831", "2020-01-01", "2020-08-31"},
      {"2023-09-01 - 2024-08-31", "2023-09-01", "2024-08-31"},
      {"1 januari - 31 augusti 2020", "2020-01-01", "2020-08-31"},
      {"1/1-31/8 2020", "2020-01-01", "2020-08-31"},
      {"2020-01-01 t.o.m. 2020-08-31", "2020-01-01", "2020-08-31"},
      {"2020-01- 01 -2020-08- 31", "2020-01-01", "2020-08-31"},
      {"2301-2312", "2023-01-01", "2023-12-31"},
  });
}

TEST(Period, ReadsOneDateAsABalanceDate) {
  expect_periods({
      {"2023-12-31", "", "2023-12-31"},
      {"31 december 2019", "", "2019-12-31"},
      {"31 dec. 2019", "", "2019-12-31"},
      {"31/12 2019", "", "2019-12-31"},
      {"31/12-2019", "", "2019-12-31"},
      {"30.6.2021", "", "2021-06-30"},
      {"200831", "", "2020-08-31"},
      {"871231", "", "1987-12-31"},
      {"87-12-31", "", "1987-12-31"},
      {"86-12 31", "", "1986-12-31"},
      {"2021 12-31", "", "2021-12-31"},
      {"87-12- 31", "", "1987-12-31"},
      {"20200831", "", "2020-08-31"},
      {"2020-08- 31", "", "2020-08-31"},
      {"Dec 31, 2024", "", "2024-12-31"},
      {"Balans per 2020-02-29", "", "2020-02-29"},
  });
}

TEST(Period, ReadsMonthsAndPartsOfTheYear) {
  expect_periods({
      {"Jan- aug 2020", "2020-01-01", "2020-08-31"},
      {"Januari - september 2024", "2024-01-01", "2024-09-30"},
      {"Utfall jan-aug 20", "2020-01-01", "2020-08-31"},
      {"2020 jan-aug", "2020-01-01", "2020-08-31"},
      {"Juli 2023 \u2013 juni 2024", "2023-07-01", "2024-06-30"},
      {"juli - juni 2024", "2023-07-01", "2024-06-30"},
      {"februari 2024", "2024-02-01", "2024-02-29"},
      {"2020-01", "2020-01-01", "2020-01-31"},
      {"Kv 3 2023", "2023-07-01", "2023-09-30"},
      {"Q1 2025", "2025-01-01", "2025-03-31"},
      {"Q4-23", "2023-10-01", "2023-12-31"},
      {"4:e kvartalet 2023", "2023-10-01", "2023-12-31"},
      {"tredje kvartalet 2023", "2023-07-01", "2023-09-30"},
      {"Third quarter 2024", "2024-07-01", "2024-09-30"},
      {"Tertial 2 2023", "2023-05-01", "2023-08-31"},
      {"H1 2023", "2023-01-01", "2023-06-30"},
      {"9 m\u00e5n 2023", "2023-01-01", "2023-09-30"},
      {"9 m\u00e5n jan\u2013sep 2023", "2023-01-01", "2023-09-30"},
      {"kv 1-3 2023", "2023-01-01", "2023-09-30"},
  });
}

TEST(Period, LeavesTheYearOpenWhereNoneIsPrinted) {
  const auto months = standard_book().period("jan \u2013 mars");
  ASSERT_TRUE(months.has_value());
  EXPECT_FALSE(months->start || months->end);
  EXPECT_EQ(months->first_month, 1);
  EXPECT_EQ(months->last_month, 3);
  const auto day = standard_book().period("31 dec");
  ASSERT_TRUE(day.has_value());
  EXPECT_EQ(day->last_month, 12);
}

TEST(Period, ReadsYears) {
  const auto year = standard_book().period("2023");
  ASSERT_TRUE(year.has_value());
  EXPECT_TRUE(year->bare_year);
  EXPECT_EQ(printed(year->end), "2023-12-31");
  const auto full = standard_book().period("Hel\u00e5ret 2023");
  ASSERT_TRUE(full.has_value());
  EXPECT_TRUE(full->full_year);
  EXPECT_FALSE(full->bare_year);
  EXPECT_EQ(printed(full->start), "2023-01-01");
  EXPECT_TRUE(standard_book().period("Hel\u00e5r")->full_year);
  for (const char* text : {"2018/2019", "2018/19"}) {
    const auto broken = standard_book().period(text);
    ASSERT_TRUE(broken.has_value()) << text;
    EXPECT_TRUE(broken->bare_year);
    EXPECT_EQ(printed(broken->start), "2018-01-01");
    EXPECT_EQ(printed(broken->end), "2019-12-31");
  }
}

TEST(Period, FindsNoneWhereNoneIsNamed) {
  for (const char* text : {"", "Summa", "222000-2071", "222 000 \u2013 2071", "lag 1997:614",
                           "2020 2019", "2020-13-45", "31/12", "1 234", "12:30", "2 020",
                           "rullande 12 m\u00e5n 2023", "Not 3", "3"}) {
    EXPECT_FALSE(standard_book().period(text).has_value()) << text;
  }
}

TEST(Period, SurvivesGarbledText) {
  for (const char* text :
       {"2019-I2-3t", "20L8-12-37", "2020-02-30", "99999999999999999999", "0000", "q9 2020",
        "kv kv kv", "31 31 31", "----", "2020-", "-2020", "\xff 2020"}) {
    const auto period = standard_book().period(text);
    if (period && period->end) {
      EXPECT_TRUE(period->end->ok()) << text;
    }
  }
}

}  // namespace
}  // namespace siffra::rules
