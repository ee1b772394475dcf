// The first sheet: what the report is, how it came out, and the way to everything else.
#include <array>

#include "reconcile/report/figures.h"
#include "reconcile/report/internal/workbook_book.h"
#include "reconcile/report/messages.h"
#include "reconcile/report/version.h"

namespace siffra::reconcile::internal {
namespace {

class OverviewWriter {
 public:
  explicit OverviewWriter(Book& book) : book_(book), sheet_(book, book.plan.overview) {}

  bool write() {
    sheet_.width(0, 44);
    sheet_.width(1, 12);
    sheet_.width(2, 12);
    sheet_.width(3, 12);
    sheet_.width(4, 14);
    write_source();
    write_result();
    write_statements();
    write_legend();
    sheet_.finish(0);
    return !sheet_.failed();
  }

 private:
  void write_source() {
    const auto& extraction = book_.report.extraction;
    const std::string name = extraction.entity.name.empty()
                                 ? say(Message::kUnknownEntity, book_.language)
                                 : extraction.entity.name;
    sheet_.write(row_++, 0, name, {.title = true});
    std::string period;
    if (extraction.period_start) period += to_text(*extraction.period_start) + " – ";
    if (extraction.period_end) period += to_text(*extraction.period_end);
    const Look dim{.dim = true};
    if (!extraction.entity.org_number.empty()) {
      sheet_.write(
          row_++, 0,
          book_.text("Organisationsnummer ", "Organisation number ") + extraction.entity.org_number,
          dim);
    }
    if (!period.empty()) sheet_.write(row_++, 0, period, dim);
    sheet_.write(row_++, 0, file_name(book_.report), dim);
    sheet_.write(row_++, 0, "SHA-256 " + book_.report.document.sha256, dim);
    sheet_.write(row_++, 0, "siffra " + std::string(version()), dim);
    ++row_;
  }

  void line(const std::string& what, std::size_t count, std::optional<CellState> state) {
    sheet_.write(row_, 0, what, {});
    sheet_.write_number(row_++, 1, static_cast<std::int64_t>(count), 0,
                        {.right = true, .number_format = "#,##0", .state = state});
  }

  void link_line(const std::string& sheet, std::size_t count, std::optional<CellState> state) {
    sheet_.write_link(row_, 0, link_to_sheet(sheet), sheet, {.link = true});
    sheet_.write_number(row_++, 1, static_cast<std::int64_t>(count), 0,
                        {.right = true, .number_format = "#,##0", .state = state});
  }

  void write_result() {
    const Totals totals = count_totals(book_.report);
    const CoverageCount coverage = count_coverage(book_.report);
    sheet_.write(row_, 0, book_.text("Utfall", "Outcome"), {.heading = true});
    sheet_.write(row_++, 1, book_.text("Antal", "Count"), {.heading = true, .right = true});
    const std::optional<CellState> none;
    const bool wrong = totals.errors + totals.warnings > 0;
    link_line(book_.plan.findings, book_.report.audit.findings.size(),
              wrong ? std::optional(CellState::kDiffers) : none);
    link_line(book_.plan.checks, totals.checks, none);
    line(book_.text("   stämmer exakt", "   exact"), totals.exact, none);
    line(book_.text("   stämmer inom avrundning", "   agree within rounding"), totals.rounding,
         none);
    line(book_.text("   stämmer inte", "   do not agree"), totals.discrepancies, none);
    line(book_.text("   kunde inte prövas", "   could not be checked"), totals.unverifiable, none);
    link_line(book_.plan.repairs, totals.repaired_cells, none);
    line(book_.text("Belopp prövade av två eller flera samband",
                    "Figures held by two or more checks"),
         coverage.two_or_more, CellState::kTwice);
    line(book_.text("Belopp prövade av ett samband", "Figures held by one check"), coverage.one,
         CellState::kOnce);
    line(book_.text("Belopp som inget samband prövar", "Figures held by no check"), coverage.none,
         none);
    line(book_.text("Belopp osäkert lästa", "Figures read with doubt"), totals.uncertain_cells,
         totals.uncertain_cells > 0 ? std::optional(CellState::kUnsure) : none);
    ++row_;
  }

  void write_statements() {
    const Look head{.heading = true}, right{.heading = true, .right = true};
    sheet_.write(row_, 0, book_.text("Räkningar och noter", "Statements and notes"), head);
    sheet_.write(row_, 1, book_.text("Sida", "Page"), right);
    sheet_.write(row_, 2, book_.text("Rader", "Rows"), right);
    sheet_.write(row_, 3, book_.text("Belopp", "Figures"), right);
    sheet_.write(row_++, 4, book_.text("Stämmer inte", "Differ"), right);
    const auto& statements = book_.report.extraction.statements;
    for (std::size_t i = 0; i < statements.size(); ++i) write_statement_line(i);
    ++row_;
  }

  void write_statement_line(std::size_t index) {
    const auto& statement = book_.report.extraction.statements[index];
    std::int64_t figures = 0, differing = 0;
    for (const auto& [address, marks] : book_.marks) {
      if (address.statement != index) continue;
      ++figures;
      differing += marks.state == CellState::kDiffers ? 1 : 0;
    }
    const std::string& name = book_.plan.statements[index].name;
    sheet_.write_link(row_, 0, link_to_sheet(name), name, {.link = true});
    if (!statement.pages.empty()) sheet_.write_number(row_, 1, statement.pages.front(), 0, {});
    sheet_.write_number(row_, 2, static_cast<std::int64_t>(statement.rows.size()), 0, {});
    sheet_.write_number(row_, 3, figures, 0, {});
    Look look;
    if (differing > 0) look.state = CellState::kDiffers;
    sheet_.write_number(row_++, 4, differing, 0, look);
  }

  void write_legend() {
    sheet_.write(row_++, 0, book_.text("Färger", "Colours"), {.heading = true});
    const std::array<std::pair<CellState, std::string>, 7> legend = {{
        {CellState::kTwice, book_.text("Prövat av två eller flera oberoende samband",
                                       "Held by two or more independent checks")},
        {CellState::kOnce, book_.text("Prövat av ett samband", "Held by one check")},
        {CellState::kUnchecked,
         book_.text("Inget samband prövar beloppet", "No check concerns it")},
        {CellState::kRounding,
         book_.text("Summan stämmer inom avrundning", "The total agrees within rounding")},
        {CellState::kRepaired, book_.text("Läsningen är rättad", "The reading was changed")},
        {CellState::kUnsure, book_.text("Osäkert läst", "Read with doubt")},
        {CellState::kDiffers, book_.text("Stämmer inte", "Does not agree")},
    }};
    for (const auto& [state, text] : legend) sheet_.write(row_++, 0, text, {.state = state});
  }

  Book& book_;
  Sheet sheet_;
  std::size_t row_ = 0;
};

}  // namespace

bool write_overview(Book& book) { return OverviewWriter(book).write(); }

}  // namespace siffra::reconcile::internal
