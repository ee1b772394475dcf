// Pages set by hand, made ready for reading as a scanned one is.
#pragma once

#include <gtest/gtest.h>

#include <utility>

#include "extract/internal/page_preparation.h"
#include "extract/internal/pix.h"

namespace siffra::extract::testing {

// A page of 200 dots per inch that lies straight; a failed expectation where it cannot be used.
inline PreparedPage prepared(PixPtr page) {
  auto result = prepare_page(std::move(page), 200, 0);
  EXPECT_TRUE(result.has_value());
  return std::move(result).value();
}

}  // namespace siffra::extract::testing
