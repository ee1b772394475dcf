// The files of reconcile/report/html, which the build puts into the program.
#pragma once

#include <string>
#include <string_view>

namespace siffra::reconcile::internal {

std::string_view review_template();
std::string review_style();
std::string review_script();

}  // namespace siffra::reconcile::internal
