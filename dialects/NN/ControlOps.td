//===- ControlOps.td - Regions that run many times or not --*- tablegen -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Regions use values from outside as they like. Extents never depend on data:
// the extents inside of a region are checked before the program runs, whether
// the region is reached or not.
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_CONTROLOPS
#define NN_DIALECT_CONTROLOPS

include "dialects/NN/NNAttributes.td"
include "mlir/IR/BuiltinAttributes.td"

// An op whose regions hold a program of their own.
def NN_Control : NativeOpTrait<"Control"> {
  let cppNamespace = "::nn";
}

class NN_ControlOp<string mnemonic, list<Trait> traits = []>
    : NN_Op<mnemonic, traits # [NN_Control, RecursiveMemoryEffects, RecursivelySpeculatable,
                                SingleBlockImplicitTerminator<"YieldOp">]>;

def NN_CondOp : NN_ControlOp<"cond", [NN_MovesElements]> {
  let summary = "one of two regions";
  let description = [{
    Runs the first region if `condition` is true, else the second one; the
    results are what it yields.

    - (C1) the regions have no arguments
    - (C2) both yield values whose types agree with those of the results
    - (C3) what both yield has the same extents, also where they are dynamic

    ```mlir
    %y = nn.cond %p : tensor<i1> -> tensor<4xf32> {
      nn.yield %a : tensor<4xf32>
    } else {
      nn.yield %b : tensor<4xf32>
    }
    ```
  }];
  let arguments = (ins NN_BoolScalar:$condition);
  let results = (outs Variadic<NN_Tensor>:$results);
  let regions = (region SizedRegion<1>:$thenRegion, SizedRegion<1>:$elseRegion);
  let assemblyFormat = [{
    $condition attr-dict `:` type($condition) custom<ResultTypes>(type($results))
    $thenRegion `else` $elseRegion
  }];
  let hasVerifier = 1;
}

def NN_ScanOp : NN_ControlOp<"scan",
    [AttrSizedOperandSegments, NN_LongCode, NN_MovesElements]> {
  let summary = "a recurrence with carried values and outputs per step";
  let description = [{
    Runs the region once per index along `axis` of `inputs`, in ascending order
    or, with `reverse`, in descending order. Its arguments are the carried
    values, which begin as `inits`, and then the parts of the inputs at that
    index, without the axis. It yields the carried values of the next step and
    then any number of outputs of the step. The results are the last carried
    values and then the outputs of all steps, stacked along `axis` at their
    index.

    The number of steps is the extent of the inputs along `axis`, and `count`
    if that is given; without inputs, `count` alone says it. A `count` below 0 is
    refused as an extent would be.

    - (C1) there are inputs or a count
    - (C2) `axis` is an axis of every input, and of every stacked result
    - (C3) the inputs have the same extent along `axis`, which is `count` if that
      is given
    - (C4) the region has one argument per init and input, whose types agree
      with those of the init and of the input without `axis`
    - (C5) the region yields at least one value per init, whose types agree with
      those of the inits; what is carried keeps its extents
    - (C6) there is one result per yielded value, whose type agrees with it; that
      of an output has the axis in addition

    ```mlir
    %last, %all = nn.scan init(%h : tensor<4xf32>) over(%x : tensor<?x4xf32>)
        -> tensor<4xf32>, tensor<?x4xf32> {
    ^bb0(%state: tensor<4xf32>, %step: tensor<4xf32>):
      %next = arith.addf %state, %step : tensor<4xf32>
      nn.yield %next, %next : tensor<4xf32>, tensor<4xf32>
    }
    ```
  }];
  let arguments = (ins Variadic<NN_Tensor>:$inits, Variadic<NN_Tensor>:$inputs,
                       Optional<Index>:$count,
                       DefaultValuedAttr<I64Attr, "0">:$axis, UnitAttr:$reverse);
  let results = (outs Variadic<NN_Tensor>:$results);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    (`init` `(` $inits^ `:` type($inits) `)`)?
    (`over` `(` $inputs^ `:` type($inputs) `)`)?
    (`count` $count^)? (`axis` $axis^)? (`reverse` $reverse^)?
    attr-dict-with-keyword custom<ResultTypes>(type($results)) $body
  }];
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    ::mlir::Block &getBlock() { return getBody().front(); }
    /// The results that hold the outputs of all steps.
    ::mlir::ResultRange getStacked() {
      return getResults().drop_front(getInits().size());
    }
  }];
}

def NN_WeaveOp : NN_ControlOp<"weave", [NN_MovesElements]> {
  let summary = "a region broadcast over an axis";
  let description = [{
    Runs the region for every index along `axis` of the inputs, each time on the
    parts at that index, without the axis; the results are what it yields,
    stacked along `axis`. The runs do not depend on each other. In a neural
    circuit diagram this is a box woven over a wire; `jax.vmap` is the same.

    - (C1) there is at least one input
    - (C2) `axis` is an axis of every input and result
    - (C3) the inputs have the same extent along `axis`
    - (C4) the region has one argument per input, whose type agrees with that of
      the input without `axis`
    - (C5) there is one result per yielded value, whose type agrees with it and
      has the axis in addition

    ```mlir
    %y = nn.weave over(%x : tensor<8x4xf32>, %w : tensor<8x3x4xf32>)
        -> tensor<8x3xf32> {
    ^bb0(%a: tensor<4xf32>, %b: tensor<3x4xf32>):
      %c = nn.linear %a, %b : (tensor<4xf32>, tensor<3x4xf32>) -> tensor<3xf32>
      nn.yield %c : tensor<3xf32>
    }
    ```
  }];
  let arguments = (ins Variadic<NN_Tensor>:$inputs,
                       DefaultValuedAttr<I64Attr, "0">:$axis);
  let results = (outs Variadic<NN_Tensor>:$results);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    `over` `(` $inputs `:` type($inputs) `)` (`axis` $axis^)?
    attr-dict-with-keyword custom<ResultTypes>(type($results)) $body
  }];
  let hasVerifier = 1;
}

def NN_FixedPointOp : NN_ControlOp<"fixed_point"> {
  let summary = "iterate a region until its values no longer change";
  let description = [{
    Begins with `inits` and replaces the values by what the region yields for
    them, until no element changes by more than `tolerance`, or until `limit`
    iterations are done. The results are the values after the last iteration,
    the number of iterations, and whether the values settled. An element that is
    not a number does not settle.

    Values that did not settle end the program with the status `NN_E_NUMERIC`,
    unless the op says `best_effort`.

    - (C1) there is at least one init
    - (C2) `tolerance` is finite and not negative; `limit` is positive
    - (C3) the region has one argument per init and yields one value per init,
      whose types agree; the values keep their extents
    - (C4) the results are one per init, whose types agree, then a tensor<i64>
      and a tensor<i1>

    ```mlir
    %z, %steps, %settled = nn.fixed_point init(%z0 : tensor<4xf32>)
        tolerance 1.0e-06 limit 100 -> tensor<4xf32>, tensor<i64>, tensor<i1> {
    ^bb0(%v: tensor<4xf32>):
      %w = nn.activation #nn.tanh, %v : tensor<4xf32>
      nn.yield %w : tensor<4xf32>
    }
    ```
  }];
  let arguments = (ins Variadic<NN_Tensor>:$inits, F64Attr:$tolerance,
                       I64Attr:$limit, UnitAttr:$best_effort);
  let results = (outs Variadic<NN_Tensor>:$results);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    `init` `(` $inits `:` type($inits) `)` `tolerance` custom<Epsilon>($tolerance)
    `limit` $limit (`best_effort` $best_effort^)?
    attr-dict-with-keyword custom<ResultTypes>(type($results)) $body
  }];
  let hasVerifier = 1;
}

def NN_CheckKind : I32EnumAttr<"CheckKind", "what a failed check means", [
    I32EnumAttrCase<"Index", 0, "index">,
    I32EnumAttrCase<"Numeric", 1, "numeric">,
    I32EnumAttrCase<"Value", 2, "value">]> {
  let cppNamespace = "::nn";
  let genSpecializedAttr = 0;
}
def NN_CheckKindAttr : EnumAttr<NN_Dialect, NN_CheckKind, "check_kind">;

def NN_CheckOp : NN_Op<"check", [MemoryEffects<[MemWrite]>]> {
  let summary = "the status of a program that cannot have its result";
  let description = [{
    Unless `condition` holds, the program ends with the status of `kind`:
    `NN_E_INDEX`, `NN_E_NUMERIC` or `NN_E_VALUE`. It runs on to its end, with
    values that mean nothing, and the first failed check counts. Lowering makes such checks from
    ops whose failure depends on data; they stand at the stages `structured` and
    `buffers`.

    ```mlir
    nn.check index %isInside, "an index lies outside of axis 0"
    ```
  }];
  let arguments = (ins NN_CheckKindAttr:$kind, I1:$condition, StrAttr:$message);
  let assemblyFormat = "custom<CheckKind>($kind) $condition `,` $message attr-dict";
}

def NN_ParallelOp : NN_Op<"parallel", [NoTerminator, RecursiveMemoryEffects,
                                       SingleBlock]> {
  let summary = "iterations that may run at once, in parts";
  let description = [{
    Cuts the iterations from 0 to `count` into parts and runs the region once
    for each, in any order or at the same time: its first two arguments are
    where the part begins and ends. How many parts there are shows at run time.
    Each has at least `grain` iterations, which is positive, unless it is the
    only one; without iterations there is one part, which is empty.

    The other arguments are buffers of the part, of which the region may read
    what it has written itself. They take the place of `buffers`, which are
    those of the first part.

    Passes make it of loops on buffers; it stands at the stage `buffers`.

    - (C1) the region has two arguments of type `index`, then one for each of
      `buffers`, of the same type

    ```mlir
    nn.parallel %rows grain %four {
    ^bb0(%begin: index, %end: index):
      scf.for %row = %begin to %end step %one {
        memref.store %zero, %x[%row] : memref<?xf32>
      }
    }
    ```
  }];
  let arguments = (ins Index:$count, Index:$grain,
                       Variadic<AnyMemRef>:$buffers);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    $count `grain` $grain (`buffers` `(` $buffers^ `:` type($buffers) `)`)?
    attr-dict-with-keyword $body
  }];
  let skipDefaultBuilders = 1;
  let builders = [OpBuilder<(ins "::mlir::Value":$count,
                                 "::mlir::Value":$grain)>];
  let extraClassDeclaration = [{
    ::mlir::Value getBegin() { return getBody().getArgument(0); }
    ::mlir::Value getEnd() { return getBody().getArgument(1); }
    /// Gives each part a buffer of its own; `buffer` is that of the first.
    ::mlir::Value addBuffer(::mlir::Value buffer);
  }];
  let hasVerifier = 1;
}

#endif // NN_DIALECT_CONTROLOPS
