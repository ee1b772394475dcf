#include "reconcile/report/csv.h"

#include <gtest/gtest.h>

#include "sample_report.h"

namespace siffra::reconcile {
namespace {

TEST(Csv, IsOneTablePerStatementWithQuotedText) {
  EXPECT_EQ(to_csv(sample_report().extraction.statements[0]),
            "page,kind,code,label,note,concept,2023-01-01 2023-08-31,\"Budget, helår\"\n"
            "2,item,,Intäkter,1,income.revenue,1500,2250\n"
            "2,item,4000,Kostnader,,,-1200,-2100.50\n"
            "2,sum,,Periodens resultat,,,400,149.50\n"
            "2,of_which,,\"varav \"\"lokaler\"\"\",,,3t4,\n");
}

TEST(Csv, NamesAColumnWithoutAHeadByItsId) {
  extract::Statement statement = sample_report().extraction.statements[1];
  statement.columns[0].header.clear();
  EXPECT_EQ(to_csv(statement).substr(0, 37), "page,kind,code,label,note,concept,c1\n");
}

}  // namespace
}  // namespace siffra::reconcile
