// Models: reports whose figures are yet to be made.
//
// A model is a table file whose rows hold expressions instead of figures, with contexts (periods,
// budgets, the group and its parent) that its columns stand for. Figures are made exactly, in öre,
// from a seed; sums are sums of the exact figures; then every printed figure is rounded on its own,
// as in a real report. So every equation of the made report holds within its roundings.
// The language is described in corpus/README.md.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tools/corpus/report.h"

namespace siffra::corpus {

struct Context {
  std::string name;
  std::string opening;             // the context whose closing balances open this one; may be empty
  std::vector<std::string> parts;  // a period made of others, in order; else empty
  double flow = 1;                 // share of a year's flows
  double size = 1;                 // against the amounts written in the model
  std::int64_t round = 0;  // drawn amounts are whole multiples of so many units; 0: any öre
};

struct NamedValue {
  std::string name, expression;
};

struct Model {
  Report report;           // rows hold expressions, columns hold contexts
  std::int64_t scale = 1;  // kronor per unit of the amounts written in the model
  std::vector<Context> contexts;
  std::vector<NamedValue> values;
};

rules::Result<Model> parse_model(std::string_view text, std::string_view file);

// The report with its figures made and its equations between statements written out.
rules::Result<Report> make_report(const Model& model, std::uint64_t seed);

}  // namespace siffra::corpus
