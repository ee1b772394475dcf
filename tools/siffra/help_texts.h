// What `--help` says beside its options, in English; help_in_swedish.cc has it in Swedish.
#pragma once

namespace siffra::tools {

inline constexpr const char* kAbout =
    "Reads Swedish interim and annual reports, checks every sum and every tie between their\n"
    "statements, and shows what does not agree and where on the page.";

inline constexpr const char* kMainFooter =
    "Examples:\n"
    "  siffra check report.pdf                     what does not agree, on the console\n"
    "  siffra check --lang en report.pdf           the same in English\n"
    "  siffra check --out results/ reports/        every PDF of a folder; results/index.html\n"
    "  siffra check --out r/ --formats pdf,xlsx report.pdf    ticks on the pages, working papers\n"
    "  siffra check --format json report.pdf       the whole result for another program\n"
    "  siffra extract --format csv report.pdf      the statements as tables\n"
    "  siffra explain --stage tables report.pdf    what the table finder saw\n"
    "  siffra rules check my.toml                  is a rule pack of one's own valid?\n"
    "\n"
    "Exit status: 0 all that could be checked agrees, 1 something does not, 2 wrong usage,\n"
    "3 an input could not be read (the others were).";

inline constexpr const char* kCheckFooter =
    "Each statement gets a line with its ticks: ✓ sums that hold, ⇄ ties to other statements that\n"
    "hold, ✗ what does not agree. Then the findings in page order. A difference that roundings "
    "can\n"
    "explain is no finding.\n"
    "\n"
    "Examples:\n"
    "  siffra check report.pdf\n"
    "  siffra check --format json report.pdf | jq '.findings[].title'\n"
    "  siffra check --rules my.toml --out results/ reports/\n"
    "  siffra check --db run.sqlite --jobs 2 --out r/ reports/   a run that can be taken up again\n"
    "  siffra check --out r/ --formats pdf,xlsx report.pdf     annotated PDF and working papers";

inline constexpr const char* kExtractFooter =
    "Examples:\n"
    "  siffra extract report.pdf > report.json\n"
    "  siffra extract --format csv --out tables/ report.pdf    one file per statement\n"
    "  siffra extract --format pdf scan.pdf > searchable.pdf   the same pages, with their text\n"
    "  siffra extract --format alto scan.tif > scan.xml        words for an archive's system";

inline constexpr const char* kExplainFooter =
    "Examples:\n"
    "  siffra explain --stage words --page 6 report.pdf\n"
    "  siffra explain --stage tables --format json report.pdf\n"
    "  siffra explain --stage equations --format png --page 6 report.pdf > page6.png\n"
    "  siffra explain --stage statements --format png --out pages/ report.pdf";

inline constexpr const char* kHistoryFooter =
    "Examples:\n"
    "  siffra history reports/                     do the reports of each body agree?\n"
    "  siffra history --out h/ run.sqlite          series and plots from a finished run";

inline constexpr const char* kRulesFooter =
    "Examples:\n"
    "  siffra rules list\n"
    "  siffra rules show balance.balances\n"
    "  siffra rules check my.toml";

}  // namespace siffra::tools
