#include "reconcile/report/escape.h"

#include <gtest/gtest.h>

namespace siffra::reconcile {
namespace {

TEST(HtmlEscaped, LeavesNothingThatEndsTextOrAnAttribute) {
  EXPECT_EQ(html_escaped("<b a=\"1\" c='2'>Å & Ö</b>"),
            "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;Å &amp; Ö&lt;/b&gt;");
}

TEST(UrlEscaped, EscapesEveryByteThatIsNotPlain) {
  EXPECT_EQ(url_escaped("./2023/rapport-1_b.html"), "./2023/rapport-1_b.html");
  EXPECT_EQ(url_escaped("å #1?.pdf"), "%C3%A5%20%231%3F.pdf");
  EXPECT_EQ(url_escaped("javascript:alert(1)"), "javascript%3Aalert%281%29");
}

}  // namespace
}  // namespace siffra::reconcile
