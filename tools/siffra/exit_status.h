// What the program tells its caller by its exit status (docs/formats.md).
#pragma once

namespace siffra::tools {

enum ExitStatus {
  kAgrees = 0,      // every check exact or within rounding
  kDisagrees = 1,   // at least one finding of severity error
  kWrongUsage = 2,  // options, rule packs, or a place to write to that cannot be used
  kUnreadable = 3,  // an input could not be read, or held nothing to check; the others were
};

}  // namespace siffra::tools
