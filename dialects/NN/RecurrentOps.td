//===- RecurrentOps.td - One step of recurrent networks ----*- tablegen -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A sequence is a cell in `nn.scan`. Weights and biases have the layout and the
// order of gates of PyTorch.
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_RECURRENTOPS
#define NN_DIALECT_RECURRENTOPS

include "dialects/NN/NNAttributes.td"
include "mlir/IR/BuiltinAttributes.td"

class NN_Cell<string mnemonic> : NN_Layer<mnemonic, [AttrSizedOperandSegments]>;

def NN_ElmanCellOp : NN_Cell<"elman_cell"> {
  let summary = "one step of an Elman network";
  let description = [{
    `next = f(weight_in input + bias_in + weight_hidden hidden + bias_hidden)`
    on the last axis, with the activation `f` (Elman, Finding structure in time,
    1990).

    - (C1) `input` and `hidden` have at least one axis, and agree in all but the
      last
    - (C2) `weight_in` is [hidden, input] and `weight_hidden` is [hidden, hidden]
      by their last axes
    - (C3) both biases are given or none; they have the first axis of the weights
    - (C4) all tensors have the same element type

    ```mlir
    %next = nn.elman_cell #nn.tanh, %x, %h weights %wi, %wh bias %bi, %bh
        : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<4x3xf32>, tensor<4x4xf32>,
           tensor<4xf32>, tensor<4xf32>) -> tensor<8x4xf32>
    ```
  }];
  let arguments = (ins ActivationInterface:$function, NN_FloatTensor:$input,
                       NN_FloatTensor:$hidden,
                       NN_FloatTensorOfRank<2>:$weight_in,
                       NN_FloatTensorOfRank<2>:$weight_hidden,
                       Optional<NN_FloatTensorOfRank<1>>:$bias_in,
                       Optional<NN_FloatTensorOfRank<1>>:$bias_hidden);
  let results = (outs NN_FloatTensor:$next);
  let assemblyFormat = [{
    custom<Activation>($function) `,` $input `,` $hidden `weights` $weight_in
    `,` $weight_hidden (`bias` $bias_in^ `,` $bias_hidden)? attr-dict `:`
    functional-type(operands, results)
  }];
}

def NN_GruCellOp : NN_Cell<"gru_cell"> {
  let summary = "one step of a gated recurrent unit";
  let description = [{
    With `x = weight_in input + bias_in` and `h = weight_hidden hidden +
    bias_hidden`, each of three parts for the gates `r`, `z` and `n`
    (arXiv:1406.1078, with the reset gate behind the product as in PyTorch):

    `r = sigmoid(x_r + h_r)`, `z = sigmoid(x_z + h_z)`,
    `n = tanh(x_n + r h_n)`, `next = (1 - z) n + z hidden`

    - (C1) `input` and `hidden` have at least one axis, and agree in all but the
      last
    - (C2) `weight_in` is [3 hidden, input] and `weight_hidden` is [3 hidden,
      hidden] by their last axes
    - (C3) both biases are given or none; they have the first axis of the weights
    - (C4) all tensors have the same element type

    ```mlir
    %next = nn.gru_cell %x, %h weights %wi, %wh
        : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<12x3xf32>,
           tensor<12x4xf32>) -> tensor<8x4xf32>
    ```
  }];
  let arguments = (ins NN_FloatTensor:$input, NN_FloatTensor:$hidden,
                       NN_FloatTensorOfRank<2>:$weight_in,
                       NN_FloatTensorOfRank<2>:$weight_hidden,
                       Optional<NN_FloatTensorOfRank<1>>:$bias_in,
                       Optional<NN_FloatTensorOfRank<1>>:$bias_hidden);
  let results = (outs NN_FloatTensor:$next);
  let assemblyFormat = [{
    $input `,` $hidden `weights` $weight_in `,` $weight_hidden
    (`bias` $bias_in^ `,` $bias_hidden)? attr-dict `:`
    functional-type(operands, results)
  }];
}

def NN_LstmCellOp : NN_Cell<"lstm_cell"> {
  let summary = "one step of a long short-term memory";
  let description = [{
    With `g = weight_in input + bias_in + weight_hidden hidden + bias_hidden` of
    four parts for the gates `i`, `f`, `g` and `o` (Hochreiter and Schmidhuber,
    Long short-term memory, 1997, with the forget gate of Gers et al., 2000):

    `next_cell = sigmoid(f) cell + sigmoid(i) tanh(g)`,
    `next = sigmoid(o) tanh(next_cell)`

    - (C1) `input`, `hidden` and `cell` have at least one axis, and agree in all
      but the last
    - (C2) `weight_in` is [4 hidden, input] and `weight_hidden` is [4 hidden,
      hidden] by their last axes; the last axis of `cell` is that of `hidden`
    - (C3) both biases are given or none; they have the first axis of the weights
    - (C4) all tensors have the same element type

    ```mlir
    %next, %next_cell = nn.lstm_cell %x, %h, %c weights %wi, %wh
        : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<8x4xf32>, tensor<16x3xf32>,
           tensor<16x4xf32>) -> (tensor<8x4xf32>, tensor<8x4xf32>)
    ```
  }];
  let arguments = (ins NN_FloatTensor:$input, NN_FloatTensor:$hidden,
                       NN_FloatTensor:$cell,
                       NN_FloatTensorOfRank<2>:$weight_in,
                       NN_FloatTensorOfRank<2>:$weight_hidden,
                       Optional<NN_FloatTensorOfRank<1>>:$bias_in,
                       Optional<NN_FloatTensorOfRank<1>>:$bias_hidden);
  let results = (outs NN_FloatTensor:$next, NN_FloatTensor:$next_cell);
  let assemblyFormat = [{
    $input `,` $hidden `,` $cell `weights` $weight_in `,` $weight_hidden
    (`bias` $bias_in^ `,` $bias_hidden)? attr-dict `:`
    functional-type(operands, results)
  }];
}

#endif // NN_DIALECT_RECURRENTOPS
