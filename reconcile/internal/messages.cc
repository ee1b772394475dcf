#include "reconcile/internal/messages.h"

#include <array>

namespace siffra::reconcile::internal {
namespace {

struct Sentence {
  Message message;
  std::string_view sv, en;
};

constexpr std::array kSentences = {
    Sentence{Message::kFootingTitle,
             "\"{label}\" i {statement}, kolumnen {column}, stämmer inte med sina rader",
             "\"{label}\" in {statement}, column {column}, does not agree with its rows"},
    Sentence{
        Message::kColumnsTitle,
        "\"{label}\" i {statement}: kolumnen {column} stämmer inte med de kolumner den bygger på",
        "\"{label}\" in {statement}: column {column} does not agree with the columns it is made "
        "of"},
    Sentence{
        Message::kVarianceTitle,
        "\"{label}\" i {statement}: avvikelsen stämmer inte med de kolumner den jämför",
        "\"{label}\" in {statement}: the variance does not agree with the columns it compares"},
    Sentence{
        Message::kVarianceSignTitle,
        "\"{label}\" i {statement}: avvikelsen har annat tecken än tabellens övriga rader",
        "\"{label}\" in {statement}: the variance has another sign than the table's other rows"},
    Sentence{Message::kNoteTieTitle,
             "\"{label}\" i {statement}, kolumnen {column}, stämmer inte med {note}",
             "\"{label}\" in {statement}, column {column}, does not agree with {note}"},
    Sentence{Message::kNoteReferenceTitle,
             "\"{label}\" i {statement} hänvisar till not {note}, som inte finns i rapporten",
             "\"{label}\" in {statement} refers to note {note}, which is not in the report"},
    Sentence{
        Message::kSameRowTitle,
        "\"{label}\" i {statement}, kolumnen {column}, stämmer inte med samma rad i {other}",
        "\"{label}\" in {statement}, column {column}, does not agree with that row of {other}"},
    Sentence{Message::kIdentityTitle, "\"{label}\" i {statement}, kolumnen {column}: {rule}",
             "\"{label}\" in {statement}, column {column}: {rule}"},
    Sentence{
        Message::kUnitTitle,
        "\"{label}\" i {statement}, kolumnen {column}, tycks stå i en annan enhet än i {other}",
        "\"{label}\" in {statement}, column {column}, seems to be in another unit than in {other}"},
    Sentence{
        Message::kOfWhichTitle,
        "\"{label}\" i {statement}, kolumnen {column}, är större än den post den ingår i",
        "\"{label}\" in {statement}, column {column}, is larger than the item it is a part of"},
    Sentence{
        Message::kRatioTitle,
        "\"{label}\" i {statement}, kolumnen {column}, stämmer inte med de belopp den räknas på",
        "\"{label}\" in {statement}, column {column}, does not agree with the figures it is "
        "computed from"},
    Sentence{Message::kRoundingTitle,
             "\"{label}\" i {statement}, kolumnen {column}, avviker med en avrundning",
             "\"{label}\" in {statement}, column {column}, is off by a rounding"},

    Sentence{Message::kFootingTried,
             "Raderna blir tillsammans {computed} men rapporten anger {printed}: skillnaden är "
             "{difference} (tolerans {tolerance}). Sidan {page}.",
             "The rows add up to {computed} but the report states {printed}: the difference is "
             "{difference} (tolerance {tolerance}). Page {page}."},
    Sentence{Message::kColumnsTried,
             "De andra kolumnerna ger {computed} men rapporten anger {printed}: skillnaden är "
             "{difference} (tolerans {tolerance}). Sidan {page}.",
             "The other columns give {computed} but the report states {printed}: the difference is "
             "{difference} (tolerance {tolerance}). Page {page}."},
    Sentence{Message::kVarianceTried,
             "Kolumnerna ger avvikelsen {computed} men rapporten anger {printed}: skillnaden är "
             "{difference} (tolerans {tolerance}). Sidan {page}.",
             "The columns give a variance of {computed} but the report states {printed}: the "
             "difference is {difference} (tolerance {tolerance}). Page {page}."},
    Sentence{Message::kNoteTieTried,
             "Raden anger {printed} men noten anger {computed}: skillnaden är {difference} "
             "(tolerans {tolerance}). Sidan {page}.",
             "The row states {printed} but the note states {computed}: the difference is "
             "{difference} (tolerance {tolerance}). Page {page}."},
    Sentence{Message::kNoteMissing, "Ingen not med numret {note} har hittats. Sidan {page}.",
             "No note numbered {note} was found. Page {page}."},
    Sentence{Message::kSameRowTried,
             "Raden anger {printed} men i {other} står {computed}: skillnaden är {difference} "
             "(tolerans {tolerance}). Sidan {page}.",
             "The row states {printed} but {other} states {computed}: the difference is "
             "{difference} (tolerance {tolerance}). Page {page}."},
    Sentence{Message::kIdentityTried,
             "Rapporten anger {printed} men de andra posterna ger {computed}: skillnaden är "
             "{difference} (tolerans {tolerance}). Sidan {page}.",
             "The report states {printed} but the other items give {computed}: the difference is "
             "{difference} (tolerance {tolerance}). Page {page}."},
    Sentence{
        Message::kUnitTried,
        "Rapporten anger {printed} här och {computed} där: det ena är {factor} gånger det andra, "
        "som om "
        "enheten vore en annan. Sidan {page}.",
        "The report states {printed} here and {computed} there: one is {factor} times the other, "
        "as if the unit were another. Page {page}."},
    Sentence{Message::kOfWhichTried,
             "Rapporten anger {printed}, men hela posten är {computed}. Sidan {page}.",
             "The report states {printed}, but the whole item is {computed}. Page {page}."},
    Sentence{Message::kRatioTried,
             "Rapporten anger {printed} men posterna ger {computed}. Sidan {page}.",
             "The report states {printed} but the items give {computed}. Page {page}."},
    Sentence{Message::kRoundingTried,
             "Raderna blir tillsammans {computed} men rapporten anger {printed}: skillnaden, "
             "{difference}, ryms i avrundningen men är ovanlig här. Sidan {page}.",
             "The rows add up to {computed} but the report states {printed}: the difference, "
             "{difference}, is within rounding but unusual here. Page {page}."},

    Sentence{
        Message::kMisreadAs,
        "Sidan är en bild: \"{row}\" lästes {shown} men kan vara {value} (sannolikhet {likely}). "
        "Att rapporten själv är fel har sannolikheten {wrong}.",
        "The page is a picture: \"{row}\" was read {shown} but may be {value} (probability "
        "{likely}). That the report itself is wrong has the probability {wrong}."},
    Sentence{
        Message::kMisreadSomewhere,
        "Sidan är en bild: att rapporten själv är fel har sannolikheten {wrong}, att något av "
        "dess belopp är fel läst {misread}; annars fattas något i läsningen, eller så gäller "
        "kontrollen inte här. Jämför med bilden.",
        "The page is a picture: that the report itself is wrong has the probability {wrong}, "
        "that one of these figures is misread {misread}; else something was lost in reading, or "
        "the check does not apply here. Compare with the picture."},
    Sentence{
        Message::kNoReadingFits,
        "Ett av beloppen gick inte att läsa, och med inget som det kan vara stämmer summan. Sidan "
        "{page}.",
        "One of the figures could not be read, and with nothing it may be the sum agrees. "
        "Page {page}."},
    Sentence{Message::kMisreadAsUnseen,
             "Beloppen är igenkända från tryck och bilden finns inte här: \"{row}\" lästes {shown} "
             "men kan vara {value} (sannolikhet {likely}). Att rapporten själv är fel har "
             "sannolikheten {wrong}.",
             "The figures were recognised from print and its picture is not here: \"{row}\" was "
             "read {shown} but may be {value} (probability {likely}). That the report itself is "
             "wrong has the probability {wrong}."},
    Sentence{Message::kMisreadSomewhereUnseen,
             "Beloppen är igenkända från tryck och bilden finns inte här: att rapporten själv är "
             "fel har sannolikheten {wrong}, att något av dess belopp är fel läst {misread}; "
             "annars fattas något i läsningen, eller så gäller kontrollen inte här. Jämför med "
             "originalet.",
             "The figures were recognised from print and its picture is not here: that the report "
             "itself is wrong has the probability {wrong}, that one of these figures is misread "
             "{misread}; else something was lost in reading, or the check does not apply here. "
             "Compare with the original."},

    Sentence{Message::kAlsoFailsOnce, "Samma orsak syns i en kontroll till.",
             "The same cause shows in one more check."},
    Sentence{Message::kAlsoFails, "Samma orsak syns i {count} kontroller till.",
             "The same cause shows in {count} more checks."},

    Sentence{Message::kRowGone,
             "Det fattas i alla kolumner: troligen saknas en rad i rapporten eller i läsningen.",
             "All columns fall short: probably a row is missing in the report or in the reading."},

    Sentence{Message::kMaybeSign, "Med omvänt tecken, {value}, på \"{row}\" skulle det stämma.",
             "With the opposite sign, {value}, on \"{row}\" it would agree."},
    Sentence{Message::kMaybeDigit,
             "Med {value} i stället för {shown} på \"{row}\" skulle det stämma: en siffra eller en "
             "siffergrupp skiljer.",
             "With {value} instead of {shown} on \"{row}\" it would agree: one digit or group of "
             "digits differs."},
    Sentence{
        Message::kMaybeTransposition,
        "Med {value} i stället för {shown} på \"{row}\" skulle det stämma: två siffror har bytt "
        "plats.",
        "With {value} instead of {shown} on \"{row}\" it would agree: two digits are swapped."},
    Sentence{Message::kMaybeMissingRow,
             "Skillnaden är just \"{row}\", {shown}: raden tycks inte vara medräknad.",
             "The difference is exactly \"{row}\", {shown}: the row seems not to be counted."},
    Sentence{
        Message::kMaybeStale,
        "\"{row}\" har samma belopp, {shown}, i en annan kolumn; {value} skulle stämma. Ett "
        "gammalt "
        "belopp kan ha följt med.",
        "\"{row}\" has the same amount, {shown}, in another column; {value} would agree. An old "
        "amount may have been carried over."},
    Sentence{Message::kMaybeUnit, "Beloppet på \"{row}\" tycks stå i en annan enhet.",
             "The amount on \"{row}\" seems to be in another unit."},

    Sentence{Message::kCheckHolds, "{label}, {column}: stämmer.", "{label}, {column}: agrees."},
    Sentence{Message::kCheckRounds, "{label}, {column}: stämmer inom avrundning ({difference}).",
             "{label}, {column}: agrees within rounding ({difference})."},
    Sentence{Message::kCheckFails, "{label}, {column}: skillnaden är {difference}.",
             "{label}, {column}: the difference is {difference}."},
    Sentence{Message::kCheckUndecided, "{label}, {column}: kan inte avgöras.",
             "{label}, {column}: cannot be decided."},
};

std::string fill(std::string_view sentence, std::span<const Place> places, bool swedish) {
  std::string text;
  for (std::size_t i = 0; i < sentence.size();) {
    const std::size_t end = sentence[i] == '{' ? sentence.find('}', i) : std::string_view::npos;
    if (end == std::string_view::npos) {
      text += sentence[i++];
      continue;
    }
    const std::string_view name = sentence.substr(i + 1, end - i - 1);
    for (const Place& place : places) {
      if (place.name == name) text += swedish ? place.text.sv : place.text.en;
    }
    i = end + 1;
  }
  return text;
}

}  // namespace

Bilingual say(Message message, std::span<const Place> places) {
  for (const Sentence& sentence : kSentences) {
    if (sentence.message == message) {
      return {fill(sentence.sv, places, true), fill(sentence.en, places, false)};
    }
  }
  return {};
}

}  // namespace siffra::reconcile::internal
