//===- LayerOps.td - Activations and affine maps -----------*- tablegen -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_LAYEROPS
#define NN_DIALECT_LAYEROPS

include "dialects/NN/NNAttributes.td"
include "mlir/IR/BuiltinAttributes.td"

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

def NN_PreluOp : NN_Layer<"prelu"> {
  let summary = "leaky relu whose slope is learned";
  let description = [{
    `x` where positive, else `slope` times `x` (arXiv:1502.01852). `slope` has
    one number for all elements or one for each channel, which is the index on
    axis 1, as in PyTorch. It is an operand because it is learned: activations
    are attributes, whose numbers are known to the compiler, and
    `#nn.leaky_relu` is that of a known slope.

    - (C1) `slope` has extent 1, or `input` has at least two axes and `slope`
      has axis 1 of `input`
    - (C2) both tensors have the same element type

    ```mlir
    %y = nn.prelu %x, %slope
        : (tensor<8x4x2x2xf32>, tensor<4xf32>) -> tensor<8x4x2x2xf32>
    ```
  }];
  let arguments = (ins NN_FloatTensor:$input, NN_FloatTensorOfRank<1>:$slope);
  let results = (outs NN_FloatTensor:$result);
  let assemblyFormat = [{
    $input `,` $slope attr-dict `:` functional-type(operands, $result)
  }];
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

def NN_EmbeddingOp : NN_Layer<"embedding", [NN_MovesElements]> {
  let summary = "rows of a table";
  let description = [{
    `result[.., e] = table[indices[..], e]`: the vector of every token.

    - (C1) every index is at least 0 and below the number of rows; otherwise the
      program ends with the status `NN_E_INDEX`

    ```mlir
    %y = nn.embedding %token, %table
        : (tensor<8x?xi32>, tensor<100x16xf32>) -> tensor<8x?x16xf32>
    ```
  }];
  let arguments = (ins NN_IntegerTensor:$indices,
                       NN_FloatTensorOfRank<2>:$table);
  let results = (outs NN_FloatTensor:$result);
  let assemblyFormat = [{
    $indices `,` $table attr-dict `:` functional-type(operands, $result)
  }];
}

#endif // NN_DIALECT_LAYEROPS
