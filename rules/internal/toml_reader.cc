#include "rules/internal/toml_reader.h"

#include <algorithm>
#include <utility>

namespace siffra::rules::internal {

TableReader::TableReader(const toml::table& table, std::string name, std::string file)
    : table_(table), name_(std::move(name)), file_(std::move(file)), line_(line_of(table)) {}

int TableReader::line_of(const toml::node& node) {
  return static_cast<int>(node.source().begin.line);
}

bool TableReader::has(std::string_view key) const { return table_.contains(key); }

const toml::node* TableReader::take(std::string_view key) {
  known_.emplace_back(key);
  return table_.get(key);
}

void TableReader::fail(int line, std::string message) {
  if (error_) return;
  error_ = Error{ErrorCode::kMalformed, std::move(message), {file_, 0, line}};
}

void TableReader::require(bool condition, std::string message) {
  if (!condition) fail(line_, std::move(message));
}

std::optional<Text> TableReader::text(std::string_view key) {
  const toml::node* node = take(key);
  if (node == nullptr) return std::nullopt;
  const auto* value = node->as_string();
  if (value == nullptr) {
    fail(line_of(*node), "\"" + std::string(key) + "\" in " + name_ + " must be a string");
    return std::nullopt;
  }
  return Text{value->get(), line_of(*node)};
}

Text TableReader::required_text(std::string_view key) {
  std::optional<Text> found = text(key);
  if (found && !found->text.empty()) return *std::move(found);
  fail(line_, name_ + " needs the key \"" + std::string(key) + "\"");
  return {};
}

Texts TableReader::texts(std::string_view key) {
  const toml::node* node = take(key);
  if (node == nullptr) return {};
  const std::string must =
      "\"" + std::string(key) + "\" in " + name_ + " must be a list of strings";
  const toml::array* list = node->as_array();
  if (list == nullptr) {
    fail(line_of(*node), must);
    return {};
  }
  Texts found;
  found.reserve(list->size());
  for (const toml::node& item : *list) {
    const auto* value = item.as_string();
    if (value == nullptr || value->get().empty()) {
      fail(line_of(item), must + ", none of them empty");
      return {};
    }
    found.push_back({value->get(), line_of(item)});
  }
  return found;
}

std::vector<Texts> TableReader::text_lists(std::string_view key) {
  const toml::node* node = take(key);
  if (node == nullptr) return {};
  const std::string must =
      "\"" + std::string(key) + "\" in " + name_ + " must be a list of lists of strings";
  const toml::array* lists = node->as_array();
  if (lists == nullptr) {
    fail(line_of(*node), must);
    return {};
  }
  std::vector<Texts> found;
  for (const toml::node& list : *lists) {
    const toml::array* words = list.as_array();
    if (words == nullptr) {
      fail(line_of(list), must);
      return {};
    }
    found.emplace_back();
    for (const toml::node& word : *words) {
      const auto* value = word.as_string();
      if (value == nullptr) {
        fail(line_of(word), must);
        return {};
      }
      found.back().push_back({value->get(), line_of(word)});
    }
  }
  return found;
}

std::optional<std::int64_t> TableReader::integer(std::string_view key) {
  const toml::node* node = take(key);
  if (node == nullptr) return std::nullopt;
  const auto* value = node->as_integer();
  if (value == nullptr) {
    fail(line_of(*node), "\"" + std::string(key) + "\" in " + name_ + " must be a whole number");
    return std::nullopt;
  }
  return value->get();
}

bool TableReader::flag(std::string_view key) {
  const toml::node* node = take(key);
  if (node == nullptr) return false;
  const auto* value = node->as_boolean();
  if (value == nullptr) {
    fail(line_of(*node), "\"" + std::string(key) + "\" in " + name_ + " must be true or false");
    return false;
  }
  return value->get();
}

std::vector<const toml::table*> TableReader::tables(std::string_view key) {
  const toml::node* node = take(key);
  if (node == nullptr) return {};
  std::vector<const toml::table*> found;
  const toml::array* list = node->as_array();
  if (list != nullptr) {
    for (const toml::node& item : *list) {
      if (item.as_table() != nullptr) found.push_back(item.as_table());
    }
  }
  if (list == nullptr || found.size() != list->size()) {
    fail(line_of(*node), "\"" + std::string(key) + "\" must be written as [[" + std::string(key) +
                             "]], once for each entry");
    return {};
  }
  return found;
}

const toml::table* TableReader::table(std::string_view key) {
  const toml::node* node = take(key);
  if (node == nullptr) return nullptr;
  if (node->as_table() == nullptr) {
    fail(line_of(*node),
         "\"" + std::string(key) + "\" must be written as [" + std::string(key) + "], once");
  }
  return node->as_table();
}

std::optional<Error> TableReader::finish() {
  if (error_) return error_;
  for (const auto& [key, node] : table_) {
    if (std::find(known_.begin(), known_.end(), key.str()) != known_.end()) continue;
    std::string allowed;
    for (const std::string& known : known_) allowed += (allowed.empty() ? "" : ", ") + known;
    fail(static_cast<int>(key.source().begin.line),
         "unknown key \"" + std::string(key.str()) + "\" in " + name_ + "; allowed: " + allowed);
    return error_;
  }
  return std::nullopt;
}

}  // namespace siffra::rules::internal
