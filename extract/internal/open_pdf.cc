#include "extract/internal/open_pdf.h"

#include <poppler/cpp/poppler-global.h>

#include <exception>
#include <limits>
#include <mutex>
#include <new>
#include <string>

namespace siffra::extract {

using rules::Error;
using rules::ErrorCode;
using rules::Result;

namespace {

// Poppler's hook carries no state of ours across its calls that a thread could tell apart.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables)
thread_local std::string* complaints = nullptr;

void hear(const std::string& message, void*) {
  constexpr std::size_t kEnough = 4096;
  if (complaints != nullptr && complaints->size() < kEnough) *complaints += message + '\n';
}

// Poppler writes what it thinks of a file to standard error, which belongs to our diagnostics.
void silence_poppler() {
  static std::once_flag once;
  std::call_once(once, [] { poppler::set_debug_error_function(hear, nullptr); });
}

}  // namespace

PopplerComplaints::PopplerComplaints() { complaints = &heard_; }
PopplerComplaints::~PopplerComplaints() { complaints = nullptr; }

Result<std::unique_ptr<poppler::document>> open_pdf(std::string_view bytes,
                                                    const ReadOptions& options) {
  silence_poppler();
  if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    return Error{ErrorCode::kLimitExceeded, "PDF files over 2 GB are not read", {}};
  }
  std::unique_ptr<poppler::document> document;
  const std::string password = options.password.value_or("");
  try {
    document.reset(poppler::document::load_from_raw_data(
        bytes.data(), static_cast<int>(bytes.size()), password, password));
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& failure) {
    return Error{ErrorCode::kMalformed, std::string("damaged PDF: ") + failure.what(), {}};
  }
  if (!document) {
    return Error{ErrorCode::kMalformed,
                 "damaged PDF: no pages can be found in it; fetch the file anew or save it again "
                 "from a PDF viewer",
                 {}};
  }
  // A locked document must not be asked for its pages: poppler 22.12 dereferences null.
  if (document->is_locked()) {
    return Error{ErrorCode::kEncrypted,
                 options.password ? "the password given does not open this PDF"
                                  : "the PDF is protected by a password; give it with --password",
                 {}};
  }
  return document;
}

}  // namespace siffra::extract
