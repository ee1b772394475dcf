// What age and copying do to a page, on its grey pixels. Every function changes the image in place
// and takes its chance from the given generator.
#pragma once

#include "tools/corpus/paint.h"
#include "tools/corpus/random.h"

namespace siffra::corpus {

// Faded ink on greyer paper.
void fade(GreyImage& image, double ink, int paper);
// The mirrored other side, shining through.
void bleed_through(GreyImage& image, const GreyImage& other_side, double strength);
// Stamps and pen: the darker of the two wins.
void darken_with(GreyImage& image, const GreyImage& overlay);
void add_noise(GreyImage& image, double deviation, Random& random);
// Dust: dark and light specks of a few pixels.
void add_speckles(GreyImage& image, double count, Random& random);
// The shadow of a staple in the upper left corner and two punched holes in the margin.
void add_staple(GreyImage& image, int dots_per_inch, Random& random);
// Lines bend downwards towards one side, as when a bound page does not lie flat.
void bend(GreyImage& image, double pixels, Random& random);

}  // namespace siffra::corpus
