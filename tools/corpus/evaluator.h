// The exact figures behind a model: every row and named value in every context, in öre.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tools/corpus/equations.h"
#include "tools/corpus/expression.h"
#include "tools/corpus/model.h"
#include "tools/corpus/random.h"

namespace siffra::corpus {

class Evaluator {
 public:
  static rules::Result<Evaluator> open(const Model& model, std::uint64_t seed);

  [[nodiscard]] const Expression& expression(std::size_t statement, std::size_t row) const;
  // What the cell holds: its own expression where the row has one for each column, else the row's.
  [[nodiscard]] const Expression& cell_expression(std::size_t statement, std::size_t row,
                                                  const Column& column) const;
  // Whether the row is printed in this column at all.
  [[nodiscard]] bool prints(const Expression& expression, const Column& column) const;
  // The row's exact value in what the column stands for: öre, hundredths of a count, or whole
  // percent. nullopt where there is none (the share of a variance).
  std::optional<std::int64_t> column_value(std::size_t statement, std::size_t row,
                                           const Column& column);
  // Where a reference made in `context` is printed; nullopt when it is not.
  [[nodiscard]] std::optional<CellName> printed_cell(const Reference& reference,
                                                     std::size_t statement,
                                                     const std::string& context) const;
  // What went wrong while evaluating (an unknown name, a circle); empty = nothing.
  [[nodiscard]] const std::string& trouble() const { return trouble_; }

 private:
  // A row of a statement, or a named value (statement = kValue).
  using Node = std::pair<std::size_t, std::size_t>;
  static constexpr std::size_t kValue = SIZE_MAX;

  Evaluator(const Model& model, std::uint64_t seed) : model_(&model), random_(seed) {}

  [[nodiscard]] const Context* find_context(const std::string& name) const;
  // Where a row has an expression for each column, those are values named "statement.row.column".
  [[nodiscard]] std::optional<std::size_t> find_cell_value(std::size_t statement, std::size_t row,
                                                           const Column& column) const;
  [[nodiscard]] std::optional<Node> find_node(const std::string& name, std::size_t statement) const;
  [[nodiscard]] std::string name_of(const Node& node) const;
  [[nodiscard]] bool is_stock(const Node& node, const Expression& expression) const;
  [[nodiscard]] const Context* opening_of(const Context& context) const;

  std::int64_t value(const Node& node, const Context& context);
  std::int64_t computed(const Node& node, const Context& context);
  std::int64_t drawn(const Node& node, const Expression& expression, const Context& context);
  std::int64_t summed(const Node& node, const Expression& expression, const Context& context);
  std::int64_t referred(const Reference& reference, std::size_t statement, const Context& context);
  // A sum of a statement whose rows differ by column: added up within the column.
  std::optional<std::int64_t> summed_in_column(std::size_t statement, std::size_t row,
                                               const Column& column);
  std::int64_t fail(const std::string& message);

  const Model* model_;
  Random random_;
  std::vector<std::vector<Expression>> rows_;
  std::vector<Expression> values_;
  std::map<std::pair<Node, std::string>, std::int64_t> known_;
  int depth_ = 0;
  std::string trouble_;
};

}  // namespace siffra::corpus
