//===- ActivationInterface.td - Scalar functions -----------*- tablegen -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_INTERFACES_ACTIVATIONINTERFACE
#define NN_INTERFACES_ACTIVATIONINTERFACE

include "mlir/IR/OpBase.td"

def ActivationInterface : AttrInterface<"ActivationInterface"> {
  let cppNamespace = "::nn";
  let description = [{
    A function of one real number, with what is known about it. An activation
    of a layer, an edge of a Kolmogorov-Arnold network and the element-wise
    bijection of a flow are all such attributes.

    Scalar code is built from `arith` and `math` ops on the type of the
    argument, which is a float.
  }];
  let methods = [
    InterfaceMethod<"Builds the function value at `x`.",
      "::mlir::Value", "buildValue",
      (ins "::mlir::OpBuilder &":$builder, "::mlir::Location":$loc,
           "::mlir::Value":$x)>,
    InterfaceMethod<[{
        Builds the derivative at `x`. Where the function has a kink, this is
        the derivative from the left.
      }],
      "::mlir::Value", "buildDerivative",
      (ins "::mlir::OpBuilder &":$builder, "::mlir::Location":$loc,
           "::mlir::Value":$x)>,
    InterfaceMethod<[{
        Builds the inverse function at `y`; null if the function has none. The
        value is undefined where `y` lies outside the range.
      }],
      "::mlir::Value", "buildInverse",
      (ins "::mlir::OpBuilder &":$builder, "::mlir::Location":$loc,
           "::mlir::Value":$y)>,
    InterfaceMethod<[{
        The smallest closed interval that contains every value, with infinite
        ends where there is no bound.
      }],
      "::std::pair<double, double>", "getRange">,
    InterfaceMethod<[{
        An upper bound of the slope, within 1e-3 of the best one; nothing if
        the slope has no bound.
      }],
      "::std::optional<double>", "getLipschitzConstant">,
    InterfaceMethod<"Whether f(s x) = s f(x) for every s > 0.",
      "bool", "isPositivelyHomogeneous">
  ];
}

#endif // NN_INTERFACES_ACTIVATIONINTERFACE
