#include "tools/eval/set.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>

namespace siffra::evaluation {
namespace {

namespace fs = std::filesystem;

rules::Result<std::vector<SetDocument>> read_made_set(const fs::path& folder) {
  std::ifstream in(folder / "set.json");
  const nlohmann::json set = nlohmann::json::parse(in, nullptr, false);
  if (set.is_discarded() || !set.contains("documents"))
    return rules::Error{
        rules::ErrorCode::kWrongFormat, "is not a set", {(folder / "set.json").string(), 0, 0}};
  std::vector<SetDocument> documents;
  for (const nlohmann::json& one : set["documents"]) {
    SetDocument document;
    document.id = one.value("id", "");
    document.file = (folder / one.value("file", "")).string();
    document.truth_file = (folder / one.value("truth", "")).string();
    document.planted_file = (folder / one.value("planted", "")).string();
    document.known_file = (folder / "truth/known.json").string();
    document.body = one.value("body", "");
    document.style = one.value("style", "");
    document.level = one.value("level", "");
    documents.push_back(std::move(document));
  }
  return documents;
}

}  // namespace

rules::Result<std::vector<SetDocument>> read_set(const std::string& folder,
                                                 const std::string& truth_folder) {
  if (fs::exists(fs::path(folder) / "set.json")) return read_made_set(folder);
  std::error_code trouble;
  std::vector<SetDocument> documents;
  for (const auto& entry : fs::directory_iterator(folder, trouble)) {
    const std::string name = entry.path().filename().string();
    const std::string id = name.substr(0, name.find('.'));
    const fs::path truth = fs::path(truth_folder) / (id + ".json");
    if (!entry.is_regular_file() || !fs::exists(truth)) continue;
    SetDocument document{id, entry.path().string(), truth.string(), "", "", id, "external", ""};
    const std::string middle = name.substr(name.find('.') + 1);
    const std::size_t dot = middle.rfind('.');
    document.level = dot == std::string::npos ? "external" : middle.substr(0, dot);
    const fs::path known = fs::path(truth_folder) / "known.json";
    if (fs::exists(known)) document.known_file = known.string();
    documents.push_back(std::move(document));
  }
  if (trouble) return rules::Error{rules::ErrorCode::kNotFound, trouble.message(), {folder, 0, 0}};
  std::sort(documents.begin(), documents.end(),
            [](const SetDocument& a, const SetDocument& b) { return a.file < b.file; });
  if (documents.empty())
    return rules::Error{rules::ErrorCode::kEmpty, "no document with a truth file", {folder, 0, 0}};
  return documents;
}

}  // namespace siffra::evaluation
