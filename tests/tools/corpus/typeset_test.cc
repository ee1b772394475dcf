#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/source_folder.h"
#include "tools/corpus/compose.h"
#include "tools/corpus/dress.h"
#include "tools/corpus/house_style.h"
#include "tools/corpus/library.h"
#include "tools/corpus/make_document.h"

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
  const DocumentPlan plan{"zebra", "digital", 4, {ErrorKind::kDigit}};
  const auto first = make_document(bodies_.front(), plan, filler_, measure_);
  const auto second = make_document(bodies_.front(), plan, filler_, measure_);
  ASSERT_TRUE(first.has_value() && second.has_value());
  EXPECT_EQ(first->files, second->files);
  EXPECT_EQ(first->files.at(0).substr(0, 5), "%PDF-");
}

TEST_F(Typeset, RefusesAnUnknownStyle) {
  EXPECT_FALSE(
      make_document(bodies_.front(), {"baroque", "digital", 1, {}}, filler_, measure_).has_value());
}

// Every figure of the truth stands on some page, in every style, and nothing runs off the paper.
TEST_F(Typeset, PutsEveryFigureOnAPage) {
  for (const Report& body : bodies_) {
    for (const HouseStyle& style : house_styles()) {
      // Every style with one body, and every body with one style: all pairs take too long.
      if (body.id != bodies_.front().id && style.name != "typewriter") continue;
      SCOPED_TRACE(body.id + " in " + style.name);
      const Report printed = dressed(body, style);
      const auto pages = compose(printed, style, filler_, Random(1), measure_);
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
            EXPECT_TRUE(!cell || texts.count(*cell) > 0)
                << statement.key << " " << cell.value_or("");
      }
    }
  }
}

}  // namespace
}  // namespace siffra::corpus
