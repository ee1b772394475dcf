// XML and near-XML through pugixml: what the readers of other recognisers' files share. Nothing a
// file names is fetched and no entity of its own is expanded.
#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace siffra::extract {

// The tree as far as the file is sound. `trouble` says where it ceased to be; empty = nowhere.
struct XmlTree {
  pugi::xml_document document;
  std::string trouble;
};
void parse_xml(std::string_view bytes, XmlTree& into);
// HTML as recognisers write it: tags without an end and named letters are allowed.
void parse_html(std::string_view bytes, XmlTree& into);

// A name without its namespace's prefix.
std::string_view local_name(const pugi::xml_node& node);

// A number that is finite and of sane size; a decimal comma is read too.
std::optional<double> number_in(std::string_view text);
std::optional<double> number_of(const pugi::xml_node& node, const char* attribute);

// All text within the node.
std::string text_within(const pugi::xml_node& node);

constexpr int kDeepest = 60;  // elements within elements that are looked into

// Calls `visit(element)` for each element below, in document order; where it returns false, what
// stands within that element is not visited.
template <typename Visit>
void walk(const pugi::xml_node& parent, const Visit& visit, int depth = 0) {
  if (depth > kDeepest) return;
  for (const pugi::xml_node& child : parent.children()) {
    if (child.type() == pugi::node_element && visit(child)) walk(child, visit, depth + 1);
  }
}

// The first element below of that name, or nothing.
pugi::xml_node find_element(const pugi::xml_node& parent, std::string_view name);

}  // namespace siffra::extract
