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
      (ins "::mlir::OpBuilder &":$builder)>
  ];
}

def CostOpInterface : OpInterface<"CostOpInterface"> {
  let cppNamespace = "::nn";
  let description = [{
    An op that knows what one execution of it costs, as a count that depends
    on shapes alone: reports, schedules and memory planning read it.
  }];
  let methods = [
    InterfaceMethod<[{
        The arithmetic operations of one execution (a multiplication and an
        addition count as two, an elementary function as one). Nothing if an
        extent is known at run time only.
      }],
      "::std::optional<int64_t>", "getOperationCount">,
    InterfaceMethod<[{
        The bytes of all operands and results, each counted once. Nothing if
        an extent is known at run time only.
      }],
      "::std::optional<int64_t>", "getByteCount", (ins), "", [{
        return ::nn::detail::countBytesOfOperandsAndResults($_op);
      }]>
  ];
}

#endif // NN_INTERFACES_NETWORKINTERFACES
