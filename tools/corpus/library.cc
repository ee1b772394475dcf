#include "tools/corpus/library.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace siffra::corpus {
namespace {

rules::Result<std::vector<std::string>> files_in(const std::string& folder,
                                                 const std::string& extension) {
  std::vector<std::string> files;
  std::error_code trouble;
  for (const auto& entry : std::filesystem::directory_iterator(folder, trouble))
    if (entry.path().extension() == extension) files.push_back(entry.path().string());
  if (trouble) return rules::Error{rules::ErrorCode::kNotFound, trouble.message(), {folder, 0, 0}};
  std::sort(files.begin(), files.end());
  return files;
}

// Every file of one kind in a folder, parsed.
template <typename T, typename Parse>
rules::Result<std::vector<T>> read_all(const std::string& folder, const std::string& extension,
                                       Parse parse) {
  const auto files = files_in(folder, extension);
  if (!files) return files.error();
  std::vector<T> all;
  for (const std::string& file : *files) {
    const rules::Result<std::string> text = read_file(file);
    if (!text) return text.error();
    rules::Result<T> one = parse(*text, file);
    if (!one) return one.error();
    all.push_back(std::move(*one));
  }
  return all;
}

}  // namespace

rules::Result<std::vector<Report>> read_bodies(const std::string& corpus) {
  return read_all<Report>(corpus + "/bodies", ".table", parse_report);
}

rules::Result<std::vector<Model>> read_models(const std::string& corpus) {
  return read_all<Model>(corpus + "/models", ".model", parse_model);
}

rules::Result<std::vector<FillerSection>> read_filler(const std::string& corpus) {
  const std::string file = corpus + "/filler.txt";
  const rules::Result<std::string> text = read_file(file);
  if (!text) return text.error();
  return parse_filler(*text, file);
}

rules::Result<Wordings> read_wordings(const std::string& corpus) {
  const std::string file = corpus + "/wordings.txt";
  const rules::Result<std::string> text = read_file(file);
  if (!text) return text.error();
  return parse_wordings(*text, file);
}

}  // namespace siffra::corpus
