//===- NormOps.td - Normalisations -------------------------*- tablegen -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_NORMOPS
#define NN_DIALECT_NORMOPS

include "dialects/NN/NNAttributes.td"
include "mlir/IR/BuiltinAttributes.td"

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

def NN_LogSoftmaxOp : NN_ShapePreservingLayer<"log_softmax",
    [SameOperandsAndResultType]> {
  let summary = "logarithm of the softmax along an axis";
  let description = [{
    `x - m - log(sum exp(x - m))` along `axis`, with `m` the maximum along it:
    finite where the softmax itself rounds to zero.

    - (C1) `axis` is an axis of `input`

    ```mlir
    %y = nn.log_softmax %x axis 1 : tensor<8x10xf32>
    ```
  }];
  let arguments = (ins NN_FloatTensor:$input, I64Attr:$axis);
  let results = (outs NN_FloatTensor:$result);
  let assemblyFormat = "$input `axis` $axis attr-dict `:` type($input)";
  let hasVerifier = 1;
}

def NN_L2NormalizeOp : NN_ShapePreservingLayer<"l2_normalize",
    [SameOperandsAndResultType]> {
  let summary = "vectors of length one along an axis";
  let description = [{
    `x / max(sqrt(sum x^2), epsilon)` along `axis`; a vector shorter than
    `epsilon` stays shorter than one.

    - (C1) `axis` is an axis of `input`
    - (C2) `epsilon` is finite and not negative

    ```mlir
    %y = nn.l2_normalize %x axis 1 epsilon 1.0e-12 : tensor<8x4xf32>
    ```
  }];
  let arguments = (ins NN_FloatTensor:$input, I64Attr:$axis, F64Attr:$epsilon);
  let results = (outs NN_FloatTensor:$result);
  let assemblyFormat = [{
    $input `axis` $axis `epsilon` custom<Epsilon>($epsilon) attr-dict `:`
    type($input)
  }];
  let hasVerifier = 1;
}

def NN_LayerNormOp : NN_Layer<"layer_norm", [AttrSizedOperandSegments]> {
  let summary = "normalise mean and variance over axes";
  let description = [{
    `(x - mean) / sqrt(variance + epsilon) * scale + shift`, with mean and
    (biased) variance over `axes` (arXiv:1607.06450). An absent `scale` is one,
    an absent `shift` zero.

    - (C1) `axes` are distinct axes of `input`, in ascending order
    - (C2) the axes of `scale` and of `shift` are those of `input` in `axes`
    - (C3) `epsilon` is finite and not negative
    - (C4) all tensors have the same element type

    ```mlir
    %y = nn.layer_norm %x axes [1] scale %scale shift %shift epsilon 1.0e-05
        : (tensor<8x4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<8x4xf32>
    ```
  }];
  let arguments = (ins NN_FloatTensor:$input, Optional<NN_FloatTensor>:$scale,
                       Optional<NN_FloatTensor>:$shift,
                       DenseI64ArrayAttr:$axes, F64Attr:$epsilon);
  let results = (outs NN_FloatTensor:$result);
  let assemblyFormat = [{
    $input `axes` $axes (`scale` $scale^)? (`shift` $shift^)? `epsilon`
    custom<Epsilon>($epsilon) attr-dict `:` functional-type(operands, $result)
  }];
}

def NN_RmsNormOp : NN_Layer<"rms_norm"> {
  let summary = "normalise the mean square over axes";
  let description = [{
    `x / sqrt(mean(x^2) + epsilon) * scale`, with the mean over `axes`
    (arXiv:1910.07467). An absent `scale` is one.

    - (C1) `axes` are distinct axes of `input`, in ascending order
    - (C2) the axes of `scale` are those of `input` in `axes`
    - (C3) `epsilon` is finite and not negative
    - (C4) all tensors have the same element type

    ```mlir
    %y = nn.rms_norm %x axes [1] scale %scale epsilon 1.0e-06
        : (tensor<8x4xf32>, tensor<4xf32>) -> tensor<8x4xf32>
    ```
  }];
  let arguments = (ins NN_FloatTensor:$input, Optional<NN_FloatTensor>:$scale,
                       DenseI64ArrayAttr:$axes, F64Attr:$epsilon);
  let results = (outs NN_FloatTensor:$result);
  let assemblyFormat = [{
    $input `axes` $axes (`scale` $scale^)? `epsilon` custom<Epsilon>($epsilon)
    attr-dict `:` functional-type(operands, $result)
  }];
}

def NN_GroupNormOp : NN_Layer<"group_norm", [AttrSizedOperandSegments]> {
  let summary = "normalise groups of channels";
  let description = [{
    Splits the channels, axis 1 of `input`, into `groups` and computes
    `(x - mean) / sqrt(variance + epsilon) * scale[c] + shift[c]`, with mean and
    (biased) variance over a group and all axes behind the channels, `c` the
    channel (arXiv:1803.08494). An absent `scale` is one, an absent `shift`
    zero.

    - (C1) `input` has at least two axes
    - (C2) `groups` is positive and divides the channels
    - (C3) `scale` and `shift` have axis 1 of `input`
    - (C4) `epsilon` is finite and not negative
    - (C5) all tensors have the same element type

    ```mlir
    %y = nn.group_norm %x groups 2 scale %scale shift %shift epsilon 1.0e-05
        : (tensor<8x4x3x3xf32>, tensor<4xf32>, tensor<4xf32>)
        -> tensor<8x4x3x3xf32>
    ```
  }];
  let arguments = (ins NN_FloatTensor:$input,
                       Optional<NN_FloatTensorOfRank<1>>:$scale,
                       Optional<NN_FloatTensorOfRank<1>>:$shift,
                       I64Attr:$groups, F64Attr:$epsilon);
  let results = (outs NN_FloatTensor:$result);
  let assemblyFormat = [{
    $input `groups` $groups (`scale` $scale^)? (`shift` $shift^)? `epsilon`
    custom<Epsilon>($epsilon) attr-dict `:` functional-type(operands, $result)
  }];
}

def NN_InstanceNormOp : NN_Layer<"instance_norm", [AttrSizedOperandSegments]> {
  let summary = "normalise each channel of each sample";
  let description = [{
    `(x - mean) / sqrt(variance + epsilon) * scale[c] + shift[c]`, with mean and
    (biased) variance over all axes behind the channels, axis 1 of `input`, and
    `c` the channel (arXiv:1607.08022). An absent `scale` is one, an absent
    `shift` zero.

    - (C1) `input` has at least three axes
    - (C2) `scale` and `shift` have axis 1 of `input`
    - (C3) `epsilon` is finite and not negative
    - (C4) all tensors have the same element type

    ```mlir
    %y = nn.instance_norm %x epsilon 1.0e-05
        : (tensor<8x4x3x3xf32>) -> tensor<8x4x3x3xf32>
    ```
  }];
  let arguments = (ins NN_FloatTensor:$input,
                       Optional<NN_FloatTensorOfRank<1>>:$scale,
                       Optional<NN_FloatTensorOfRank<1>>:$shift,
                       F64Attr:$epsilon);
  let results = (outs NN_FloatTensor:$result);
  let assemblyFormat = [{
    $input (`scale` $scale^)? (`shift` $shift^)? `epsilon`
    custom<Epsilon>($epsilon) attr-dict `:` functional-type(operands, $result)
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

#endif // NN_DIALECT_NORMOPS
