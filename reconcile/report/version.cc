#include "reconcile/report/version.h"

namespace siffra::reconcile {

std::string_view version() { return SIFFRA_VERSION; }

}  // namespace siffra::reconcile
