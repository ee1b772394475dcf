// What a stage found, drawn on the page itself.
#pragma once

#include "extract/page_image.h"
#include "tools/pipeline.h"

namespace siffra::tools {

// Words and lines: frames, figures in another colour than text. Tables: the table, its columns and
// cells. Statements: labels and figures by what they were taken for. Equations: figures green where
// equations hold, yellow where none tries them, red where one fails.
void draw_stage(extract::PageImage& image, const Stages& stages, Stage stage, int page);

}  // namespace siffra::tools
