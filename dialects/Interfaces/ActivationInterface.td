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
    argument, which is a float. For an argument of f32, value and derivative are
    within 4 units in the last place of f32 of the exact ones (see
    docs/Rationale/ElementaryFunctions.md for the exceptions).
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
        Builds the inverse function at `y`; null if the function has none in
        closed form. The value is undefined where `y` lies outside the range.
      }],
      "::mlir::Value", "buildInverse",
      (ins "::mlir::OpBuilder &":$builder, "::mlir::Location":$loc,
           "::mlir::Value":$y), /*methodBody=*/"",
      /*defaultImplementation=*/"return {};">,
    InterfaceMethod<[{
        The smallest closed interval that contains every number at which the
        function is defined.
      }],
      "::std::pair<double, double>", "getDomain", (ins), /*methodBody=*/"",
      /*defaultImplementation=*/[{
        constexpr double infinity = ::std::numeric_limits<double>::infinity();
        return {-infinity, infinity};
      }]>,
    InterfaceMethod<[{
        The smallest closed interval that contains every value, with infinite
        ends where there is no bound, or none that can be computed.
      }],
      "::std::pair<double, double>", "getRange">,
    InterfaceMethod<[{
        An upper bound of the slope, within 1e-3 of the best one (relative to
        it where it exceeds 1); nothing if the slope has no bound, or none that
        can be computed.
      }],
      "::std::optional<double>", "getLipschitzConstant">,
    InterfaceMethod<"Whether f(s x) = s f(x) for every s > 0.",
      "bool", "isPositivelyHomogeneous", (ins), /*methodBody=*/"",
      /*defaultImplementation=*/"return false;">
  ];
}

#endif // NN_INTERFACES_ACTIVATIONINTERFACE
