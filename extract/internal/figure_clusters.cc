#include "extract/internal/figure_clusters.h"

#include <cmath>
#include <limits>
#include <map>

namespace siffra::extract::internal {
namespace {

bool same_column(const Cluster& a, const Cluster& b, double font_size) {
  if (share_a_line(a, b)) return false;
  const double common = overlap(a.left, a.right, b.left, b.right);
  const double narrower = std::min(a.right - a.left, b.right - b.left);
  return common >= 0.3 * narrower ||
         (a.items.size() + b.items.size() <= 3 && std::abs(a.edge - b.edge) < font_size);
}

}  // namespace

std::vector<Cluster> cluster_right_edges(std::vector<Item> items, double tolerance) {
  std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.x1 < b.x1; });
  std::vector<Cluster> clusters;
  for (const Item& item : items) {
    if (clusters.empty() || item.x1 - clusters.back().items.back().x1 > tolerance) {
      clusters.push_back({item.x0, item.x1, item.x1, {}});
    }
    Cluster& cluster = clusters.back();
    const auto count = static_cast<double>(cluster.items.size());
    cluster.edge = (cluster.edge * count + item.x1) / (count + 1);
    cluster.left = std::min(cluster.left, item.x0);
    cluster.right = std::max(cluster.right, item.x1);
    cluster.items.push_back(item);
  }
  return clusters;
}

bool share_a_line(const Cluster& a, const Cluster& b) {
  return std::any_of(a.items.begin(), a.items.end(), [&](const Item& x) {
    return std::any_of(b.items.begin(), b.items.end(),
                       [&](const Item& y) { return x.line == y.line; });
  });
}

void merge_ragged(std::vector<Cluster>& clusters, double font_size) {
  for (bool merged = true; merged;) {
    merged = false;
    std::size_t best = 0;
    double best_distance = std::numeric_limits<double>::max();
    for (std::size_t i = 0; i + 1 < clusters.size(); ++i) {
      if (!same_column(clusters[i], clusters[i + 1], font_size)) continue;
      const double distance = clusters[i + 1].edge - clusters[i].edge;
      if (distance < best_distance) {
        best = i;
        best_distance = distance;
        merged = true;
      }
    }
    if (!merged) break;
    Cluster& into = clusters[best];
    const Cluster& from = clusters[best + 1];
    into.left = std::min(into.left, from.left);
    into.right = std::max(into.right, from.right);
    if (from.items.size() > into.items.size()) into.edge = from.edge;
    into.items.insert(into.items.end(), from.items.begin(), from.items.end());
    clusters.erase(clusters.begin() + static_cast<std::ptrdiff_t>(best) + 1);
  }
}

bool cluster_by_order(std::vector<Cluster>& clusters) {
  constexpr std::size_t kFewestLines = 4;
  std::map<std::size_t, std::vector<Item>> lines;
  for (const Cluster& cluster : clusters) {
    for (const Item& item : cluster.items) lines[item.line].push_back(item);
  }
  std::size_t most = 0;
  for (const auto& [line, items] : lines) most = std::max(most, items.size());
  const auto full = static_cast<std::size_t>(std::count_if(
      lines.begin(), lines.end(), [&](const auto& line) { return line.second.size() == most; }));
  if (most < 2 || clusters.size() <= most || full < kFewestLines || 10 * full < 9 * lines.size()) {
    return false;
  }
  // Columns with air between them may be filled in turn (debit and credit beside a balance).
  const bool reach_into_each_other =
      std::adjacent_find(clusters.begin(), clusters.end(), [](const Cluster& a, const Cluster& b) {
        return overlap(a.left, a.right, b.left, b.right) > 0;
      }) != clusters.end();
  if (!reach_into_each_other) return false;

  clusters.clear();
  for (auto& [line, items] : lines) {
    if (items.size() != most) continue;
    std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.x0 < b.x0; });
    for (std::size_t i = 0; i < most; ++i) {
      const Item& item = items[i];
      if (clusters.size() <= i) clusters.push_back({item.x0, item.x1, item.x1, {}});
      Cluster& cluster = clusters[i];
      cluster.left = std::min(cluster.left, item.x0);
      cluster.right = std::max(cluster.right, item.x1);
      cluster.edge = cluster.right;
      cluster.items.push_back(item);
    }
  }
  return true;
}

void leave_out_crossing(std::vector<Cluster>& clusters) {
  for (std::size_t i = 1; i < clusters.size(); ++i) {
    Cluster& cluster = clusters[i];
    const double edge = clusters[i - 1].edge;
    double left = cluster.right;
    std::size_t crossing = 0;
    for (const Item& item : cluster.items) {
      if (item.x0 > edge) {
        left = std::min(left, item.x0);
      } else {
        ++crossing;
      }
    }
    if (3 * crossing <= cluster.items.size() && left < cluster.right) cluster.left = left;
  }
}

}  // namespace siffra::extract::internal
