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

#endif // NN_DIALECT_NORMOPS
