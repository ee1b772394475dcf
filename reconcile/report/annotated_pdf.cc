#include "reconcile/report/annotated_pdf.h"

#include <exception>
#include <qpdf/QPDFExc.hh>

#include "reconcile/report/internal/pdf_annotations.h"
#include "reconcile/report/internal/pdf_summary.h"
#include "reconcile/report/internal/pdf_update.h"
#include "reconcile/report/marks.h"

namespace siffra::reconcile {
namespace {

using rules::Error;
using rules::ErrorCode;

Error encrypted(const std::string& file) {
  return {ErrorCode::kEncrypted,
          "an encrypted PDF is not annotated; take the encryption off first, for example with "
          "qpdf --decrypt",
          {file}};
}

Error failure(const std::string& file, const std::string& why) {
  return {ErrorCode::kMalformed, "the PDF cannot be annotated: " + why, {file}};
}

std::string annotated(const Report& report, std::string_view original, Language language) {
  internal::PdfUpdate update(original);
  const Marks marks = mark_figures(report);
  internal::PageAnnotator annotator(update, report, marks, language);
  for (const auto& page : report.document.pages) annotator.annotate(page.number);
  internal::add_summary_pages(update, report, language);
  return update.write();
}

}  // namespace

rules::Result<std::string> to_annotated_pdf(const Report& report, std::string_view original,
                                            Language language) {
  const std::string& file = report.document.file;
  try {
    QPDF probe;
    probe.setSuppressWarnings(true);
    probe.processMemoryFile("report", original.data(), original.size());
    if (probe.isEncrypted()) return encrypted(file);
    return annotated(report, original, language);
  } catch (const QPDFExc& error) {
    if (error.getErrorCode() == qpdf_e_password) return encrypted(file);
    return failure(file, error.getMessageDetail());
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    return failure(file, error.what());
  }
}

}  // namespace siffra::reconcile
