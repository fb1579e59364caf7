//===- ReportText.h - Pieces of reports -------------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_ANALYSIS_REPORTTEXT_H
#define NN_LIB_ANALYSIS_REPORTTEXT_H

#include "mlir/IR/Location.h"
#include "nn/Analysis/Cost.h"
#include "llvm/Support/JSON.h"

namespace nn {
/// "file:line:column", or nothing if that is not known.
std::string formatLocation(mlir::Location loc);
/// "name at file:line:column".
std::string formatPlace(llvm::StringRef name, mlir::Location loc);

/// Writes rows in columns that are as wide as they need to be.
void writeTable(llvm::raw_ostream &os,
                llvm::ArrayRef<llvm::SmallVector<std::string>> rows);

/// Names and paths are any bytes in a module; JSON is UTF-8.
llvm::json::Value toText(llvm::StringRef bytes);
llvm::json::Value toTexts(llvm::ArrayRef<std::string> names);
/// A number where a count is one; else its text and terms.
llvm::json::Value toJson(const Polynomial &count);

/// Writes places with the most memory as the attribute `key` of an object.
void writePeaks(llvm::json::OStream &json, llvm::StringRef key,
                llvm::ArrayRef<LiveMemory> peaks);
/// Writes the attribute "unknown" of an object.
void writeUnknown(llvm::json::OStream &json,
                  llvm::ArrayRef<UnknownNumber> numbers);
} // namespace nn

#endif // NN_LIB_ANALYSIS_REPORTTEXT_H
