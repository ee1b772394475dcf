#include "reconcile/report/terminal_text.h"

#include <gtest/gtest.h>

namespace siffra::reconcile {
namespace {

TEST(Printable, ReplacesWhatATerminalWouldObey) {
  const std::pair<std::string, std::string> rows[] = {{"Årets resultat", "Årets resultat"},
                                                      {"a\x1b[2Jb", "a\ufffd[2Jb"},
                                                      {"rad\nrad\ttab", "rad rad tab"},
                                                      {"\xe5", "\ufffd"},
                                                      {"\xc3", "\ufffd"},
                                                      {"a\u202eb", "a\ufffdb"},
                                                      {std::string("nul\0", 4), "nul\ufffd"}};
  for (const auto& [given, wanted] : rows) EXPECT_EQ(printable(given), wanted);
}

TEST(Padded, CountsCharactersNotBytes) {
  EXPECT_EQ(padded("åäö", 5), "åäö  ");
  EXPECT_EQ(padded_left("åäö", 5), "  åäö");
  EXPECT_EQ(padded("Resultaträkning", 8), "Resulta…");
  EXPECT_EQ(display_width("a\u030a"), 1U);
}

TEST(Wrapped, BreaksAtSpacesAndIndents) {
  EXPECT_EQ(wrapped("ett två tre", 7, "> "), "> ett två\n> tre\n");
  EXPECT_EQ(wrapped("", 7, "> "), "");
  EXPECT_EQ(wrapped("oavstavningsbart", 4, ""), "oavstavningsbart\n");
}

}  // namespace
}  // namespace siffra::reconcile
