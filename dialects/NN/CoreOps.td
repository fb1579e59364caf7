//===- CoreOps.td - The core of exact meaning --------------*- tablegen -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_COREOPS
#define NN_DIALECT_COREOPS

include "dialects/NN/NNAttributes.td"
include "mlir/IR/BuiltinAttributes.td"

def NN_YieldOp : NN_Op<"yield",
    [Pure, Terminator, ParentOneOf<["MapOp", "ReduceOp", "ScatterOp", "CondOp",
                                    "ScanOp", "WeaveOp", "FixedPointOp"]>]> {
  let summary = "the values of a region";
  let description = [{
    Ends the region of an op of the dialect with its values.

    ```mlir
    nn.yield %v : f32
    ```
  }];
  let arguments = (ins Variadic<AnyType>:$values);
  let assemblyFormat = "($values^ `:` type($values))? attr-dict";
  let builders = [OpBuilder<(ins), [{ build($_builder, $_state, {}); }]>];
}

def NN_EinsumOp : NN_InferredOp<"einsum",
    [Pure, DeclareOpInterfaceMethods<CostOpInterface, ["getOperationCount"]>]> {
  let summary = "sum of products over named axes";
  let description = [{
    Multiplies the operands, matched by the axes of `equation`, and sums over
    the axes that the result does not have. Axes are words separated by spaces,
    terms are separated by commas, as in einops. An axis that occurs twice in a
    term walks the diagonal. The order of summation is not specified; integers
    wrap. 16-bit floats are multiplied and summed in f32, and a sum is rounded
    once, at the end; of bf16, factors and sums below 2^-126 may count as zero,
    as instructions for them have it.

    - (C1) `equation` is `term, ..., term -> term`, with one term per operand
    - (C2) a term has one axis per axis of its tensor
    - (C3) an axis has one extent and one name wherever it occurs
    - (C4) the axes of the result are distinct and occur in an operand
    - (C5) operands and result have the same element type

    ```mlir
    %y = nn.einsum "b i, o i -> b o" %x, %w
        : (tensor<8x4xf32>, tensor<3x4xf32>) -> tensor<8x3xf32>
    ```
  }];
  let arguments = (ins StrAttr:$equation, Variadic<NN_NumberTensor>:$inputs);
  let results = (outs NN_NumberTensor:$result);
  let assemblyFormat =
      "$equation $inputs attr-dict `:` functional-type($inputs, $result)";
  let hasFolder = 1;
}

def NN_RearrangeOp : NN_InferredOp<"rearrange",
    [NN_MovesElements, Pure,
     DeclareOpInterfaceMethods<CostOpInterface, ["getOperationCount"]>]> {
  let summary = "split, merge, permute and repeat axes";
  let description = [{
    Rearranges the elements of `input` as the einops pattern says. On the left,
    a group `(a b)` splits an axis into its parts, the last running fastest; on
    the right it merges them. `1` is an axis of extent one. An axis that stands
    only on the right repeats the tensor. Extents that do not follow from the
    input stand in `sizes`.

    - (C1) `pattern` is `groups -> groups`; an axis occurs at most once on a
      side, and every axis of the left occurs on the right
    - (C2) the left has one group per axis of `input`
    - (C3) `sizes` gives non-negative integers to axes of the pattern; an axis
      that stands only on the right has one
    - (C4) in a group on the left, at most one extent is unknown; the others
      divide the extent of the axis, and together they make it; products of
      extents stay below 2^63

    ```mlir
    %y = nn.rearrange "b (h w) c -> b c h w" %x sizes {h = 4}
        : (tensor<2x12x3xf32>) -> tensor<2x3x4x3xf32>
    ```
  }];
  let arguments = (ins StrAttr:$pattern, NN_Tensor:$input,
                       OptionalAttr<DictionaryAttr>:$sizes);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = [{
    $pattern $input (`sizes` $sizes^)? attr-dict `:`
    functional-type($input, $result)
  }];
  let hasFolder = 1;
}

def NN_MapOp : NN_InferredOp<"map",
    [SingleBlockImplicitTerminator<"YieldOp">, NoMemoryEffect,
     RecursivelySpeculatable,
     DeclareOpInterfaceMethods<CostOpInterface, ["getOperationCount"]>]> {
  let summary = "a scalar function of every element";
  let description = [{
    Evaluates `body` on the elements of the operands at every index. Shapes
    broadcast as in NumPy: they are aligned at the last axis, and an extent
    written as 1 stretches. A dynamic extent does not stretch: it equals the
    extent of the others, which is checked when the program runs. The region
    may use scalars defined outside of it.

    - (C1) there is at least one operand
    - (C2) aligned extents are equal or 1, and names agree
    - (C3) the region has one argument per operand, of its element type
    - (C4) the region yields one value, whose type is the element type of the
      result
    - (C5) the ops of the region are scalar ops of `arith` and `math` on numbers
      that tensors hold

    Integer arithmetic has a result everywhere, see `--nn-guard-arithmetic`. On
    16-bit floats the region computes in f32, and rounds where a conversion
    stands and what it yields.

    ```mlir
    %y = nn.map %a, %b : (tensor<2x3xf32>, tensor<3xf32>) -> tensor<2x3xf32> {
    ^bb0(%x: f32, %s: f32):
      %p = arith.mulf %x, %s : f32
      nn.yield %p : f32
    }
    ```
  }];
  let arguments = (ins Variadic<NN_Tensor>:$inputs);
  let results = (outs NN_Tensor:$result);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat =
      "$inputs attr-dict `:` functional-type($inputs, $result) $body";
  let hasVerifier = 1;
  let hasFolder = 1;
  let hasCanonicalizer = 1;
  let extraClassDeclaration = [{
    /// Whether nothing remains to be compared with an operand when the program
    /// runs.
    bool isSettledOperand(::mlir::Value input);
  }];
  let skipDefaultBuilders = 1;
  let builders = [OpBuilder<(ins "::mlir::ValueRange":$inputs,
      "::llvm::function_ref<::mlir::Value(::mlir::OpBuilder &, "
      "::mlir::Location, ::mlir::ValueRange)>":$makeBody)>];
}

def NN_IndexOp : NN_Op<"index", [Pure, HasParent<"MapOp">]> {
  let summary = "the place of an element along an axis";
  let description = [{
    In the region of `nn.map`, the index of the element along `axis` of the
    result: masks, positions and coordinates are maps.

    - (C1) `axis` is an axis of the result of the map

    ```mlir
    %m = nn.map %x : (tensor<8x8xf32>) -> tensor<8x8xf32> {
    ^bb0(%v: f32):
      %i = nn.index 0
      %j = nn.index 1
      %zero = arith.constant 0.0 : f32
      %isLater = arith.cmpi ugt, %j, %i : index
      %w = arith.select %isLater, %zero, %v : f32
      nn.yield %w : f32
    }
    ```
  }];
  let arguments = (ins I64Attr:$axis);
  let results = (outs Index:$result);
  let assemblyFormat = "$axis attr-dict";
  let hasVerifier = 1;
}

def NN_ReduceOp : NN_InferredOp<"reduce",
    [SingleBlockImplicitTerminator<"YieldOp">, NoMemoryEffect,
     RecursivelySpeculatable,
     DeclareOpInterfaceMethods<CostOpInterface, ["getOperationCount"]>]> {
  let summary = "combine the elements along axes";
  let description = [{
    Combines the elements of the `n` inputs along `axes`, all at once, with the
    associative and commutative function `body`. Its first `n` arguments are the
    values so far, the others the next elements; it yields the new values. With
    `neutral`, they begin with the neutral elements, which are the results over
    no elements; without, they begin with the first elements. With `keep`,
    reduced axes stay with extent 1. The order is not specified. Values so far of
    16-bit floats are f32, and are rounded at the end.

    Several inputs together make a reduction of pairs, say of a maximum and its
    place.

    - (C1) `axes` are distinct axes of the inputs, in ascending order
    - (C2) there is at least one input; all have the same shape and names
    - (C3) `neutral` has one number per input, of its element type
    - (C4) without `neutral`, no reduced extent is 0: statically, and when the
      program runs
    - (C5) the region has two arguments per input, first all values so far, of
      the element types of the inputs, and yields one value per input
    - (C6) the ops of the region are scalar ops, as in C5 of `nn.map`

    ```mlir
    %s = nn.reduce %x axes [1] : (tensor<2x3xf32>) -> tensor<2xf32> neutral 0.0 {
    ^bb0(%sum: f32, %v: f32):
      %t = arith.addf %sum, %v : f32
      nn.yield %t : f32
    }
    ```
  }];
  let arguments = (ins Variadic<NN_Tensor>:$inputs, DenseI64ArrayAttr:$axes,
                       UnitAttr:$keep, OptionalAttr<ArrayAttr>:$neutral);
  let results = (outs Variadic<NN_Tensor>:$results);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    $inputs `axes` $axes (`keep` $keep^)? attr-dict `:`
    functional-type($inputs, $results)
    custom<Neutral>($neutral, ref(type($inputs))) $body
  }];
  let hasVerifier = 1;
  let skipDefaultBuilders = 1;
  let builders = [
    OpBuilder<(ins "::mlir::ValueRange":$inputs, "::llvm::ArrayRef<int64_t>":$axes,
        "bool":$keep, "::llvm::ArrayRef<::mlir::Attribute>":$neutral,
        "::llvm::function_ref<::llvm::SmallVector<::mlir::Value>("
        "::mlir::OpBuilder &, ::mlir::Location, ::mlir::ValueRange, "
        "::mlir::ValueRange)>":$makeBody)>,
    OpBuilder<(ins "::mlir::Value":$input, "::llvm::ArrayRef<int64_t>":$axes,
        "bool":$keep, "::mlir::TypedAttr":$neutral,
        "::llvm::function_ref<::mlir::Value(::mlir::OpBuilder &, "
        "::mlir::Location, ::mlir::Value, ::mlir::Value)>":$makeBody)>];
}

def NN_WindowOp : NN_InferredOp<"window",
    [NN_MovesElements, Pure,
     DeclareOpInterfaceMethods<CostOpInterface, ["getOperationCount"]>]> {
  let summary = "sliding windows along axes";
  let description = [{
    Result axis `axes[j]` runs over the positions of the window, and one axis of
    extent `size[j]` per entry of `axes` is appended for the place within it:
    element `(.., p, .., q)` is element `p * stride + q * dilation -
    padding_low` of `input`, or `pad_value` (zero if absent) outside of it.
    Convolution is a window and an einsum, pooling a window and a reduction.
    `padding` lists `[low, high]` of each axis one after the other.

    With `base_dilation`, the window slides over the input with
    `base_dilation - 1` times `pad_value` between neighbouring elements: a
    transposed convolution (the name is that of StableHLO).

    - (C1) `axes` are distinct axes of `input`, in ascending order
    - (C2) `size`, `stride`, `dilation`, `base_dilation` have one positive entry
      per axis, below 2^31
    - (C3) `padding` has two non-negative entries per axis, below 2^31
    - (C4) the window fits into the padded extent
    - (C5) `pad_value` has the element type of `input`

    The number of positions is
    `floor((spread + low + high - dilation * (size - 1) - 1) / stride) + 1`,
    where `spread` is `(extent - 1) * base_dilation + 1`, or 0 for an empty axis.

    ```mlir
    %w = nn.window %x axes [1] size [3] padding [1, 1]
        : tensor<2x8xf32> -> tensor<2x8x3xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$input, DenseI64ArrayAttr:$axes,
                       DenseI64ArrayAttr:$size,
                       OptionalAttr<DenseI64ArrayAttr>:$stride,
                       OptionalAttr<DenseI64ArrayAttr>:$dilation,
                       OptionalAttr<DenseI64ArrayAttr>:$padding,
                       OptionalAttr<DenseI64ArrayAttr>:$base_dilation,
                       OptionalAttr<TypedAttrInterface>:$pad_value);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = [{
    $input `axes` $axes `size` $size
    custom<BaseWindowClauses>($stride, $dilation, $padding, $base_dilation)
    (`pad_value` $pad_value^)? attr-dict `:` type($input) `->` type($result)
  }];
  let extraClassDeclaration = [{
    /// Strides and dilations with their default of 1, paddings with 0.
    ::llvm::SmallVector<int64_t> getStrideOrDefault();
    ::llvm::SmallVector<int64_t> getBaseDilationOrDefault();
    ::llvm::SmallVector<int64_t> getDilationOrDefault();
    ::llvm::SmallVector<int64_t> getPaddingOrDefault();
    /// The padding value, zero if none is given.
    ::mlir::TypedAttr getPadValueOrDefault();
  }];
  let hasFolder = 1;
}

#endif // NN_DIALECT_COREOPS
