#include "tools/siffra/open_input.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

namespace siffra::tools {

rules::Result<int> open_input(const std::filesystem::path& file) {
  using rules::ErrorCode;
  const auto about = [&file](ErrorCode code, const std::string& message) {
    return rules::Error{code, message, {file.string()}};
  };
  // Without O_NONBLOCK a named pipe would be waited for.
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (descriptor < 0) {
    if (errno == ENOENT) return about(ErrorCode::kNotFound, "there is no such file");
    return about(ErrorCode::kUnreadable,
                 "cannot be opened: " + std::error_code(errno, std::generic_category()).message());
  }
  struct stat facts {};
  const bool known = ::fstat(descriptor, &facts) == 0;
  if (known && S_ISREG(facts.st_mode) && facts.st_size > 0) return descriptor;
  ::close(descriptor);
  if (known && S_ISDIR(facts.st_mode)) {
    return about(ErrorCode::kWrongFormat, "this is a folder; name the report files in it");
  }
  if (known && S_ISREG(facts.st_mode)) return about(ErrorCode::kEmpty, "the file is empty");
  return about(ErrorCode::kWrongFormat, "this is not an ordinary file");
}

}  // namespace siffra::tools
