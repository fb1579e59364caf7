//===- ActivationAttributes.td - Activations ---------------*- tablegen -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_ACTIVATIONATTRIBUTES
#define NN_DIALECT_ACTIVATIONATTRIBUTES

include "dialects/NN/NNAttributes.td"

// `methods` are those with a default implementation that the activation
// overrides.
class NN_Activation<string name, string attrMnemonic,
                    list<string> methods = []>
    : NN_Attr<name, attrMnemonic,
              [DeclareAttrInterfaceMethods<ActivationInterface, methods>]>;

//===----------------------------------------------------------------------===//
// Piecewise linear and quadratic functions
//===----------------------------------------------------------------------===//

def NN_AbsAttr : NN_Activation<"Abs", "abs", ["isPositivelyHomogeneous"]> {
  let summary = "absolute value";
}

def NN_ClampAttr : NN_Activation<"Clamp", "clamp"> {
  let summary = "the nearest number of an interval";
  let description = [{
    `min(max(x, low), high)`; NaN stays NaN.

    - (C1) `low` and `high` are finite, and `low < high`

    ```mlir
    #nn.clamp<low = -2.0, high = 2.0>
    ```
  }];
  let parameters = (ins APFloatParameter<"least value">:$low,
                        APFloatParameter<"greatest value">:$high);
  let assemblyFormat = [{
    `<` `low` `=` custom<Number>($low) `,` `high` `=` custom<Number>($high) `>`
  }];
  let genVerifyDecl = 1;
}

def NN_HardSigmoidAttr : NN_Activation<"HardSigmoid", "hard_sigmoid"> {
  let summary = "min(max(x + 3, 0), 6) / 6";
}

def NN_HardSwishAttr : NN_Activation<"HardSwish", "hard_swish"> {
  let summary = "x min(max(x + 3, 0), 6) / 6";
  let description = [{ Of MobileNetV3 (arXiv:1905.02244). }];
}

def NN_HardTanhAttr : NN_Activation<"HardTanh", "hard_tanh"> {
  let summary = "min(max(x, -1), 1)";
  let description = [{ `#nn.clamp` has other bounds. }];
}

def NN_LeakyReluAttr : NN_Activation<"LeakyRelu", "leaky_relu",
    ["buildInverse", "isPositivelyHomogeneous"]> {
  let summary = "x where positive, else slope times x";
  let description = [{
    `x` for `x > 0`, else `slope * x`. Bijective if `slope > 0`. A slope that is
    learned is an operand of `nn.prelu`.

    - (C1) `slope` is finite

    ```mlir
    #nn.leaky_relu<slope = 0.01>
    ```
  }];
  let parameters = (ins APFloatParameter<"slope for x <= 0">:$slope);
  let assemblyFormat = "`<` `slope` `=` custom<Number>($slope) `>`";
  let genVerifyDecl = 1;
}

def NN_PiecewiseLinearAttr : NN_Activation<"PiecewiseLinear",
    "piecewise_linear", ["buildInverse", "isPositivelyHomogeneous"]> {
  let summary = "linear interpolation between knots";
  let description = [{
    Passes through the points (`knots[i]`, `values[i]`) and is linear between
    them. `slopes` are those before the first knot and after the last. Bijective
    if all slopes are positive or all are negative.

    - (C1) there is at least one knot
    - (C2) `values` has one number per knot
    - (C3) all numbers are finite
    - (C4) `knots` ascend strictly
    - (C5) the distances of knots and the slopes between them are finite

    f32 is evaluated in f64, so that the difference to a knot and a value near
    zero keep their accuracy.

    ```mlir
    #nn.piecewise_linear<knots = [-1.0, 0.0, 2.0], values = [0.5, 0.0, 1.0],
                         slopes = [-0.5, 0.0]>
    ```
  }];
  let parameters = (ins "::mlir::DenseF64ArrayAttr":$knots,
                        "::mlir::DenseF64ArrayAttr":$values,
                        APFloatParameter<"slope before the knots">:$before,
                        APFloatParameter<"slope after the knots">:$after);
  let assemblyFormat = [{
    `<` `knots` `=` custom<Numbers>($knots) `,`
        `values` `=` custom<Numbers>($values) `,`
        `slopes` `=` `[` custom<Number>($before) `,` custom<Number>($after) `]`
    `>`
  }];
  let genVerifyDecl = 1;
  let extraClassDeclaration = [{
    /// The slopes before, between and after the knots.
    ::llvm::SmallVector<double> getSlopes() const;
  }];
}

def NN_ReluAttr : NN_Activation<"Relu", "relu", ["isPositivelyHomogeneous"]> {
  let summary = "max(x, 0)";
  let description = [{ `max(x, 0)`; NaN stays NaN. }];
}

def NN_Relu6Attr : NN_Activation<"Relu6", "relu6"> {
  let summary = "min(max(x, 0), 6)";
  let description = [{ `#nn.clamp` has other bounds. }];
}

//===----------------------------------------------------------------------===//
// Exponential functions and what is made of them
//===----------------------------------------------------------------------===//

def NN_EluAttr : NN_Activation<"Elu", "elu",
    ["buildInverse", "isPositivelyHomogeneous"]> {
  let summary = "x where positive, else alpha (exp(x) - 1)";
  let description = [{
    `x` for `x > 0`, else `alpha * (exp(x) - 1)` (arXiv:1511.07289). Bijective
    if `alpha > 0`.

    - (C1) `alpha` is finite

    ```mlir
    #nn.elu<alpha = 1.0>
    ```
  }];
  let parameters = (ins APFloatParameter<"minus the limit for low x">:$alpha);
  let assemblyFormat = "`<` `alpha` `=` custom<Number>($alpha) `>`";
  let genVerifyDecl = 1;
}

def NN_ExpAttr : NN_Activation<"Exp", "exp", ["buildInverse"]> {
  let summary = "exponential function";
}

def NN_GeluForm : I32EnumAttr<"GeluForm", "how gelu is computed", [
    I32EnumAttrCase<"Exact", 0, "exact">,
    I32EnumAttrCase<"Tanh", 1, "tanh">]> {
  let cppNamespace = "::nn";
  let genSpecializedAttr = 0;
}

def NN_GeluAttr : NN_Activation<"Gelu", "gelu"> {
  let summary = "x times the normal distribution function at x";
  let description = [{
    `x / 2 * erfc(-x / sqrt(2))` (arXiv:1606.08415), or, in the form `tanh`, the
    approximation `x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))`,
    which differs by up to 5e-4.

    f32 is evaluated in f64: what rounding does to the argument of `erfc` or
    `tanh` would come back magnified in the small values for low `x`.

    ```mlir
    #nn.gelu
    #nn.gelu<tanh>
    ```
  }];
  let parameters = (ins DefaultValuedParameter<"::nn::GeluForm",
                                               "::nn::GeluForm::Exact">:$form);
  let assemblyFormat = "(`<` custom<Choice>($form)^ `>`)?";
}

def NN_LogAttr : NN_Activation<"Log", "log", ["buildInverse", "getDomain"]> {
  let summary = "natural logarithm";
  let description = [{ Defined for positive `x`. }];
}

def NN_MishAttr : NN_Activation<"Mish", "mish"> {
  let summary = "x tanh(log(1 + exp(x)))";
  let description = [{
    `x tanh(log(1 + exp(x)))` (arXiv:1908.08681), evaluated as `x n / (n + 2)`
    with `n = exp(x) (exp(x) + 2)`, for f32 in f64.
  }];
}

def NN_SeluAttr : NN_Activation<"Selu", "selu", ["buildInverse"]> {
  let summary = "the scaled elu that keeps mean 0 and variance 1";
  let description = [{
    `s x` for `x > 0`, else `s alpha (exp(x) - 1)`, with
    `s = 1.0507009873554804934` and `alpha = 1.6732632423543772848`
    (arXiv:1706.02515).
  }];
}

def NN_SigmoidAttr : NN_Activation<"Sigmoid", "sigmoid", ["buildInverse"]> {
  let summary = "1 / (1 + exp(-x))";
}

def NN_SiluAttr : NN_Activation<"Silu", "silu"> {
  let summary = "x / (1 + exp(-x))";
}

def NN_SoftplusAttr : NN_Activation<"Softplus", "softplus", ["buildInverse"]> {
  let summary = "log(1 + exp(x))";
  let description = [{ Evaluated as `max(x, 0) + log1p(exp(-|x|))`. }];
}

def NN_TanhAttr : NN_Activation<"Tanh", "tanh", ["buildInverse"]> {
  let summary = "hyperbolic tangent";
}

//===----------------------------------------------------------------------===//
// Trigonometric and algebraic functions
//===----------------------------------------------------------------------===//

def NN_CosAttr : NN_Activation<"Cos", "cos"> {
  let summary = "cosine";
}

def NN_PolynomialAttr : NN_Activation<"Polynomial", "polynomial",
    ["buildInverse", "isPositivelyHomogeneous"]> {
  let summary = "polynomial";
  let description = [{
    `coefficients[0] + coefficients[1] x + coefficients[2] x^2 + ...`. Bijective
    (as far as the inverse has a closed form) if the degree is 1.

    - (C1) there is at least one coefficient
    - (C2) all coefficients are finite

    f32 is evaluated in f64, so that values near a simple root keep their
    accuracy; terms that cancel to less than 2^-27 of the largest one, as near a
    multiple root, leave less than that of f32. Where the powers of `x` exceed
    f64, the result is infinite or NaN.

    ```mlir
    #nn.polynomial<[1.0, -0.5, 0.25]>
    ```
  }];
  let parameters = (ins "::mlir::DenseF64ArrayAttr":$coefficients);
  let assemblyFormat = "`<` custom<Numbers>($coefficients) `>`";
  let genVerifyDecl = 1;
}

def NN_DenominatorForm : I32EnumAttr<"DenominatorForm",
    "what a safe denominator takes the absolute value of", [
    I32EnumAttrCase<"Sum", 0, "sum">,
    I32EnumAttrCase<"Terms", 1, "terms">]> {
  let cppNamespace = "::nn";
  let genSpecializedAttr = 0;
}

def NN_RationalAttr : NN_Activation<"Rational", "rational",
    ["isPositivelyHomogeneous"]> {
  let summary = "quotient of polynomials without poles";
  let description = [{
    `P(x) / Q(x)` with `P(x) = a[0] + a[1] x + a[2] x^2 + ...` for the
    `numerator` `a` and, for the `denominator` `b`,

    - `Q(x) = 1 + |b[0] x + b[1] x^2 + ...|`, of Padé activation units
      (arXiv:1907.06732), or
    - `Q(x) = 1 + |b[0] x| + |b[1] x^2| + ...` if `absolute = terms`, of
      Kolmogorov-Arnold transformers (arXiv:2409.10594).

    - (C1) `numerator` has at least one number
    - (C2) all numbers are finite

    f32 is evaluated in f64, so that values near a simple root keep their
    accuracy, as those of `#nn.polynomial` do, and, up to degree 7, no power of
    `x` exceeds the range. Where one does, as with
    infinite `x`, the result may be NaN.

    ```mlir
    #nn.rational<numerator = [1.0, 2.0], denominator = [1.0]>
    #nn.rational<numerator = [0.0, 1.0, 0.5], denominator = [0.0, 0.25],
                 absolute = terms>
    ```
  }];
  let parameters = (ins
      "::mlir::DenseF64ArrayAttr":$numerator,
      "::mlir::DenseF64ArrayAttr":$denominator,
      DefaultValuedParameter<"::nn::DenominatorForm",
                             "::nn::DenominatorForm::Sum">:$absolute);
  let assemblyFormat = [{
    `<` `numerator` `=` custom<Numbers>($numerator) `,`
        `denominator` `=` custom<Numbers>($denominator)
        (`,` `absolute` `=` custom<Choice>($absolute)^)?
    `>`
  }];
  let genVerifyDecl = 1;
}

def NN_SinAttr : NN_Activation<"Sin", "sin"> {
  let summary = "sine";
}

def NN_SoftsignAttr : NN_Activation<"Softsign", "softsign",
                                    ["buildInverse"]> {
  let summary = "x / (1 + |x|)";
}

def NN_SqrtAttr : NN_Activation<"Sqrt", "sqrt",
                                ["buildInverse", "getDomain"]> {
  let summary = "square root";
  let description = [{ Defined for `x >= 0`. }];
}

def NN_SquareAttr : NN_Activation<"Square", "square"> {
  let summary = "x^2";
}

#endif // NN_DIALECT_ACTIVATIONATTRIBUTES
