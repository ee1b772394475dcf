// The annotations of one page: ticks beside figures, frames round what a person should look at.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "reconcile/report/internal/page_space.h"
#include "reconcile/report/internal/pdf_update.h"
#include "reconcile/report/marks.h"

namespace siffra::reconcile::internal {

class PageAnnotator {
 public:
  PageAnnotator(PdfUpdate& update, const Report& report, const Marks& marks, Language language);

  // Adds to page number `page` (from 1) of the original what its figures are marked with.
  void annotate(int page);

 private:
  struct Figure {
    extract::CellAddress address;
    const extract::StatementCell* cell = nullptr;
    const CellMarks* marks = nullptr;
  };

  [[nodiscard]] std::vector<Figure> figures_on(int page) const;
  // Points free to the right of a figure before the next one or the edge.
  [[nodiscard]] double room_beside(const Figure& figure, const std::vector<Figure>& all,
                                   const PageSpace& space) const;
  [[nodiscard]] QPDFObjectHandle ticks_beside(const Figure& figure, double room,
                                              const PageSpace& space);
  [[nodiscard]] QPDFObjectHandle frame_round(const Figure& figure, const PageSpace& space);
  [[nodiscard]] QPDFObjectHandle annotation(const std::string& subtype, const extract::Box& seen,
                                            const PageSpace& space, const std::string& subject,
                                            const std::string& contents);
  [[nodiscard]] QPDFObjectHandle appearance(const std::string& drawing, double width, double height,
                                            int rotation);
  [[nodiscard]] std::string told_by_ticks(const Figure& figure) const;
  [[nodiscard]] std::string told_by_frame(const Figure& figure) const;

  PdfUpdate& update_;
  const Report& report_;
  const Marks& marks_;
  Language language_;
  std::map<std::string, QPDFObjectHandle> appearances_;  // shared by equal drawings
  int count_ = 0;
};

// The visible part and rotation of a page, its own or inherited; A4 where it states none.
PageSpace space_of(const QPDFObjectHandle& page);

}  // namespace siffra::reconcile::internal
