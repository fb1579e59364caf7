//===- LayerOps.td - Layers that decompose into the core ---*- tablegen -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_LAYEROPS
#define NN_DIALECT_LAYEROPS

include "dialects/NN/NNAttributes.td"
include "mlir/IR/BuiltinAttributes.td"

class NN_Layer<string mnemonic, list<Trait> traits = []>
    : NN_InferredOp<mnemonic, traits # [Pure,
        DeclareOpInterfaceMethods<DecomposableOpInterface>,
        DeclareOpInterfaceMethods<CostOpInterface, ["getOperationCount"]>]>;

// A layer whose result has the type of its input.
class NN_ShapePreservingLayer<string mnemonic, list<Trait> traits = []>
    : NN_Op<mnemonic, traits # [Pure,
        DeclareOpInterfaceMethods<DecomposableOpInterface>,
        DeclareOpInterfaceMethods<CostOpInterface, ["getOperationCount"]>]>;

def NN_ActivationOp : NN_ShapePreservingLayer<"activation",
    [SameOperandsAndResultType]> {
  let summary = "an activation function of every element";
  let description = [{
    Applies the activation to every element of `input`.

    - (C1) `input` has float elements, and the result has its type
    - (C2) `function` is an activation

    ```mlir
    %y = nn.activation #nn.relu, %x : tensor<8x4xf32>
    ```
  }];
  let arguments = (ins ActivationInterface:$function, NN_FloatTensor:$input);
  let results = (outs NN_FloatTensor:$result);
  let assemblyFormat =
      "custom<Activation>($function) `,` $input attr-dict `:` type($input)";
}

def NN_LinearOp : NN_Layer<"linear"> {
  let summary = "affine map of the last axis";
  let description = [{
    `result[.., o] = sum_i input[.., i] * weight[o, i] + bias[o]`. The weight
    has the layout of PyTorch.

    - (C1) `input` has at least one axis
    - (C2) the last axis of `input` is the second axis of `weight`
    - (C3) `bias` has the first axis of `weight`
    - (C4) all tensors have the same element type

    An axis has one extent, which does not stretch, and one name.

    ```mlir
    %y = nn.linear %x, %w bias %b
        : (tensor<8x4xf32>, tensor<3x4xf32>, tensor<3xf32>) -> tensor<8x3xf32>
    ```
  }];
  let arguments = (ins NN_FloatTensor:$input, NN_FloatTensorOfRank<2>:$weight,
                       Optional<NN_FloatTensorOfRank<1>>:$bias);
  let results = (outs NN_FloatTensor:$result);
  let assemblyFormat = [{
    $input `,` $weight (`bias` $bias^)? attr-dict `:`
    functional-type(operands, $result)
  }];
}

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

def NN_Pool2dOp : NN_Layer<"pool2d"> {
  let summary = "maximum or mean of two-dimensional windows";
  let description = [{
    Takes the `max` or the `average` of every window of `input` [batch,
    channel, row, column]. Padding counts as minus infinity for `max` and as
    zero for `average`, whose divisor is the size of the window; so the maximum
    of a window over an empty axis is minus infinity. `stride` is
    `size` if absent; `padding` is `[top, bottom, left, right]`.

    - (C1) `size`, `stride` have two positive entries; `padding` has four
      non-negative entries, each smaller than `size`; all are below 2^31
    - (C2) the window fits into the padded input

    ```mlir
    %y = nn.pool2d max %x size [2, 2]
        : (tensor<1x4x8x8xf32>) -> tensor<1x4x4x4xf32>
    ```
  }];
  let arguments = (ins NN_PoolKindAttr:$kind, NN_FloatTensorOfRank<4>:$input,
                       DenseI64ArrayAttr:$size,
                       OptionalAttr<DenseI64ArrayAttr>:$stride,
                       OptionalAttr<DenseI64ArrayAttr>:$padding);
  let results = (outs NN_FloatTensorOfRank<4>:$result);
  let assemblyFormat = [{
    custom<PoolKind>($kind) $input `size` $size
    custom<PoolClauses>($stride, $padding) attr-dict `:` functional-type($input, $result)
  }];
}

def NN_SoftmaxOp : NN_ShapePreservingLayer<"softmax",
    [SameOperandsAndResultType]> {
  let summary = "exponentials that sum to one along an axis";
  let description = [{
    `exp(x - m) / sum exp(x - m)` along `axis`, with `m` the maximum along it,
    so that no exponential overflows.

    - (C1) `axis` is an axis of `input`

    ```mlir
    %y = nn.softmax %x axis 1 : tensor<8x10xf32>
    ```
  }];
  let arguments = (ins NN_FloatTensor:$input, I64Attr:$axis);
  let results = (outs NN_FloatTensor:$result);
  let assemblyFormat = "$input `axis` $axis attr-dict `:` type($input)";
  let hasVerifier = 1;
}

def NN_LayerNormOp : NN_Layer<"layer_norm"> {
  let summary = "normalise over the trailing axes";
  let description = [{
    `(x - mean) / sqrt(variance + epsilon) * scale + shift`, with mean and
    (biased) variance over the trailing axes, as many as `scale` has
    (arXiv:1607.06450).

    - (C1) `scale` has at least one axis and no more than `input`
    - (C2) the axes of `scale` and `shift` are the trailing axes of `input`
    - (C3) `epsilon` is finite and not negative
    - (C4) all tensors have the same element type

    ```mlir
    %y = nn.layer_norm %x, %scale, %shift epsilon 1.0e-05
        : (tensor<8x4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<8x4xf32>
    ```
  }];
  let arguments = (ins NN_FloatTensor:$input, NN_FloatTensor:$scale,
                       NN_FloatTensor:$shift, F64Attr:$epsilon);
  let results = (outs NN_FloatTensor:$result);
  let assemblyFormat = [{
    $input `,` $scale `,` $shift `epsilon` custom<Epsilon>($epsilon) attr-dict
    `:` functional-type(operands, $result)
  }];
}

def NN_BatchNormOp : NN_Layer<"batch_norm"> {
  let summary = "normalise each channel by given statistics";
  let description = [{
    `(x - mean[c]) / sqrt(variance[c] + epsilon) * scale[c] + shift[c]`, where
    `c` is the index on axis 1: batch normalisation (arXiv:1502.03167) as it is
    used after training.

    - (C1) `input` has at least two axes
    - (C2) `scale`, `shift`, `mean`, `variance` have axis 1 of `input`
    - (C3) `epsilon` is finite and not negative
    - (C4) all tensors have the same element type

    ```mlir
    %y = nn.batch_norm %x, %s, %b, %m, %v epsilon 1.0e-05
        : (tensor<8x4x2x2xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>,
           tensor<4xf32>) -> tensor<8x4x2x2xf32>
    ```
  }];
  let arguments = (ins NN_FloatTensor:$input, NN_FloatTensorOfRank<1>:$scale,
                       NN_FloatTensorOfRank<1>:$shift,
                       NN_FloatTensorOfRank<1>:$mean,
                       NN_FloatTensorOfRank<1>:$variance, F64Attr:$epsilon);
  let results = (outs NN_FloatTensor:$result);
  let assemblyFormat = [{
    $input `,` $scale `,` $shift `,` $mean `,` $variance `epsilon`
    custom<Epsilon>($epsilon) attr-dict `:` functional-type(operands, $result)
  }];
}

#endif // NN_DIALECT_LAYEROPS
