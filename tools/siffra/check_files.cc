#include "tools/siffra/check_files.h"

#include <filesystem>
#include <utility>

#include "extract/compact_picture.h"
#include "extract/page_image.h"
#include "reconcile/report/annotated_pdf.h"
#include "reconcile/report/csv.h"
#include "reconcile/report/review_page.h"
#include "reconcile/report/workbook.h"

namespace siffra::tools {
namespace {

struct Job {
  const CheckSettings& settings;
  const reconcile::Report& report;
  const std::string& original;
  CheckFiles& made;

  void add(const std::string& suffix, rules::Result<std::string> bytes) const {
    if (bytes) {
      made.files.push_back({suffix, std::move(*bytes)});
    } else {
      made.failures.push_back(bytes.error());
    }
  }
};

void add_annotated_pdf(const Job& job) {
  if (job.report.document.media_type != "application/pdf") {
    job.made.remarks.push_back(
        {rules::ErrorCode::kWrongFormat,
         "only a PDF can be annotated, so there is no annotated PDF of this file",
         {job.report.document.file}});
    return;
  }
  job.add(".annotated.pdf",
          reconcile::to_annotated_pdf(job.report, job.original, job.settings.common.language));
}

// Pages with figures are drawn fine enough to be enlarged, scans a little finer, running text less.
double resolution_for(const extract::Page& page, reconcile::PageUse use) {
  if (use == reconcile::PageUse::kText) return 100;
  return page.content == extract::PageContent::kDigital ? 150 : 170;
}

rules::Result<reconcile::ReviewPicture> picture_of(const extract::PageRenderer& renderer,
                                                   const extract::Page& page,
                                                   reconcile::PageUse use) {
  auto image = renderer.render(page.number, resolution_for(page, use));
  if (!image) return image.error();
  auto picture = extract::to_compact_picture(extract::as_read(std::move(*image), page));
  if (!picture) return picture.error();
  return reconcile::ReviewPicture{std::move(picture->media_type), std::move(picture->bytes)};
}

// A file of text alone has no pictures: its words are drawn where they stand.
reconcile::ReviewPictures drawn_words(const Job& job, extract::ReadOptions options) {
  options.recognise = false;
  auto document = extract::read_document(job.report.document.file, options);
  if (!document) return {};
  return [pages = std::move(document->pages)](
             const extract::Page& page,
             reconcile::PageUse) -> rules::Result<reconcile::ReviewPicture> {
    for (const auto& words : pages) {
      if (words.number != page.number) continue;
      extract::CompactPicture picture = extract::draw_words(words);
      return reconcile::ReviewPicture{std::move(picture.media_type), std::move(picture.bytes)};
    }
    return rules::Error{rules::ErrorCode::kNotFound, "there is no such page", {"", page.number}};
  };
}

void add_review_page(const Job& job) {
  const auto& document = job.report.document;
  const std::string stem = std::filesystem::path(document.file).stem().string();
  const auto add_with = [&](const reconcile::ReviewPictures& pictures) {
    job.add(".html",
            reconcile::to_review_page(job.report, job.settings.common.language, stem, pictures));
  };
  extract::ReadOptions options;
  options.password = job.settings.common.password;
  options.content = &job.original;
  const std::string& type = document.media_type;
  if (type != "application/pdf" && !type.starts_with("image/")) {
    return add_with(drawn_words(job, options));
  }
  const auto renderer = extract::PageRenderer::open(document.file, options);
  if (!renderer) {
    job.made.failures.push_back(renderer.error());
    return add_with({});
  }
  add_with([&](const extract::Page& page, reconcile::PageUse use) {
    return picture_of(*renderer, page, use);
  });
}

void add_tables(const Job& job) {
  for (const auto& statement : job.report.extraction.statements) {
    job.add(csv_name({}, statement), reconcile::to_csv(statement));
  }
}

void add_one(const Job& job, OutputFormat format) {
  const auto language = job.settings.common.language;
  switch (format) {
    case OutputFormat::kHtml:
      return add_review_page(job);
    case OutputFormat::kPdf:
      return add_annotated_pdf(job);
    case OutputFormat::kXlsx:
      return job.add(".xlsx", reconcile::to_workbook(job.report, language));
    case OutputFormat::kCsv:
      return add_tables(job);
    case OutputFormat::kJson:
      return job.add(".json", to_json(job.report, language));
  }
}

}  // namespace

std::string_view name_of(OutputFormat format) {
  switch (format) {
    case OutputFormat::kHtml:
      return "html";
    case OutputFormat::kPdf:
      return "pdf";
    case OutputFormat::kXlsx:
      return "xlsx";
    case OutputFormat::kCsv:
      return "csv";
    case OutputFormat::kJson:
      break;
  }
  return "json";
}

CheckFiles make_check_files(const CheckSettings& settings, const reconcile::Report& report,
                            const std::string& original) {
  CheckFiles made;
  const Job job{settings, report, original, made};
  for (const OutputFormat format : settings.formats) add_one(job, format);
  return made;
}

}  // namespace siffra::tools
