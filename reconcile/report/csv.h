// Statements as tables of comma-separated values (RFC 4180, UTF-8, line feed): one table each.
//
//   page,kind,code,label,note,concept,"2024-01-01 2024-08-31","2023-01-01 2023-08-31"
//   6,item,,Verksamhetens intäkter,1,income.operating_revenue,2997335,2850000
//
// Figures are in the printed unit and sign with a full stop as the decimal mark; a figure that
// could not be read stands as printed. Text is as printed: nothing guards against a spreadsheet
// that takes a label beginning with "=" for a formula.
#pragma once

#include <string>

#include "extract/statement.h"

namespace siffra::reconcile {

std::string to_csv(const extract::Statement& statement);

}  // namespace siffra::reconcile
