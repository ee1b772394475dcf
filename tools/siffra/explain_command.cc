#include <string>

#include "tools/siffra/commands.h"
#include "tools/siffra/explain_picture.h"
#include "tools/siffra/explain_views.h"
#include "tools/siffra/output.h"

namespace siffra::tools {
namespace {

std::string stage_name(Stage stage) {
  switch (stage) {
    case Stage::kWords:
      return "words";
    case Stage::kLines:
      return "lines";
    case Stage::kTables:
      return "tables";
    case Stage::kStatements:
      return "statements";
    case Stage::kRepairs:
      return "repairs";
    case Stage::kEquations:
      break;
  }
  return "equations";
}

std::string output_stem(const ExplainSettings& settings) {
  return settings.report.stem().string() + "." + stage_name(settings.stage);
}

ExitStatus write_picture(const ExplainSettings& settings, const Stages& stages,
                         const extract::ReadOptions& options, int page) {
  auto image = extract::render_page(settings.report, page, options);
  if (!image) {
    diagnose(settings.common.language, image.error());
    return kUnreadable;
  }
  draw_stage(*image, stages, settings.stage, page);
  const auto png = extract::to_png(*image);
  if (png) {
    return deliver(settings.common, output_stem(settings) + ".p" + std::to_string(page) + ".png",
                   *png);
  }
  diagnose(settings.common.language, png.error());
  return kUnreadable;
}

ExitStatus write_pictures(const ExplainSettings& settings, const Stages& stages,
                          const extract::ReadOptions& options) {
  if (settings.page != 0) return write_picture(settings, stages, options, settings.page);
  ExitStatus status = kAgrees;
  for (const auto& page : stages.document.pages) {
    const ExitStatus written = write_picture(settings, stages, options, page.number);
    if (written == kWrongUsage) return written;
    if (written != kAgrees) status = written;
  }
  return status;
}

// Usage that only the settings together can show to be wrong.
bool usable(const ExplainSettings& settings) {
  if (settings.format != ExplainFormat::kPng || settings.common.out) return true;
  if (settings.page == 0) {
    diagnose(settings.common.language,
             {rules::ErrorCode::kInvalidArgument,
              "pictures of all pages need a folder: add --out DIR, or choose one with --page N",
              {}});
    return false;
  }
  if (standard_output_is_terminal()) {
    diagnose(settings.common.language,
             {rules::ErrorCode::kInvalidArgument,
              "a picture is not written to a terminal: add --out DIR or redirect it to a file",
              {}});
    return false;
  }
  return true;
}

}  // namespace

ExitStatus run_explain(const ExplainSettings& settings) {
  if (!usable(settings)) return kWrongUsage;
  const auto book = rules_or_complaint(settings.common);
  if (!book) return kWrongUsage;
  const extract::ReadOptions options = reading_options(settings.common, settings.report);
  const auto stages = run_stages(settings.report, *book, options, settings.stage);
  if (!stages) {
    diagnose(settings.common.language, stages.error());
    return kUnreadable;
  }
  const int pages = static_cast<int>(stages->document.pages.size());
  if (settings.page > pages) {
    diagnose(settings.common.language,
             {rules::ErrorCode::kInvalidArgument,
              "there is no such page; the last is " + std::to_string(pages),
              {settings.report.string(), settings.page}});
    return kWrongUsage;
  }
  switch (settings.format) {
    case ExplainFormat::kPng:
      return write_pictures(settings, *stages, options);
    case ExplainFormat::kJson:
      return deliver(settings.common, output_stem(settings) + ".json",
                     explain_as_json(*stages, settings.stage, settings.page));
    case ExplainFormat::kText:
      break;
  }
  return deliver(settings.common, output_stem(settings) + ".txt",
                 explain_as_text(*stages, settings.stage, settings.page, settings.common.language));
}

}  // namespace siffra::tools
