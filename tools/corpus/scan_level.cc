#include "tools/corpus/scan_level.h"

namespace siffra::corpus {
namespace {

ScanLevel clean() {
  ScanLevel level;
  level.name = "clean";
  level.dots_per_inch = 300;
  level.noise = 1.5;
  level.jpeg_quality = 90;
  return level;
}

ScanLevel office() {
  ScanLevel level;
  level.name = "office";
  level.skew_degrees = 0.6;
  level.blur_pixels = 1;
  level.noise = 4;
  level.ink = 0.92;
  level.paper = 250;
  level.speckles = 0.1;
  level.jpeg_quality = 78;
  return level;
}

ScanLevel bitonal() {
  ScanLevel level = office();
  level.name = "bitonal";
  level.noise = 10;
  level.speckles = 0.8;
  level.bitonal = true;
  return level;
}

ScanLevel archive() {
  ScanLevel level;
  level.name = "archive";
  level.skew_degrees = 0.9;
  level.curve_pixels = 5;
  level.blur_pixels = 1;
  level.noise = 9;
  level.ink = 0.75;
  level.paper = 228;
  level.speckles = 0.6;
  level.bleed = 0.07;
  level.jpeg_quality = 65;
  return level;
}

ScanLevel worn() {
  ScanLevel level = archive();
  level.name = "worn";
  level.skew_degrees = 1.4;
  level.curve_pixels = 9;
  level.noise = 13;
  level.ink = 0.6;
  level.paper = 214;
  level.speckles = 2;
  level.bleed = 0.12;
  level.marks = 0.45;
  level.staple = true;
  level.jpeg_quality = 50;
  return level;
}

ScanLevel archive_ocr() {
  ScanLevel level = archive();
  level.name = "archive-ocr";
  level.marks = 0.15;
  level.text_errors = 0.03;
  return level;
}

// A picture per page, as from a camera stand.
ScanLevel pictures() {
  ScanLevel level = office();
  level.name = "png";
  level.format = ScanFormat::kPng;
  return level;
}

ScanLevel fax() {
  ScanLevel level = bitonal();
  level.name = "tiff";
  level.marks = 0.2;
  level.format = ScanFormat::kTiff;
  return level;
}

}  // namespace

const std::vector<ScanLevel>& scan_levels() {
  static const std::vector<ScanLevel> levels{clean(), office(),      bitonal(), archive(),
                                             worn(),  archive_ocr(), fax(),     pictures()};
  return levels;
}

const ScanLevel* find_scan_level(const std::string& name) {
  for (const ScanLevel& level : scan_levels())
    if (level.name == name) return &level;
  return nullptr;
}

}  // namespace siffra::corpus
