#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "rules/amount.h"

// What is read can be printed and read again: the same digits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace siffra::rules;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const Parentheses parentheses : {Parentheses::kNegative, Parentheses::kPlain}) {
    AmountOptions options;
    options.parentheses = parentheses;
    const auto amount = read_amount(text, options);
    if (!amount) continue;
    const std::string printed = print_amount(amount->digits, *amount);
    if (printed.empty() || amount->decimal_text().empty()) std::abort();
    for (const std::int64_t scale : {1, 1000, 1000000}) {
      const auto money = amount->money(scale);
      const auto quantum = amount->quantum(scale);
      if (money && quantum && money->ore() == 0 && amount->digits != 0) std::abort();
    }
  }
  return looks_numeric(text) && text.empty() ? 1 : 0;
}
