#include "reconcile/internal/structure.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/reconcile/grid_builder.h"

namespace siffra::reconcile {
namespace {

using internal::Grid;
using internal::infer_sums;
using internal::Shape;
using internal::SumStructure;
using internal::SumTerm;
using rules::Nature;
using testing::grid_of;

std::optional<SumStructure> structure_of(const Grid& grid, std::size_t total) {
  for (const SumStructure& structure : infer_sums(grid)) {
    if (structure.total == total) return structure;
  }
  return std::nullopt;
}

std::vector<std::size_t> rows_of(const SumStructure& structure) {
  std::vector<std::size_t> rows;
  for (const SumTerm& term : structure.terms) rows.push_back(term.row);
  std::sort(rows.begin(), rows.end());
  return rows;
}

using Rows = std::vector<std::size_t>;

TEST(InferSums, FindsTheRowsOfAPlainTotal) {
  const Grid grid =
      grid_of({{"hyra", {12345, 23411}}, {"el", {4432, 3999}}, {"summa", {16777, 27410}}}, 2);
  const auto total = structure_of(grid, 2);
  ASSERT_TRUE(total);
  EXPECT_EQ(rows_of(*total), (Rows{0, 1}));
  EXPECT_EQ(total->holding, 2);
}

TEST(InferSums, LetsATotalStandForItsRowsInTheNextTotal) {
  const Grid grid = grid_of({{"omsättningstillgångar", {}},
                             {"fordringar", {297377, 319511}},
                             {"kassa", {2715950, 2454084}},
                             {"summa omsättningstillgångar", {3013327, 2773595}},
                             {"inventarier", {10002, 20007}},
                             {"summa tillgångar", {3023329, 2793602}}},
                            2);
  const auto total = structure_of(grid, 5);
  ASSERT_TRUE(total);
  EXPECT_EQ(rows_of(*total), (Rows{3, 4}));
}

TEST(InferSums, FollowsTheRunningResultsOfAnIncomeStatement) {
  const Grid grid = grid_of({{"intäkter", {3349681, 3016001}},
                             {"kostnader", {-3152233, -2922693}},
                             {"verksamhetens resultat", {197448, 93308}, Nature::kResult, true},
                             {"finansiella kostnader", {-1470, -1270}},
                             {"årets resultat", {195978, 92038}, Nature::kResult, true}},
                            2);
  const auto total = structure_of(grid, 4);
  ASSERT_TRUE(total);
  EXPECT_EQ(rows_of(*total), (Rows{2, 3}));
}

TEST(InferSums, SubtractsCostsPrintedPositive) {
  const Grid grid = grid_of({{"intäkter", {10281, 11223}},
                             {"kostnader", {9334, 10517}},
                             {"resultat", {947, 706}, Nature::kResult, true}},
                            2);
  const auto total = structure_of(grid, 2);
  ASSERT_TRUE(total);
  EXPECT_EQ(total->terms, (std::vector<SumTerm>{{0, 1}, {1, -1}}));
}

TEST(InferSums, SubtractsABlockOfCostsKnownByTheirNature) {
  const Grid grid = grid_of({{"nettoomsättning", {90210, 80444}, Nature::kIncome},
                             {"råvaror", {30111, 28222}, Nature::kCost},
                             {"personal", {40222, 39011}, Nature::kCost},
                             {"avskrivningar", {5005, 5004}, Nature::kCost},
                             {"rörelseresultat", {14872, 8207}, Nature::kResult, true}},
                            2);
  const auto total = structure_of(grid, 4);
  ASSERT_TRUE(total);
  EXPECT_EQ(total->terms, (std::vector<SumTerm>{{0, 1}, {1, -1}, {2, -1}, {3, -1}}));
}

TEST(InferSums, FindsATotalPrintedAboveItsParts) {
  const Grid grid = grid_of({{"eget kapital", {3675527, 2269250}},
                             {"årets resultat", {946470, 705645}},
                             {"övrigt eget kapital", {2729057, 1563605}},
                             {"skulder", {}},
                             {"kortfristiga skulder", {6050288, 7912113}},
                             {"summa eget kapital och skulder", {9725815, 10181363}}},
                            2);
  const auto above = structure_of(grid, 0);
  ASSERT_TRUE(above);
  EXPECT_EQ(above->shape, Shape::kAbove);
  EXPECT_EQ(rows_of(*above), (Rows{1, 2}));
  const auto total = structure_of(grid, 5);
  ASSERT_TRUE(total);
  EXPECT_EQ(rows_of(*total), (Rows{0, 4}));
}

TEST(InferSums, LeavesOfWhichRowsOut) {
  const Grid grid = grid_of({{"bidrag", {50123, 49876}},
                             {"varav från staten", {25001, 24002}, Nature::kUnknown, false, true},
                             {"övrigt", {1204, 977}},
                             {"summa", {51327, 50853}}},
                            2);
  const auto total = structure_of(grid, 3);
  ASSERT_TRUE(total);
  EXPECT_EQ(rows_of(*total), (Rows{0, 2}));
}

TEST(InferSums, TakesALastTotalForClosingMinusOpening) {
  const Grid grid = grid_of({{"årets kassaflöde", {-45315, 370398}, Nature::kFlow, true},
                             {"vid årets början", {2761265, 2083686}},
                             {"vid årets slut", {2715950, 2454084}},
                             {"summa", {-45315, 370398}}},
                            2);
  const auto total = structure_of(grid, 3);
  ASSERT_TRUE(total);
  EXPECT_EQ(total->terms, (std::vector<SumTerm>{{2, 1}, {1, -1}}));
}

TEST(InferSums, KeepsTheStructureThatAnotherColumnProves) {
  // 4 192 026 has lost its sign in the second column.
  const Grid grid = grid_of({{"fordringar", {211259, -316451}},
                             {"skulder", {2333929, 4192026}},
                             {"kassaflöde", {2545188, -4508477}, Nature::kFlow, true}},
                            2);
  const auto total = structure_of(grid, 2);
  ASSERT_TRUE(total);
  EXPECT_EQ(rows_of(*total), (Rows{0, 1}));
  EXPECT_EQ(total->holding, 1);
  EXPECT_EQ(total->failing, 1);
  EXPECT_TRUE(is_proven(*total));
}

TEST(InferSums, AddsNothingPrintedBelowTheBalanceSheetToIt) {
  Grid grid = grid_of({{"summa tillgångar", {29221, 28266}},
                       {"eget kapital", {9973, 9493}},
                       {"skulder", {19248, 18773}},
                       {"summa eget kapital och skulder", {29221, 28266}},
                       {"panter i fastigheter", {150, std::nullopt}},
                       {"panter i värdepapper", {61, std::nullopt}},
                       {"summa ställda panter", {211, std::nullopt}}},
                      2);
  grid.rows[3].closes = true;
  for (const SumStructure& structure : infer_sums(grid)) {
    const Rows rows = rows_of(structure);
    EXPECT_TRUE(rows.back() <= 3 || rows.front() >= 4) << "of total " << structure.total;
    EXPECT_TRUE(structure.total <= 3 || rows.front() >= 4) << "of total " << structure.total;
  }
  const auto total = structure_of(grid, 6);
  ASSERT_TRUE(total);
  EXPECT_EQ(rows_of(*total), (Rows{4, 5})) << "the rows below add up among themselves";
}

TEST(InferSums, KnowsTheResultPrintedBelowTheBalanceSheetAsItsDifference) {
  Grid grid = grid_of({{"summa tillgångar", {29221, 28266}},
                       {"eget kapital", {9500, 9493}},
                       {"skulder", {19248, 18673}},
                       {"summa eget kapital och skulder", {28748, 28166}},
                       {"beräknat resultat", {473, 100}, Nature::kCredit}},
                      2);
  grid.rows[3].closes = true;
  const auto result = structure_of(grid, 4);
  ASSERT_TRUE(result);
  EXPECT_EQ(rows_of(*result), (Rows{0, 3}));
}

TEST(InferSums, DoesNotTakeEqualItemsForATotal) {
  const Grid grid = grid_of({{"kapitalförsäkring", {10000, 12000}},
                             {"pensionsåtagande", {10000, 12000}},
                             {"summa", {20000, 24000}}},
                            2);
  EXPECT_FALSE(structure_of(grid, 1));
  const auto total = structure_of(grid, 2);
  ASSERT_TRUE(total);
  EXPECT_EQ(rows_of(*total), (Rows{0, 1}));
}

// The costs are a subtotal that the result passes over, since they are wrong in the second year.
TEST(InferSums, FindsASubtotalThatTheNextSumPassesOver) {
  const Grid grid = grid_of({{"intäkter", {3950284, 3807593}},
                             {"insatser", {-2684996, -2466351}},
                             {"personal", {-788423, -767110}},
                             {"lokaler", {-65508, -62035}},
                             {"kostnader", {-3538927, -3831267}},
                             {"nettokostnad", {411357, 512097}, Nature::kResult, true}},
                            2);
  const auto costs = structure_of(grid, 4);
  ASSERT_TRUE(costs);
  EXPECT_EQ(rows_of(*costs), (Rows{1, 2, 3}));
  EXPECT_EQ(costs->holding, 1);
  EXPECT_EQ(costs->failing, 1);
}

// The total of the costs is wrong in every column: what follows is made of its rows.
void expect_costs_passed_over(const Grid& grid) {
  const auto costs = structure_of(grid, 5);
  ASSERT_TRUE(costs);
  EXPECT_EQ(rows_of(*costs), (Rows{2, 3, 4}));
  EXPECT_EQ(costs->holding, 0);
  const auto result = structure_of(grid, 6);
  ASSERT_TRUE(result);
  EXPECT_EQ(rows_of(*result), (Rows{0, 2, 3, 4}));
  EXPECT_EQ(result->failing, 0);
}

TEST(InferSums, FindsATotalWrongInAllColumnsThatTheNextSumPassesOver) {
  expect_costs_passed_over(grid_of({{"summa intäkter", {3950284, 3807593}},
                                    {"kostnader", {}},
                                    {"insatser", {-2684996, -2466351}},
                                    {"personal", {-788423, -767110}},
                                    {"lokaler", {-65508, -62035}},
                                    {"summa kostnader", {-3538972, -3245496}},
                                    {"resultat", {411357, 512097}, Nature::kResult, true}},
                                   2));
}

TEST(InferSums, FindsATotalWrongInTheOnlyColumnThatTheNextSumPassesOver) {
  expect_costs_passed_over(grid_of({{"summa intäkter", {3950284}},
                                    {"kostnader", {}},
                                    {"insatser", {-2684996}},
                                    {"personal", {-788423}},
                                    {"lokaler", {-65508}},
                                    {"summa kostnader", {-3538972}},
                                    {"resultat", {411357}, Nature::kResult, true}},
                                   1));
}

// No word says that the costs are a total, and they are wrong in both years; the result counts on
// them.
TEST(InferSums, FindsATotalOfCostsThatIsOnlyNear) {
  const Grid grid = grid_of({{"summa intäkter", {3950284, 3807593}},
                             {"insatser", {-2684996, -2466351}},
                             {"personal", {-788423, -767110}},
                             {"lokaler", {-65508, -62035}},
                             {"kostnader", {-3588927, -3295496}, Nature::kCost},
                             {"nettokostnad", {361357, 512097}, Nature::kResult, true}},
                            2);
  const auto costs = structure_of(grid, 4);
  ASSERT_TRUE(costs);
  EXPECT_EQ(rows_of(*costs), (Rows{1, 2, 3}));
  const auto result = structure_of(grid, 5);
  ASSERT_TRUE(result);
  EXPECT_EQ(rows_of(*result), (Rows{0, 4}));
}

// "Verksamhetens nettokostnad" of a region: what is left of the costs when the income is taken off.
TEST(InferSums, TakesIncomeOffTheCostsOfANetCost) {
  const Grid grid = grid_of({{"intäkter", {4210, 4074}, Nature::kIncome},
                             {"kostnader", {21716, 20798}, Nature::kCost},
                             {"avskrivningar", {685, 649}, Nature::kCost},
                             {"lämnade bidrag", {120, 101}, Nature::kCost},
                             {"nettokostnad", {18311, 17474}, Nature::kCost, true}},
                            2);
  const auto total = structure_of(grid, 4);
  ASSERT_TRUE(total);
  EXPECT_EQ(rows_of(*total), (Rows{0, 1, 2, 3}));
  EXPECT_EQ(total->holding, 2);
}

// The first year has none of it, so that nothing shows that it is subtracted: a sign is lost.
TEST(InferSums, DoesNotSubtractWhatOnlyOneColumnHas) {
  const Grid grid = grid_of({{"kundfordringar", {4993, 10674}},
                             {"moms", {8649, 7132}},
                             {"förutbetald hyra", {std::nullopt, -14624}},
                             {"övriga", {21394, 25587}},
                             {"summa", {35036, 58017}}},
                            2);
  const auto total = structure_of(grid, 4);
  ASSERT_TRUE(total);
  EXPECT_EQ(rows_of(*total), (Rows{0, 1, 2, 3}));
  for (const SumTerm& term : total->terms) EXPECT_EQ(term.weight, 1);
  EXPECT_EQ(total->failing, 1);
}

// Subtracting what is printed negative adds it: one of the two signs is wrong.
TEST(InferSums, DoesNotSubtractWhatIsPrintedNegative) {
  const Grid grid = grid_of({{"insatser", {-2493486, -2534305}},
                             {"övergripande", {-1250302, -1317337}},
                             {"administration", {823217, -740404}},
                             {"summa", {-4567005, -3274709}}},
                            2);
  const auto total = structure_of(grid, 3);
  ASSERT_TRUE(total);
  for (const SumTerm& term : total->terms) EXPECT_EQ(term.weight, 1);
}

// In the first year the receivables leave out those of customers, which the current assets then
// seem to add beside them; in the second all is well.
TEST(InferSums, KnowsARowLeftOutInOneYearByTheOther) {
  const Grid grid = grid_of({{"varor", {869667, 876723}},
                             {"kundfordringar", {1546594, 1285704}},
                             {"övriga fordringar", {95351, 73759}},
                             {"förutbetalda", {173974, 188752}},
                             {"summa fordringar", {269325, 1548214}},
                             {"kassa", {1103069, 682048}},
                             {"summa omsättningstillgångar", {3788655, 3106984}}},
                            2);
  const auto receivables = structure_of(grid, 4);
  ASSERT_TRUE(receivables);
  EXPECT_EQ(rows_of(*receivables), (Rows{1, 2, 3}));
  const auto assets = structure_of(grid, 6);
  ASSERT_TRUE(assets);
  EXPECT_EQ(rows_of(*assets), (Rows{0, 4, 5}));
}

// The long debts come near to what the lost minus leaves short; but the total of all counts them
// beside the short ones.
TEST(InferSums, LeavesARowWhereALargerTotalCountsIt) {
  const Grid grid = grid_of({{"eget kapital", {14886, 14095}, Nature::kUnknown, true},
                             {"pensioner", {43680, 42613}},
                             {"långfristiga skulder", {18881, 18280}},
                             {"leverantörer", {5659, 5076}},
                             {"löner", {-10108, 9056}},
                             {"övriga", {5955, 6019}},
                             {"summa kortfristiga skulder", {21722, 20151}},
                             {"summa skulder och eget kapital", {99169, 95139}}},
                            2);
  const auto debts = structure_of(grid, 6);
  ASSERT_TRUE(debts);
  EXPECT_EQ(rows_of(*debts), (Rows{3, 4, 5}));
  const auto all = structure_of(grid, 7);
  ASSERT_TRUE(all);
  EXPECT_EQ(rows_of(*all), (Rows{0, 1, 2, 6}));
}

// A result with a lost sign cancels the one above it, which makes no total of nothing proven.
TEST(InferSums, TakesNoTotalOfNothingFromFiguresThatCancel) {
  const Grid grid =
      grid_of({{"summa intäkter", {0, 0}},
               {"lokaler", {-1116500, -164304}},
               {"bidrag", {937500, 935096}},
               {"resultat före extraordinärt", {-179000, 770792}, Nature::kResult, true},
               {"extraordinärt", {0, 0}},
               {"periodens resultat", {-179000, -770792}, Nature::kResult, true}},
              2);
  const auto income = structure_of(grid, 0);
  EXPECT_TRUE(!income || !internal::is_proven(*income));
}

// A row is gone; in one column, by its rounding, the sum holds without the first of those left.
TEST(InferSums, KeepsARowWithWhichSeveralColumnsComeNearer) {
  const Grid grid = grid_of({{"revision", {-43, -55, 12, -45}},
                             {"kansli", {-960, -1000, 40, -1000}},
                             {"gemensamt", {-308, -440, 132, -440}},
                             {"kompetens", {-1633, -2500, 867, -1675}},
                             {"summa", {-3152, -4195, 1039, -3260}}},
                            4);
  const auto total = structure_of(grid, 4);
  ASSERT_TRUE(total);
  EXPECT_EQ(rows_of(*total), (Rows{0, 1, 2, 3}));
}

}  // namespace
}  // namespace siffra::reconcile
