//===- RandomOps.td - Random numbers that replay -----------*- tablegen -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_RANDOMOPS
#define NN_DIALECT_RANDOMOPS

include "dialects/NN/NNAttributes.td"
include "mlir/IR/BuiltinAttributes.td"

def NN_RandomKind : I32EnumAttr<"RandomKind", "distribution of random numbers", [
    I32EnumAttrCase<"Bits", 0, "bits">,
    I32EnumAttrCase<"Uniform", 1, "uniform">,
    I32EnumAttrCase<"Normal", 2, "normal">]> {
  let cppNamespace = "::nn";
  let genSpecializedAttr = 0;
}
def NN_RandomKindAttr : EnumAttr<NN_Dialect, NN_RandomKind, "random_kind">;

def NN_RandomOp : NN_Op<"random",
    [Pure, DeclareOpInterfaceMethods<CostOpInterface, ["getOperationCount"]>]> {
  let summary = "random numbers of a seed";
  let description = [{
    Element `i` (row-major) of the result is made from the words of the counter-
    based generator Philox4x64-10 (Salmon et al., SC 2011) with the key
    `[seed, stream]` and the counters 1, 2, ...; the same operands give the same
    numbers, in every run and on every target. A network that draws twice from
    one seed gives each draw a stream of its own.

    - `bits`: word `i`, of which a narrower integer takes the high bits
    - `uniform`: as `#nn.init<uniform>` with `low` 0 and `high` 1: multiples of
      2^-53 below 1, which rounding to f32 may turn into 1
    - `normal`: as `#nn.init<normal>` with `mean` 0 and `stddev` 1

    `nn.map` scales and shifts them. With `like`, the result has the extents of
    that tensor.

    - (C1) `bits` makes integers or booleans, the others make floats
    - (C2) the extents of the result are static, or `like` has them: it has the
      same rank, and its extents and names agree with those of the result

    ```mlir
    %u = nn.random uniform %seed stream 1 like %x
        : tensor<i64>, tensor<?x4xf32> -> tensor<?x4xf32>
    ```
  }];
  let arguments = (ins NN_RandomKindAttr:$kind, NN_SeedScalar:$seed,
                       DefaultValuedAttr<I64Attr, "0">:$stream,
                       Optional<NN_Tensor>:$like);
  let results = (outs NN_StoredTensor:$result);
  let assemblyFormat = [{
    custom<RandomKind>($kind) $seed (`stream` $stream^)? (`like` $like^)?
    attr-dict `:` type($seed) (`,` type($like)^)? `->` type($result)
  }];
  let hasVerifier = 1;
  let hasFolder = 1;
}

#endif // NN_DIALECT_RANDOMOPS
