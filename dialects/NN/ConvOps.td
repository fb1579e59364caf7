//===- ConvOps.td - Convolutions ---------------------------*- tablegen -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_CONVOPS
#define NN_DIALECT_CONVOPS

include "dialects/NN/NNAttributes.td"
include "mlir/IR/BuiltinAttributes.td"

def NN_Conv2dOp : NN_Layer<"conv2d"> {
  let summary = "two-dimensional convolution";
  let description = [{
    Cross-correlation of `input` [batch, channel, row, column] with `weight`
    [out, channel / groups, height, width]:

    `result[n, o, y, x] = bias[o] + sum_{c, i, j} weight[o, c, i, j] *
    input[n, g C + c, y sy + i dy - top, x sx + j dx - left]`

    where the input is zero outside of its extents, `C = channel / groups` and
    `g` is the group of `o`. `padding` is `[top, bottom, left, right]`.

    - (C1) `groups` is positive and divides the channels of `input` and the
      first extent of `weight`
    - (C2) the second extent of `weight` is the channels of `input` divided by
      `groups`
    - (C3) `bias` has the first axis of `weight`
    - (C4) `stride`, `dilation` have two positive entries; `padding` has four
      non-negative entries; all are below 2^31
    - (C5) the extents of the kernel are static, positive and below 2^31, and
      the dilated kernel fits into the padded input
    - (C6) all tensors have the same element type

    ```mlir
    %y = nn.conv2d %x, %w bias %b stride [2, 2] padding [1, 1, 1, 1]
        : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>, tensor<4xf32>)
        -> tensor<1x4x4x4xf32>
    ```
  }];
  let arguments = (ins NN_FloatTensorOfRank<4>:$input,
                       NN_FloatTensorOfRank<4>:$weight,
                       Optional<NN_FloatTensorOfRank<1>>:$bias,
                       OptionalAttr<DenseI64ArrayAttr>:$stride,
                       OptionalAttr<DenseI64ArrayAttr>:$padding,
                       OptionalAttr<DenseI64ArrayAttr>:$dilation,
                       DefaultValuedAttr<I64Attr, "1">:$groups);
  let results = (outs NN_FloatTensorOfRank<4>:$result);
  let assemblyFormat = [{
    $input `,` $weight (`bias` $bias^)?
    custom<WindowClauses>($stride, $dilation, $padding)
    (`groups` $groups^)? attr-dict `:` functional-type(operands, $result)
  }];
}

#endif // NN_DIALECT_CONVOPS
