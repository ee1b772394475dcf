// How badly a document was scanned. Like house styles, data and no code.
#pragma once

#include <string>
#include <vector>

namespace siffra::corpus {

enum class ScanFormat { kPdf, kTiff, kPng };

struct ScanLevel {
  std::string name;
  int dots_per_inch = 200;
  double skew_degrees = 0.2;  // at most, either way
  double curve_pixels = 0;    // how far lines bend towards the spine
  int blur_pixels = 0;        // half width of the box that smears
  double noise = 0;           // standard deviation, of 255
  double ink = 1;             // 1: black stays black; 0.5: half faded
  int paper = 255;            // the grey of the paper
  double speckles = 0;        // per square inch
  double bleed = 0;           // how much of the other side shines through
  double marks = 0;           // chance of each: a stamp, a pen stroke over figures, a tick
  bool staple = false;        // shadow of a staple, punched holes
  bool bitonal = false;       // threshold and CCITT G4 instead of JPEG
  int jpeg_quality = 85;
  double text_errors = -1;  // wrong characters in a hidden text layer; below 0: no layer
  ScanFormat format = ScanFormat::kPdf;
};

const std::vector<ScanLevel>& scan_levels();
const ScanLevel* find_scan_level(const std::string& name);

}  // namespace siffra::corpus
