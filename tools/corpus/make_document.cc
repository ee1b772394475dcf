#include "tools/corpus/make_document.h"

#include "tools/corpus/compose.h"
#include "tools/corpus/dress.h"
#include "tools/corpus/paint.h"
#include "tools/corpus/scan.h"

namespace siffra::corpus {
namespace {

constexpr const char* kDigital = "digital";

}  // namespace

rules::Result<MadeDocument> make_document(const Report& report, const DocumentPlan& plan,
                                          const std::vector<FillerSection>& filler,
                                          TextMeasure& measure) {
  const HouseStyle& style = plan.style;
  MadeDocument made;
  made.id = report.id + "." + style.name + "." + plan.level;
  made.printed = dressed(report, style);
  const Random random = Random(plan.seed).fork(report.id + "." + style.name);
  Random errors = random.fork("errors");
  for (const ErrorKind kind : plan.errors)
    if (auto planted = plant(kind, made.printed, style.numbers, errors))
      made.planted.push_back(std::move(*planted));
  const std::vector<PrintedPage> pages =
      compose(made.printed, style, filler, random.fork("pages"), measure);
  if (plan.level != kDigital) {
    const ScanLevel* level = find_scan_level(plan.level);
    if (level == nullptr)
      return rules::Error{rules::ErrorCode::kInvalidArgument, "unknown level: " + plan.level, {}};
    rules::Result<ScannedDocument> scanned = scan(pages, *level, random.fork(plan.level));
    if (!scanned) return scanned.error();
    made.extension = scanned->extension;
    made.files = std::move(scanned->files);
    return made;
  }
  rules::Result<std::string> pdf =
      paint_pdf(pages, report.heading + ", " + report.body, report.period_end);
  if (!pdf) return pdf.error();
  made.extension = "pdf";
  made.files.push_back(std::move(*pdf));
  return made;
}

}  // namespace siffra::corpus
