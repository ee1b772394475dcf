// The parts a printed period is made of: days, months, years, read left to right.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "rules/internal/period_reader.h"
#include "rules/internal/tokens.h"
#include "rules/period.h"

namespace siffra::rules::internal {

inline constexpr int kMonthsOfYear = 12;

// A number or a word of the text, with what stands between it and the one before.
struct Piece {
  Token token;
  bool number = false;
  int value = 0;  // −1 for a number too long to be part of a date
  std::size_t digits = 0;
  PeriodMeaning meaning;   // of the word or phrase that begins here
  std::size_t phrase = 0;  // pieces it takes; 0: a word without meaning here
  std::string_view gap;    // what stands between this piece and the one before
  bool glued = false;      // no white space between this piece and the one before
  char mark = '\0';        // the only mark in the gap besides spaces; '?' for several
};

std::vector<Piece> pieces_of(std::string_view folded, const PeriodWords& words);

enum class ItemKind { kDay, kMonths, kYear, kYears, kFullYear };

struct Item {
  ItemKind kind = ItemKind::kYear;
  int year = 0;  // 0: not printed with it
  int first_month = 0, last_month = 0;
  int day = 0;
  int last_year = 0;               // kYears
  std::size_t begin = 0, end = 0;  // pieces
};

// Days ("2020-08-31", "31/12 2019", "31 december 2019"), months and runs of months ("aug 2020",
// "Kv 3", "H1"), years and full-year words. "31/12" without a year and numbers that are no valid
// date are no items, and an organisation number ("222000-2071") or a law ("1997:614") holds no
// year.
std::vector<Item> items_of(const std::vector<Piece>& pieces);

// The day, when the calendar has it.
std::optional<Date> date_of(int year, int month, int day);
Date last_day(int year, int month);

}  // namespace siffra::rules::internal
