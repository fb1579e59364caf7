//===- PositionOps.td - Places in a sequence ---------------*- tablegen -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_POSITIONOPS
#define NN_DIALECT_POSITIONOPS

include "dialects/NN/NNAttributes.td"
include "mlir/IR/BuiltinAttributes.td"

def NN_PositionsOp : NN_Layer<"positions", [NN_MovesElements]> {
  let summary = "the indices along an axis";
  let description = [{
    `0, 1, 2, ...`, as many as `input` has elements along `axis`: what a table
    of positions is read at, or an encoding made of. Of `input`, the extents
    alone are used.

    - (C1) `axis` is an axis of `input`

    ```mlir
    %p = nn.positions %x axis 1 : (tensor<8x?x16xf32>) -> tensor<?xi64>
    ```
  }];
  let arguments = (ins NN_Tensor:$input, I64Attr:$axis);
  let results = (outs NN_Plain<TensorRankOf<[I64], [1]>>:$result);
  let assemblyFormat =
      "$input `axis` $axis attr-dict `:` functional-type($input, $result)";
}

def NN_SinusoidalEncodingOp : NN_Layer<"sinusoidal_encoding"> {
  let summary = "sines and cosines of positions";
  let description = [{
    Encodes every position `p` as `depth` numbers, `sin(p f_i)` and
    `cos(p f_i)` with the frequencies `f_i = base^(-2 i / depth)` for `i` from 0
    up to `depth / 2` (arXiv:1706.03762). In the layout `interleaved`, pair `i`
    is elements `2 i` and `2 i + 1`; in the layout `halves`, elements `i` and
    `i + depth / 2`.

    - (C1) `depth` is even, positive and below 2^24
    - (C2) `base` is finite and positive, and the frequencies are finite in f32,
      or in f64 if the elements are

    ```mlir
    %e = nn.sinusoidal_encoding interleaved %p depth 16 base 1.0e+04
        : (tensor<?xf32>) -> tensor<?x16xf32>
    ```
  }];
  let arguments = (ins NN_PairLayoutAttr:$layout, NN_FloatTensor:$positions,
                       I64Attr:$depth, F64Attr:$base);
  let results = (outs NN_FloatTensor:$result);
  let assemblyFormat = [{
    custom<PairLayout>($layout) $positions `depth` $depth `base`
    custom<Epsilon>($base) attr-dict `:` functional-type($positions, $result)
  }];
}

def NN_RotaryOp : NN_Layer<"rotary"> {
  let summary = "rotate pairs of elements by angles that grow with the position";
  let description = [{
    Rotary position embedding (arXiv:2104.09864) of `input` [..., time, depth]:
    pair `i` of the elements of a vector at position `p` is turned by the angle
    `p base^(-2 i / depth)`,

    `first = x cos - y sin`, `second = y cos + x sin`.

    In the layout `interleaved`, pair `i` is elements `2 i` and `2 i + 1`; in
    the layout `halves`, elements `i` and `i + depth / 2`. `positions` are those
    of the vectors along the axis of time, for all samples or, with two axes, for
    each index of the first axis of `input`; without them, the positions are the
    indices. To rotate a part of the depth, slice and concatenate.

    - (C1) `input` has at least two axes
    - (C2) the last extent of `input` is static, even and below 2^24
    - (C3) `positions` has the last but one axis of `input`, or the first and
      that one of at least three
    - (C4) `base` is finite and positive, and the frequencies are finite in f32,
      or in f64 if the elements are
    - (C5) `positions` has elements of an integer type or that of `input`

    ```mlir
    %y = nn.rotary halves %x positions %p base 1.0e+04
        : (tensor<2x8x?x64xf32>, tensor<2x?xi64>) -> tensor<2x8x?x64xf32>
    ```
  }];
  let arguments = (ins NN_PairLayoutAttr:$layout, NN_FloatTensor:$input,
                       Optional<NN_Plain<TensorRankOf<[NN_Number], [1, 2]>>>:$positions,
                       F64Attr:$base);
  let results = (outs NN_FloatTensor:$result);
  let assemblyFormat = [{
    custom<PairLayout>($layout) $input (`positions` $positions^)? `base`
    custom<Epsilon>($base) attr-dict `:` functional-type(operands, $result)
  }];
}

#endif // NN_DIALECT_POSITIONOPS
