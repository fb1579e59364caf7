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
    [Pure, Terminator, ParentOneOf<["MapOp", "ReduceOp"]>]> {
  let summary = "the value of a region";
  let description = [{
    Ends the region of `nn.map` or `nn.reduce` with its value.

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
    wrap.

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
    [Pure, DeclareOpInterfaceMethods<CostOpInterface, ["getOperationCount"]>]> {
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
    - (C5) the ops of the region are scalar ops of `arith` and `math` on floats
      of 32 or 64 bits, integers of 1 to 64 bits, and `index`

    Integer arithmetic has a result everywhere, see `--nn-guard-arithmetic`.

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

def NN_ReduceOp : NN_InferredOp<"reduce",
    [SingleBlockImplicitTerminator<"YieldOp">, NoMemoryEffect,
     RecursivelySpeculatable,
     DeclareOpInterfaceMethods<CostOpInterface, ["getOperationCount"]>]> {
  let summary = "combine the elements along axes";
  let description = [{
    Combines the elements of `input` along `axes` with the associative and
    commutative function `body`, whose first argument is the value so far; it
    begins with `neutral`, which is the result over no elements. With `keep`, reduced axes stay with
    extent 1. The order is not specified.

    - (C1) `axes` are distinct axes of `input`, in ascending order
    - (C2) `neutral` has the element type of `input`
    - (C3) the region has two arguments of the element type of `input` and
      yields one value of that type
    - (C4) the ops of the region are scalar ops, as in C5 of `nn.map`

    ```mlir
    %s = nn.reduce %x axes [1] neutral 0.0 : f32 : tensor<2x3xf32> -> tensor<2xf32> {
    ^bb0(%sum: f32, %v: f32):
      %t = arith.addf %sum, %v : f32
      nn.yield %t : f32
    }
    ```
  }];
  let arguments = (ins NN_Tensor:$input, DenseI64ArrayAttr:$axes,
                       UnitAttr:$keep, TypedAttrInterface:$neutral);
  let results = (outs NN_Tensor:$result);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    $input `axes` $axes (`keep` $keep^)? `neutral` $neutral attr-dict `:`
    type($input) `->` type($result) $body
  }];
  let hasVerifier = 1;
  let skipDefaultBuilders = 1;
  let builders = [OpBuilder<(ins "::mlir::Value":$input,
      "::llvm::ArrayRef<int64_t>":$axes, "bool":$keep,
      "::mlir::TypedAttr":$neutral,
      "::llvm::function_ref<::mlir::Value(::mlir::OpBuilder &, "
      "::mlir::Location, ::mlir::Value, ::mlir::Value)>":$makeBody)>];
}

def NN_WindowOp : NN_InferredOp<"window",
    [Pure, DeclareOpInterfaceMethods<CostOpInterface, ["getOperationCount"]>]> {
  let summary = "sliding windows along axes";
  let description = [{
    Result axis `axes[j]` runs over the positions of the window, and one axis of
    extent `size[j]` per entry of `axes` is appended for the place within it:
    element `(.., p, .., q)` is element `p * stride + q * dilation -
    padding_low` of `input`, or `pad_value` (zero if absent) outside of it.
    Convolution is a window and an einsum, pooling a window and a reduction.
    `padding` lists `[low, high]` of each axis one after the other.

    - (C1) `axes` are distinct axes of `input`, in ascending order
    - (C2) `size`, `stride`, `dilation` have one positive entry per axis, below
      2^31
    - (C3) `padding` has two non-negative entries per axis, below 2^31
    - (C4) the window fits into the padded extent
    - (C5) `pad_value` has the element type of `input`

    The number of positions is
    `floor((extent + low + high - dilation * (size - 1) - 1) / stride) + 1`.

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
                       OptionalAttr<TypedAttrInterface>:$pad_value);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = [{
    $input `axes` $axes `size` $size
    custom<WindowClauses>($stride, $dilation, $padding)
    (`pad_value` $pad_value^)? attr-dict `:` type($input) `->` type($result)
  }];
  let extraClassDeclaration = [{
    /// Strides and dilations with their default of 1, paddings with 0.
    ::llvm::SmallVector<int64_t> getStrideOrDefault();
    ::llvm::SmallVector<int64_t> getDilationOrDefault();
    ::llvm::SmallVector<int64_t> getPaddingOrDefault();
    /// The padding value, zero if none is given.
    ::mlir::TypedAttr getPadValueOrDefault();
  }];
  let hasFolder = 1;
}

#endif // NN_DIALECT_COREOPS
