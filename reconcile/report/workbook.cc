#include "reconcile/report/workbook.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "reconcile/report/internal/workbook_book.h"

namespace siffra::reconcile {
namespace {

// A file of its own in the folder for temporary files, gone when it goes out of scope: the library
// writes only to files.
class TemporaryFile {
 public:
  TemporaryFile() {
    std::error_code error;
    const auto folder = std::filesystem::temp_directory_path(error);
    if (error) return;
    name_ = (folder / "siffra.XXXXXX").string();
    const int descriptor = ::mkstemp(name_.data());
    made_ = descriptor >= 0;
    if (made_) ::close(descriptor);
  }
  ~TemporaryFile() {
    if (made_) ::unlink(name_.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  [[nodiscard]] bool made() const { return made_; }
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::string bytes() const {
    std::ifstream in(name_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }

 private:
  std::string name_;
  bool made_ = false;
};

// 1 January 2000, so that the same report gives the same bytes.
constexpr time_t kCreated = 946684800;

void set_properties(lxw_workbook* workbook, const Report& report) {
  std::string title = report.extraction.entity.name;
  std::string author = "siffra";
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.author = author.data();
  properties.created = kCreated;
  workbook_set_properties(workbook, &properties);
}

bool write_sheets(internal::Book& book) {
  bool written = internal::write_overview(book);
  written = internal::write_findings(book) && written;
  for (std::size_t i = 0; i < book.report.extraction.statements.size(); ++i) {
    written = internal::write_statement(book, i) && written;
  }
  written = internal::write_checks(book) && written;
  return internal::write_repairs(book) && written;
}

rules::Error failure(const std::string& what, const Report& report) {
  return {rules::ErrorCode::kIo, "the workbook could not be made: " + what, {report.document.file}};
}

}  // namespace

rules::Result<std::string> to_workbook(const Report& report, Language language) {
  const TemporaryFile file;
  if (!file.made()) return failure("no temporary file could be written", report);
  // The library's own temporary files go to the same folder.
  std::string folder = std::filesystem::path(file.name()).parent_path().string();
  lxw_workbook_options options{};
  options.tmpdir = folder.data();
  lxw_workbook* workbook = workbook_new_opt(file.name().c_str(), &options);
  if (workbook == nullptr) return failure("out of memory", report);
  set_properties(workbook, report);
  bool written = false;
  {
    internal::Book book(report, language, workbook);
    written = write_sheets(book);
  }
  // Closing frees the workbook, whether it succeeds or not.
  const lxw_error error = workbook_close(workbook);
  if (error != LXW_NO_ERROR) return failure(lxw_strerror(error), report);
  if (!written) return failure("a cell could not be written", report);
  std::string bytes = file.bytes();
  if (bytes.empty()) return failure("the temporary file could not be read", report);
  return bytes;
}

}  // namespace siffra::reconcile
