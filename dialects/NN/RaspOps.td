//===- RaspOps.td - What RASP programs are made of ---------*- tablegen -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// RASP (Weiss, Goldberg and Yahav: Thinking Like Transformers,
// arXiv:2106.06981) computes sequences from sequences. A selector says for each
// query which keys it marks; the others reduce what is marked, or stand in for
// atoms of a program that are no numbers.
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_RASPOPS
#define NN_DIALECT_RASPOPS

include "dialects/NN/NNAttributes.td"
include "mlir/IR/BuiltinAttributes.td"

def NN_Sequence : NN_Plain<TensorRankOf<[NN_Element], [1]>>;
def NN_Selector : NN_Plain<TensorRankOf<[I1], [2]>>;

//===----------------------------------------------------------------------===//
// Selectors
//===----------------------------------------------------------------------===//

def NN_SelectPredicate : I32EnumAttr<"SelectPredicate",
    "how a marked key compares with its query", [
    I32EnumAttrCase<"Equal", 0, "eq">,
    I32EnumAttrCase<"NotEqual", 1, "ne">,
    I32EnumAttrCase<"Less", 2, "lt">,
    I32EnumAttrCase<"LessOrEqual", 3, "le">,
    I32EnumAttrCase<"Greater", 4, "gt">,
    I32EnumAttrCase<"GreaterOrEqual", 5, "ge">]> {
  let cppNamespace = "::nn";
  let genSpecializedAttr = 0;
}
def NN_SelectPredicateAttr
    : EnumAttr<NN_Dialect, NN_SelectPredicate, "select_predicate">;

def NN_SelectOp : NN_Layer<"select"> {
  let summary = "which keys each query marks";
  let description = [{
    `result[q, k]` is whether `keys[k] predicate queries[q]`: `select` of RASP
    with the comparisons `eq`, `ne`, `lt`, `le`, `gt` and `ge`. Integers are
    signed, false is below true, and not-a-number compares as in Python: it is
    unequal to everything, and nothing else holds of it.

    - (C1) `keys` and `queries` have the same element type

    ```mlir
    %s = nn.select lt %keys, %queries
        : (tensor<?xi64>, tensor<4xi64>) -> tensor<4x?xi1>
    ```
  }];
  let arguments = (ins NN_SelectPredicateAttr:$predicate, NN_Sequence:$keys,
                       NN_Sequence:$queries);
  let results = (outs NN_Selector:$result);
  let assemblyFormat = [{
    custom<SelectPredicate>($predicate) $keys `,` $queries attr-dict `:`
    functional-type(operands, $result)
  }];
  let hasCanonicalizer = 1;
}

def NN_SelectorWidthOp : NN_Layer<"selector_width", [NN_LongCode]> {
  let summary = "how many keys each query marks";
  let description = [{
    `result[q]` is the number of keys `k` for which `selector[q, k]` is true.

    ```mlir
    %w = nn.selector_width %s : (tensor<4x?xi1>) -> tensor<4xi64>
    ```
  }];
  let arguments = (ins NN_Selector:$selector);
  let results = (outs NN_Plain<TensorRankOf<[I64], [1]>>:$result);
  let assemblyFormat =
      "$selector attr-dict `:` functional-type($selector, $result)";
}

def NN_AggregateKind : I32EnumAttr<"AggregateKind",
    "what becomes of the values of marked keys", [
    I32EnumAttrCase<"Mean", 0, "mean">,
    I32EnumAttrCase<"Sum", 1, "sum">,
    I32EnumAttrCase<"Max", 2, "max">,
    I32EnumAttrCase<"Min", 3, "min">,
    I32EnumAttrCase<"First", 4, "first">,
    I32EnumAttrCase<"Last", 5, "last">,
    I32EnumAttrCase<"Only", 6, "only">]> {
  let cppNamespace = "::nn";
  let genSpecializedAttr = 0;
}
def NN_AggregateKindAttr
    : EnumAttr<NN_Dialect, NN_AggregateKind, "aggregate_kind">;

def NN_AggregateOp : NN_Layer<"aggregate", [
    NN_LongCode,
    DeclareOpInterfaceMethods<DecomposableOpInterface, ["movesElements"]>]> {
  let summary = "the values of the keys that each query marks, as one";
  let description = [{
    Row `q` of the result is made of the rows `k` of `values` for which
    `selector[q, k]` is true, element by element along the other axes. A row
    that marks nothing gets `default`, or zeros if there is none.

    - `mean`: their mean, as `aggregate` of RASP has it. That of integers and of
      booleans is an f64, the quotient of their sum in i64 and their number;
      that of 16-bit floats is computed in f32. The mean of one value is that
      value; several floats are added to zero in the order of `k`.
    - `sum`: their sum, in an order that is not specified; integers wrap
    - `max`, `min`: the largest, the least; not-a-number if one of them is
    - `first`, `last`: that of the least, the largest `k`, bit by bit
    - `only`: that of the only one, bit by bit; if a row marks several, the
      program ends with the status `NN_E_VALUE`

    - (C1) axis 0 of `values` is axis 1 of `selector`
    - (C2) `default` has the other axes of `values`, and the element type of the
      result: f64 for the `mean` of integers, else that of `values`
    - (C3) the elements of a `sum` are no booleans

    ```mlir
    %a = nn.aggregate mean %s, %v default %d
        : (tensor<4x?xi1>, tensor<?x3xf32>, tensor<3xf32>) -> tensor<4x3xf32>
    ```
  }];
  let arguments = (ins NN_AggregateKindAttr:$kind, NN_Selector:$selector,
                       NN_Tensor:$values, Optional<NN_Tensor>:$otherwise);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = [{
    custom<AggregateKind>($kind) $selector `,` $values
    (`default` $otherwise^)? attr-dict `:` functional-type(operands, $result)
  }];
}

//===----------------------------------------------------------------------===//
// Failures and atoms
//===----------------------------------------------------------------------===//

def NN_RequireOp : NN_InferredOp<"require",
    [NN_MovesElements, Pure,
     DeclareOpInterfaceMethods<CostOpInterface, ["getOperationCount"]>]> {
  let summary = "a tensor, if something holds";
  let description = [{
    The result is `value`. If an element of `ok` is false, the program ends with
    the status `NN_E_VALUE` and the message. As with other failures that depend
    on data, what no result needs may be checked or not.

    - (C1) `ok` has the shape of `value`, or no axes
    - (C2) every element of `ok` is true; otherwise the program ends with the
      status `NN_E_VALUE`

    ```mlir
    %r = nn.require %x, %ok, "expected numbers above 0"
        : (tensor<?xi64>, tensor<?xi1>) -> tensor<?xi64>
    ```
  }];
  let arguments = (ins NN_Tensor:$value, NN_BoolTensor:$ok, StrAttr:$message);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = [{
    $value `,` $ok `,` $message attr-dict `:` functional-type(operands, $result)
  }];
  let hasFolder = 1;
}

def NN_InternOp : NN_InferredOp<"intern",
    [NN_LongCode, Pure,
     DeclareOpInterfaceMethods<CostOpInterface, [
      "getOperationCount", "isOperationCountPolynomial"]>]> {
  let summary = "rows of code points as numbers of the same order";
  let description = [{
    Each row of each operand is a text, a code point per element, and zeros
    behind its end. It gets a number: two numbers, of one operand or of two, are
    equal if the rows are, and otherwise in the lexicographic order of the rows.
    Operands that are shorter along axis 1 than the longest, of extent `L`, are
    extended by zeros.

    If `L <= 3`, the number of a row is the sum of `row[j] * 2^(21 * (2 - j))`,
    so that it says by itself which row it is. If `L > 3`, it is the dense rank,
    0, 1 and so on, of the row among those of all operands.

    - (C1) there is at least one operand
    - (C2) every element is at least 0 and below 2^21; otherwise the program ends
      with the status `NN_E_VALUE`

    ```mlir
    %x, %y = nn.intern %a, %b
        : (tensor<?x?xi32>, tensor<4x2xi32>) -> (tensor<?xi64>, tensor<4xi64>)
    ```
  }];
  let arguments =
      (ins Variadic<NN_Plain<TensorRankOf<[NN_Integer], [2]>>>:$rows);
  let results = (outs Variadic<NN_Plain<TensorRankOf<[I64], [1]>>>:$results);
  let assemblyFormat = "$rows attr-dict `:` functional-type($rows, $results)";
  let extraClassDeclaration = [{
    /// Rows of up to so many elements have numbers of their own.
    static constexpr int64_t kPackedExtent = 3;
    /// Bits of an element.
    static constexpr unsigned kElementBits = 21;

    /// The longest extent of axis 1; dynamic if it depends on one.
    int64_t getLongestExtent();
  }];
}

def NN_JoinRowsOp : NN_InferredOp<"join_rows",
    [NN_MovesElements, Pure,
     DeclareOpInterfaceMethods<CostOpInterface, ["getOperationCount"]>]> {
  let summary = "texts one after the other";
  let description = [{
    Row `i` of the result has the nonzero elements of row `i` of all inputs in
    their order, and then zeros. Its extent along axis 1 is the sum of those of
    the inputs.

    - (C1) there is at least one input
    - (C2) the inputs have the same extent and name along axis 0, and the same
      name along axis 1
    - (C3) the inputs have the same element type
    - (C4) the sum of the extents along axis 1 stays below 2^63

    ```mlir
    %r = nn.join_rows %a, %b
        : (tensor<?x?xi32>, tensor<?x2xi32>) -> tensor<?x?xi32>
    ```
  }];
  let arguments =
      (ins Variadic<NN_Plain<TensorRankOf<[NN_Integer], [2]>>>:$inputs);
  let results = (outs NN_Plain<TensorRankOf<[NN_Integer], [2]>>:$result);
  let assemblyFormat = "$inputs attr-dict `:` functional-type($inputs, $result)";
}

#endif // NN_DIALECT_RASPOPS
