//===- CostReport.cpp - Costs for people and programs ---------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReportText.h"
#include "nn/Analysis/Cost.h"

using namespace mlir;
using namespace nn;

//===----------------------------------------------------------------------===//
// Text
//===----------------------------------------------------------------------===//

static std::string formatParameters(const ParameterCount &count) {
  return count.elements.str() + " (" + count.bytes.str() + ")";
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
    writePeaks(json, "live_memory", function.peaks);
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
    writeUnknown(json, cost.unknown);
  });
  os << "\n";
}
