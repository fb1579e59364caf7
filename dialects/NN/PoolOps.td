//===- PoolOps.td - Pooling --------------------------------*- tablegen -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_POOLOPS
#define NN_DIALECT_POOLOPS

include "dialects/NN/NNAttributes.td"
include "mlir/IR/BuiltinAttributes.td"

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

#endif // NN_DIALECT_POOLOPS
