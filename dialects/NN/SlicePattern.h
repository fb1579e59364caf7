//===- SlicePattern.h - Ranges of indices -----------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_SLICEPATTERN_H
#define NN_DIALECT_SLICEPATTERN_H

#include "dialects/NN/AxisPattern.h"

namespace nn {
/// `begin:end:step` of one axis as it is written, or an index alone.
struct SliceTerm {
  std::optional<int64_t> begin, end;
  int64_t step = 1;
  bool isIndex = false;

  bool operator==(const SliceTerm &other) const {
    return begin == other.begin && end == other.end && step == other.step &&
           isIndex == other.isIndex;
  }
};

/// Reads the terms of `nn.slice`, separated by commas. Reports violations of
/// its C1.
mlir::FailureOr<llvm::SmallVector<SliceTerm>> parseSlice(llvm::StringRef text,
                                                         EmitError emitError);

/// A place on an axis as `value`, or `value` plus the extent.
struct SlicePlace {
  int64_t value;
  bool isFromEnd;
};

/// First place that `term` takes, and the place at which it stops: one beyond
/// the last for an index.
std::pair<SlicePlace, SlicePlace> getPlaces(const SliceTerm &term);

/// The number of indices that `term` takes of an axis; dynamic where that
/// depends on a dynamic extent. Fails after a diagnostic where a static extent
/// violates C2 of `nn.slice`.
mlir::FailureOr<int64_t> countSlice(const SliceTerm &term, int64_t extent,
                                    const llvm::Twine &axis,
                                    EmitError emitError);
} // namespace nn

#endif // NN_DIALECT_SLICEPATTERN_H
