#include "tools/siffra/inputs.h"

#include <fnmatch.h>
#include <sys/stat.h>

#include <algorithm>
#include <set>
#include <system_error>
#include <utility>

namespace siffra::tools {
namespace {

namespace fs = std::filesystem;

bool matches(const std::vector<std::string>& globs, const fs::path& below) {
  return std::any_of(globs.begin(), globs.end(), [&below](const std::string& glob) {
    return ::fnmatch(glob.c_str(), below.c_str(), FNM_CASEFOLD) == 0 ||
           ::fnmatch(glob.c_str(), below.filename().c_str(), FNM_CASEFOLD) == 0;
  });
}

class FolderScan {
 public:
  FolderScan(const fs::path& folder, const InputRules& rules, Inputs& into)
      : folder_(folder), rules_(rules), into_(into) {
    if (rules_.include.empty())
      include_ = {"*.pdf"};
    else
      include_ = rules_.include;
  }

  void run() {
    const std::size_t errors = into_.errors.size();
    scan(folder_, {});
    if (found_.empty() && into_.errors.size() == errors) {
      into_.errors.push_back(
          {rules::ErrorCode::kEmpty,
           rules_.include.empty()
               ? "there is no PDF in this folder; name other files one by one, or with --include"
               : "no file in this folder has a name as asked for",
           {folder_.string()}});
    }
    std::sort(found_.begin(), found_.end());
    for (const auto& below : found_) {
      fs::path name = below;
      into_.files.push_back({folder_ / below, name.replace_extension()});
    }
  }

 private:
  // The folder of results, wherever it lies, holds no reports to check.
  bool is_for_results(const fs::path& folder) const {
    std::error_code error;
    return rules_.results && fs::equivalent(*rules_.results, folder, error) && !error;
  }

  bool is_new(const fs::path& folder) {
    struct stat facts {};
    if (::stat(folder.c_str(), &facts) != 0) return true;  // reading it will tell
    return seen_.emplace(facts.st_dev, facts.st_ino).second;
  }

  void complain(const fs::path& path, const std::string& what, const std::error_code& error) {
    into_.errors.push_back(
        {rules::ErrorCode::kUnreadable, what + ": " + error.message(), {path.string()}});
  }

  // Results may be written beside the reports: those of an earlier run are none.
  bool is_own_result(const fs::path& path) const {
    const std::string name = path.filename().string();
    constexpr std::string_view kEnd = ".annotated.pdf";
    if (!name.ends_with(kEnd) || !is_for_results(folder_)) return false;
    std::error_code error;
    const fs::path original =
        path.parent_path() / (name.substr(0, name.size() - kEnd.size()) + ".pdf");
    return fs::exists(original, error);
  }

  void take(const fs::directory_entry& entry, const fs::path& below,
            std::vector<fs::path>& folders) {
    if (matches(rules_.exclude, below)) return;
    std::error_code error;
    const bool wanted = matches(include_, below);
    const auto status = entry.status(error);
    if (error && error != std::errc::no_such_file_or_directory) {
      // An entry that cannot be looked at may be a report; a link in a circle is none.
      if (wanted) complain(entry.path(), "cannot be read", error);
    } else if (fs::is_directory(status)) {
      folders.push_back(below);
    } else if (fs::is_regular_file(status)) {
      if (wanted && !is_own_result(entry.path())) found_.push_back(below);
    } else if (wanted && entry.is_symlink(error)) {
      into_.errors.push_back(
          {rules::ErrorCode::kUnreadable, "this link leads nowhere", {entry.path().string()}});
    }
  }

  void scan(const fs::path& folder, const fs::path& below) {
    constexpr std::size_t kDeepest = 200;
    std::vector<std::pair<fs::path, std::size_t>> waiting = {{below, 0}};
    while (!waiting.empty()) {
      const auto [here, depth] = waiting.back();
      waiting.pop_back();
      const fs::path path = here.empty() ? folder : folder / here;
      if (!is_new(path) || (!here.empty() && is_for_results(path))) continue;
      std::error_code error;
      std::vector<fs::path> folders;
      fs::directory_iterator entry(path, error);
      while (!error && entry != fs::directory_iterator()) {
        take(*entry, here / entry->path().filename(), folders);
        entry.increment(error);
      }
      if (error) complain(path, "the folder cannot be read", error);
      if (depth >= kDeepest) continue;
      for (auto& inner : folders) waiting.emplace_back(std::move(inner), depth + 1);
    }
  }

  const fs::path& folder_;
  const InputRules& rules_;
  Inputs& into_;
  std::vector<std::string> include_;
  std::vector<fs::path> found_;  // below the folder
  std::set<std::pair<dev_t, ino_t>> seen_;
};

}  // namespace

std::vector<fs::path> folders_beside(const Inputs& inputs) {
  std::set<fs::path> folders;
  for (const auto& input : inputs.files) {
    if (::fnmatch("*.pdf", input.path.c_str(), FNM_CASEFOLD) == 0) continue;
    const fs::path folder = input.path.parent_path();
    folders.insert(folder.empty() ? fs::path(".") : folder);
  }
  return {folders.begin(), folders.end()};
}

Inputs expand_inputs(const std::vector<fs::path>& arguments, const InputRules& rules) {
  Inputs inputs;
  for (const auto& argument : arguments) {
    std::error_code error;
    if (fs::is_directory(argument, error)) {
      inputs.from_folder = true;
      FolderScan(argument, rules, inputs).run();
    } else {
      inputs.files.push_back({argument, argument.stem()});
    }
  }
  return inputs;
}

}  // namespace siffra::tools
