//===- CostReport.cpp - Costs for people and programs ---------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Analysis/Cost.h"
#include "llvm/Support/JSON.h"

using namespace mlir;
using namespace nn;

/// "file:line:column", or nothing if that is not known.
static std::string formatLocation(Location loc) {
  auto place = loc->findInstanceOf<FileLineColLoc>();
  if (!place)
    return "";
  return place.getFilename().str() + ":" + std::to_string(place.getLine()) +
         ":" + std::to_string(place.getColumn());
}

//===----------------------------------------------------------------------===//
// Text
//===----------------------------------------------------------------------===//

static std::string formatPlace(StringRef name, Location loc) {
  std::string place = formatLocation(loc);
  return place.empty() ? name.str() : name.str() + " at " + place;
}

static std::string formatParameters(const ParameterCount &count) {
  return count.elements.str() + " (" + count.bytes.str() + ")";
}

/// Writes rows in columns that are as wide as they need to be.
static void writeTable(llvm::raw_ostream &os,
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

static void writeText(llvm::raw_ostream &os, const FunctionCost &function) {
  os << "function @" << formatPlace(function.name, function.loc);
  if (!function.extents.empty()) {
    os << ", run-time extents: ";
    llvm::interleaveComma(function.extents, os);
  }
  os << "\n";
  auto makeRow = [](const Cost &cost, const ParameterCount &parameters,
                    std::string name) {
    return SmallVector<std::string>{
        cost.operations.str(), cost.bytesRead.str(), cost.bytesWritten.str(),
        formatParameters(parameters), std::move(name)};
  };
  SmallVector<SmallVector<std::string>> rows = {{"operations", "bytes read",
                                                 "bytes written",
                                                 "parameters (bytes)", "op"}};
  for (const OpCost &op : function.ops)
    rows.push_back(
        makeRow(op.cost, op.parameters, formatPlace(op.name, op.loc)));
  rows.push_back(makeRow(function.total, function.parameters, "total"));
  writeTable(os, rows);
  os << "  most live memory: ";
  if (function.peaks.empty())
    os << "none";
  else if (function.peaks.size() > 1)
    os << "the largest of";
  for (const LiveMemory &peak : function.peaks)
    os << (function.peaks.size() > 1 ? "\n    " : "") << peak.bytes
       << " bytes, in " << formatPlace(peak.op, peak.loc);
  os << "\n";
}

//===----------------------------------------------------------------------===//
// JSON
//===----------------------------------------------------------------------===//

/// Names and paths are any bytes in a module; JSON is UTF-8.
static llvm::json::Value toText(StringRef bytes) {
  return llvm::json::fixUTF8(bytes);
}

static llvm::json::Value toTexts(ArrayRef<std::string> names) {
  llvm::json::Array texts;
  for (StringRef name : names)
    texts.push_back(toText(name));
  return texts;
}

/// A number where a count is one; else its text and terms.
static llvm::json::Value toJson(const Polynomial &count) {
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

static void writeCost(llvm::json::OStream &json, const Cost &cost,
                      const ParameterCount &parameters) {
  json.attribute("operations", toJson(cost.operations));
  json.attribute("bytes_read", toJson(cost.bytesRead));
  json.attribute("bytes_written", toJson(cost.bytesWritten));
  json.attribute("parameters", toJson(parameters.elements));
  json.attribute("parameter_bytes", toJson(parameters.bytes));
}

static void writeJson(llvm::json::OStream &json, const FunctionCost &function) {
  json.object([&] {
    json.attribute("name", toText(function.name));
    json.attribute("location", toText(formatLocation(function.loc)));
    json.attribute("extents", toTexts(function.extents));
    json.attributeArray("ops", [&] {
      for (const OpCost &op : function.ops)
        json.object([&] {
          json.attribute("op", toText(op.name));
          json.attribute("location", toText(formatLocation(op.loc)));
          writeCost(json, op.cost, op.parameters);
        });
    });
    json.attributeObject(
        "total", [&] { writeCost(json, function.total, function.parameters); });
    json.attributeArray("live_memory", [&] {
      for (const LiveMemory &peak : function.peaks)
        json.object([&] {
          json.attribute("bytes", toJson(peak.bytes));
          json.attribute("op", toText(peak.op));
          json.attribute("location", toText(formatLocation(peak.loc)));
        });
    });
  });
}

void nn::writeCostReport(llvm::raw_ostream &os, const ModuleCost &cost,
                         ReportFormat format) {
  if (format == ReportFormat::Text) {
    llvm::interleave(
        cost.functions, os,
        [&](const FunctionCost &function) { writeText(os, function); }, "\n");
    for (const UnknownNumber &number : cost.unknown)
      os << number.name << " is " << formatPlace(number.description, number.loc)
         << "\n";
    return;
  }
  llvm::json::OStream json(os, /*IndentSize=*/2);
  json.object([&] {
    json.attributeArray("functions", [&] {
      for (const FunctionCost &function : cost.functions)
        writeJson(json, function);
    });
    json.attributeArray("unknown", [&] {
      for (const UnknownNumber &number : cost.unknown)
        json.object([&] {
          json.attribute("name", toText(number.name));
          json.attribute("description", toText(number.description));
          json.attribute("location", toText(formatLocation(number.loc)));
        });
    });
  });
  os << "\n";
}
