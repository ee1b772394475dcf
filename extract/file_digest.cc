#include "extract/file_digest.h"

#include <nettle/sha2.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <system_error>
#include <vector>

#include "extract/internal/digest.h"

namespace siffra::extract {

std::string digest_of(std::string_view bytes) { return sha256_hex(bytes); }

rules::Result<std::string> digest_of_descriptor(int descriptor) {
  constexpr std::size_t kPiece = std::size_t{1} << 18;
  std::vector<std::uint8_t> piece(kPiece);
  sha256_ctx context;
  sha256_init(&context);
  off_t position = 0;
  for (;;) {
    const ssize_t got = ::pread(descriptor, piece.data(), piece.size(), position);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      return rules::Error{
          rules::ErrorCode::kUnreadable,
          "cannot be read: " + std::error_code(errno, std::generic_category()).message(),
          {}};
    }
    if (got == 0) break;
    sha256_update(&context, static_cast<std::size_t>(got), piece.data());
    position += got;
  }
  std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
  sha256_digest(&context, digest.size(), digest.data());
  return to_hex(digest);
}

}  // namespace siffra::extract
