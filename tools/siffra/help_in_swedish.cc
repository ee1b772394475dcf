#include "tools/siffra/help_in_swedish.h"

#include "reconcile/report/phrases.h"
#include "tools/siffra/help_texts.h"

namespace siffra::tools {
namespace {

using reconcile::Phrase;

constexpr Phrase kHelp[] = {
    {kAbout,
     "Läser svenska delårsrapporter och årsredovisningar, prövar varje summa och varje samband\n"
     "mellan räkningarna och visar vad som inte stämmer och var på sidan."},
    {"Read reports, try every sum and tie, say what does not agree",
     "Läs rapporter, pröva alla summor och samband, visa vad som inte stämmer"},
    {"Only read the statements of a report", "Läs bara räkningarna i en rapport"},
    {"Show what each stage of reading saw", "Visa vad varje steg i läsningen såg"},
    {"One body over the years: ties between its reports, series",
     "En enhet över åren: samband mellan rapporterna, serier"},
    {"The rule packs: what is known about accounts",
     "Regelpaketen: vad som är känt om redovisning"},
    {"The packs in use and what they hold", "Paketen som används och vad de innehåller"},
    {"A concept, identity or pack; or all names",
     "Ett begrepp, ett samband eller ett paket; eller alla namn"},
    {"Whether packs of your own are valid", "Om egna paket är giltiga"},
    {"Print this help message and exit", "Visa denna hjälp och avsluta"},
    {"Display program version information and exit", "Visa programmets version och avsluta"},
    {"Report files, or folders of PDFs", "Rapporter, eller mappar med PDF-filer"},
    {"The report", "Rapporten"},
    {"Folders of reports, databases of siffra check, or files",
     "Mappar med rapporter, databaser från siffra check eller filer"},
    {"Its name: balance.balances", "Namnet: balance.balances"},
    {"The packs", "Paketen"},
    {"A rule pack of your own, after those that come with the program (repeatable)",
     "Ett eget regelpaket, efter programmets egna (kan upprepas)"},
    {"Password of an encrypted PDF", "Lösenord till en krypterad PDF"},
    {"Reports of a folder, or scanned pages of a report, read side by side [one a\n"
     "processor; four pages at most]",
     "Rapporter i en mapp, eller skannade sidor i en rapport, som läses samtidigt\n"
     "[en per processor; högst fyra sidor]"},
    {"Read scanned pages in full, running text too",
     "Läs skannade sidor i sin helhet, även löpande text"},
    {"Write files to this folder, made if need be", "Skriv filer till mappen, som görs vid behov"},
    {"Language of the results: sv or en [sv]", "Resultatens språk: sv eller en [sv]"},
    {"text or json, one line a report [text]", "text eller json, en rad per rapport [text]"},
    {"json, csv, xlsx; alto: every word with its place and readings; pdf: the pages made "
     "searchable [json]",
     "json, csv, xlsx; alto: varje ord med läge och läsningar; pdf: sidorna gjorda sökbara [json]"},
    {"words, lines, tables, statements, equations or repairs [statements]",
     "words, lines, tables, statements, equations eller repairs [statements]"},
    {"Only this page, counted from 1", "Bara denna sida, räknad från 1"},
    {"text, json, or png: the page with what was found drawn on it [text]",
     "text, json eller png: sidan med det som hittades inritat [text]"},
    {"Which files to write with --out: html, pdf, xlsx, json, csv, or all [html,json]",
     "Vilka filer som skrivs med --out: html, pdf, xlsx, json, csv eller all [html,json]"},
    {"What was decided in the review page of an earlier check of this report",
     "Det som beslutades på granskningssidan vid en tidigare kontroll av rapporten"},
    {"Which files of a folder are reports (repeatable) [{}]",
     "Vilka filer i en mapp som är rapporter (kan upprepas) [{}]"},
    {"Files or folders of a folder to pass over (repeatable)",
     "Filer eller mappar i en mapp att hoppa över (kan upprepas)"},
    {"Keep the state of the run in this file; the next run goes on from there",
     "Spara körningens läge i filen; nästa körning går vidare därifrån"},
    {"Seconds that reading one report may take [{}]",
     "Sekunder som läsningen av en rapport får ta [{}]"},
    {"Megabytes of memory that reading one report may take [{}]",
     "Megabyte minne som läsningen av en rapport får ta [{}]"},
    {kMainFooter,
     "Exempel:\n"
     "  siffra check rapport.pdf                    vad som inte stämmer, i terminalen\n"
     "  siffra check --lang en rapport.pdf          detsamma på engelska\n"
     "  siffra check --out resultat/ rapporter/     alla PDF:er i en mapp; resultat/index.html\n"
     "  siffra check --out r/ --formats pdf,xlsx rapport.pdf   bockar på sidorna, arbetspapper\n"
     "  siffra check --format json rapport.pdf      hela resultatet till ett annat program\n"
     "  siffra extract --format csv rapport.pdf     räkningarna som tabeller\n"
     "  siffra explain --stage tables rapport.pdf   vad tabelläsaren såg\n"
     "  siffra rules check mitt.toml                är ett eget regelpaket giltigt?\n"
     "\n"
     "Slutstatus: 0 allt som kunde prövas stämmer, 1 något stämmer inte, 2 fel användning,\n"
     "3 en indata kunde inte läsas (de andra lästes)."},
    {kCheckFooter,
     "Varje räkning får en rad med sina bockar: ✓ summor som stämmer, ⇄ samband med andra\n"
     "räkningar som stämmer, ✗ det som inte stämmer. Sedan anmärkningarna i sidordning. En\n"
     "skillnad som avrundning kan förklara är ingen anmärkning.\n"
     "\n"
     "Exempel:\n"
     "  siffra check rapport.pdf\n"
     "  siffra check --format json rapport.pdf | jq '.findings[].title'\n"
     "  siffra check --rules mitt.toml --out resultat/ rapporter/\n"
     "  siffra check --db run.sqlite --jobs 2 --out r/ rapporter/   en körning som kan tas upp "
     "igen\n"
     "  siffra check --out r/ --formats pdf,xlsx rapport.pdf    antecknad PDF och arbetspapper"},
    {kExtractFooter,
     "Exempel:\n"
     "  siffra extract rapport.pdf > rapport.json\n"
     "  siffra extract --format csv --out tabeller/ rapport.pdf  en fil per räkning\n"
     "  siffra extract --format pdf skannad.pdf > sokbar.pdf     samma sidor, med sin text\n"
     "  siffra extract --format alto skannad.tif > skannad.xml   ord till arkivets system"},
    {kExplainFooter,
     "Exempel:\n"
     "  siffra explain --stage words --page 6 rapport.pdf\n"
     "  siffra explain --stage tables --format json rapport.pdf\n"
     "  siffra explain --stage equations --format png --page 6 rapport.pdf > sida6.png\n"
     "  siffra explain --stage statements --format png --out sidor/ rapport.pdf"},
    {kHistoryFooter,
     "Exempel:\n"
     "  siffra history rapporter/                   stämmer varje enhets rapporter överens?\n"
     "  siffra history --out h/ run.sqlite          serier och diagram ur en avslutad körning"},
    {kRulesFooter,
     "Exempel:\n"
     "  siffra rules list\n"
     "  siffra rules show balance.balances\n"
     "  siffra rules check mitt.toml"},
};

constexpr Phrase kParseErrors[] = {
    {"The following argument was not expected: {}", "Okänt argument: {}"},
    {"The following arguments were not expected: {}", "Okända argument: {}"},
    {"A subcommand is required", "Ange ett kommando"},
    {"{} is required", "{} måste anges"},
    {"{} requires {}", "{} kräver {}"},
    {"{} excludes {}", "{} kan inte användas med {}"},
    {"{}: 1 required {} missing", "{}: {} saknas"},
    {"{}: Value {} not in range {} to {}", "{}: värdet {} ligger inte mellan {} och {}"},
    {"{}: {} not in {}", "{}: {} är inte något av {}"},
    {"Could not convert: {} = {}", "Kan inte tolka: {} = {}"},
};

static_assert(reconcile::well_formed(kHelp) && reconcile::well_formed(kParseErrors));

std::string told(const std::string& text) {
  return reconcile::in_swedish(text, kHelp).value_or(text);
}

}  // namespace

void tell_in_swedish(CLI::App& app) {
  app.description(told(app.get_description()));
  app.footer(told(app.get_footer()));
  const auto formatter = std::make_shared<CLI::Formatter>();
  formatter->label("Usage", "Användning");
  formatter->label("OPTIONS", "VAL");
  formatter->label("SUBCOMMAND", "KOMMANDO");
  formatter->label("Positionals", "Argument");
  formatter->label("REQUIRED", "(måste anges)");
  formatter->label("Needs", "Kräver");
  formatter->label("FILE", "FIL");
  formatter->label("DIR", "MAPP");
  formatter->label("LANG", "SPRÅK");
  formatter->label("LIST", "LISTA");
  formatter->label("GLOB", "MÖNSTER");
  formatter->label("SECONDS", "SEKUNDER");
  formatter->label("STAGE", "STEG");
  app.formatter(formatter);
  for (CLI::Option* option : app.get_options()) {
    option->description(told(option->get_description()));
    if (option->get_group() == "Options") option->group("Val");
  }
  for (CLI::App* command : app.get_subcommands(nullptr)) {
    command->group("Kommandon");
    tell_in_swedish(*command);
  }
}

std::string parse_error_in_swedish(const std::string& message) {
  return reconcile::in_swedish(message, kParseErrors).value_or(message) +
         "\nKör med --help för mer hjälp.\n";
}

}  // namespace siffra::tools
