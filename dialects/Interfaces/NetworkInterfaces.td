//===- NetworkInterfaces.td - What ops know ----------------*- tablegen -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Passes ask these interfaces instead of listing op names.
//
//===----------------------------------------------------------------------===//

#ifndef NN_INTERFACES_NETWORKINTERFACES
#define NN_INTERFACES_NETWORKINTERFACES

include "mlir/IR/OpBase.td"

def DecomposableOpInterface : OpInterface<"DecomposableOpInterface"> {
  let cppNamespace = "::nn";
  let description = [{
    An op that stands for a program of simpler `nn`, `arith`, `math` and
    `tensor` ops. A layer that implements this runs everywhere from its first
    day; a conversion may know a faster way for it.
  }];
  let methods = [
    InterfaceMethod<[{
        Builds the equivalent program at the insertion point of `builder`,
        which stands before the op, and returns one value per result, of the
        type of that result. The op itself stays. Builds nothing if it fails,
        after a diagnostic at the op.
      }],
      "::llvm::FailureOr<::llvm::SmallVector<::mlir::Value>>", "decompose",
      (ins "::mlir::OpBuilder &":$builder)>,
    InterfaceMethod<[{
        Whether an op without the trait of those that move elements does so by
        its attributes: `decompose` then takes 16-bit floats as they are.
      }],
      "bool", "movesElements", (ins), "", [{ return false; }]>
  ];
}

def CostOpInterface : OpInterface<"CostOpInterface"> {
  let cppNamespace = "::nn";
  let description = [{
    An op that knows what one execution of it costs, as counts that depend on
    shapes alone: reports, schedules and memory planning read it.

    A count is a polynomial in the extents of the operands and results, with at
    most the first power of each extent of each tensor. So `--nn-cost-report`,
    which evaluates it at several shapes, finds its formula where extents are
    dynamic. The number of operations may be another function of them, if the op
    says so.
  }];
  let extraSharedClassDeclaration = [{
    /// The bytes read and written. Nothing if an extent is known at run time
    /// only, or the number does not fit.
    ::std::optional<int64_t> getByteCount() {
      return ::nn::detail::addCounts($_op.getBytesRead(),
                                     $_op.getBytesWritten());
    }
  }];
  let methods = [
    InterfaceMethod<[{
        The arithmetic operations of one execution (a multiplication and an
        addition count as two, an elementary function as one). Nothing if an
        extent is known at run time only.
      }],
      "::std::optional<int64_t>", "getOperationCount">,
    InterfaceMethod<[{
        Whether the number of operations is a polynomial in the extents that are
        dynamic.
      }],
      "bool", "isOperationCountPolynomial", (ins), "", [{ return true; }]>,
    InterfaceMethod<[{
        The bytes of elements that one execution reads: those of all tensors
        among its operands and among what its regions use from outside, each
        once. Nothing if an extent is known at run time only.
      }],
      "::std::optional<int64_t>", "getBytesRead", (ins), "", [{
        return ::nn::detail::countBytes(
            ::nn::getValuesRead($_op).getArrayRef());
      }]>,
    InterfaceMethod<[{
        The bytes of elements that one execution writes: those of its results.
        Nothing if an extent is known at run time only.
      }],
      "::std::optional<int64_t>", "getBytesWritten", (ins), "", [{
        return ::nn::detail::countBytes(
            ::llvm::SmallVector<::mlir::Value>($_op->getResults()));
      }]>
  ];
}

def RegionProgramOpInterface : OpInterface<"RegionProgramOpInterface"> {
  let cppNamespace = "::nn";
  let description = [{
    An op whose regions are programs on tensors: how often they run, and how the
    extents inside and outside of them belong together. What their ops cost
    counts as often as they run, and not in the counts of the op itself.
  }];
  let methods = [
    InterfaceMethod<[{
        The tensor outside of the region whose extents `argument` has, without
        an axis of it where the argument is a part along that.
      }],
      "::nn::ExtentSource", "getArgumentSource",
      (ins "::mlir::BlockArgument":$argument)>,
    InterfaceMethod<[{
        The operand or yielded tensor whose extents `result` has, and the axis
        that the result has in addition, of as many as the region runs. No
        tensor if the result is static.
      }],
      "::nn::ExtentSource", "getResultSource",
      (ins "::mlir::OpResult":$result)>,
    InterfaceMethod<[{
        How often one execution of the op runs its region `index`, at most: a
        number, or arithmetic on extents that is built. Null if it depends on
        data.
      }],
      "::mlir::OpFoldResult", "reifyRunCount",
      (ins "::mlir::OpBuilder &":$builder, "unsigned":$index)>
  ];
}

#endif // NN_INTERFACES_NETWORKINTERFACES
