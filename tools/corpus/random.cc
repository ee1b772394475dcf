#include "tools/corpus/random.h"

namespace siffra::corpus {
namespace {

std::uint64_t mixed(std::uint64_t value) {
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
  return value ^ (value >> 31);
}

}  // namespace

Random Random::fork(std::string_view name) const {
  std::uint64_t hash = 0xcbf29ce484222325ULL;  // FNV-1a
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return Random(mixed(seed_ ^ hash));
}

std::uint64_t Random::next() {
  state_ += 0x9e3779b97f4a7c15ULL;
  return mixed(state_);
}

std::size_t Random::below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }

int Random::between(int first, int last) {
  return first + static_cast<int>(below(static_cast<std::size_t>(last - first) + 1));
}

double Random::unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

double Random::between(double low, double high) { return low + (high - low) * unit(); }

double Random::normal() {
  double total = -6;
  for (int i = 0; i < 12; ++i) total += unit();
  return total;
}

bool Random::chance(double probability) { return unit() < probability; }

}  // namespace siffra::corpus
