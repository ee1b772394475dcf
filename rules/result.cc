#include "rules/result.h"

namespace siffra::rules {

std::string to_string(const Error& error) {
  std::string text;
  if (!error.where.file.empty()) text += error.where.file + ": ";
  if (error.where.page > 0) text += "page " + std::to_string(error.where.page) + ": ";
  if (error.where.line > 0) text += "line " + std::to_string(error.where.line) + ": ";
  return text + error.message;
}

}  // namespace siffra::rules
