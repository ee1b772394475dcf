// The rule book of the packs that come with the program, loaded once for all tests.
#pragma once

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "rules/rule_book.h"

namespace siffra::rules {

inline const RuleBook& standard_book() {
  static const RuleBook book = [] {
    const auto files = standard_pack_files();
    if (!files) {
      std::fputs(to_string(files.error()).c_str(), stderr);
      std::abort();
    }
    auto loaded = RuleBook::load(*files);
    if (!loaded) {
      std::fputs(to_string(loaded.error()).c_str(), stderr);
      std::abort();
    }
    return std::move(*loaded);
  }();
  return book;
}

}  // namespace siffra::rules
