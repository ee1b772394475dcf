#include "tools/eval/score.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "tools/eval/match.h"

namespace siffra::evaluation {
namespace {

// Small letters without spaces: some styles print titles in capitals.
std::string squeezed(std::string_view text) {
  std::string result;
  bool latin = false;  // after the first byte of Å, Ä, Ö and their like
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool capital = latin ? byte >= 0x80 && byte < 0x9F : c >= 'A' && c <= 'Z';
    latin = byte == 0xC3;
    if (c != ' ') result += capital ? static_cast<char>(byte + 0x20) : c;
  }
  return result;
}

constexpr double kSure = 0.99;

std::string printed(const Decimal& value) {
  std::string text = std::to_string(value.digits);
  if (value.decimals > 0) text += "e-" + std::to_string(value.decimals);
  return text;
}

// "1.6.2ekonomisk…" and "2ekonomisk…" are one title: the number before it is the first to be
// misread.
std::string unnumbered(const std::string& title) {
  const std::size_t first = title.find_first_not_of("0123456789.");
  return first == std::string::npos ? title : title.substr(first);
}

// A title begins as the one wanted does; a title that wraps may have been read by its first line.
// One that was not read at all says nothing against it.
bool same_title(const std::string& read, const std::string& known) {
  const std::string said = unnumbered(read);
  const std::string wanted = unnumbered(known);
  if (said.empty()) return true;
  constexpr std::size_t kFirstLine = 12;
  return said.rfind(wanted, 0) == 0 || (said.size() >= kFirstLine && wanted.rfind(said, 0) == 0);
}

std::string kind_of_report(const std::string& name) {
  if (name == "delårsrapport") return "interim";
  if (name == "delårsbokslut") return "interim_closing";
  return name == "årsredovisning" ? "annual" : name;
}

class Scorer {
 public:
  Scorer(const Truth& truth, const SaidReport& said, std::vector<std::string>* misses)
      : truth_(truth),
        said_(said),
        misses_(misses),
        matches_(match_rows(truth, said, Moment::kAfterRepair)) {
    for (std::size_t i = 0; i < truth.rows.size(); ++i)
      places_[{truth.rows[i].statement, truth.rows[i].row}] = i;
  }

  Tally score() {
    tally_.documents = 1;
    tally_.pages = said_.pages;
    score_rows();
    score_columns();
    score_facts();
    score_repairs_and_calibration();
    score_findings();
    return tally_;
  }

 private:
  void miss(const std::string& what) {
    if (misses_ != nullptr) misses_->push_back(what);
  }

  [[nodiscard]] const SaidStatement& statement_of(const RowMatch& match) const {
    return said_.statements[said_.rows[*match.said].statement];
  }

  void score_rows() {
    const std::vector<RowMatch> before = match_rows(truth_, said_, Moment::kBeforeRepair);
    std::set<std::size_t> used;
    for (std::size_t i = 0; i < truth_.rows.size(); ++i) {
      const TrueRow& row = truth_.rows[i];
      const TrueStatement& statement = truth_.statements[row.statement];
      const long figures = std::count_if(row.values.begin(), row.values.end(),
                                         [](const auto& value) { return value.has_value(); });
      const RowMatch& match = matches_[i];
      tally_.cells.add({static_cast<long>(match.right), figures});
      tally_.cells_before.add({static_cast<long>(before[i].right), figures});
      tally_.rows.count(match.said && static_cast<long>(match.right) == figures);
      if (static_cast<long>(match.right) != figures)
        miss("row: " + statement.title + ": " + row.label + (match.said ? "" : " (not found)"));
      if (!match.said) continue;
      used.insert(*match.said);
      const SaidStatement& said = statement_of(match);
      const bool unit = said.scale.value_or(1) == statement.scale;
      tally_.kind.count(said.kind == statement.kind &&
                        (!said.scale || *said.scale == statement.scale));
      tally_.units.count(unit);
      if (said.kind != statement.kind)
        miss("kind: " + statement.title + ": " + row.label + ": " + statement.kind + ", read " +
             said.kind);
      if (!unit) miss("unit: " + statement.title + ": " + row.label);
      const std::string& note = said_.rows[*match.said].note;
      if (row.note.empty() && note.empty()) continue;
      tally_.notes.count(squeezed(note) == squeezed(row.note));
      if (squeezed(note) != squeezed(row.note))
        miss("note: " + statement.title + ": " + row.label + ": " + row.note + ", read " + note);
    }
    for (std::size_t i = 0; i < said_.rows.size(); ++i) {
      const std::string& kind = said_.statements[said_.rows[i].statement].kind;
      if (used.count(i) == 0 && !kind.empty() && kind != "other")
        tally_.extra += static_cast<long>(said_.rows[i].cells.size());
    }
  }

  // The said statement that most rows of a true one were found in.
  [[nodiscard]] std::optional<std::size_t> statement_read_for(std::size_t statement) const {
    std::map<std::size_t, int> votes;
    for (std::size_t i = 0; i < truth_.rows.size(); ++i)
      if (truth_.rows[i].statement == statement && matches_[i].said)
        ++votes[said_.rows[*matches_[i].said].statement];
    std::optional<std::size_t> best;
    for (const auto& [said, count] : votes)
      if (!best || count > votes[*best]) best = said;
    return best;
  }

  void score_columns() {
    for (std::size_t s = 0; s < truth_.statements.size(); ++s) {
      const std::optional<std::size_t> read = statement_read_for(s);
      const auto& columns = truth_.statements[s].columns;
      for (std::size_t c = 0; c < columns.size(); ++c) {
        const SaidColumn* said = nullptr;
        if (read && said_.statements[*read].columns.size() == columns.size())
          said = &said_.statements[*read].columns[c];
        tally_.roles.count(said != nullptr && said->role == columns[c].role);
        if (said == nullptr || said->role != columns[c].role)
          miss("role: " + truth_.statements[s].title + ": column " + std::to_string(c + 1) +
               " is " + columns[c].role + ", read " + (said == nullptr ? "-" : said->role));
        if (columns[c].end.empty()) continue;
        tally_.periods.count(said != nullptr && said->end == columns[c].end);
        if (said == nullptr || said->end != columns[c].end)
          miss("period: " + truth_.statements[s].title + ": column " + std::to_string(c + 1) +
               " ends " + columns[c].end + ", read " + (said == nullptr ? "-" : said->end));
      }
    }
  }

  void score_facts() {
    tally_.facts.count(squeezed(said_.entity) == squeezed(truth_.entity));
    if (!truth_.org.empty()) tally_.facts.count(said_.org == truth_.org);
    tally_.facts.count(said_.report_kind == kind_of_report(truth_.report_kind));
  }

  [[nodiscard]] const SaidCell* cell_at(const TruePlace& place) const {
    if (!place.row) return nullptr;
    const auto found = places_.find({place.statement, *place.row});
    if (found == places_.end()) return nullptr;
    const RowMatch& match = matches_[found->second];
    if (!match.said || place.column >= match.cells.size() || !match.cells[place.column])
      return nullptr;
    return &said_.rows[*match.said].cells[*match.cells[place.column]];
  }

  void score_repairs_and_calibration() {
    std::map<std::string, Decimal> true_values;
    for (std::size_t i = 0; i < truth_.rows.size(); ++i) {
      if (!matches_[i].in_place) continue;
      for (std::size_t c = 0; c < matches_[i].cells.size(); ++c) {
        if (!matches_[i].cells[c]) continue;
        const SaidCell& said = said_.rows[*matches_[i].said].cells[*matches_[i].cells[c]];
        true_values[said.address] = *truth_.rows[i].values[c];
        std::size_t bin = 0;
        while (bin + 1 < kCalibrationBounds.size() &&
               said.confidence >= kCalibrationBounds[bin + 1])
          ++bin;
        const bool right = said.value == truth_.rows[i].values[c];
        // Repaired away, whether the error was planted or published.
        if (!right && said.before_repair == truth_.rows[i].values[c]) masked_.insert(said.address);
        tally_.calibration[bin].count(right);
        tally_.stated[bin] += said.confidence;
        if (!right && said.confidence >= kSure)
          miss("sure and wrong: " + said.address + " " + truth_.rows[i].label + ": printed " +
               printed(*truth_.rows[i].values[c]) + ", read " +
               (said.value ? printed(*said.value) : "nothing"));
      }
    }
    for (const SaidRepair& repair : said_.repairs) {
      const auto found = true_values.find(repair.cell);
      if (found != true_values.end()) tally_.repairs.count(repair.to == found->second);
    }
  }

  // Suspect cells of an error: where it stands; for a row that is gone, the totals that miss it.
  [[nodiscard]] std::set<std::string> suspects_of(const Planted& planted) const {
    std::vector<TruePlace> places{planted.cell};
    if (!planted.cell.row)
      for (const auto& equation : planted.equations) places.push_back(equation.front());
    std::set<std::string> addresses;
    for (const TruePlace& place : places)
      if (const SaidCell* cell = cell_at(place)) addresses.insert(cell->address);
    return addresses;
  }

  void score_findings() {
    std::set<std::size_t> explained;
    for (const Planted& planted : truth_.planted) score_planted(planted, explained);
    for (const Known& known : truth_.known) {
      bool seen = false;
      for (std::size_t i = 0; i < said_.findings.size(); ++i) {
        if (!answers(said_.findings[i], known)) continue;
        explained.insert(i);
        seen |= said_.findings[i].severity != "info";
      }
      if (known.required && truth_.planted.empty()) {
        tally_.required.count(seen);
        if (!seen) miss("known error not found: " + known.title);
      }
    }
    tally_.masked = static_cast<long>(masked_.size());
    for (std::size_t i = 0; i < said_.findings.size(); ++i) {
      if (said_.findings[i].severity != "error" || explained.count(i) > 0) continue;
      ++tally_.false_alarms;
      miss("false alarm: " + said_.findings[i].title);
    }
  }

  // Whether a finding is about an equation that the planted error breaks: a note that was made to
  // differ from its row differs within, too, where another of its figures was not changed along.
  [[nodiscard]] bool breaks_equation_of(const Planted& planted, const SaidFinding& finding) const {
    return std::any_of(planted.equations.begin(), planted.equations.end(), [&](const auto& places) {
      return std::all_of(places.begin(), places.end(), [&](const TruePlace& place) {
        const SaidCell* cell = cell_at(place);
        return cell != nullptr && std::find(finding.touched.begin(), finding.touched.end(),
                                            cell->address) != finding.touched.end();
      });
    });
  }

  // What stood in the way of finding a planted error.
  [[nodiscard]] std::string why_missed(const Planted& planted,
                                       const std::set<std::string>& suspects) const {
    if (suspects.empty()) return "not read";
    const SaidCell* cell = cell_at(planted.cell);
    if (cell != nullptr && planted.new_value && cell->value != planted.new_value)
      return "read as " + (cell->value ? printed(*cell->value) : "nothing");
    std::map<std::string, int> verdicts;
    for (const SaidCheck& check : said_.checks)
      if (std::any_of(check.cells.begin(), check.cells.end(),
                      [&](const std::string& address) { return suspects.count(address) > 0; }))
        ++verdicts[check.verdict];
    std::string why = verdicts.empty() ? "in no check" : "checks:";
    for (const auto& [verdict, count] : verdicts)
      why += " " + verdict + " " + std::to_string(count);
    return why + "; " + std::to_string(equations_read(planted)) + " of its " +
           std::to_string(planted.equations.size()) + " equations read";
  }

  // Equations of the truth all of whose figures were read rightly.
  [[nodiscard]] long equations_read(const Planted& planted) const {
    return std::count_if(
        planted.equations.begin(), planted.equations.end(), [&](const auto& places) {
          return std::all_of(places.begin(), places.end(), [&](const TruePlace& place) {
            if (!place.row) return true;
            const auto found = places_.find({place.statement, *place.row});
            if (found == places_.end()) return true;
            const auto& values = truth_.rows[found->second].values;
            if (place.column >= values.size() || !values[place.column]) return true;
            const SaidCell* cell = cell_at(place);
            return cell != nullptr && cell->value == values[place.column];
          });
        });
  }

  // Where the wrong figure stands among the suspects of the finding that names it first.
  [[nodiscard]] std::string rank_of(const std::set<std::string>& suspects) const {
    std::size_t best = 0, of = 0;
    std::string title;
    for (const SaidFinding& finding : said_.findings) {
      const auto at =
          std::find_if(finding.cells.begin(), finding.cells.end(),
                       [&](const std::string& address) { return suspects.count(address) > 0; });
      if (at == finding.cells.end() || finding.severity == "info") continue;
      const auto rank = static_cast<std::size_t>(at - finding.cells.begin()) + 1;
      if (best != 0 && rank >= best) continue;
      best = rank;
      of = finding.cells.size();
      title = finding.title;
    }
    if (best == 0) return "no suspect of any finding";
    return std::to_string(best) + " of " + std::to_string(of) + " in " + title;
  }

  // A note may repeat the row, with the figure that should have stood in the statement.
  [[nodiscard]] bool is_in_its_statement(const TruePlace& place) const {
    const auto found = places_.find({place.statement, *place.row});
    const SaidRow& row = said_.rows[*matches_[found->second].said];
    return said_.statements[row.statement].kind == truth_.statements[place.statement].kind;
  }

  void score_planted(const Planted& planted, std::set<std::size_t>& explained) {
    const SaidCell* cell = cell_at(planted.cell);
    if (cell != nullptr && planted.new_value && cell->value == planted.old_value &&
        is_in_its_statement(planted.cell)) {
      masked_.insert(cell->address);
    }
    const std::set<std::string> suspects = suspects_of(planted);
    const auto is_suspect = [&](const std::string& address) { return suspects.count(address) > 0; };
    bool found = false, located = false, first = false, firmly = false;
    for (std::size_t i = 0; i < said_.findings.size(); ++i) {
      const SaidFinding& finding = said_.findings[i];
      if (breaks_equation_of(planted, finding)) explained.insert(i);
      if (std::none_of(finding.touched.begin(), finding.touched.end(), is_suspect)) continue;
      explained.insert(i);
      if (finding.severity == "info") continue;
      found = true;
      firmly |= finding.severity == "error";
      located |= std::any_of(finding.cells.begin(), finding.cells.end(), is_suspect);
      first |= !finding.cells.empty() && is_suspect(finding.cells.front());
    }
    if (!planted.checkable) {
      ++tally_.planted_unfindable;
      return;
    }
    tally_.found.count(found);
    tally_.found_by_kind[planted.kind].count(found);
    tally_.located.count(located);
    tally_.first.count(first);
    if (!found)
      miss("planted " + planted.kind +
           " not found: " + truth_.statements[planted.cell.statement].title + " row " +
           (planted.cell.row ? std::to_string(*planted.cell.row + 1) : "dropped") + " column " +
           std::to_string(planted.cell.column + 1) + ": " + why_missed(planted, suspects));
    if (found && !firmly) miss("told mildly: " + planted.kind);
    if (found && !first) miss("suspected late: " + planted.kind + ": " + rank_of(suspects));
  }

  // Whether a finding tells of a known error: the statement's title and one of its differences.
  static bool answers(const SaidFinding& finding, const Known& known) {
    const std::string wanted = squeezed(known.title);
    const bool titled =
        wanted.empty() ||
        std::any_of(finding.statement_titles.begin(), finding.statement_titles.end(),
                    [&](const std::string& title) { return same_title(squeezed(title), wanted); });
    if (!titled) return false;
    return std::any_of(finding.differences.begin(), finding.differences.end(), [&](double said) {
      return std::any_of(
          known.differences.begin(), known.differences.end(), [&](double wanted_one) {
            const double slack = std::max(std::min(1.0, wanted_one / 10), wanted_one * 0.0005);
            return std::abs(said - wanted_one) <= slack;
          });
    });
  }

  const Truth& truth_;
  const SaidReport& said_;
  std::vector<std::string>* misses_;
  std::vector<RowMatch> matches_;
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> places_;
  std::set<std::string> masked_;  // cells
  Tally tally_;
};

}  // namespace

void Tally::add(const Tally& other) {
  const std::pair<Share*, const Share*> shares[] = {
      {&cells, &other.cells},       {&cells_before, &other.cells_before},
      {&rows, &other.rows},         {&kind, &other.kind},
      {&notes, &other.notes},       {&units, &other.units},
      {&roles, &other.roles},       {&periods, &other.periods},
      {&facts, &other.facts},       {&found, &other.found},
      {&located, &other.located},   {&first, &other.first},
      {&required, &other.required}, {&repairs, &other.repairs}};
  for (const auto& [mine, theirs] : shares) mine->add(*theirs);
  for (const auto& [kind_name, share] : other.found_by_kind) found_by_kind[kind_name].add(share);
  for (std::size_t i = 0; i < calibration.size(); ++i) {
    calibration[i].add(other.calibration[i]);
    stated[i] += other.stated[i];
  }
  planted_unfindable += other.planted_unfindable;
  masked += other.masked;
  false_alarms += other.false_alarms;
  extra += other.extra;
  documents += other.documents;
  failed += other.failed;
  pages += other.pages;
  seconds += other.seconds;
  peak_megabytes = std::max(peak_megabytes, other.peak_megabytes);
}

Tally score(const Truth& truth, const SaidReport& said, std::vector<std::string>* misses) {
  return Scorer(truth, said, misses).score();
}

}  // namespace siffra::evaluation
