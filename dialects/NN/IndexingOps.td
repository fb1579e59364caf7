//===- IndexingOps.td - Elements by their places -----------*- tablegen -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_INDEXINGOPS
#define NN_DIALECT_INDEXINGOPS

include "dialects/NN/NNAttributes.td"
include "mlir/IR/BuiltinAttributes.td"

def NN_ConcatOp : NN_InferredOp<"concat",
    [NN_MovesElements, Pure,
     DeclareOpInterfaceMethods<CostOpInterface, ["getOperationCount"]>]> {
  let summary = "tensors one after the other along an axis";
  let description = [{
    - (C1) there is at least one input
    - (C2) `axis` is an axis of the inputs, which have one rank
    - (C3) the inputs have the same extents and names along the other axes, and
      the same name along `axis`
    - (C4) the inputs have the same element type
    - (C5) the sum of the extents stays below 2^63

    ```mlir
    %y = nn.concat %a, %b axis 1
        : (tensor<2x3xf32>, tensor<2x?xf32>) -> tensor<2x?xf32>
    ```
  }];
  let arguments = (ins Variadic<NN_Tensor>:$inputs, I64Attr:$axis);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = [{
    $inputs `axis` $axis attr-dict `:` functional-type($inputs, $result)
  }];
  let hasFolder = 1;
}

def NN_SliceOp : NN_InferredOp<"slice",
    [NN_MovesElements, Pure,
     DeclareOpInterfaceMethods<CostOpInterface, [
      "getOperationCount", "getBytesRead"]>]> {
  let summary = "a regular part of a tensor";
  let description = [{
    `ranges` has a term per axis, in the notation of Python: `begin:end:step`,
    each part optional, takes every `step`-th index from `begin` up to but
    without `end`; an index alone takes that index and drops the axis. Negative
    numbers count from the end; a negative step walks backwards.

    Unlike in Python, nothing is cut off in silence: what is taken lies inside
    of the tensor.

    - (C1) `ranges` is a list of terms separated by commas, one per axis; numbers
      lie between -2^31 and 2^31, and no step is 0
    - (C2) with `n` the extent and negative numbers resolved, an index lies in
      [0, n); `0 <= begin <= end <= n` for a positive step, and
      `-1 <= end <= begin < n` for a negative one, where an absent `end` is -1.
      A dynamic extent is checked when the program runs

    ```mlir
    %y = nn.slice "1:-1, ::-1, 0" %x : (tensor<8x4x3xf32>) -> tensor<6x4xf32>
    ```
  }];
  let arguments = (ins StrAttr:$ranges, NN_Tensor:$input);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = [{
    $ranges $input attr-dict `:` functional-type($input, $result)
  }];
  let hasFolder = 1;
}

def NN_GatherOp : NN_InferredOp<"gather",
    [NN_MovesElements, Pure,
     DeclareOpInterfaceMethods<CostOpInterface, [
      "getOperationCount", "getBytesRead"]>]> {
  let summary = "elements at given indices";
  let description = [{
    Takes the elements of `input` whose indices along `axes` are those of
    `indices`, one tensor per axis. In the result, the axes of the index tensors
    stand in the place of the first of `axes`; the others of `axes` are gone.
    Over one axis this is `numpy.take`.

    - (C1) `axes` are distinct axes of `input`, in ascending order, at least one
    - (C2) there is one tensor in `indices` per entry of `axes`; all have the
      same extents and names
    - (C3) every index is at least 0 and below the extent of its axis; otherwise
      the program ends with the status `NN_E_INDEX`
    - (C4) `in_bounds`, which says that C3 has been proved and need not be
      checked, is for passes, not for models

    ```mlir
    %y = nn.gather %table axes [0] at %token
        : (tensor<100x16xf32>, tensor<8x?xi32>) -> tensor<8x?x16xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$input, Variadic<NN_IntegerTensor>:$indices,
                       DenseI64ArrayAttr:$axes, UnitAttr:$in_bounds);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = [{
    $input `axes` $axes `at` $indices (`in_bounds` $in_bounds^)? attr-dict `:`
    functional-type(operands, $result)
  }];
}

def NN_ScatterOp : NN_InferredOp<"scatter",
    [NN_LongCode, SingleBlockImplicitTerminator<"YieldOp">, NoMemoryEffect,
     RecursivelySpeculatable,
     DeclareOpInterfaceMethods<CostOpInterface, ["getOperationCount"]>]> {
  let summary = "combine elements into a tensor at given indices";
  let description = [{
    The inverse in form of `nn.gather`: starts from `dest` and, for each element
    of `updates` in row-major order, replaces the element `old` of the result at
    its place by `body(old, update)`. Several updates of one place are
    combined in that order; 16-bit floats are rounded after each.

    - (C1) `axes` are distinct axes of `dest`, in ascending order, at least one
    - (C2) there is one tensor in `indices` per entry of `axes`; all have the
      same extents and names
    - (C3) `updates` has the shape that `nn.gather` of `dest` at `indices` has
    - (C4) `updates` has the element type of `dest`
    - (C5) the region has two arguments of the element type and yields one value
      of that type
    - (C6) the ops of the region are scalar ops, as in C5 of `nn.map`
    - (C7) every index is at least 0 and below the extent of its axis; otherwise
      the program ends with the status `NN_E_INDEX`
    - (C8) `in_bounds` as in C4 of `nn.gather`

    ```mlir
    %y = nn.scatter %message into %sum axes [0] at %node
        : (tensor<?x16xf32>, tensor<10x16xf32>, tensor<?xi64>)
        -> tensor<10x16xf32> {
    ^bb0(%old: f32, %update: f32):
      %new = arith.addf %old, %update : f32
      nn.yield %new : f32
    }
    ```
  }];
  let arguments = (ins NN_Tensor:$updates, NN_Tensor:$dest,
                       Variadic<NN_IntegerTensor>:$indices,
                       DenseI64ArrayAttr:$axes, UnitAttr:$in_bounds);
  let results = (outs NN_Tensor:$result);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    $updates `into` $dest `axes` $axes `at` $indices
    (`in_bounds` $in_bounds^)? attr-dict `:`
    functional-type(operands, $result) $body
  }];
  let hasVerifier = 1;
  let skipDefaultBuilders = 1;
  let builders = [OpBuilder<(ins "::mlir::Value":$updates,
      "::mlir::Value":$dest, "::mlir::ValueRange":$indices,
      "::llvm::ArrayRef<int64_t>":$axes,
      "::llvm::function_ref<::mlir::Value(::mlir::OpBuilder &, "
      "::mlir::Location, ::mlir::Value, ::mlir::Value)>":$makeBody)>];
}

def NN_SortOp : NN_InferredOp<"sort",
    [NN_LongCode, NN_MovesElements, Pure,
     DeclareOpInterfaceMethods<CostOpInterface, [
      "getOperationCount", "isOperationCountPolynomial"]>]> {
  let summary = "elements in order, and where they came from";
  let description = [{
    Sorts `input` along `axis`, ascending or, with `descending`, the other way.
    The second result holds the index that each element had. Equal elements keep
    their order; both zeros are equal; not-a-number is above every number;
    integers are signed, and false is below true.

    - (C1) `axis` is an axis of `input`
    - (C2) the second result has elements of type i64

    ```mlir
    %sorted, %from = nn.sort %x axis 1
        : (tensor<3x5xf32>) -> (tensor<3x5xf32>, tensor<3x5xi64>)
    ```
  }];
  let arguments = (ins NN_Tensor:$input, I64Attr:$axis, UnitAttr:$descending);
  let results = (outs NN_Tensor:$sorted, NN_IntegerTensor:$permutation);
  let assemblyFormat = [{
    $input `axis` $axis (`descending` $descending^)? attr-dict `:`
    functional-type($input, results)
  }];
}

#endif // NN_DIALECT_INDEXINGOPS
