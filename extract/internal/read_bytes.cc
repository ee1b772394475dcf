#include "extract/internal/read_bytes.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

namespace siffra::extract {

using rules::Error;
using rules::ErrorCode;
using rules::Result;

namespace {

Error about(const std::filesystem::path& file, ErrorCode code, std::string message) {
  return {code, std::move(message), {file.string(), 0, 0}};
}

}  // namespace

Result<std::string> read_bytes(const std::filesystem::path& file, std::size_t max_bytes) {
  std::error_code failure;
  const std::filesystem::file_status status = std::filesystem::status(file, failure);
  if (status.type() == std::filesystem::file_type::not_found) {
    return about(file, ErrorCode::kNotFound, "there is no such file");
  }
  if (failure) return about(file, ErrorCode::kUnreadable, failure.message());
  if (std::filesystem::is_directory(status)) {
    return about(file, ErrorCode::kWrongFormat, "this is a folder; name the report files in it");
  }
  if (!std::filesystem::is_regular_file(status)) {
    return about(file, ErrorCode::kWrongFormat, "this is not an ordinary file");
  }
  const std::uintmax_t size = std::filesystem::file_size(file, failure);
  if (failure) return about(file, ErrorCode::kUnreadable, failure.message());
  if (size == 0) return about(file, ErrorCode::kEmpty, "the file is empty");
  if (size > max_bytes) {
    return about(file, ErrorCode::kLimitExceeded,
                 "the file is " + std::to_string(size) + " bytes, more than the " +
                     std::to_string(max_bytes) + " allowed");
  }
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    return about(file, ErrorCode::kUnreadable,
                 std::string("cannot be opened: ") + std::strerror(errno));
  }
  std::string bytes(static_cast<std::size_t>(size), '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (stream.bad() || static_cast<std::uintmax_t>(stream.gcount()) != size) {
    return about(file, ErrorCode::kUnreadable, "could not be read to its end");
  }
  return bytes;
}

}  // namespace siffra::extract
