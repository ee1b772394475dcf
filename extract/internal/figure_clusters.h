// Figures of a table body put together by where they end.
//
// The idea (EXTRACTION.md, lesson 1): the right edges of figures vote. Figures of one column end at
// the same x however long they are; only where they do not (left-aligned or centred figures) is the
// overlap of their extents asked, and only between edges that never occur on the same line.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace siffra::extract::internal {

// A figure: the chunk of a line, and how far it reaches.
struct Item {
  std::size_t line, chunk;
  double x0, x1;
};

// Figures that end at one place.
struct Cluster {
  double left, right;
  double edge;  // mean right edge
  std::vector<Item> items;
};

std::vector<Cluster> cluster_right_edges(std::vector<Item> items, double tolerance);

bool share_a_line(const Cluster& a, const Cluster& b);

// Puts clusters of one column together whose figures do not end at one place.
void merge_ragged(std::vector<Cluster>& clusters, double font_size);

// Figures moved apart by spaces, or by tab stops on their left, end nowhere in common: merging then
// leaves more columns than any line has figures, and columns that reach into each other. Where all
// but a tenth of the lines have the same number of figures, two or more, the first of every line
// make the first column, and so on. True when the clusters were put together anew in this way.
bool cluster_by_order(std::vector<Cluster>& clusters);

// Two figures run together, or a streak read with one, reach over the column to their left: the
// extent of a column is that of the figures that do not, where these are most.
void leave_out_crossing(std::vector<Cluster>& clusters);

// How much two extents have in common; below zero, how far apart they are.
inline double overlap(double a0, double a1, double b0, double b1) {
  return std::min(a1, b1) - std::max(a0, b0);
}

}  // namespace siffra::extract::internal
