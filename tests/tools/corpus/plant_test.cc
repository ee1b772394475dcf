#include "tools/corpus/plant.h"

#include <gtest/gtest.h>

#include "tests/source_folder.h"
#include "tools/corpus/library.h"

namespace siffra::corpus {
namespace {

std::vector<Report> bodies() {
  const auto all = read_bodies(siffra::source_folder() / "corpus");
  EXPECT_TRUE(all.has_value());
  return *all;
}

std::size_t broken(const Report& report) {
  std::size_t count = 0;
  for (const Equation& equation : equations_of(report))
    if (!residual_of(report, equation).holds) ++count;
  return count;
}

TEST(Plant, BreaksAnEquationExactlyWhenItSaysSo) {
  const std::vector<Report> all = bodies();
  ASSERT_FALSE(all.empty());
  for (const ErrorKind kind : error_kinds()) {
    int checkable = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      SCOPED_TRACE(std::string(name_of(kind)) + " with seed " + std::to_string(seed));
      Report report = all[seed % all.size()];
      const std::size_t before = broken(report);
      Random random(seed);
      const auto planted = plant(kind, report, NumberStyle{}, random);
      if (!planted) continue;
      EXPECT_EQ(planted->checkable, !planted->equations.empty());
      EXPECT_EQ(planted->equations.size(), planted->differences.size());
      if (planted->checkable) ++checkable;
      EXPECT_EQ(broken(report) > before, planted->checkable);
    }
    EXPECT_GT(checkable, 5) << name_of(kind);
  }
}

TEST(Plant, ChangesOneFigureAndNamesIt) {
  const std::vector<Report> all = bodies();
  ASSERT_FALSE(all.empty());
  Report report = all.front();
  const Report before = report;
  Random random(5);
  const auto planted = plant(ErrorKind::kLookAlike, report, NumberStyle{}, random);
  ASSERT_TRUE(planted.has_value());
  int changed = 0;
  for (std::size_t s = 0; s < report.statements.size(); ++s)
    for (std::size_t r = 0; r < report.statements[s].rows.size(); ++r)
      for (std::size_t c = 0; c < report.statements[s].columns.size(); ++c) {
        const auto& now = report.statements[s].rows[r].cells[c];
        const auto& old = before.statements[s].rows[r].cells[c];
        if (now == old) continue;
        ++changed;
        EXPECT_EQ(*now, planted->new_figure);
        EXPECT_EQ(*old, planted->old_figure);
        EXPECT_EQ(now->size(), old->size());
      }
  EXPECT_EQ(changed, 1);
}

TEST(Plant, TakesADroppedRowOutAltogether) {
  const std::vector<Report> all = bodies();
  ASSERT_FALSE(all.empty());
  Report report = all.front();
  Random random(2);
  const auto planted = plant(ErrorKind::kRowDropped, report, NumberStyle{}, random);
  ASSERT_TRUE(planted.has_value());
  const Statement* statement = find_statement(report, planted->cell.statement);
  ASSERT_NE(statement, nullptr);
  EXPECT_FALSE(find_row(*statement, planted->cell.row).has_value());
}

}  // namespace
}  // namespace siffra::corpus
