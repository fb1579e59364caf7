//===- Signature.h - The interface of a compiled model ----------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The interface of a function on tensors as a caller in C sees it: names,
// element types and shapes of inputs, parameters and outputs, and the run-time
// extents that a call takes. It is made from the function at the model stage
// and stays with it as the attribute `nn.signature` down to machine code.
//
//===----------------------------------------------------------------------===//

#ifndef NN_ANALYSIS_SIGNATURE_H
#define NN_ANALYSIS_SIGNATURE_H

#include "dialects/NN/NNDialect.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/BuiltinTypes.h"
#include <string>

namespace nn {
/// Name of the function that computes an entry from nn-make-entries on. It has
/// a character that no C function has, so that it never meets a function of
/// the C library.
std::string getKernelName(llvm::StringRef entry);

/// Name of the function that checks extents and sizes the workspace of an
/// entry.
std::string getPlanName(llvm::StringRef entry);

/// Whether a value of `type` can cross the interface of an entry.
bool isInterfaceType(mlir::Type type);

/// A tensor of an interface.
struct TensorSignature {
  std::string name;
  mlir::RankedTensorType type;
  /// For each axis the index of its run-time extent in
  /// `EntrySignature::extents`; -1 where the extent is static, and in outputs.
  llvm::SmallVector<int32_t> extent;
};

/// A check of data that a call makes while it runs.
struct CheckSignature {
  int32_t status;   ///< what the call answers if it fails, see nn_abi.h
  std::string text; ///< the reason, with its place in the source if known
  bool operator==(const CheckSignature &other) const {
    return status == other.status && text == other.text;
  }
};

/// An entry point.
struct EntrySignature {
  std::string name;
  llvm::SmallVector<TensorSignature> inputs, outputs;
  /// Names of the run-time extents: the name of the axis, and for an unnamed
  /// axis `<input>_<axis>`. A named extent that occurs twice is one.
  llvm::SmallVector<std::string> extents;
  /// The parameters that the entry reads, in the order in which they are
  /// declared in the module.
  llvm::SmallVector<mlir::FlatSymbolRefAttr> params;
  /// What 'nn-report-checks' numbers; none before.
  llvm::SmallVector<CheckSignature> checks;

  /// Makes the signature of a function on tensors. Fails after a diagnostic if
  /// an argument or result cannot cross the interface.
  static mlir::FailureOr<EntrySignature>
  infer(mlir::func::FuncOp func,
        llvm::ArrayRef<mlir::FlatSymbolRefAttr> params);

  /// The same of any function, whatever its types are: arguments and results
  /// that are no tensors are left out.
  static EntrySignature describe(mlir::func::FuncOp func);

  /// Reads the signature that `func` carries.
  static mlir::FailureOr<EntrySignature> get(mlir::func::FuncOp func);

  /// Makes `func` carry the signature.
  void attachTo(mlir::func::FuncOp func) const;

private:
  void nameExtents();
};

/// `name` with what C does not allow in identifiers replaced by `_`.
std::string makeWord(llvm::StringRef name);

/// Makes `name` a C identifier that neither C, C++ nor the headers of a model
/// use, and that differs from `taken` by more than case; adds it to `taken`.
std::string makeIdentifier(llvm::StringRef name,
                           llvm::SmallVectorImpl<std::string> &taken);
} // namespace nn

#endif // NN_ANALYSIS_SIGNATURE_H
