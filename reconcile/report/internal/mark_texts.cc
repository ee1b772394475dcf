#include "reconcile/report/internal/mark_texts.h"

namespace siffra::reconcile::internal {

std::string_view tick_text(Tick tick, Language language) {
  const auto choose = [language](std::string_view swedish, std::string_view english) {
    return language == Language::kSwedish ? swedish : english;
  };
  switch (tick) {
    case Tick::kFooted:
      return choose("Summan är kontrollräknad", "Footed: the total adds up");
    case Tick::kTied:
      return choose("Avstämd mot annan räkning eller not", "Tied to another statement or note");
    case Tick::kPrior:
      return choose("Avstämd mot föregående period", "Tied to the prior period");
    case Tick::kRecomputed:
      return choose("Omräknad", "Recomputed");
    case Tick::kIncluded:
      return choose("Ingår i något som stämmer", "Part of something that agrees");
    case Tick::kRounding:
      return choose("Stämmer inom avrundning", "Agrees within rounding");
    case Tick::kDiffers:
      break;
  }
  return choose("Stämmer inte", "Does not agree");
}

std::string_view state_text(CellState state, Language language) {
  const auto choose = [language](std::string_view swedish, std::string_view english) {
    return language == Language::kSwedish ? swedish : english;
  };
  switch (state) {
    case CellState::kTwice:
      return choose("Prövat av två eller flera oberoende samband",
                    "Held by two or more independent checks");
    case CellState::kOnce:
      return choose("Prövat av ett samband", "Held by one check");
    case CellState::kUnchecked:
      return choose("Inget samband prövar beloppet", "No check concerns it");
    case CellState::kRounding:
      return choose("Summan stämmer inom avrundning", "The total agrees within rounding");
    case CellState::kRepaired:
      return choose("Läsningen är rättad", "The reading was changed");
    case CellState::kUnsure:
      return choose("Osäkert läst", "Read with doubt");
    case CellState::kDiffers:
      break;
  }
  return choose("Stämmer inte", "Does not agree");
}

std::string_view severity_text(rules::Severity severity, Language language) {
  const bool swedish = language == Language::kSwedish;
  switch (severity) {
    case rules::Severity::kError:
      return swedish ? "Fel" : "Error";
    case rules::Severity::kWarning:
      return swedish ? "Varning" : "Warning";
    case rules::Severity::kInfo:
      break;
  }
  return swedish ? "Notering" : "Remark";
}

const std::string& title_of(const Finding& finding, Language language) {
  return language == Language::kSwedish ? finding.title_sv : finding.title_en;
}

const std::string& explanation_of(const Finding& finding, Language language) {
  return language == Language::kSwedish ? finding.explanation_sv : finding.explanation_en;
}

const std::string& message_of(const Check& check, Language language) {
  return language == Language::kSwedish ? check.message_sv : check.message_en;
}

std::string evidence_text(const Report& report, std::string_view evidence, Language language) {
  const bool swedish = language == Language::kSwedish;
  if (evidence == "second_reading") {
    return swedish ? "en andra läsning av bilden" : "a second reading of the picture";
  }
  if (evidence == "shape_confusion") {
    return swedish ? "en känd förväxling av teckenformer" : "a known confusion of shapes";
  }
  if (evidence == "second_look") {
    return swedish ? "bilden av beloppet, granskad på nytt"
                   : "the picture of the figure, looked at again";
  }
  for (const auto& check : report.audit.checks) {
    if (check.id == evidence) return message_of(check, language);
  }
  return std::string(evidence);
}

std::string column_text(const extract::Statement& statement, std::size_t column) {
  if (column >= statement.columns.size()) return {};
  const std::string& header = statement.columns[column].header;
  return header.empty() ? std::to_string(column + 1) : header;
}

}  // namespace siffra::reconcile::internal
