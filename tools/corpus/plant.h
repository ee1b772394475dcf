// Reporting errors planted in a report: the kinds that real reports have.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tools/corpus/equations.h"
#include "tools/corpus/figure.h"
#include "tools/corpus/random.h"
#include "tools/corpus/report.h"

namespace siffra::corpus {

enum class ErrorKind {
  kDigit,          // one digit for another, of no like shape
  kLookAlike,      // 3/8, 1/7, 5/6, 0/8
  kTransposition,  // two neighbouring digits changed places
  kSign,           // a minus lost, or one too many
  kThousands,      // one group of three digits is another
  kSumOmitsRow,    // a sum that leaves out one of its rows
  kStale,          // the figure of another column, carried over
  kNoteTie,        // a note that adds up to something else than the row citing it
  kRowDropped,     // a row of a sum that is not printed
};

const std::vector<ErrorKind>& error_kinds();
std::string_view name_of(ErrorKind kind);

struct PlantedError {
  ErrorKind kind = ErrorKind::kDigit;
  CellName cell;                         // for a dropped row: its first amount
  std::string title, label, column;      // as printed
  std::string old_figure, new_figure;    // as printed; new is empty for a dropped row
  bool checkable = false;                // some equation fails beyond its roundings because of it
  std::vector<std::string> differences;  // by how much each of those fails, in kronor
  std::vector<std::vector<CellName>> equations;  // the cells of those, result first
};

// Changes the report so that it holds an error of this kind, and says what was done; nullopt when
// no place for it was found. The new figure is printed in the given way. Figures whose equations
// fail already are left alone, so that errors planted one after the other never hide each other;
// one time in ten any figure will do, also one in no equation.
std::optional<PlantedError> plant(ErrorKind kind, Report& report, const NumberStyle& numbers,
                                  Random& random);

}  // namespace siffra::corpus
