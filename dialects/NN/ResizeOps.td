//===- ResizeOps.td - Other extents for the same picture ---*- tablegen -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_RESIZEOPS
#define NN_DIALECT_RESIZEOPS

include "dialects/NN/NNAttributes.td"
include "mlir/IR/BuiltinAttributes.td"

def NN_ResizeOp : NN_Layer<"resize"> {
  let summary = "resample along one to three axes";
  let description = [{
    Gives the spatial axes of `input` [batch, channel, spatial...] the extents
    `size`, or `factor` times their own. Element `i` of `m` along an axis of
    extent `n` is read at a place between 0 and `n - 1`:

    - `nearest`: `floor(i n / m)`
    - `linear`: `(2 i + 1) n / (2 m) - 1 / 2`, moved to 0 or `n - 1` where it
      lies outside; with `align_corners`, `i (n - 1) / (m - 1)`, or 0 if
      `m = 1`, so that first and last elements stay

    A place between two elements gives their mean, weighted by how near they
    are; along several axes one after the other, which is bilinear and
    trilinear interpolation. These are the rules of PyTorch's `interpolate`, but
    places are computed from integers, without rounding.

    - (C1) either `size` or `factor` is given, with one positive entry per
      spatial axis, below 2^31; extents stay below 2^63
    - (C2) `align_corners` stands with `linear`
    - (C3) an axis that gets a `size` is not empty; at run time, an empty one
      ends the program with the status `NN_E_INDEX`

    ```mlir
    %y = nn.resize linear %x factor [2, 2]
        : (tensor<1x4x8x8xf32>) -> tensor<1x4x16x16xf32>
    ```
  }];
  let arguments = (ins NN_ResizeKindAttr:$kind, NN_SpatialTensor:$input,
                       OptionalAttr<DenseI64ArrayAttr>:$size,
                       OptionalAttr<DenseI64ArrayAttr>:$factor,
                       UnitAttr:$align_corners);
  let results = (outs NN_SpatialTensor:$result);
  let assemblyFormat = [{
    custom<ResizeKind>($kind) $input (`size` $size^)? (`factor` $factor^)?
    (`align_corners` $align_corners^)? attr-dict `:`
    functional-type($input, $result)
  }];
}

#endif // NN_DIALECT_RESIZEOPS
