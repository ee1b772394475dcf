// Random choices that are the same on every machine: splitmix64, and no distribution of the
// standard library, whose results differ between implementations.
//
//   Random random(seed);
//   Random scan = random.fork("scan");     // independent of how many choices were made before it
//   if (scan.chance(0.3)) …
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace siffra::corpus {

class Random {
 public:
  explicit Random(std::uint64_t seed) : seed_(seed), state_(seed) {}

  // A generator of its own for one purpose; depends on the seed and the name alone.
  [[nodiscard]] Random fork(std::string_view name) const;

  std::uint64_t next();
  // 0 ≤ result < bound; bound must be positive.
  std::size_t below(std::size_t bound);
  // first ≤ result ≤ last.
  int between(int first, int last);
  // 0 ≤ result < 1.
  double unit();
  double between(double low, double high);
  // About normal: mean 0, standard deviation 1 (a sum of twelve even ones).
  double normal();
  bool chance(double probability);

  template <typename T>
  const T& pick(const std::vector<T>& from) {
    return from[below(from.size())];
  }

 private:
  std::uint64_t seed_;
  std::uint64_t state_;
};

}  // namespace siffra::corpus
