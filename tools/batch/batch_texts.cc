#include "tools/batch/batch_texts.h"

namespace siffra::tools {
namespace {

struct Entry {
  BatchText text;
  std::string_view swedish, english;
};

constexpr Entry kEntries[] = {
    {BatchText::kAgrees, "stämmer", "agrees"},
    {BatchText::kDisagrees, "stämmer inte", "does not agree"},
    {BatchText::kEmpty, "inget att pröva", "nothing to check"},
    {BatchText::kUnreadable, "kan inte läsas", "cannot be read"},
    {BatchText::kFailed, "läsningen avbröts", "reading was stopped"},
    {BatchText::kDuplicate, "samma innehåll som {0}", "same content as {0}"},
    {BatchText::kHead, "  Fel Varn.  Anm. Kontr.  Rapport", "  Err Warn.  Rem. Checks  Report"},
    {BatchText::kTotals,
     "{0} rapporter: {1} stämmer, {2} stämmer inte, {3} utan något att pröva, {4} kan inte läsas, "
     "{5} avbröts. {6} fel och {7} varningar.",
     "{0} reports: {1} agree, {2} do not, {3} hold nothing to check, {4} cannot be read, {5} were "
     "stopped. {6} errors and {7} warnings."},
    {BatchText::kDuplicates, "{0} filer har samma innehåll som en annan och lästes inte igen.",
     "{0} files have the same content as another and were not read again."},
    {BatchText::kAlreadyDone, "{0} var klara sedan tidigare och lästes inte om.",
     "{0} were done before and were not read again."},
    {BatchText::kMoreRows, "… och {0} till: se index.html.", "… and {0} more: see index.html."},
    {BatchText::kWritten, "Översikt: {0}", "Overview: {0}"},
    {BatchText::kProgress, "{0}/{1} · {2} stämmer inte · {3} ej lästa · {4}/min · {5} kvar",
     "{0}/{1} · {2} do not agree · {3} not read · {4}/min · {5} left"},
    {BatchText::kInterrupted,
     "Avbrutet: {0} av {1} är klara. Samma kommando med --db fortsätter där.",
     "Interrupted: {0} of {1} are done. The same command with --db goes on from there."},
    {BatchText::kReport, "Rapport", "Report"},
    {BatchText::kBody, "Organisation", "Body"},
    {BatchText::kPeriod, "Period", "Period"},
    {BatchText::kErrors, "Fel", "Errors"},
    {BatchText::kWarnings, "Varningar", "Warnings"},
    {BatchText::kRemarks, "Anmärkningar", "Remarks"},
    {BatchText::kChecks, "Kontroller", "Checks"},
    {BatchText::kOutcome, "Utfall", "Outcome"},
    {BatchText::kPage, "Sida", "Page"},
    {BatchText::kStatement, "Räkning", "Statement"},
    {BatchText::kRow, "Rad", "Row"},
    {BatchText::kColumn, "Kolumn", "Column"},
    {BatchText::kDifference, "Skillnad, kr", "Difference, kronor"},
    {BatchText::kSeverity, "Allvar", "Severity"},
    {BatchText::kFinding, "Iakttagelse", "Finding"},
    {BatchText::kExplanation, "Förklaring", "Explanation"},
    {BatchText::kIndexTitle, "Siffergranskning: {0} rapporter", "Figures checked: {0} reports"},
    {BatchText::kFilter, "Sök i tabellen", "Search the table"},
    {BatchText::kOnlyToLookAt, "Bara de som behöver ses", "Only those to look at"},
    {BatchText::kSortHint, "Klicka på en rubrik för att sortera.", "Click a head to sort."},
};

}  // namespace

std::string say(BatchText text, reconcile::Language language,
                std::initializer_list<std::string_view> values) {
  for (const Entry& entry : kEntries) {
    if (entry.text != text) continue;
    std::string said(language == reconcile::Language::kSwedish ? entry.swedish : entry.english);
    std::size_t number = 0;
    for (const std::string_view value : values) {
      const std::string place = "{" + std::to_string(number++) + "}";
      if (const auto at = said.find(place); at != std::string::npos) {
        said.replace(at, place.size(), value);
      }
    }
    return said;
  }
  return {};
}

}  // namespace siffra::tools
