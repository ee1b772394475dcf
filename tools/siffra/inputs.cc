#include "tools/siffra/inputs.h"

#include <algorithm>
#include <cctype>
#include <system_error>

namespace siffra::tools {
namespace {

namespace fs = std::filesystem;

bool is_pdf_name(const fs::path& file) {
  std::string extension = file.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return extension == ".pdf";
}

void expand_folder(const fs::path& folder, Inputs& into) {
  std::error_code error;
  std::vector<fs::path> found;
  fs::recursive_directory_iterator entry(folder, error);
  while (!error && entry != fs::recursive_directory_iterator()) {
    std::error_code not_a_file;
    if (is_pdf_name(entry->path()) && entry->is_regular_file(not_a_file)) {
      found.push_back(entry->path());
    }
    entry.increment(error);
  }
  if (error) {
    into.errors.push_back({rules::ErrorCode::kUnreadable,
                           "the folder cannot be read: " + error.message(),
                           {folder.string()}});
  } else if (found.empty()) {
    into.errors.push_back({rules::ErrorCode::kEmpty,
                           "there is no PDF in this folder; name other files one by one",
                           {folder.string()}});
  }
  std::sort(found.begin(), found.end());
  into.files.insert(into.files.end(), found.begin(), found.end());
}

}  // namespace

Inputs expand_inputs(const std::vector<fs::path>& arguments) {
  Inputs inputs;
  for (const auto& argument : arguments) {
    std::error_code error;
    if (fs::is_directory(argument, error)) {
      expand_folder(argument, inputs);
    } else {
      inputs.files.push_back(argument);
    }
  }
  return inputs;
}

}  // namespace siffra::tools
