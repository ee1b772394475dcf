#include "tools/corpus/plant.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "tools/corpus/dress.h"
#include "tools/corpus/plant_figure.h"

namespace siffra::corpus {
namespace {

constexpr int kTries = 400;

std::string decimal_kronor(std::int64_t ore) {
  const std::int64_t size = std::llabs(ore);
  std::string text = std::to_string(size / 100);
  if (size % 100 != 0) text += "." + std::to_string(size % 100 / 10) + std::to_string(size % 10);
  return text;
}

// The style of a figure as a published report printed it, as far as one figure shows it.
NumberStyle style_of(const std::string& text, const NumberStyle& otherwise) {
  NumberStyle style = otherwise;
  style.plus = !text.empty() && text.front() == '+';
  const std::size_t digit = text.find_first_of("0123456789");
  const std::size_t separator = text.find_first_of(" .", digit);
  if (separator != std::string::npos) style.thousands = text.substr(separator, 1);
  return style;
}

bool touches(const Equation& equation, const CellIndex& cell) {
  return std::any_of(equation.terms.begin(), equation.terms.end(),
                     [&cell](const Equation::Term& term) { return term.cell == cell; });
}

class Planter {
 public:
  Planter(ErrorKind kind, Report& report, const NumberStyle& numbers, Random& random)
      : kind_(kind),
        report_(report),
        numbers_(numbers),
        random_(random),
        equations_(equations_of(report)) {
    for (const Equation& equation : equations_) {
      const bool holds = residual_of(report_, equation).holds;
      for (const Equation::Term& term : equation.terms) {
        if (!holds) spoilt_.push_back(term.cell);
        if (holds) sound_.push_back(term.cell);
      }
    }
  }

  std::optional<PlantedError> plant() {
    if (sound_.empty()) return std::nullopt;
    anywhere_ = random_.chance(0.1);
    for (int i = 0; i < kTries; ++i)
      if (std::optional<PlantedError> planted = attempt()) return planted;
    return std::nullopt;
  }

 private:
  std::optional<PlantedError> attempt() {
    switch (kind_) {
      case ErrorKind::kSumOmitsRow:
        return omit_row();
      case ErrorKind::kNoteTie:
        return shift_note();
      case ErrorKind::kRowDropped:
        return drop_row();
      default:
        break;
    }
    const CellIndex cell = any_cell();
    const std::optional<Figure> old = figure(cell);
    if (!old || old->digits == 0 || old->percent || is_spoilt(cell)) return std::nullopt;
    const std::optional<Figure> now =
        kind_ == ErrorKind::kStale ? stale(cell, *old) : changed_figure(kind_, *old, random_);
    if (!now || *now == *old) return std::nullopt;
    return change(cell, *now);
  }

  CellIndex any_cell() {
    if (!anywhere_) return random_.pick(sound_);
    const std::size_t s = random_.below(report_.statements.size());
    const Statement& statement = report_.statements[s];
    return {s, random_.below(statement.rows.size()), random_.below(statement.columns.size())};
  }

  [[nodiscard]] std::optional<Figure> figure(const CellIndex& cell) const {
    const auto& text = report_.statements[cell.statement].rows[cell.row].cells[cell.column];
    return text ? parse_figure(*text) : std::nullopt;
  }

  [[nodiscard]] bool is_spoilt(const CellIndex& cell) const {
    return std::find(spoilt_.begin(), spoilt_.end(), cell) != spoilt_.end();
  }

  // The figure as the rest of its table is printed: a planted error must not be known by its dress.
  void print(const CellIndex& cell, const Figure& now) {
    const Column& column = report_.statements[cell.statement].columns[cell.column];
    const NumberStyle style = report_.as_printed ? style_of(printed(cell), numbers_)
                                                 : style_in_column(numbers_, column, now);
    put(cell, print_figure(now, style));
  }

  void put(const CellIndex& cell, std::optional<std::string> text) {
    report_.statements[cell.statement].rows[cell.row].cells[cell.column] = std::move(text);
  }

  [[nodiscard]] std::string printed(const CellIndex& cell) const {
    return report_.statements[cell.statement].rows[cell.row].cells[cell.column].value_or("");
  }

  // The figure of another column of the same kind, as when last year's figure was left standing.
  std::optional<Figure> stale(const CellIndex& cell, const Figure& old) {
    const Statement& statement = report_.statements[cell.statement];
    const std::size_t other = random_.below(statement.columns.size());
    if (other == cell.column ||
        statement.columns[other].role != statement.columns[cell.column].role)
      return std::nullopt;
    const std::optional<Figure> now = figure({cell.statement, cell.row, other});
    return now && now->digits != 0 && now->decimals == old.decimals ? now : std::nullopt;
  }

  std::optional<PlantedError> change(const CellIndex& cell, const Figure& now) {
    const std::string old = printed(cell);
    print(cell, now);
    PlantedError planted = described(cell, old, printed(cell));
    judge(planted, {cell});
    if (planted.checkable || anywhere_) return planted;
    put(cell, old);
    return std::nullopt;
  }

  // A sum line, one of its columns and one of its terms, all sound.
  struct Place {
    CellIndex result, part;
    int weight = 1;
  };
  std::optional<Place> any_sum_part(std::size_t fewest_terms, bool in_note) {
    const std::size_t s = random_.below(report_.statements.size());
    const Statement& statement = report_.statements[s];
    if (statement.sums.empty() || (in_note && statement.kind != "note")) return std::nullopt;
    const SumLine& line = random_.pick(statement.sums);
    if (line.across || line.terms.size() < fewest_terms) return std::nullopt;
    const auto& [weight, key] = random_.pick(line.terms);
    const std::size_t column = random_.below(statement.columns.size());
    const Place place{{s, *find_row(statement, line.result), column},
                      {s, *find_row(statement, key), column},
                      weight};
    if (is_spoilt(place.result) || is_spoilt(place.part)) return std::nullopt;
    const std::optional<Figure> part = figure(place.part);
    if (!part || part->digits == 0 || part->percent || !figure(place.result)) return std::nullopt;
    return place;
  }

  std::optional<PlantedError> omit_row() {
    const std::optional<Place> place = any_sum_part(3, false);
    if (!place) return std::nullopt;
    Figure sum = *figure(place->result);
    const Figure part = *figure(place->part);
    if (sum.decimals != part.decimals) return std::nullopt;
    sum.digits -= place->weight * part.digits;
    return change(place->result, sum);
  }

  std::optional<PlantedError> shift_note() {
    const std::optional<Place> place = any_sum_part(2, true);
    if (!place) return std::nullopt;
    const Figure old_part = *figure(place->part), old_sum = *figure(place->result);
    const std::optional<Figure> part = changed_figure(ErrorKind::kDigit, old_part, random_);
    if (!part || old_sum.decimals != part->decimals) return std::nullopt;
    Figure sum = old_sum;
    sum.digits += place->weight * (part->digits - old_part.digits);
    const std::string part_before = printed(place->part), sum_before = printed(place->result);
    print(place->part, *part);
    print(place->result, sum);
    PlantedError planted = described(place->result, sum_before, printed(place->result));
    judge(planted, {place->part, place->result});
    const bool ties =
        std::any_of(planted.equations.begin(), planted.equations.end(), [&](const auto& cells) {
          return std::any_of(cells.begin(), cells.end(), [&](const CellName& cell) {
            return cell.statement != planted.cell.statement;
          });
        });
    if (ties) return planted;
    put(place->part, part_before);
    put(place->result, sum_before);
    return std::nullopt;
  }

  std::optional<PlantedError> drop_row() {
    const std::optional<Place> place = any_sum_part(3, false);
    if (!place) return std::nullopt;
    Statement& statement = report_.statements[place->part.statement];
    const Row row = statement.rows[place->part.row];
    if (row.style != RowStyle::kItem || !row.note.empty()) return std::nullopt;
    PlantedError planted = described(place->part, printed(place->part), "");
    blank(place->part.statement, place->part.row);
    std::vector<CellIndex> gone;
    for (std::size_t c = 0; c < statement.columns.size(); ++c)
      gone.push_back({place->part.statement, place->part.row, c});
    judge(planted, gone);
    if (!planted.checkable) {
      statement.rows[place->part.row] = row;
      return std::nullopt;
    }
    remove(statement, place->part.row);
    return planted;
  }

  void blank(std::size_t s, std::size_t r) {
    for (auto& cell : report_.statements[s].rows[r].cells) cell.reset();
  }

  // Takes the row out, and out of the lines that name it.
  void remove(Statement& statement, std::size_t row) {
    const std::string key = statement.rows[row].key;
    statement.rows.erase(statement.rows.begin() + static_cast<std::ptrdiff_t>(row));
    auto& sums = statement.sums;
    for (SumLine& line : sums) {
      auto& terms = line.terms;
      terms.erase(std::remove_if(terms.begin(), terms.end(),
                                 [&](const auto& term) { return term.second == key; }),
                  terms.end());
    }
    sums.erase(std::remove_if(sums.begin(), sums.end(),
                              [&](const SumLine& line) { return line.result == key; }),
               sums.end());
    auto& lines = report_.equations;
    const auto names_it = [&](const CellName& cell) {
      return cell.statement == statement.key && cell.row == key;
    };
    lines.erase(std::remove_if(lines.begin(), lines.end(),
                               [&](const EquationLine& line) {
                                 return names_it(line.result) ||
                                        std::any_of(line.terms.begin(), line.terms.end(),
                                                    [&](const auto& term) {
                                                      return names_it(term.second);
                                                    });
                               }),
                lines.end());
  }

  PlantedError described(const CellIndex& cell, std::string old, std::string now) {
    const Statement& statement = report_.statements[cell.statement];
    PlantedError planted;
    planted.kind = kind_;
    planted.cell = name_of(report_, cell);
    planted.title = statement.title;
    planted.label = statement.rows[cell.row].label;
    for (const std::string& line : statement.columns[cell.column].head)
      planted.column += (planted.column.empty() ? "" : " ") + line;
    planted.old_figure = std::move(old);
    planted.new_figure = std::move(now);
    return planted;
  }

  // Which of the equations that touch these cells fail now. A cell that is blank now counts as
  // nothing, so a sum shows the loss of its row.
  void judge(PlantedError& planted, const std::vector<CellIndex>& cells) {
    for (const Equation& equation : equations_) {
      if (std::none_of(cells.begin(), cells.end(),
                       [&](const CellIndex& cell) { return touches(equation, cell); }))
        continue;
      if (!value_of(report_, equation.terms.front().cell)) continue;
      const bool sum_only = equation.terms.size() > 2;
      const bool lost = std::any_of(
          equation.terms.begin(), equation.terms.end(),
          [&](const Equation::Term& term) { return !value_of(report_, term.cell).has_value(); });
      if (lost && !sum_only) continue;
      const Residual residual = residual_of(report_, equation);
      if (residual.holds) continue;
      planted.checkable = true;
      planted.differences.push_back(decimal_kronor(residual.ore));
      std::vector<CellName> names;
      for (const Equation::Term& term : equation.terms)
        names.push_back(name_of(report_, term.cell));
      planted.equations.push_back(std::move(names));
    }
  }

  ErrorKind kind_;
  Report& report_;
  const NumberStyle& numbers_;
  Random& random_;
  std::vector<Equation> equations_;
  std::vector<CellIndex> sound_, spoilt_;
  bool anywhere_ = false;
};

}  // namespace

const std::vector<ErrorKind>& error_kinds() {
  static const std::vector<ErrorKind> kinds{
      ErrorKind::kDigit, ErrorKind::kLookAlike, ErrorKind::kTransposition,
      ErrorKind::kSign,  ErrorKind::kThousands, ErrorKind::kSumOmitsRow,
      ErrorKind::kStale, ErrorKind::kNoteTie,   ErrorKind::kRowDropped};
  return kinds;
}

std::string_view name_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kDigit:
      return "digit";
    case ErrorKind::kLookAlike:
      return "look_alike";
    case ErrorKind::kTransposition:
      return "transposition";
    case ErrorKind::kSign:
      return "sign";
    case ErrorKind::kThousands:
      return "thousands";
    case ErrorKind::kSumOmitsRow:
      return "sum_omits_row";
    case ErrorKind::kStale:
      return "stale";
    case ErrorKind::kNoteTie:
      return "note_tie";
    case ErrorKind::kRowDropped:
      return "row_dropped";
  }
  return "digit";
}

std::optional<PlantedError> plant(ErrorKind kind, Report& report, const NumberStyle& numbers,
                                  Random& random) {
  return Planter(kind, report, numbers, random).plant();
}

}  // namespace siffra::corpus
