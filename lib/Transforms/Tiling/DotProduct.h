//===- DotProduct.h - Several products added at once ------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TRANSFORMS_TILING_DOTPRODUCT_H
#define NN_LIB_TRANSFORMS_TILING_DOTPRODUCT_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "nn/Analysis/CpuFeatures.h"

namespace nn {
/// The body of an op that sums products of narrow elements, each extended to
/// 32 bits.
struct DotBody {
  /// The inputs that are multiplied.
  unsigned factors[2];
  bool isSigned[2];
  /// The type of both.
  mlir::Type element;
  /// Numbers below 2^-126 may count as zero.
  bool tinyIsZero = false;
};

/// The conversion to a wider type that alone reads `element`, or null.
mlir::Operation *getExtension(mlir::Value element);

/// The body of `op` if it is nothing but a sum of such products.
std::optional<DotBody> matchDotBody(mlir::linalg::GenericOp op);

/// How a processor adds several such products to each lane of a vector. One
/// factor, the uniform one, is the same in all lanes.
///
/// The instruction of x86 for bytes takes one factor without and one with a
/// sign. Where both are of one kind, the sign bit of the uniform factor is
/// flipped, which moves it by 128, and the sum of the other factor, the
/// correction, is summed up beside.
class DotProduct {
public:
  /// The instruction for `body`, if one of `units` has it. `uniform` says which
  /// of the two factors is the uniform one.
  static std::optional<DotProduct> get(const DotBody &body, unsigned uniform,
                                       llvm::ArrayRef<DotUnit> units);

  /// Products that a lane receives at once.
  int64_t getSize() const { return size; }
  bool hasCorrection() const { return flipsUniform; }
  /// What one takes of the cycles of a multiplication and addition.
  double getCost() const { return cost; }
  /// Whether the processor multiplies matrices of such products, too.
  bool hasMatrices() const { return matrices; }

  /// The uniform factor, a vector with all lanes, as `emit` wants it.
  mlir::Value prepareUniform(mlir::OpBuilder &b, mlir::Location loc,
                             mlir::Value uniform) const;
  /// `sum`, a vector of at least 128 bits, with the products added to it.
  mlir::Value emit(mlir::OpBuilder &b, mlir::Location loc, mlir::Value sum,
                   mlir::Value uniform, mlir::Value varying) const;
  /// `correction` with the varying factor added to it.
  mlir::Value emitCorrection(mlir::OpBuilder &b, mlir::Location loc,
                             mlir::Value correction, mlir::Value varying) const;
  /// `sum` corrected.
  mlir::Value applyCorrection(mlir::OpBuilder &b, mlir::Location loc,
                              mlir::Value sum, mlir::Value correction) const;

  /// `sum`, an `amx.tile`, with the products of two others added to it: of
  /// rows of the uniform factor, and of dot products of the varying one.
  mlir::Value emitMatrix(mlir::OpBuilder &b, mlir::Location loc,
                         mlir::Value sum, mlir::Value uniform,
                         mlir::Value varying) const;

private:
  enum class Kind { X86Bytes, X86Words, X86Bf16, Arm };
  DotProduct(Kind kind, int64_t size) : kind(kind), size(size) {}

  mlir::Value call(mlir::OpBuilder &b, mlir::Location loc, mlir::Value sum,
                   mlir::Value first, mlir::Value second) const;

  Kind kind;
  int64_t size;
  /// Whether the instruction takes the uniform factor first: the one without
  /// sign, if it wants one without and one with.
  bool uniformFirst = true;
  bool flipsUniform = false;
  bool uniformSigned = true, varyingSigned = true;
  bool matrices = false;
  double cost = 1;
  /// The instruction of Arm.
  llvm::StringRef name;
};
} // namespace nn

#endif // NN_LIB_TRANSFORMS_TILING_DOTPRODUCT_H
