#include "tools/batch/temporary.h"
#include "tools/siffra/commands.h"
#include "tools/siffra/output.h"

namespace siffra::tools {

std::optional<rules::RuleBook> rules_or_complaint(const CommonSettings& settings) {
  if (settings.out) {
    const auto made = make_folder(*settings.out);
    if (!made) {
      diagnose(settings.language, made.error());
      return std::nullopt;
    }
    remove_abandoned_files(*settings.out);
  }
  auto book = load_rules(settings.rule_files);
  if (book) return std::move(*book);
  diagnose(settings.language, book.error());
  return std::nullopt;
}

ExitStatus deliver(const CommonSettings& settings, const std::string& name,
                   std::string_view bytes) {
  const auto done = settings.out ? write_file(*settings.out / name, bytes) : print(bytes);
  if (done) return kAgrees;
  diagnose(settings.language, done.error());
  return kWrongUsage;
}

std::string csv_name(const std::string& stem, const extract::Statement& statement) {
  return stem + "." + statement.id + "." + std::string(rules::name_of(statement.kind)) + ".csv";
}

}  // namespace siffra::tools
