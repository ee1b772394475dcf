#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/rules/standard_book.h"
#include "tests/source_folder.h"

namespace siffra::rules {
namespace {

// A pack written to a file of its own for the time of one test.
class Pack {
 public:
  explicit Pack(const std::string& text, const std::string& name = "pack") {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    file_ = std::filesystem::path(::testing::TempDir()) /
            (std::string(test->name()) + "_" + name + ".toml");
    std::ofstream(file_, std::ios::binary) << text;
  }
  ~Pack() {
    std::error_code ignored;
    std::filesystem::remove(file_, ignored);
  }
  Pack(const Pack&) = delete;
  Pack& operator=(const Pack&) = delete;

  [[nodiscard]] const std::filesystem::path& file() const { return file_; }

 private:
  std::filesystem::path file_;
};

Result<RuleBook> load(const std::string& text) {
  const Pack pack(text);
  return RuleBook::load(std::vector{pack.file()});
}

constexpr const char* kHead = "[pack]\nname = \"mine\"\n";

TEST(RulePack, GivesItsConceptsAndIdentities) {
  const auto book = load(std::string(kHead) + R"toml(
[words]
sum = ["summa"]

[[concept]]
id = "income.fees"
sv = "Avgifter"
en = "Fees"
statements = ["income_statement"]
nature = "income"
labels = ["[medlems]avgifter", "avgift från (medlem|medlemmar)"]

[[concept]]
id = "income.result"
row = "sum"
labels = ["årets resultat"]
sums = ["resultat"]

[[identity]]
id = "income.result"
holds = "income.result = 2 * income.fees? - abs(income.result or income.fees)@opening"
sv = "Resultatet är avgifterna."
en = "The result is the fees."
severity = "warning"
variants = ["income.result = income.fees"]
when = ["income.fees"]
)toml");
  ASSERT_TRUE(book.has_value()) << to_string(book.error());
  for (const char* label : {"Medlemsavgifter", "AVGIFTER", "Avgift fr\u00e5n medlemmar",
                            "Av gifter", "Avgifter:", "Avgifter (tkr)"}) {
    const auto match = book->concept_for(label, StatementKind::kIncomeStatement);
    ASSERT_TRUE(match.has_value()) << label;
    EXPECT_EQ(match->concept_found->id, "income.fees");
  }
  EXPECT_FALSE(book->concept_for("Avgifter", StatementKind::kBalanceSheet).has_value());
  EXPECT_FALSE(book->concept_for("varav avgifter", StatementKind::kIncomeStatement).has_value());
  EXPECT_TRUE(book->concept_for("Summa resultat", StatementKind::kNote).has_value());
  EXPECT_FALSE(book->concept_for("Resultat", StatementKind::kNote).has_value());
  ASSERT_EQ(book->identities().size(), 1U);
  const Identity& identity = book->identities().front();
  ASSERT_EQ(identity.terms.size(), 3U);
  EXPECT_EQ(identity.terms[0].weight, -1);
  EXPECT_EQ(identity.terms[1].weight, 2);
  EXPECT_TRUE(identity.terms[1].optional);
  EXPECT_EQ(identity.terms[2].weight, -1);
  EXPECT_TRUE(identity.terms[2].absolute);
  EXPECT_EQ(identity.terms[2].at, ColumnAt::kOpening);
  EXPECT_EQ(identity.terms[2].concepts.size(), 2U);
  ASSERT_EQ(identity.variants.size(), 1U);
  EXPECT_EQ(identity.variants[0].size(), 2U);
  EXPECT_EQ(identity.when, std::vector<std::string>{"income.fees"});
}

TEST(RulePack, AddsToAnEarlierPackById) {
  const Pack first(
      std::string(kHead) + "[[concept]]\nid = \"a.b\"\nsv = \"Ett\"\nlabels = [\"ett\"]\n",
      "first");
  const Pack second("[pack]\nname = \"second\"\n[[concept]]\nid = \"a.b\"\nlabels = [\"två\"]\n",
                    "second");
  const Pack third(
      "[pack]\nname = \"third\"\n[[concept]]\nid = \"a.b\"\nreplace = true\nlabels = [\"tre\"]\n",
      "third");
  const auto added = RuleBook::load(std::vector{first.file(), second.file()});
  ASSERT_TRUE(added.has_value());
  EXPECT_TRUE(added->concept_for("ett", StatementKind::kOther).has_value());
  EXPECT_TRUE(added->concept_for("tv\u00e5", StatementKind::kOther).has_value());
  EXPECT_EQ(added->find_concept("a.b")->name_sv, "Ett");
  const auto replaced = RuleBook::load(std::vector{first.file(), second.file(), third.file()});
  ASSERT_TRUE(replaced.has_value());
  EXPECT_FALSE(replaced->concept_for("ett", StatementKind::kOther).has_value());
  EXPECT_TRUE(replaced->concept_for("tre", StatementKind::kOther).has_value());
}

TEST(RulePack, WritesAbbreviationsOut) {
  const auto book = load(std::string(kHead) + R"toml(
[abbreviations]
words = ["verks verksamhetens"]
dotted = ["int intäkter"]
[[concept]]
id = "a.b"
sv = "Intäkter"
labels = ["verksamhetens intäkter"]
)toml");
  ASSERT_TRUE(book.has_value());
  const auto knows = [&](const char* label) {
    return book->concept_for(label, StatementKind::kOther).has_value();
  };
  EXPECT_TRUE(knows("Verks. int."));
  EXPECT_TRUE(knows("Verks intäkter"));
  EXPECT_FALSE(knows("Verks int")) << "known only with its full stop";
}

TEST(RulePack, SaysWhatIsWrongAndWhere) {
  struct Row {
    const char* text;  // after the two lines of kHead
    int line;
    const char* message;  // a part of it
  };
  const std::vector<Row> rows = {
      {"[[title]\n", 3, "not valid TOML"},
      {"[[titel]]\nkind = \"note\"\n", 3,
       "unknown key \"titel\" in the pack; allowed: pack, title"},
      {"[[title]]\nkind = \"note\"\nphrase = [\"x\"]\n", 3, "needs \"phrases\""},
      {"[[title]]\nkind = \"note\"\nphrases = [\"x\"]\ncolour = 1\n", 6,
       "unknown key \"colour\" in [[title]]; allowed: kind, scope, phrases"},
      {"[[title]]\nkind = \"resultat\"\nphrases = [\"x\"]\n", 4,
       "unknown kind \"resultat\" in [[title]]; allowed: income_statement"},
      {"[[title]]\nkind = 7\nphrases = [\"x\"]\n", 4, "must be a string"},
      {"[[title]]\nkind = \"note\"\nphrases = [\"(a|b\"]\n", 5, "brackets that do not match"},
      {"[[unit]]\nscale = \"1\"\nphrases = [\"x\"]\n", 4, "must be a whole number"},
      {"[[head]]\nphrases = [\"x\"]\n", 3, "needs one of: role, note, code, prior"},
      {"[[head]]\nnote = 1\nphrases = [\"x\"]\n", 4, "must be true or false"},
      {"[period]\nmonths = [\"januari\"]\n", 4, "must be a list of lists"},
      {"[abbreviations]\nwords = [\"verks\"]\n", 4, "a short word and its whole"},
      {"[entity]\npatterns = [\n'(a', ]\n", 5, "is not a pattern"},
      {"[entity]\npatterns = ['abc']\n", 4, "needs one (group)"},
      {"[[concept]]\nid = \"a\"\npatterns = ['*']\n", 5, "is not a pattern"},
      {"[[concept]]\nid = \"a\"\nnature = \"good\"\n", 5, "allowed: income, cost"},
      {"[[concept]]\nsv = \"a\"\n", 3, "needs the key \"id\""},
      {"[[concept]]\nid = \"a\"\n[[concept]]\nid = \"a\"\n", 6, "defined twice in this pack"},
      {"[[concept]]\nid = \"a\"\nlabels = [\"x\"]\n[[concept]]\nid = \"b\"\nlabels = [\"x\"]\n", 8,
       "already belongs to \"a\""},
      {"[[concept]]\nid = \"a\"\nparent = \"b\"\n", 5, "there is no concept \"b\""},
      {"[[concept]]\nid = \"income.a\"\n[[identity]]\nid = \"i\"\nholds = \"income.a = income.b\"\n"
       "sv = \"s\"\nen = \"e\"\n",
       7, "did you mean \"income.a\"?"},
      {"[[concept]]\nid = \"a\"\n[[identity]]\nid = \"i\"\nholds = \"a + a\"\nsv = \"s\"\nen = "
       "\"e\"\n",
       7, "expected \"=\""},
      {"[[identity]]\nid = \"i\"\nsv = \"s\"\nen = \"e\"\n", 3, "needs the key \"holds\""},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    const auto book = load(std::string(kHead) + row.text);
    ASSERT_FALSE(book.has_value());
    EXPECT_EQ(book.error().where.line, row.line) << book.error().message;
    EXPECT_NE(book.error().message.find(row.message), std::string::npos) << book.error().message;
    EXPECT_FALSE(book.error().where.file.empty());
  }
}

TEST(RulePack, MustBeAFileThatCanBeRead) {
  const auto missing = RuleBook::load(std::vector<std::filesystem::path>{"no/such/pack.toml"});
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
  const auto directory = RuleBook::load(std::vector{std::filesystem::path(::testing::TempDir())});
  ASSERT_FALSE(directory.has_value());
  EXPECT_EQ(directory.error().code, ErrorCode::kWrongFormat);
  EXPECT_FALSE(load("").has_value());
}

// The TOML of the worked example in the documentation, which must load with the standard packs.
std::string documented_pack() {
  std::ifstream stream(siffra::source_folder() / "docs" / "rules.md");
  std::string line;
  std::string pack;
  bool inside = false;
  while (std::getline(stream, line)) {
    if (line.starts_with("```")) inside = line == "```toml";
    if (inside && !line.starts_with("```")) pack += line + "\n";
  }
  return pack;
}

TEST(RulePack, OfTheDocumentationLoadsBesideTheStandardPacks) {
  const Pack own(documented_pack());
  auto files = standard_pack_files();
  ASSERT_TRUE(files.has_value());
  files->push_back(own.file());
  const auto book = RuleBook::load(*files);
  ASSERT_TRUE(book.has_value()) << to_string(book.error());
  EXPECT_EQ(book->concept_for("Kyrkoavgifter", StatementKind::kIncomeStatement)->concept_found->id,
            "income.church_fee");
  EXPECT_EQ(book->packs().back().name, "kyrka");
}

TEST(StandardPacks, AreListedWithWhatTheyHold) {
  const auto packs = standard_book().packs();
  ASSERT_FALSE(packs.empty());
  EXPECT_EQ(packs.front().name, "common");
  for (const RuleBook::PackInfo& pack : packs) {
    EXPECT_FALSE(pack.description.empty()) << pack.name;
  }
}

}  // namespace
}  // namespace siffra::rules
