//===- ReportText.cpp - Pieces of reports ---------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReportText.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace nn;

std::string nn::formatLocation(Location loc) {
  auto place = loc->findInstanceOf<FileLineColLoc>();
  if (!place)
    return "";
  return place.getFilename().str() + ":" + std::to_string(place.getLine()) +
         ":" + std::to_string(place.getColumn());
}

std::string nn::formatPlace(StringRef name, Location loc) {
  std::string place = formatLocation(loc);
  return place.empty() ? name.str() : name.str() + " at " + place;
}

void nn::writeTable(llvm::raw_ostream &os,
                    ArrayRef<SmallVector<std::string>> rows) {
  SmallVector<size_t> widths(rows[0].size());
  for (const auto &row : rows)
    for (auto [width, cell] : llvm::zip_equal(widths, row))
      width = std::max(width, cell.size());
  for (const auto &row : rows) {
    os << " ";
    for (auto [width, cell] : llvm::zip_equal(ArrayRef(widths).drop_back(),
                                              ArrayRef(row).drop_back()))
      os << " " << llvm::left_justify(cell, width + 1);
    os << " " << row.back() << "\n";
  }
}

llvm::json::Value nn::toText(StringRef bytes) {
  return llvm::json::fixUTF8(bytes);
}

llvm::json::Value nn::toTexts(ArrayRef<std::string> names) {
  llvm::json::Array texts;
  for (StringRef name : names)
    texts.push_back(toText(name));
  return texts;
}

llvm::json::Value nn::toJson(const Polynomial &count) {
  if (count.isUnknown())
    return nullptr;
  if (std::optional<int64_t> constant = count.getConstant())
    return *constant;
  llvm::json::Array terms;
  for (const auto &[factors, coefficient] : count.getTerms())
    terms.push_back(llvm::json::Object{
        {"coefficient", coefficient}, {"factors", llvm::json::Array(factors)}});
  return llvm::json::Object{{"formula", count.str()},
                            {"terms", std::move(terms)}};
}

void nn::writePeaks(llvm::json::OStream &json, StringRef key,
                    ArrayRef<LiveMemory> peaks) {
  json.attributeArray(key, [&] {
    for (const LiveMemory &peak : peaks)
      json.object([&] {
        json.attribute("bytes", toJson(peak.bytes));
        json.attribute("op", toText(peak.op));
        json.attribute("location", toText(formatLocation(peak.loc)));
      });
  });
}

void nn::writeUnknown(llvm::json::OStream &json,
                      ArrayRef<UnknownNumber> numbers) {
  json.attributeArray("unknown", [&] {
    for (const UnknownNumber &number : numbers)
      json.object([&] {
        json.attribute("name", toText(number.name));
        json.attribute("description", toText(number.description));
        json.attribute("location", toText(formatLocation(number.loc)));
      });
  });
}
