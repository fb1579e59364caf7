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

def NN_PoolOp : NN_Layer<"pool"> {
  let summary = "maximum or mean of windows along one to three axes";
  let description = [{
    Takes the `max` or the `average` of every window of `input` [batch,
    channel, spatial...]. Padding counts as minus infinity for `max` and as
    zero for `average`, whose divisor is the size of the window; so the maximum
    of a window that holds padding alone is minus infinity. `size`, `stride` and
    `dilation` have one entry per spatial axis, and `stride` is `size` if
    absent; `padding` has `[low, high]` of each spatial axis one after the
    other.

    - (C1) `size`, `stride`, `dilation` have one positive entry per spatial
      axis; `padding` has two non-negative entries per spatial axis, each
      smaller than `size`; all are below 2^31
    - (C2) the dilated window fits into the padded input

    ```mlir
    %y = nn.pool max %x size [2, 2]
        : (tensor<1x4x8x8xf32>) -> tensor<1x4x4x4xf32>
    ```
  }];
  let arguments = (ins NN_PoolKindAttr:$kind, NN_SpatialTensor:$input,
                       DenseI64ArrayAttr:$size,
                       OptionalAttr<DenseI64ArrayAttr>:$stride,
                       OptionalAttr<DenseI64ArrayAttr>:$dilation,
                       OptionalAttr<DenseI64ArrayAttr>:$padding);
  let results = (outs NN_SpatialTensor:$result);
  let assemblyFormat = [{
    custom<PoolKind>($kind) $input `size` $size
    custom<WindowClauses>($stride, $dilation, $padding) attr-dict `:`
    functional-type($input, $result)
  }];
}

#endif // NN_DIALECT_POOLOPS
