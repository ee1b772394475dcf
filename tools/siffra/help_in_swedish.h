// The help of the command line in Swedish, where it was not asked for in English.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace siffra::tools {

// Every description, footer and heading of the program and its commands.
void tell_in_swedish(CLI::App& app);

// What the parser says of a command line that it does not understand.
std::string parse_error_in_swedish(const std::string& message);

}  // namespace siffra::tools
