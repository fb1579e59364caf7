//===- NNAttributes.td - Attributes ------------------------*- tablegen -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_NNATTRIBUTES
#define NN_DIALECT_NNATTRIBUTES

include "dialects/NN/NNBase.td"
include "mlir/IR/BuiltinAttributeInterfaces.td"
include "mlir/IR/TensorEncoding.td"

class NN_Attr<string name, string attrMnemonic, list<Trait> traits = []>
    : AttrDef<NN_Dialect, name, traits> {
  let mnemonic = attrMnemonic;
}

//===----------------------------------------------------------------------===//
// Axes
//===----------------------------------------------------------------------===//

def NN_AxesAttr : NN_Attr<"Axes", "axes",
    [DeclareAttrInterfaceMethods<VerifiableTensorEncoding>]> {
  let summary = "names of the axes of a tensor";
  let description = [{
    The encoding of a tensor type that names its axes in order; `_` leaves an
    axis unnamed. Names are optional everywhere and checked wherever two tensors
    that share an axis both name it. They vanish at the structured stage.

    - (C1) one name per axis
    - (C2) names other than `_` are distinct

    ```mlir
    tensor<8x16xf32, #nn.axes<query, depth>>
    ```
  }];
  let parameters = (ins ArrayRefParameter<"::mlir::StringAttr">:$names);
  let hasCustomAssemblyFormat = 1;
  let genVerifyDecl = 1;
}

//===----------------------------------------------------------------------===//
// Values of parameters
//===----------------------------------------------------------------------===//

def NN_InitKind : I32EnumAttr<"InitKind", "distribution of an initialiser", [
    I32EnumAttrCase<"Uniform", 0, "uniform">,
    I32EnumAttrCase<"Normal", 1, "normal">]> {
  let cppNamespace = "::nn";
}

def NN_InitAttr : NN_Attr<"Init", "init"> {
  let summary = "a parameter value that is made from a seed";
  let description = [{
    Element `i` (row-major) comes from the doubles `u` in [0, 1) of the counter-
    based generator Philox4x64-10 (Salmon et al., SC 2011) with key `[seed, 0]`,
    counters 1, 2, ..., each 64-bit word `w` giving `(w >> 11) * 2^-53`. These
    are the numbers of `numpy.random.Generator(numpy.random.Philox(key=seed))
    .random(n)`.

    - `uniform`: `low + (high - low) * u[i]`
    - `normal` (Box and Muller): with `a = u[2j]`, `b = u[2j + 1]` and
      `r = sqrt(-2 log(1 - a))`, element `2j` is `mean + stddev r cos(2 pi b)`
      and element `2j + 1` is `mean + stddev r sin(2 pi b)`

    Both are evaluated in 64 bits and rounded once to the element type.

    - (C1) the two numbers are finite, `low <= high` and `stddev >= 0`

    ```mlir
    #nn.init<uniform, seed = 7, low = -0.5, high = 0.5>
    #nn.init<normal, seed = 8, mean = 0.0, stddev = 0.1>
    ```
  }];
  let parameters = (ins "::nn::InitKind":$kind, "uint64_t":$seed,
                        APFloatParameter<"low or mean">:$first,
                        APFloatParameter<"high or stddev">:$second);
  let hasCustomAssemblyFormat = 1;
  let genVerifyDecl = 1;
}

def NN_ExternalAttr : NN_Attr<"External", "external"> {
  let summary = "a parameter value in a safetensors file";
  let description = [{
    The tensor called `tensor` of the safetensors file at `path`, which is
    relative to the folder of the source file that declares the parameter. The
    file is read when code or constants are made from it, not by the parser.

    - (C1) neither string is empty

    ```mlir
    #nn.external<"digits.safetensors", "conv1.weight">
    ```
  }];
  let parameters = (ins StringRefParameter<"path of the file">:$path,
                        StringRefParameter<"name of the tensor">:$tensor);
  let assemblyFormat = "`<` $path `,` $tensor `>`";
  let genVerifyDecl = 1;
}

def NN_RelaidAttr : NN_Attr<"Relaid", "relaid"> {
  let summary = "a parameter value that is another one laid out anew";
  let description = [{
    Element `i` is element `map(i)` of the parameter `source`, or zero where
    that lies outside of it. Schedules let a parameter be laid out so that a
    kernel walks through it in order.

    With a `factor` F, the last two axes of `source` are those of matrices: of
    each matrix M, which becomes `F M F^T` first, computed in f64. The windows
    of convolutions become those of minimal filtering so.

    - (C1) `map` has as many results as `source` has axes, and as many
      dimensions as the parameter that it is the value of; each result is a sum
      of dimensions times constants, and a constant
    - (C2) `factor` is a matrix of f64 with elements

    ```mlir
    // Rows in panels of 32 columns, each column by column.
    nn.param @w.packed : tensor<2x16x32xf32> =
        #nn.relaid<@w, affine_map<(d0, d1, d2) -> (d0 * 32 + d2, d1)>>
    ```
  }];
  let parameters = (ins "::mlir::FlatSymbolRefAttr":$source,
                        "::mlir::AffineMap":$map,
                        OptionalParameter<"::mlir::DenseElementsAttr">:$factor);
  let builders = [AttrBuilder<(ins "::mlir::FlatSymbolRefAttr":$source,
                                   "::mlir::AffineMap":$map),
                              [{ return $_get($_ctxt, source, map, nullptr); }]>];
  let assemblyFormat = [{
    `<` $source `,` custom<Map>($map) (`,` `factor` `=` $factor^)? `>`
  }];
  let genVerifyDecl = 1;
}

//===----------------------------------------------------------------------===//
// Schedules
//===----------------------------------------------------------------------===//

def NN_ScheduleAttr : NN_Attr<"Schedule", "schedule"> {
  let summary = "how the loops of a linalg op are cut into tiles";
  let description = [{
    A list of loops with steps, outermost first. A loop that occurs twice is cut
    into blocks and these into tiles. What the last step of every parallel loop
    leaves is a tile of the result whose elements are held in registers while
    the loops that reduce run; the step of a reduction is the number of partial
    sums that run side by side. Elements of one loop lie in the lanes of
    vectors. Where the processor adds several products of narrow elements to a
    lane at once, so many iterations of one reduction are a dot product. Where
    it multiplies matrices, 16 iterations of a parallel loop, the lanes and 16
    dot products are one multiplication. An op carries it as `nn.schedule`.

    - (C1) there are as many steps as loops, and steps are positive
    - (C2) the number of lanes is a power of two, and 1 if no loop is the vector
      loop
    - (C3) the last step of the vector loop is a multiple of the lanes
    - (C4) the size of dot products is a power of two, 1 if no loop has any;
      there is a vector loop, which is another, and the last step of their loop
      is a multiple of the size
    - (C5) matrices have dot products and 16 lanes, and their rows are those of
      a third loop, whose last step is a multiple of 16

    ```mlir
    // Rows in blocks of 96 that stay in a cache, 32 columns, 12 rows: a tile of
    // 12 x 2 vectors of 16 columns. Loop 2 reduces.
    #nn.schedule<[0 by 96, 1 by 32, 0 by 12, 2 by 1], 16 lanes of 1>
    // The same on elements of 8 bits, four iterations of loop 2 at once.
    #nn.schedule<[1 by 32, 0 by 12, 2 by 4], 16 lanes of 1, dots of 4 of 2>
    // The same, 2 x 2 matrices.
    #nn.schedule<[1 by 32, 0 by 32, 2 by 4], 16 lanes of 1, dots of 4 of 2,
                 matrices of 0>
    ```
  }];
  let parameters = (ins ArrayRefParameter<"int64_t">:$loops,
                        ArrayRefParameter<"int64_t">:$steps,
                        "int64_t":$lanes,
                        "int64_t":$vectorLoop,
                        "int64_t":$dotSize,
                        "int64_t":$dotLoop,
                        "int64_t":$matrixLoop);
  let hasCustomAssemblyFormat = 1;
  let genVerifyDecl = 1;
  let extraClassDeclaration = [{
    /// The vector loop, or that of dot products or of matrices, if there is none.
    static constexpr int64_t kNone = -1;
    /// Rows of a matrix, its lanes, and the dot products of one multiplication.
    static constexpr int64_t kMatrixSize = 16;
    /// The last step of `loop`; 1 if it does not occur.
    int64_t getTile(int64_t loop) const;
  }];
}

//===----------------------------------------------------------------------===//
// Enumerations
//===----------------------------------------------------------------------===//

def NN_PoolKind : I32EnumAttr<"PoolKind", "what pooling takes of a window", [
    I32EnumAttrCase<"Max", 0, "max">,
    I32EnumAttrCase<"Average", 1, "average">]> {
  let cppNamespace = "::nn";
  let genSpecializedAttr = 0;
}
def NN_PoolKindAttr : EnumAttr<NN_Dialect, NN_PoolKind, "pool_kind">;

def NN_ResizeKind : I32EnumAttr<"ResizeKind", "what is read between elements", [
    I32EnumAttrCase<"Nearest", 0, "nearest">,
    I32EnumAttrCase<"Linear", 1, "linear">]> {
  let cppNamespace = "::nn";
  let genSpecializedAttr = 0;
}
def NN_ResizeKindAttr : EnumAttr<NN_Dialect, NN_ResizeKind, "resize_kind">;

def NN_PairLayout : I32EnumAttr<"PairLayout", "where the elements of pairs lie", [
    I32EnumAttrCase<"Interleaved", 0, "interleaved">,
    I32EnumAttrCase<"Halves", 1, "halves">]> {
  let cppNamespace = "::nn";
  let genSpecializedAttr = 0;
}
def NN_PairLayoutAttr : EnumAttr<NN_Dialect, NN_PairLayout, "pair_layout">;

#endif // NN_DIALECT_NNATTRIBUTES
