// `siffra check` over folders, or with a database: many documents side by side, each in a worker
// process; every result is written and recorded as it comes, so that a run can be stopped at any
// moment and taken up again.
#pragma once

#include "tools/siffra/check_document.h"
#include "tools/siffra/exit_status.h"
#include "tools/siffra/inputs.h"

namespace siffra::tools {

ExitStatus run_batch(const CheckContext& context, const Inputs& inputs);

// The worse of two: an input that could not be read outranks a finding in another, for the run is
// incomplete; wrong usage outranks all.
ExitStatus worse(ExitStatus a, ExitStatus b);

}  // namespace siffra::tools
