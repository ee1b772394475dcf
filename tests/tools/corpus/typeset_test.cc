#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/source_folder.h"
#include "tools/corpus/compose.h"
#include "tools/corpus/drawn_house.h"
#include "tools/corpus/dress.h"
#include "tools/corpus/house_style.h"
#include "tools/corpus/library.h"
#include "tools/corpus/make_document.h"
#include "tools/corpus/make_set.h"

namespace siffra::corpus {
namespace {

class Typeset : public testing::Test {
 protected:
  void SetUp() override {
    auto bodies = read_bodies(siffra::source_folder() / "corpus");
    auto filler = read_filler(siffra::source_folder() / "corpus");
    ASSERT_TRUE(bodies.has_value() && filler.has_value());
    bodies_ = *bodies;
    filler_ = *filler;
  }

  std::vector<Report> bodies_;
  std::vector<FillerSection> filler_;
  TextMeasure measure_;
};

TEST_F(Typeset, GivesTheSameBytesForTheSameSeed) {
  const DocumentPlan plan{*find_house_style("zebra"), "digital", 4, {ErrorKind::kDigit}};
  const auto first = make_document(bodies_.front(), plan, filler_, measure_);
  const auto second = make_document(bodies_.front(), plan, filler_, measure_);
  ASSERT_TRUE(first.has_value() && second.has_value());
  EXPECT_EQ(first->files, second->files);
  EXPECT_EQ(first->files.at(0).substr(0, 5), "%PDF-");
}

TEST_F(Typeset, RefusesAnUnknownStyle) {
  SetPlan plan;
  plan.corpus = siffra::source_folder() / "corpus";
  plan.out = testing::TempDir() + "/unknown-style";
  plan.styles = {"baroque"};
  EXPECT_FALSE(make_set(plan).has_value());
}

// Every figure of the truth stands on some page, and nothing runs off the paper.
void expect_every_figure(const Report& printed, const std::vector<PrintedPage>& pages) {
  std::multiset<std::string> texts;
  for (const PrintedPage& page : pages)
    for (const TextRun& run : page.runs) {
      texts.insert(run.text);
      EXPECT_LE(run.x + run.width, page.width) << run.text;
      EXPECT_LE(run.baseline, page.height) << run.text;
    }
  for (const Statement& statement : printed.statements) {
    if (statement.as_list) continue;
    for (const Row& row : statement.rows)
      for (const auto& cell : row.cells)
        EXPECT_TRUE(!cell || texts.count(*cell) > 0) << statement.key << " " << cell.value_or("");
  }
}

TEST_F(Typeset, PutsEveryFigureOnAPage) {
  for (const Report& body : bodies_) {
    for (const HouseStyle& style : house_styles()) {
      // Every style with one body, and every body with one style: all pairs take too long.
      if (body.id != bodies_.front().id && style.name != "typewriter") continue;
      SCOPED_TRACE(body.id + " in " + style.name);
      const Report printed = dressed(body, style);
      expect_every_figure(printed, compose(printed, style, filler_, Random(1), measure_));
    }
  }
}

TEST_F(Typeset, PutsEveryFigureOnAPageOfDrawnHouses) {
  const auto wordings = read_wordings(siffra::source_folder() / "corpus");
  ASSERT_TRUE(wordings.has_value());
  for (std::size_t i = 0; i < bodies_.size(); ++i) {
    const HouseStyle house = drawn_house("house", *wordings, Random(i));
    SCOPED_TRACE(bodies_[i].id + " in house " + std::to_string(i));
    const Report printed = dressed(bodies_[i], house);
    expect_every_figure(printed, compose(printed, house, filler_, Random(1), measure_));
  }
}

}  // namespace
}  // namespace siffra::corpus
