#include "tools/eval/metrics.h"

namespace siffra::evaluation {
namespace {

template <Share Tally::*kShare>
double share(const Tally& tally) {
  return (tally.*kShare).value();
}

template <Share Tally::*kShare>
bool counted(const Tally& tally) {
  return (tally.*kShare).of > 0;
}

bool always(const Tally&) { return true; }
bool has_pages(const Tally& tally) { return tally.pages > 0; }

double per_document(long count, const Tally& tally) {
  return tally.documents == 0 ? 0
                              : static_cast<double>(count) / static_cast<double>(tally.documents);
}

template <Share Tally::*kShare>
Metric of_share(std::string_view name, std::string_view heading) {
  return {name, heading, Better::kHigher, 4, share<kShare>, counted<kShare>};
}

}  // namespace

const std::vector<Metric>& metrics() {
  static const std::vector<Metric> all_metrics{
      of_share<&Tally::cells_before>("cells_before", "cells raw"),
      of_share<&Tally::cells>("cells", "cells"),
      of_share<&Tally::rows>("rows", "rows"),
      of_share<&Tally::kind>("kind", "kind"),
      of_share<&Tally::notes>("notes", "notes"),
      of_share<&Tally::units>("units", "units"),
      of_share<&Tally::roles>("roles", "roles"),
      of_share<&Tally::periods>("periods", "periods"),
      of_share<&Tally::facts>("facts", "facts"),
      {"extra", "extra/doc", Better::kLower, 2,
       [](const Tally& t) { return per_document(t.extra, t); }, always},
      of_share<&Tally::found>("detection", "found"),
      of_share<&Tally::located>("located", "right cell"),
      of_share<&Tally::first>("first", "first"),
      {"masking", "masked", Better::kLower, 0,
       [](const Tally& t) { return static_cast<double>(t.masked); }, always},
      {"false_alarms", "alarms/doc", Better::kLower, 3,
       [](const Tally& t) { return per_document(t.false_alarms, t); }, always},
      of_share<&Tally::required>("known", "known"),
      of_share<&Tally::repairs>("repairs", "repairs"),
      {"wrong_repairs", "wrong repairs", Better::kLower, 0,
       [](const Tally& t) { return static_cast<double>(t.repairs.of - t.repairs.right); },
       counted<&Tally::repairs>},
      {"seconds_per_page", "s/page", Better::kLower, 3,
       [](const Tally& t) { return t.seconds / static_cast<double>(t.pages); }, has_pages},
      {"peak_megabytes", "MB", Better::kLower, 0, [](const Tally& t) { return t.peak_megabytes; },
       always},
      {"failed", "failed", Better::kLower, 0,
       [](const Tally& t) { return static_cast<double>(t.failed); }, always},
  };
  return all_metrics;
}

const Metric* find_metric(std::string_view name) {
  for (const Metric& metric : metrics())
    if (metric.name == name) return &metric;
  return nullptr;
}

}  // namespace siffra::evaluation
