// A PDF opened with poppler-cpp, unlocked and quiet. `bytes` must outlive the document.
#pragma once

#include <poppler/cpp/poppler-document.h>

#include <memory>
#include <string>
#include <string_view>

#include "extract/readers.h"
#include "rules/result.h"

namespace siffra::extract {

// Errors carry no file name: the caller knows it.
rules::Result<std::unique_ptr<poppler::document>> open_pdf(std::string_view bytes,
                                                           const ReadOptions& options);

// What poppler complains of in this thread while it lives.
class PopplerComplaints {
 public:
  PopplerComplaints();
  ~PopplerComplaints();
  PopplerComplaints(const PopplerComplaints&) = delete;
  PopplerComplaints& operator=(const PopplerComplaints&) = delete;

  [[nodiscard]] const std::string& heard() const { return heard_; }  // empty: of nothing

 private:
  std::string heard_;
};

}  // namespace siffra::extract
