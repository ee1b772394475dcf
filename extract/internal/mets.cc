#include "extract/internal/mets.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "extract/internal/xml.h"

namespace siffra::extract {

using rules::Error;
using rules::ErrorCode;
using rules::Result;

namespace {

bool is_text_file(const pugi::xml_node& file) {
  const std::string_view type = file.attribute("MIMETYPE").value();
  return type.find("xml") != std::string_view::npos || type.find("html") != std::string_view::npos;
}

// A plain name within the folder, or nothing.
std::string name_within(std::string_view reference) {
  for (const std::string_view scheme : {"file:///", "file://", "file:"}) {
    if (reference.starts_with(scheme)) {
      reference.remove_prefix(scheme.size());
      break;
    }
  }
  if (reference.find(':') != std::string_view::npos) return {};
  const std::filesystem::path path = std::filesystem::path(reference).lexically_normal();
  if (path.empty() || path.is_absolute() || *path.begin() == "..") return {};
  return path.string();
}

std::string link_of(const pugi::xml_node& file) {
  const pugi::xml_node location = find_element(file, "FLocat");
  for (const pugi::xml_attribute& attribute : location.attributes()) {
    const std::string_view name = attribute.name();
    if (name == "href" || name.ends_with(":href")) return name_within(attribute.value());
  }
  return {};
}

}  // namespace

Result<std::vector<std::string>> text_files_of_mets(std::string_view bytes) {
  XmlTree tree;
  parse_xml(bytes, tree);
  std::map<std::string, std::string, std::less<>> names;  // by the id of the file
  std::vector<std::string> listed;                        // ids as they stand
  std::vector<std::string> ordered;                       // ids as the pages follow
  walk(tree.document, [&](const pugi::xml_node& node) {
    const std::string_view name = local_name(node);
    if (name == "file" && is_text_file(node)) {
      const std::string id = node.attribute("ID").value();
      const std::string link = link_of(node);
      if (!link.empty() && names.emplace(id, link).second) listed.push_back(id);
    }
    if (name == "structMap" && std::string_view(node.attribute("TYPE").value()) == "LOGICAL") {
      return false;
    }
    if (name == "fptr") ordered.emplace_back(node.attribute("FILEID").value());
    return true;
  });
  std::set<std::string, std::less<>> taken;
  std::vector<std::string> files;
  for (const std::vector<std::string>* order : {&ordered, &listed}) {
    for (const std::string& id : *order) {
      const auto found = names.find(id);
      if (found != names.end() && taken.insert(found->second).second) {
        files.push_back(found->second);
      }
    }
  }
  if (!files.empty()) return files;
  return Error{ErrorCode::kEmpty, "this METS file names no files of text in its own folder", {}};
}

}  // namespace siffra::extract
