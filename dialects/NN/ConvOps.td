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

def NN_ConvOp : NN_Layer<"conv"> {
  let summary = "convolution along one to three axes";
  let description = [{
    Cross-correlation of `input` [batch, channel, spatial...] with `weight`
    [out, channel / groups, kernel...]. With two spatial axes:

    `result[n, o, y, x] = bias[o] + sum_{c, i, j} weight[o, c, i, j] *
    input[n, g C + c, y sy + i dy - top, x sx + j dx - left]`

    where the input is zero outside of its extents, `C = channel / groups` and
    `g` is the group of `o`: the first `out / groups` filters are the first
    group. `stride` and `dilation` have one entry per spatial axis; `padding`
    has `[low, high]` of each of them one after the other. With as many groups
    as channels it is a depthwise convolution; that and one with a kernel of
    extent 1 are a separable convolution.

    - (C1) `weight` has as many axes as `input`
    - (C2) `groups` is positive and divides the channels of `input` and the
      first extent of `weight`
    - (C3) the second extent of `weight` is the channels of `input` divided by
      `groups`
    - (C4) `bias` has the first axis of `weight`
    - (C5) `stride`, `dilation` have one positive entry per spatial axis;
      `padding` has two non-negative entries per spatial axis; all are below
      2^31
    - (C6) the extents of the kernel are static, positive and below 2^31, and
      the dilated kernel fits into the padded input
    - (C7) all tensors have the same element type

    ```mlir
    %y = nn.conv %x, %w bias %b stride [2, 2] padding [1, 1, 1, 1]
        : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>, tensor<4xf32>)
        -> tensor<1x4x4x4xf32>
    ```
  }];
  let arguments = (ins NN_SpatialTensor:$input, NN_SpatialTensor:$weight,
                       Optional<NN_FloatTensorOfRank<1>>:$bias,
                       OptionalAttr<DenseI64ArrayAttr>:$stride,
                       OptionalAttr<DenseI64ArrayAttr>:$padding,
                       OptionalAttr<DenseI64ArrayAttr>:$dilation,
                       DefaultValuedAttr<I64Attr, "1">:$groups);
  let results = (outs NN_SpatialTensor:$result);
  let assemblyFormat = [{
    $input `,` $weight (`bias` $bias^)?
    custom<WindowClauses>($stride, $dilation, $padding)
    (`groups` $groups^)? attr-dict `:` functional-type(operands, $result)
  }];
}

def NN_ConvTransposeOp : NN_Layer<"conv_transpose"> {
  let summary = "transposed convolution along one to three axes";
  let description = [{
    Adds the kernels of `weight` [channel, out / groups, kernel...] to the
    result at every element of `input` [batch, channel, spatial...], times that
    element: what a convolution with this weight does to gradients. With one
    spatial axis:

    `result[n, o, y] = bias[o] + sum_{c, p, i: p s + i d - low = y}
    input[n, c, p] * weight[c, o', i]`

    where `c` runs over the channels of the group of `o`, and `o'` counts from
    the first filter of that group. A spatial axis has the extent
    `(extent - 1) s + (size - 1) d + 1 + output_padding - low - high`; of an
    empty axis it has `(size - 1) d + output_padding - low - high`, whatever the
    stride. `padding` cuts off what `nn.conv` would have added, and
    `output_padding` picks one of the extents from which a convolution with
    stride `s` comes to that of `input`. `stride`, `dilation` and `output_padding` have one entry
    per spatial axis, `padding` has `[low, high]` of each one after the other.

    - (C1) `weight` has as many axes as `input`
    - (C2) the first axis of `weight` is the channels of `input`
    - (C3) `groups` is positive and divides the channels
    - (C4) `bias` has as many elements as there are filters, `groups` times the
      second extent of `weight`
    - (C5) `stride`, `dilation` have one positive entry per spatial axis,
      `output_padding` has one and `padding` two that are not negative; all are
      below 2^31
    - (C6) the extents of the kernel are static, positive and below 2^31
    - (C7) `padding` cuts no more than a dilated kernel adds, `(size - 1) d` at
      the low end and `output_padding` more at the high end; the result keeps an
      element per spatial axis
    - (C8) all tensors have the same element type

    ```mlir
    %y = nn.conv_transpose %x, %w stride [2, 2] padding [1, 1, 1, 1]
        output_padding [1, 1] : (tensor<1x4x4x4xf32>, tensor<4x3x3x3xf32>)
        -> tensor<1x3x8x8xf32>
    ```
  }];
  let arguments = (ins NN_SpatialTensor:$input, NN_SpatialTensor:$weight,
                       Optional<NN_FloatTensorOfRank<1>>:$bias,
                       OptionalAttr<DenseI64ArrayAttr>:$stride,
                       OptionalAttr<DenseI64ArrayAttr>:$padding,
                       OptionalAttr<DenseI64ArrayAttr>:$dilation,
                       OptionalAttr<DenseI64ArrayAttr>:$output_padding,
                       DefaultValuedAttr<I64Attr, "1">:$groups);
  let results = (outs NN_SpatialTensor:$result);
  let assemblyFormat = [{
    $input `,` $weight (`bias` $bias^)?
    custom<TransposeClauses>($stride, $dilation, $padding, $output_padding)
    (`groups` $groups^)? attr-dict `:` functional-type(operands, $result)
  }];
}

#endif // NN_DIALECT_CONVOPS
