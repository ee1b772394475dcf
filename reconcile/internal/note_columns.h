// Which column of a note is which column of a statement, where their heads do not tell.
//
// A head that was misread, or none, leaves a year of every note untold. The figures know: where two
// rows of the statement agree with their notes between the same two columns, and with no other, the
// columns are of one year, and a third row that does not agree is wrong.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "reconcile/internal/tables.h"

namespace siffra::reconcile::internal {

class NoteColumns {
 public:
  NoteColumns(const extract::Extraction& extraction, const std::vector<TableFacts>& tables)
      : extraction_(extraction), tables_(tables) {}

  // Takes down the figures that a row of a statement has in common with a note it cites.
  void compare(std::size_t statement, std::size_t row, std::size_t note);

  // By the heads where they tell, else by the rows that agree.
  [[nodiscard]] std::optional<std::size_t> match(std::size_t statement, std::size_t column,
                                                 std::size_t note) const;

 private:
  // Columns of all notes with one period are one; those without are told by their place.
  using Year = std::pair<std::optional<rules::Date>, std::size_t>;
  [[nodiscard]] Year year_of(std::size_t note, std::size_t column) const;
  [[nodiscard]] std::size_t agreeing(std::size_t statement, std::size_t column,
                                     const Year& year) const;

  const extract::Extraction& extraction_;
  const std::vector<TableFacts>& tables_;
  std::map<std::tuple<std::size_t, std::size_t, Year>, std::set<std::size_t>> rows_;
};

}  // namespace siffra::reconcile::internal
