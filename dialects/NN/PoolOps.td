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
    zero for `average`, whose divisor is the size of the window or, with
    `exclude_padding`, the number of elements of `input` in it. So the maximum
    of a window that holds padding alone is minus infinity, and its mean without
    padding is not a number. `size`, `stride` and `dilation` have one entry per
    spatial axis, and `stride` is `size` if absent; `padding` has `[low, high]`
    of each spatial axis one after the other.

    - (C1) `size`, `stride`, `dilation` have one positive entry per spatial
      axis; `padding` has two non-negative entries per spatial axis, each
      smaller than `size`; all are below 2^31
    - (C2) the dilated window fits into the padded input
    - (C3) `exclude_padding` stands with `average`

    ```mlir
    %y = nn.pool max %x size [2, 2]
        : (tensor<1x4x8x8xf32>) -> tensor<1x4x4x4xf32>
    ```
  }];
  let arguments = (ins NN_PoolKindAttr:$kind, NN_SpatialTensor:$input,
                       DenseI64ArrayAttr:$size,
                       OptionalAttr<DenseI64ArrayAttr>:$stride,
                       OptionalAttr<DenseI64ArrayAttr>:$dilation,
                       OptionalAttr<DenseI64ArrayAttr>:$padding,
                       UnitAttr:$exclude_padding);
  let results = (outs NN_SpatialTensor:$result);
  let assemblyFormat = [{
    custom<PoolKind>($kind) $input `size` $size
    custom<WindowClauses>($stride, $dilation, $padding)
    (`exclude_padding` $exclude_padding^)? attr-dict `:`
    functional-type($input, $result)
  }];
}

def NN_AdaptivePoolOp : NN_Layer<"adaptive_pool", [
    DeclareOpInterfaceMethods<CostOpInterface, [
      "isOperationCountPolynomial"]>]> {
  let summary = "maximum or mean of windows that divide each axis";
  let description = [{
    Divides each spatial axis of `input` [batch, channel, spatial...] into as
    many windows as `size` says, and takes the `max` or the `average` of each.
    Window `i` of `m` along an axis of extent `n` begins at `floor(i n / m)` and
    ends before `ceil((i + 1) n / m)`, as in PyTorch; windows overlap where `m`
    does not divide `n`. Where the axis is empty, the maximum is minus infinity
    and the mean not a number. With a size of 1 it is a pool over the whole
    axis.

    - (C1) `size` has one positive entry per spatial axis, below 2^31

    ```mlir
    %y = nn.adaptive_pool average %x size [1, 1]
        : (tensor<8x4x?x?xf32>) -> tensor<8x4x1x1xf32>
    ```
  }];
  let arguments = (ins NN_PoolKindAttr:$kind, NN_SpatialTensor:$input,
                       DenseI64ArrayAttr:$size);
  let results = (outs NN_SpatialTensor:$result);
  let assemblyFormat = [{
    custom<PoolKind>($kind) $input `size` $size attr-dict `:`
    functional-type($input, $result)
  }];
}

#endif // NN_DIALECT_POOLOPS
