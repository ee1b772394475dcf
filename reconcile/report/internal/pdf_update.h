// A PDF being added to: objects changed and made in memory with qpdf, then appended to the original
// bytes as one incremental update, or the whole file written anew where that is not possible.
#pragma once

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace siffra::reconcile::internal {

// Functions of this class may throw what qpdf throws.
class PdfUpdate {
 public:
  // `original` must outlive the object.
  explicit PdfUpdate(std::string_view original);

  [[nodiscard]] QPDF& pdf() { return pdf_; }
  [[nodiscard]] const std::vector<QPDFObjectHandle>& pages() const { return pages_; }

  // A new object of the file.
  QPDFObjectHandle add(const QPDFObjectHandle& object);
  QPDFObjectHandle add_stream(const std::string& dictionary, const std::string& data);
  // An object of the original that was changed; it must be indirect.
  void changed(const QPDFObjectHandle& object);

  [[nodiscard]] std::string write();

 private:
  [[nodiscard]] bool can_append() const;
  [[nodiscard]] std::string appended();
  [[nodiscard]] std::string rewritten();

  std::string_view original_;
  QPDF pdf_;
  std::vector<QPDFObjectHandle> pages_;
  bool sound_ = false;  // nothing in the file had to be mended to read it
  std::set<QPDFObjGen> touched_;
};

}  // namespace siffra::reconcile::internal
