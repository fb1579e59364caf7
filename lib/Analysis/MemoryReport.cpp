//===- MemoryReport.cpp - Memory plans for people and programs ------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReportText.h"
#include "nn/Analysis/MemoryPlan.h"

using namespace mlir;
using namespace nn;

//===----------------------------------------------------------------------===//
// Text
//===----------------------------------------------------------------------===//

static std::string formatOp(StringRef op, Location loc) {
  return formatPlace(op.empty() ? "an op" : op, loc);
}

static void writeText(llvm::raw_ostream &os, StringRef what,
                      ArrayRef<LiveMemory> peaks) {
  os << "  " << what << ": ";
  if (peaks.empty())
    os << "nothing";
  else if (peaks.size() > 1)
    os << "the largest of";
  for (const LiveMemory &peak : peaks)
    os << (peaks.size() > 1 ? "\n    " : "") << peak.bytes << " bytes, in "
       << formatOp(peak.op, peak.loc);
  os << "\n";
}

static void writeText(llvm::raw_ostream &os, const EntryMemory &entry) {
  os << "entry @" << formatPlace(entry.name, entry.loc);
  if (!entry.extents.empty()) {
    os << ", run-time extents: ";
    llvm::interleaveComma(entry.extents, os);
  }
  os << "\n";
  SmallVector<SmallVector<std::string>> rows = {
      {"offset", "bytes", "steps", "op"}};
  for (const PlannedBuffer &buffer : entry.buffers)
    rows.push_back({buffer.offset.str(), buffer.bytes.str(),
                    std::to_string(buffer.lifetime.first) + " to " +
                        std::to_string(buffer.lifetime.last),
                    formatOp(buffer.op, buffer.loc)});
  if (rows.size() > 1)
    writeTable(os, rows);
  os << "  workspace: " << entry.workspace << " bytes\n";
  writeText(os, "live at the same time at most", entry.peaks);
  writeText(os, "each further thread", entry.parts);
  os << "\n";
}

static void writeText(llvm::raw_ostream &os, StringRef what,
                      const TensorBytes &tensors, StringRef remark) {
  os << what << ": " << tensors.bytes << " bytes of " << tensors.count << remark
     << "\n";
}

static void writeText(llvm::raw_ostream &os, const MemoryPlan &plan) {
  for (const EntryMemory &entry : plan.entries)
    writeText(os, entry);
  writeText(os, "weights", plan.weights,
            plan.weights.count == 0 ? ""
            : plan.embedsWeights    ? ", in the code"
                                    : ", in a file");
  writeText(os, "weights laid out for the processor", plan.packedWeights, "");
  writeText(os, "constants", plan.constants, "");
  for (const UnknownNumber &number : plan.unknown)
    os << number.name << " is " << formatPlace(number.description, number.loc)
       << "\n";
}

//===----------------------------------------------------------------------===//
// JSON
//===----------------------------------------------------------------------===//

static void writeJson(llvm::json::OStream &json, const EntryMemory &entry) {
  json.object([&] {
    json.attribute("name", toText(entry.name));
    json.attribute("location", toText(formatLocation(entry.loc)));
    json.attribute("extents", toTexts(entry.extents));
    json.attributeArray("buffers", [&] {
      for (const PlannedBuffer &buffer : entry.buffers)
        json.object([&] {
          json.attribute("op", toText(buffer.op));
          json.attribute("location", toText(formatLocation(buffer.loc)));
          json.attribute("offset", toJson(buffer.offset));
          json.attribute("bytes", toJson(buffer.bytes));
          json.attribute("first_step", buffer.lifetime.first);
          json.attribute("last_step", buffer.lifetime.last);
        });
    });
    json.attribute("workspace", toJson(entry.workspace));
    writePeaks(json, "live_memory", entry.peaks);
    writePeaks(json, "thread_workspace", entry.parts);
  });
}

static void writeJson(llvm::json::OStream &json, StringRef key,
                      const TensorBytes &tensors) {
  json.attributeObject(key, [&] {
    json.attribute("count", tensors.count);
    json.attribute("bytes", tensors.bytes);
  });
}

static void writeJson(llvm::json::OStream &json, const MemoryPlan &plan) {
  json.object([&] {
    json.attributeArray("entries", [&] {
      for (const EntryMemory &entry : plan.entries)
        writeJson(json, entry);
    });
    writeJson(json, "weights", plan.weights);
    json.attribute("embeds_weights", plan.embedsWeights);
    writeJson(json, "packed_weights", plan.packedWeights);
    writeJson(json, "constants", plan.constants);
    writeUnknown(json, plan.unknown);
  });
}

void nn::writeMemoryReport(llvm::raw_ostream &os, const MemoryPlan &plan,
                           ReportFormat format) {
  if (format == ReportFormat::Text)
    return writeText(os, plan);
  llvm::json::OStream json(os, /*IndentSize=*/2);
  writeJson(json, plan);
  os << "\n";
}
