// What a row of a model holds: see corpus/README.md, "Models".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rules/result.h"

namespace siffra::corpus {

struct Reference {
  std::int64_t numerator = 1;  // coefficient in millionths
  std::string name;            // "net", "rr.net"; empty for a constant
  std::string context;         // after '@'; empty: the column's own
  bool opening = false;        // "prev."
};

enum class ExpressionKind {
  kNone,
  kDraw,     // ~ base spread
  kSum,      // = a + b - 0.25*c
  kRolling,  // > a - b from base spread: the opening balance and what is added to it
  kShare,    // % a / b
  kCount,    // # base spread: not an amount
  kCells,    // one expression for each column
};

struct Expression {
  ExpressionKind kind = ExpressionKind::kNone;
  std::int64_t base = 0;          // drawn amount, in the model's unit
  double spread = 0;              // ± share of it
  bool flip = false;              // a cost printed positive: its variance is budget − actual
  bool stock = false;             // a balance rather than a flow
  bool flow = false;              // said to be a flow where the statement would say balance
  std::vector<Reference> terms;   // of a share: numerator, denominator
  std::vector<std::string> only;  // columns that print it; empty: all
  std::vector<std::string> when;  // beginnings of contexts in which it is not zero; empty: all
};

rules::Result<Expression> parse_expression(std::string_view text);

}  // namespace siffra::corpus
