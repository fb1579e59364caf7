"""Writes elementary.mlir, a model with one entry for each elementary function
of f32 and for each activation, and references.h, the same functions in double
precision for measure_ulp.c.

    elementary.py [--derivatives]

With --derivatives the model has the activations alone, which are to be replaced
by their derivatives, and the references are those of the derivatives.
"""

import sys

UNARY = {name: f"{name}(x)" for name in (
    "acos", "acosh", "asin", "asinh", "atan", "atanh", "cbrt", "cos", "cosh",
    "erf", "erfc", "exp", "exp2", "expm1", "log", "log10", "log1p", "log2",
    "sin", "sinh", "sqrt", "tan", "tanh")}
UNARY["rsqrt"] = "1 / sqrt(x)"
BINARY = {"atan2": "atan2(x, y)", "powf": "pow(x, y)"}
# The entry, the attribute, and its meaning in C: with limits at infinity.
ACTIVATIONS = [
    ("clamp", "#nn.clamp<low = -0.1, high = 2.3>",
     "x < -0.1 ? -0.1 : x > 2.3 ? 2.3 : x"),
    ("elu", "#nn.elu<alpha = 0.3>", "x > 0 ? x : 0.3 * expm1(x)"),
    ("elu_tiny", "#nn.elu<alpha = 1.3e-44>",
     "x > 0 ? x : 1.3e-44 * expm1(x)"),
    ("elu_huge", "#nn.elu<alpha = 1.0e300>", "x > 0 ? x : 1e300 * expm1(x)"),
    ("gelu", "#nn.gelu", "x < -40 ? -0.0 : x * erfc(-x / sqrt(2)) / 2"),
    ("gelu_tanh", "#nn.gelu<tanh>",
     "x < -40 ? -0.0 : "
     "x / (1 + exp(-2 * 0.79788456080286535588 * (x + 0.044715 * x * x * x)))"),
    ("hard_sigmoid", "#nn.hard_sigmoid",
     "x <= -3 ? 0 : x >= 3 ? 1 : (x + 3) / 6"),
    ("hard_swish", "#nn.hard_swish",
     "x <= -3 ? -0.0 : x >= 3 ? x : x * (x + 3) / 6"),
    ("hard_tanh", "#nn.hard_tanh", "x < -1 ? -1 : x > 1 ? 1 : x"),
    ("leaky_relu", "#nn.leaky_relu<slope = 0.01>", "x > 0 ? x : 0.01 * x"),
    ("leaky_relu_flat", "#nn.leaky_relu<slope = 0.0>", "x <= 0 ? 0 : x"),
    ("leaky_relu_tiny", "#nn.leaky_relu<slope = 1.0e-40>",
     "x > 0 ? x : 1e-40 * x"),
    ("leaky_relu_huge", "#nn.leaky_relu<slope = 1.0e300>",
     "x > 0 ? x : 1e300 * x"),
    ("mish", "#nn.mish", "x < -800 ? -0.0 : x * tanh(log1p(exp(x)))"),
    ("piecewise_linear",
     "#nn.piecewise_linear<knots = [-1.0, 0.0, 2.1], "
     "values = [0.3, 0.0, 0.7], slopes = [-0.5, 0.0]>",
     "x < -1 ? 0.3 - 0.5 * (x + 1) : x < 0 ? -0.3 * x : "
     "x < 2.1 ? x * (0.7 / 2.1) + 0.0 : x == x ? 0.7 : x"),
    ("polynomial", "#nn.polynomial<[-0.7, 0.5, 0.0, 0.2]>",
     "((0.2 * x + 0.0) * x + 0.5) * x - 0.7"),
    ("rational_sum",
     "#nn.rational<numerator = [-0.1, 0.6, 0.5, 0.2, 0.03, 0.01], "
     "denominator = [-0.2, 0.3, 0.01, 0.02]>",
     "(((((0.01 * x + 0.03) * x + 0.2) * x + 0.5) * x + 0.6) * x - 0.1) / "
     "(1 + fabs((((0.02 * x + 0.01) * x + 0.3) * x - 0.2) * x))"),
    ("rational_terms",
     "#nn.rational<numerator = [-0.1, 0.6, 0.5, 0.2, 0.03, 0.01], "
     "denominator = [-0.2, 0.3, 0.01, 0.02], absolute = terms>",
     "(((((0.01 * x + 0.03) * x + 0.2) * x + 0.5) * x + 0.6) * x - 0.1) / "
     "(1 + fabs(0.2 * x) + 0.3 * x * x + fabs(0.01 * x * x * x) + "
     "0.02 * x * x * x * x)"),
    ("relu", "#nn.relu", "x <= 0 ? 0 : x"),
    ("relu6", "#nn.relu6", "x <= 0 ? 0 : x > 6 ? 6 : x"),
    ("selu", "#nn.selu", "1.0507009873554804934 * "
     "(x > 0 ? x : 1.6732632423543772848 * expm1(x))"),
    ("sigmoid", "#nn.sigmoid", "1 / (1 + exp(-x))"),
    ("silu", "#nn.silu", "x < -800 ? -0.0 : x / (1 + exp(-x))"),
    ("softplus", "#nn.softplus", "fmax(x, 0) + log1p(exp(-fabs(x)))"),
    ("softsign", "#nn.softsign",
     "isinf(x) ? copysign(1, x) : x / (1 + fabs(x))"),
    ("square", "#nn.square", "x * x"),
]

# The activations that elementary functions are.
SAME = ["abs", "cos", "exp", "log", "sin", "sqrt", "tanh"]
RATIONAL_SLOPE = "(((0.05 * x + 0.12) * x + 0.6) * x + 1.0) * x + 0.6"
RATIONAL_VALUE = \
    "(((((0.01 * x + 0.03) * x + 0.2) * x + 0.5) * x + 0.6) * x - 0.1)"
RATIONAL_SUM = "((((0.02 * x + 0.01) * x + 0.3) * x - 0.2) * x)"
RATIONAL_TERMS = "(fabs(0.2 * x) + 0.3 * x * x + fabs(0.01 * x * x * x) + " \
    "0.02 * x * x * x * x)"
# Derivatives in C, from the left where there is a kink.
DERIVATIVES = {
    "abs": "x > 0 ? 1 : -1",
    "clamp": "-0.1 < x && x <= 2.3 ? 1 : 0",
    "cos": "-sin(x)",
    "elu": "x > 0 ? 1 : 0.3 * exp(x)",
    # In one exponential: exp(x) alone is zero before the product is.
    "elu_huge": "x > 0 ? 1 : exp(x + 690.77552789821370521)",
    "elu_tiny": "x > 0 ? 1 : 1.3e-44 * exp(x)",
    "exp": "exp(x)",
    "gelu": "x < -38 ? -0.0 : x > 38 ? 1 : erfc(-x / sqrt(2)) / 2 + "
            "x * exp(-x * x / 2) * 0.39894228040143267794",
    "gelu_tanh":
        "x < -40 ? -0.0 : x > 40 ? 1 : 1 / (1 + "
        "exp(-2 * 0.79788456080286535588 * (x + 0.044715 * x * x * x))) * "
        "(1 + x * 2 * 0.79788456080286535588 * (1 + 0.134145 * x * x) / (1 + "
        "exp(2 * 0.79788456080286535588 * (x + 0.044715 * x * x * x))))",
    "hard_sigmoid": "-3 < x && x <= 3 ? 1.0 / 6 : 0",
    "hard_swish": "x > 3 ? 1 : x > -3 ? (2 * x + 3) / 6 : 0",
    "hard_tanh": "-1 < x && x <= 1 ? 1 : 0",
    "leaky_relu": "x > 0 ? 1 : 0.01",
    "leaky_relu_flat": "x > 0 ? 1 : 0",
    "leaky_relu_huge": "x > 0 ? 1 : 1e300",
    "leaky_relu_tiny": "x > 0 ? 1 : 1e-40",
    "log": "1 / x",
    "mish": "x < -700 ? -0.0 : x > 40 ? 1 : tanh(log1p(exp(x))) + "
            "x / pow(cosh(log1p(exp(x))), 2) / (1 + exp(-x))",
    "piecewise_linear":
        "x <= -1 ? -0.5 : x <= 0 ? -0.3 : x <= 2.1 ? 0.7 / 2.1 : 0",
    "polynomial": "0.6 * x * x + 0.5",
    "rational_sum":
        f"({RATIONAL_SLOPE} - {RATIONAL_VALUE} / (1 + fabs{RATIONAL_SUM}) * "
        f"copysign(1, x > 0 ? {RATIONAL_SUM} : 1) * "
        "(((0.08 * x + 0.03) * x + 0.6) * x - 0.2)) / "
        f"(1 + fabs{RATIONAL_SUM})",
    "rational_terms":
        f"({RATIONAL_SLOPE} - {RATIONAL_VALUE} / (1 + {RATIONAL_TERMS}) * "
        "(x > 0 ? 1 : -1) * "
        "(0.2 + fabs(0.6 * x) + 0.03 * x * x + fabs(0.08 * x * x * x))) / "
        f"(1 + {RATIONAL_TERMS})",
    "relu": "x > 0 ? 1 : 0",
    "relu6": "0 < x && x <= 6 ? 1 : 0",
    "selu": "1.0507009873554804934 * "
            "(x > 0 ? 1 : 1.6732632423543772848 * exp(x))",
    "sigmoid": "1 / (1 + exp(x)) / (1 + exp(-x))",
    "silu": "x < -700 ? -0.0 : x > 700 ? 1 : "
            "(1 + x / (1 + exp(x))) / (1 + exp(-x))",
    "sin": "cos(x)",
    "softplus": "1 / (1 + exp(-x))",
    "softsign": "1 / (1 + fabs(x)) / (1 + fabs(x))",
    "sqrt": "0.5 / sqrt(x)",
    "square": "2 * x",
    "tanh": "1 / cosh(x) / cosh(x)",
}

TENSOR = "tensor<?xf32, #nn.axes<n>>"


def make_entry(name, inputs, body):
    arguments = ", ".join(f'%{i}: {TENSOR} {{nn.name = "{i}"}}' for i in inputs)
    return f"""\
  func.func @{name}({arguments}) -> ({TENSOR} {{nn.name = "result"}}) {{
    {body}
    return %result : {TENSOR}
  }}
"""


def make_map(op, inputs):
    operands = ", ".join(f"%{i}" for i in inputs)
    types = ", ".join([TENSOR] * len(inputs))
    elements = ", ".join(f"%{i}_element" for i in inputs)
    arguments = ", ".join(f"%{i}_element: f32" for i in inputs)
    return make_entry(op, inputs, f"""\
%result = nn.map {operands} : ({types}) -> {TENSOR} {{
    ^bb0({arguments}):
      %value = math.{op} {elements} : f32
      nn.yield %value : f32
    }}""")


def make_reference(name, inputs, value):
    arrays = ", ".join(f"const float *{i}s" for i in inputs)
    elements = ", ".join(f"{i} = {i}s[i]" for i in inputs)
    return f"""\
static void reference_{name}({arrays}, double *results, int64_t n) {{
  for (int64_t i = 0; i < n; ++i) {{
    double {elements};
    results[i] = {value};
  }}
}}
"""


def make_table(arity, parameters, names):
    rows = "".join(f'  {{"{name}", elementary_{name}, reference_{name}}},\n'
                   for name in names)
    return f"""\
static const struct {{
  const char *name;
  {arity} compiled;
  void (*reference)({parameters}, double *, int64_t);
}} {arity[:-1]}ies[] = {{
{rows}  {{0}},
}};
"""


model, references = "module @elementary {\n", ""
if sys.argv[1:] == ["--derivatives"]:
    UNARY, BINARY = {}, {}
    ACTIVATIONS = [(name, function, DERIVATIVES[name])
                   for name, function, _ in
                   [*ACTIVATIONS, *((name, f"#nn.{name}", "") for name in SAME)]]
for op, value in UNARY.items():
    model += make_map(op, ["x"])
    references += make_reference(op, ["x"], value)
for op, value in BINARY.items():
    model += make_map(op, ["x", "y"])
    references += make_reference(op, ["x", "y"], value)
for name, function, value in ACTIVATIONS:
    model += make_entry(name, ["x"],
                        f"%result = nn.activation {function}, %x : {TENSOR}")
    references += make_reference(name, ["x"], value)
references += make_table("unary", "const float *",
                         [*UNARY, *(name for name, _, _ in ACTIVATIONS)])
references += make_table("binary", "const float *, const float *", BINARY)

with open("elementary.mlir", "w") as file:
    file.write(model + "}\n")
with open("references.h", "w") as file:
    file.write(references)
