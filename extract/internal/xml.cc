#include "extract/internal/xml.h"

#include <array>
#include <charconv>
#include <cmath>
#include <new>

namespace siffra::extract {
namespace {

void parse(std::string_view bytes, unsigned int options, XmlTree& into) {
  const pugi::xml_parse_result result =
      into.document.load_buffer(bytes.data(), bytes.size(), options, pugi::encoding_auto);
  if (result.status == pugi::status_out_of_memory) throw std::bad_alloc();
  if (!result) {
    into.trouble = "the file is damaged at byte " + std::to_string(result.offset) + " (" +
                   result.description() + "); what stands before it was read";
  }
}

// Elements of HTML that have no end.
bool never_ends(std::string_view name) {
  for (const std::string_view known : {"meta", "link", "br", "hr", "img", "input", "base", "wbr"}) {
    if (name == known) return true;
  }
  return false;
}

struct NamedLetter {
  std::string_view name, text;
};

constexpr std::array<NamedLetter, 17> kLetters = {{{"nbsp", "\u00A0"},
                                                   {"aring", "å"},
                                                   {"auml", "ä"},
                                                   {"ouml", "ö"},
                                                   {"Aring", "Å"},
                                                   {"Auml", "Ä"},
                                                   {"Ouml", "Ö"},
                                                   {"eacute", "é"},
                                                   {"Eacute", "É"},
                                                   {"uuml", "ü"},
                                                   {"ndash", "–"},
                                                   {"mdash", "—"},
                                                   {"minus", "−"},
                                                   {"thinsp", "\u2009"},
                                                   {"shy", "\u00AD"},
                                                   {"sect", "§"},
                                                   {"middot", "·"}}};

std::string_view letter_named(std::string_view name) {
  for (const NamedLetter& letter : kLetters) {
    if (letter.name == name) return letter.text;
  }
  return {};
}

// The length of the entity at the start of `rest` that was written out, or 0.
std::size_t write_letter(std::string_view rest, std::string& out) {
  constexpr std::size_t kLongest = 8;
  const std::size_t end = rest.substr(0, kLongest).find(';');
  if (end == std::string_view::npos) return 0;
  const std::string_view letter = letter_named(rest.substr(1, end - 1));
  out += letter;
  return letter.empty() ? 0 : end + 1;
}

std::string closed(std::string_view html) {
  std::string out;
  out.reserve(html.size() + 256);
  for (std::size_t at = 0; at < html.size();) {
    if (html[at] == '&') {
      const std::size_t used = write_letter(html.substr(at), out);
      at += used;
      if (used > 0) continue;
    }
    if (html[at] != '<') {
      out += html[at++];
      continue;
    }
    const std::size_t end = html.find('>', at);
    if (end == std::string_view::npos) {
      out += html.substr(at);
      break;
    }
    const std::string_view tag = html.substr(at, end - at);
    std::string name;
    for (const char c : tag.substr(1)) {
      if (c < 'A' || c > 'z' || (c > 'Z' && c < 'a')) break;
      name += static_cast<char>(c | 0x20);
    }
    out += tag;
    if (never_ends(name) && !tag.ends_with('/')) out += '/';
    out += '>';
    at = end + 1;
  }
  return out;
}

}  // namespace

void parse_xml(std::string_view bytes, XmlTree& into) {
  parse(bytes, pugi::parse_default | pugi::parse_trim_pcdata, into);
}

void parse_html(std::string_view bytes, XmlTree& into) {
  parse(closed(bytes), pugi::parse_default | pugi::parse_ws_pcdata, into);
}

std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::optional<double> number_in(std::string_view text) {
  constexpr double kMost = 1e7;
  while (!text.empty() && (text.front() == ' ' || text.front() == '+')) text.remove_prefix(1);
  std::string point(text.substr(0, 40));
  for (char& c : point) c = c == ',' ? '.' : c;
  double value = 0;
  const auto [end, error] = std::from_chars(point.data(), point.data() + point.size(), value);
  if (error != std::errc() || !std::isfinite(value) || std::abs(value) > kMost) return std::nullopt;
  return value;
}

std::optional<double> number_of(const pugi::xml_node& node, const char* attribute) {
  const pugi::xml_attribute found = node.attribute(attribute);
  return found ? number_in(found.value()) : std::nullopt;
}

std::string text_within(const pugi::xml_node& node) {
  struct Collector : pugi::xml_tree_walker {
    std::string text;
    bool for_each(pugi::xml_node& at) override {
      const bool is_text = at.type() == pugi::node_pcdata || at.type() == pugi::node_cdata;
      if (is_text) text += at.value();
      return true;
    }
  };
  Collector collector;
  pugi::xml_node copy = node;
  copy.traverse(collector);
  return collector.text;
}

pugi::xml_node find_element(const pugi::xml_node& parent, std::string_view name) {
  pugi::xml_node found;
  walk(parent, [&](const pugi::xml_node& node) {
    if (!found && local_name(node) == name) found = node;
    return !found;
  });
  return found;
}

}  // namespace siffra::extract
