//===- ErrorBounds.h - How far a correct program may lie --------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The evaluator computes in double precision; a compiled program rounds every
// float to its type and may sum in another order. `Number::error` bounds the
// distance that this makes, so that a comparison needs no guessed tolerance.
//
// Operands of a scalar op lie in boxes. Rounding to nearest is monotone, and so
// is nearly every op of arith and math in each of its operands: what a program
// can get then lies between the rounded results at the corners of the box. With
// exact operands the box is a point, and the bound is the rounding error
// itself, which is zero for most sums and products of short numbers. Where an
// op is not monotone (`math.sin`, `math.cosh`) the corners of a small box
// enclose the values up to terms of second order, which are far below the
// rounding of the op. Elementary functions are allowed a few units in the last
// place beside.
//
// A decision whose outcome depends on rounding (a comparison of overlapping
// operands, a conversion to integer at the edge) has an infinite error: nothing
// can be said of it. A selection by it lies between its alternatives.
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_REFERENCE_ERRORBOUNDS_H
#define NN_LIB_REFERENCE_ERRORBOUNDS_H

#include "Scalars.h"

namespace nn {
/// `value` rounded to the nearest number of the float type `type`, of two the
/// one whose last bit is 0.
double roundTo(double value, mlir::Type type);

/// The type that compiled code computes in on numbers of `type`.
mlir::FloatType getArithmeticType(mlir::FloatType type);

/// The number that a tensor of elements of `type` holds: one of 16 bits is
/// rounded when an op gives it, others are as the arithmetic left them.
Number roundToStorage(Number number, mlir::Type type);

/// The distance of the numbers of `type` next to `value`.
double getUnitInLastPlace(double value, mlir::Type type);

/// Whether the outcome of comparing two floats is the same all over their
/// boxes.
bool isDecided(Number a, Number b);

/// Sets how the bound of the result of `op` is found.
void setBoundRule(ScalarStep &step, mlir::Operation *op);

/// Evaluates `step` with the bound of its result from those of `args`.
Number evaluateWithBound(const ScalarStep &step, const Number *args);

/// A sum of products of numbers of one type, in an order that is not
/// specified. Integers wrap.
///
/// In any order, n terms accumulate at most (n - 1) roundings of the sum of
/// their magnitudes. If all terms are multiples of one power of two and the sum
/// of magnitudes is short enough to be a number of the type, then every partial
/// sum is exact in every order. Of bf16, subnormal numbers may count as zero.
class ProductSum {
public:
  /// With `takesTinyForZero`, the same holds of another type.
  ProductSum(mlir::Type type, bool boundsErrors, bool takesTinyForZero = false);

  void add(llvm::ArrayRef<Number> factors);
  Number get() const;

private:
  void addMagnitude(llvm::ArrayRef<Number> factors, double product);
  double getError() const;

  mlir::Type type;
  bool boundsErrors;
  bool takesTinyForZero;
  double realSum = 0;
  uint64_t integerSum = 0;
  bool isExact = true;  ///< factors and products of some have no error
  double magnitude = 0; ///< of the terms with their errors
  double inherited = 0; ///< sum of the errors of the terms
  double underflow = 0; ///< what products of some factors may lose
  int64_t numTerms = 0;
  size_t numFactors = 1; ///< largest number of factors of a term
  int quantum;           ///< every term is a multiple of 2^quantum
};

/// What minimal filtering adds to the bound of a sum of products of 3 x 3
/// windows with a filter, in tiles of 2 x 2 results.
///
/// Along one axis a result is a sum of products of sums, in which |g_i| |d_j|
/// occurs at most twice, for each element i of the filter and j of the window,
/// and no other element of the image: along two at most four times. A sum of
/// the image has two roundings, one of the filter at most two, the result four;
/// the products and their sum have one for each channel.
class FilteredSum {
public:
  FilteredSum(mlir::Type type, size_t numChannels);

  void add(size_t channel, Number image, Number weight);
  double getError() const;

private:
  mlir::Type type;
  /// Sums of magnitudes by channel.
  std::vector<double> image, weight;
};

/// Widens the bounds of a reduction, which were found in the order of the
/// elements, to those of every order. A sum has the bound of a `ProductSum`.
/// The value so far of another function is rounded once per element, to a
/// number no larger than the largest on the way.
class ReductionBounds {
public:
  /// `body` combines values so far and elements; `results` are the tensors at
  /// the beginning, which hold the neutral elements.
  ReductionBounds(mlir::Block &body, llvm::ArrayRef<Tensor> results);

  /// The results at `target` took in `elements` and became `soFar`.
  void note(size_t target, llvm::ArrayRef<Number> elements,
            llvm::ArrayRef<Number> soFar);
  void apply(llvm::MutableArrayRef<Tensor> results) const;

private:
  /// What is known of one result of the reduction.
  struct Component {
    mlir::Type type;
    /// The sums at all targets, if the result is one.
    std::vector<ProductSum> sums;
    /// Else, if it is rounded, the largest values and the numbers of elements.
    std::vector<double> largest;
    std::vector<int64_t> counts;
  };
  llvm::SmallVector<Component, 2> components;
};
} // namespace nn

#endif // NN_LIB_REFERENCE_ERRORBOUNDS_H
