//===- NNBase.td - Dialect and base classes ----------------*- tablegen -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_NNBASE
#define NN_DIALECT_NNBASE

include "dialects/Interfaces/ActivationInterface.td"
include "dialects/Interfaces/NetworkInterfaces.td"
include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/EnumAttr.td"
include "mlir/IR/OpBase.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/CallInterfaces.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def NN_Dialect : Dialect {
  let name = "nn";
  let cppNamespace = "::nn";
  let summary = "neural networks as programs over tensors with named axes";
  let description = [{
    A network is written once, as a forward function over builtin tensors; the
    compiler derives every other program from it. The dialect has a small core
    (`einsum`, `rearrange`, `map`, `reduce`, `window`) whose meaning is exact,
    and layers that decompose into the core.

    Tensors hold f16, bf16, f32, f64, i1, i8, i16, i32 or i64; inside of
    functions also `index`, an integer of 64 bits. f16 and bf16 are types of
    storage: an op computes in f32 on what it reads and rounds each element of
    its result once, to the nearest, of two to the one whose last bit is 0.
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::math::MathDialect",
                           "::mlir::tensor::TensorDialect"];
  let useDefaultAttributePrinterParser = 1;
  let hasOperationAttrVerify = 1;
  let hasRegionArgAttrVerify = 1;
  let hasRegionResultAttrVerify = 1;
  let extraClassDeclaration = [{
    void registerAttributes();
  }];
}

class NN_Op<string mnemonic, list<Trait> traits = []>
    : Op<NN_Dialect, mnemonic, traits>;

// Verifies the result type of such an op, with one diagnostic that names the
// axis; upstream's trait comes after it and finds nothing left to say.
def NN_InferredResult : NativeOpTrait<"InferredResult"> {
  let cppNamespace = "::nn";
}

// The elements of results are those of operands, or of attributes, bit by bit;
// of an op with regions, if the ops inside do not compute either. It may work on
// a type of storage such as f16.
def NN_MovesElements : NativeOpTrait<"MovesElements"> {
  let cppNamespace = "::nn";
}

// The op becomes long code, which is worth sharing where it occurs several times.
def NN_LongCode : NativeOpTrait<"LongCode"> {
  let cppNamespace = "::nn";
}

// An op whose result type follows from its operands and attributes. The
// written result type may know less or more about an extent or a name than the
// inferred one, but may not contradict it.
class NN_InferredOp<string mnemonic, list<Trait> traits = []>
    : NN_Op<mnemonic, [NN_InferredResult] # traits #
                      [InferTypeOpAdaptorWithIsCompatible]> {
  code compatibility = [{
    bool $cppClass::isCompatibleReturnTypes(::mlir::TypeRange inferred,
                                            ::mlir::TypeRange declared) {
      return ::nn::areCompatibleTypes(inferred, declared);
    }
  }];
  let extraClassDefinition = compatibility;
}

// A layer: an op that decomposes into the core and knows its cost.
class NN_Layer<string mnemonic, list<Trait> traits = []>
    : NN_InferredOp<mnemonic, traits # [Pure,
        DeclareOpInterfaceMethods<DecomposableOpInterface>,
        DeclareOpInterfaceMethods<CostOpInterface, ["getOperationCount"]>]>;

// A layer whose result has the type of its input.
class NN_ShapePreservingLayer<string mnemonic, list<Trait> traits = []>
    : NN_Op<mnemonic, traits # [Pure,
        DeclareOpInterfaceMethods<DecomposableOpInterface>,
        DeclareOpInterfaceMethods<CostOpInterface, ["getOperationCount"]>]>;

// Elements of tensors (ElementTypes.h has the same sets for code). A boolean is
// i1; an index stays inside of a module.
def NN_Float : AnyTypeOf<[F16, BF16, F32, F64], "f16, bf16, f32 or f64">;
def NN_Integer : AnyTypeOf<[I8, I16, I32, I64], "i8, i16, i32 or i64">;
def NN_Number : AnyTypeOf<[NN_Float, NN_Integer],
                          "f16, bf16, f32, f64, i8, i16, i32 or i64">;
def NN_Stored : AnyTypeOf<[NN_Number, I1],
                          "f16, bf16, f32, f64, i1, i8, i16, i32 or i64">;
def NN_Element : AnyTypeOf<[NN_Stored, Index],
    "f16, bf16, f32, f64, i1, i8, i16, i32, i64 or index">;

// A tensor without encoding or with names of axes; other encodings would be
// lost without a word.
class NN_Plain<Type type>
    : ConfinedType<type, [CPred<"::nn::hasPlainEncoding($_self)">],
                   type.summary, type.cppType>;
def NN_Tensor : NN_Plain<RankedTensorOf<[NN_Element]>>;
def NN_StoredTensor : NN_Plain<RankedTensorOf<[NN_Stored]>>;
def NN_NumberTensor : NN_Plain<RankedTensorOf<[NN_Number]>>;
def NN_BoolTensor : NN_Plain<RankedTensorOf<[I1]>>;
def NN_FloatTensor : NN_Plain<RankedTensorOf<[NN_Float]>>;
def NN_IntegerTensor : NN_Plain<RankedTensorOf<[NN_Integer]>>;
def NN_BoolScalar : NN_Plain<TensorRankOf<[I1], [0]>>;
def NN_SeedScalar : NN_Plain<TensorRankOf<[I64], [0]>>;
class NN_FloatTensorOfRank<int rank>
    : NN_Plain<TensorRankOf<[NN_Float], [rank]>>;

// [batch, channel, spatial...] with one to three spatial axes.
def NN_SpatialTensor : NN_Plain<TensorRankOf<[NN_Float], [3, 4, 5]>>;

#endif // NN_DIALECT_NNBASE
