#include "reconcile/internal/same_body.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "rules/rule_book.h"

namespace siffra::reconcile::internal {
namespace {

// Letters and digits alone: spaces and signs come and go with the setting.
std::string bare(std::string_view name) {
  std::string text;
  for (const char c : rules::fold(name)) {
    const auto byte = static_cast<unsigned char>(c);
    const bool kept = byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (kept) text += c;
  }
  return text;
}

std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return digits;
}

// One sign for each letter, so that an "o" for an "ö" is one mistake and not two bytes of them.
std::u32string letters_of(std::string_view utf8) {
  std::u32string letters;
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    const bool continues = (byte & 0xC0U) == 0x80U && !letters.empty();
    if (continues) {
      letters.back() = (letters.back() << 6U) | (byte & 0x3FU);
    } else {
      letters += byte;
    }
  }
  return letters;
}

// Edit distance by rows; names are short.
std::size_t distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row.back();
}

class Groups {
 public:
  explicit Groups(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t find(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) {
    parent_[std::max(find(a), find(b))] = std::min(find(a), find(b));
  }

 private:
  std::vector<std::size_t> parent_;
};

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  constexpr std::size_t kLongest = 200;
  constexpr std::size_t kLettersPerMistake = 12;
  const std::string x = bare(a), y = bare(b);
  if (x.empty() || y.empty() || x.size() > kLongest || y.size() > kLongest) return false;
  if (x == y) return true;
  // Numbers tell bodies of one name apart.
  if (digits_of(x) != digits_of(y)) return false;
  const auto p = letters_of(x), q = letters_of(y);
  return distance(p, q) <= std::min(p.size(), q.size()) / kLettersPerMistake;
}

std::vector<std::vector<std::size_t>> group_bodies(const std::vector<extract::Entity>& entities) {
  Groups groups(entities.size());
  const auto number = [&](std::size_t i) -> const std::string& { return entities[i].org_number; };
  for (std::size_t i = 0; i < entities.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (!number(i).empty() && number(i) == number(j)) groups.join(i, j);
    }
  }
  // The number a group goes by; a name never puts two numbers together.
  std::vector<std::string> known(entities.size());
  for (std::size_t i = 0; i < entities.size(); ++i) {
    if (!number(i).empty()) known[groups.find(i)] = number(i);
  }
  for (std::size_t i = 0; i < entities.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const std::size_t a = groups.find(i), b = groups.find(j);
      if (a == b || !same_name(entities[i].name, entities[j].name)) continue;
      if (!known[a].empty() && !known[b].empty()) continue;
      const std::string joined = known[a].empty() ? known[b] : known[a];
      groups.join(a, b);
      known[groups.find(a)] = joined;
    }
  }
  std::vector<std::vector<std::size_t>> found(entities.size());
  for (std::size_t i = 0; i < entities.size(); ++i) found[groups.find(i)].push_back(i);
  std::erase_if(found, [](const auto& group) { return group.empty(); });
  return found;
}

}  // namespace siffra::reconcile::internal
