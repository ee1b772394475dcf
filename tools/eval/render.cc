#include "tools/eval/render.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tools/eval/groups.h"
#include "tools/eval/metrics.h"

namespace siffra::evaluation {
namespace {

using Json = nlohmann::ordered_json;

std::string cell_text(const Metric& metric, const Tally& tally) {
  return metric.applies(tally) ? fixed(metric.value(tally), metric.decimals) : "";
}

std::string right_aligned(const std::string& text, std::size_t width) {
  return std::string(width - std::min(width, text.size()), ' ') + text;
}

void write_group_table(const Evaluation& evaluation, std::ostream& out) {
  const std::vector<Group> groups = groups_of(evaluation);
  std::size_t label = 0;
  for (const Group& group : groups)
    label = std::max(label, group.by.size() + group.name.size() + 1);
  out << std::string(label, ' ') << "  docs";
  for (const Metric& metric : metrics())
    if (metric.applies(evaluation.all))
      out << "  " << right_aligned(std::string(metric.heading), 6);
  out << "\n";
  for (const Group& group : groups) {
    std::string name = group.by + " " + group.name;
    name.resize(label, ' ');
    out << name << right_aligned(std::to_string(group.tally->documents), 6);
    for (const Metric& metric : metrics())
      if (metric.applies(evaluation.all))
        out << "  "
            << right_aligned(cell_text(metric, *group.tally),
                             std::max<std::size_t>(6, metric.heading.size()));
    out << "\n";
  }
}

std::string bin_name(std::size_t bin) {
  const bool last = bin + 1 == kCalibrationBounds.size();
  return fixed(kCalibrationBounds[bin], 3) + "–" +
         (last ? "1" : fixed(kCalibrationBounds[bin + 1], 3));
}

Json group_json(const Group& group) {
  Json json{{"by", group.by}, {"name", group.name}, {"documents", group.tally->documents}};
  for (const Metric& metric : metrics())
    if (metric.applies(*group.tally))
      json[std::string(metric.name)] = std::round(metric.value(*group.tally) * 1e6) / 1e6;
  return json;
}

rules::Result<Json> read_json(const std::string& file) {
  std::ifstream in(file);
  if (!in) return rules::Error{rules::ErrorCode::kNotFound, "cannot be opened", {file, 0, 0}};
  Json json = Json::parse(in, nullptr, false);
  if (json.is_discarded() || !json.contains("groups"))
    return rules::Error{rules::ErrorCode::kWrongFormat, "is not an evaluation", {file, 0, 0}};
  return json;
}

}  // namespace

std::string fixed(double value, int decimals) {
  char buffer[64];
  (void)std::snprintf(buffer, sizeof buffer, "%.*f", decimals, value);
  return buffer;
}

std::vector<Group> groups_of(const Evaluation& evaluation) {
  std::vector<Group> groups{{"all", "", &evaluation.all}};
  for (const auto& [name, tally] : evaluation.by_style) groups.push_back({"style", name, &tally});
  for (const auto& [name, tally] : evaluation.by_level) groups.push_back({"level", name, &tally});
  for (const auto& [name, tally] : evaluation.by_body) groups.push_back({"body", name, &tally});
  return groups;
}

std::string to_text(const Evaluation& evaluation) {
  std::ostringstream out;
  write_group_table(evaluation, out);
  const Tally& all = evaluation.all;
  if (!all.found_by_kind.empty()) {
    out << "\nplanted errors in checkable cells, by kind\n";
    for (const auto& [kind, share] : all.found_by_kind)
      out << "  " << kind << std::string(16 - std::min<std::size_t>(15, kind.size()), ' ')
          << share.right << " of " << share.of << "  " << fixed(share.value(), 3) << "\n";
    out << "  in no equation: " << all.planted_unfindable << "\n";
  }
  out << "\ncalibration: stated probability, mean stated, right, cells\n";
  for (std::size_t i = 0; i < all.calibration.size(); ++i) {
    const Share& share = all.calibration[i];
    if (share.of == 0) continue;
    out << "  " << bin_name(i) << "  " << fixed(all.stated[i] / static_cast<double>(share.of), 4)
        << "  " << fixed(share.value(), 4) << "  " << share.of << "\n";
  }
  for (const std::string& miss : evaluation.misses) out << miss << "\n";
  return out.str();
}

std::string to_json(const Evaluation& evaluation) {
  Json groups = Json::array(), errors = Json::array(), calibration = Json::array();
  for (const Group& group : groups_of(evaluation)) groups.push_back(group_json(group));
  const Tally& all = evaluation.all;
  for (const auto& [kind, share] : all.found_by_kind)
    errors.push_back({{"kind", kind}, {"found", share.right}, {"of", share.of}});
  for (std::size_t i = 0; i < all.calibration.size(); ++i) {
    const Share& share = all.calibration[i];
    if (share.of == 0) continue;
    calibration.push_back({{"from", kCalibrationBounds[i]},
                           {"stated", all.stated[i] / static_cast<double>(share.of)},
                           {"right", share.right},
                           {"of", share.of}});
  }
  return Json{{"schema", "siffra.evaluation/1"},
              {"groups", groups},
              {"errors", errors},
              {"calibration", calibration}}
             .dump(1) +
         "\n";
}

rules::Result<std::string> compared(const Evaluation& evaluation, const std::string& other_file) {
  const rules::Result<Json> other = read_json(other_file);
  if (!other) return other.error();
  std::ostringstream out;
  for (const Group& group : groups_of(evaluation)) {
    const Json now = group_json(group);
    for (const Json& before : (*other)["groups"]) {
      if (before.value("by", "") != group.by || before.value("name", "") != group.name) continue;
      for (const Metric& metric : metrics()) {
        const std::string name(metric.name);
        if (!now.contains(name) || !before.contains(name)) continue;
        const double change = now[name].get<double>() - before[name].get<double>();
        if (std::abs(change) < 0.5 * std::pow(10.0, -metric.decimals)) continue;
        const bool better = (change > 0) == (metric.better == Better::kHigher);
        out << (better ? "+ " : "- ") << group.by << " " << group.name << " " << name << ": "
            << fixed(before[name].get<double>(), metric.decimals) << " -> "
            << fixed(now[name].get<double>(), metric.decimals) << "\n";
      }
    }
  }
  const std::string text = out.str();
  return text.empty() ? std::string("no difference\n") : text;
}

rules::Result<std::string> unmet_thresholds(const Evaluation& evaluation, const std::string& file) {
  std::ifstream in(file);
  if (!in) return rules::Error{rules::ErrorCode::kNotFound, "cannot be opened", {file, 0, 0}};
  std::ostringstream out;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    std::istringstream words(line.substr(0, line.find('#')));
    std::string name;
    double bound = 0;
    if (!(words >> name)) continue;
    const Metric* metric = find_metric(name);
    if (metric == nullptr || !(words >> bound))
      return rules::Error{
          rules::ErrorCode::kMalformed, "expected: metric number", {file, 0, number}};
    const double value = metric->value(evaluation.all);
    const bool met = metric->better == Better::kHigher ? value >= bound : value <= bound;
    if (!met || !metric->applies(evaluation.all))
      out << name << " is " << fixed(value, metric->decimals) << ", must be "
          << (metric->better == Better::kHigher ? "at least " : "at most ") << bound << "\n";
  }
  return out.str();
}

}  // namespace siffra::evaluation
