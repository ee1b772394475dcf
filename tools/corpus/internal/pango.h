// Owning wrappers and the one way fonts are described to Pango.
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

#include <memory>

#include "tools/corpus/page.h"

namespace siffra::corpus {

struct ReleaseObject {
  void operator()(gpointer object) const { g_object_unref(object); }
};
using LayoutPtr = std::unique_ptr<PangoLayout, ReleaseObject>;
using ContextPtr = std::unique_ptr<PangoContext, ReleaseObject>;

struct ReleaseFont {
  void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};
using FontPtr = std::unique_ptr<PangoFontDescription, ReleaseFont>;

struct ReleaseSurface {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using SurfacePtr = std::unique_ptr<cairo_surface_t, ReleaseSurface>;

struct ReleaseCairo {
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
using CairoPtr = std::unique_ptr<cairo_t, ReleaseCairo>;

FontPtr describe(const Font& font);

// A layout whose metrics do not depend on the surface: one unit is one point, nothing is hinted.
ContextPtr unhinted_context();

}  // namespace siffra::corpus
