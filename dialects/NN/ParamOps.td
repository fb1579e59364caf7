//===- ParamOps.td - Parameters and their use --------------*- tablegen -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_PARAMOPS
#define NN_DIALECT_PARAMOPS

include "dialects/NN/NNAttributes.td"
include "mlir/IR/BuiltinAttributes.td"

def NN_ParamOp : NN_Op<"param",
    [Symbol, HasParent<"::mlir::ModuleOp">,
     DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "a parameter of the networks of a module";
  let description = [{
    A tensor with a name that lives as long as the module. Its value is
    `dense<...>`, `dense_resource<...>`, an initialiser with a seed
    (`#nn.init`), or a tensor of a safetensors file (`#nn.external`). From the
    structured stage on it may be that of another one laid out anew
    (`#nn.relaid`).

    - (C1) the type has static extents, and its bytes can be counted in 63 bits
    - (C2) the value is of one of the five kinds
    - (C3) a dense or resource value has the shape and element type of the
      parameter; a resource has as many bytes as that
    - (C4) an initialiser makes float elements
    - (C5) what is laid out anew is a parameter of the same element type that is
      not laid out anew itself, by a map of as many dimensions as the type has
      axes; if there is a factor, its last two axes have as many elements as
      that has columns, and the elements are f32 or f64

    ```mlir
    nn.param @w : tensor<4x2xf32> = #nn.init<uniform, seed = 1, low = -1.0, high = 1.0>
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name,
                       TypeAttrOf<NN_StoredTensor>:$type, AnyAttr:$value,
                       OptionalAttr<StrAttr>:$sym_visibility);
  let assemblyFormat = [{
    custom<Visibility>($sym_visibility) `` $sym_name `:`
    custom<TypedValue>($type, $value) attr-dict
  }];
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    ::mlir::RankedTensorType getTensorType() {
      return ::llvm::cast<::mlir::RankedTensorType>(getType());
    }
  }];
}

def NN_ParamRefOp : NN_Op<"param_ref",
    [NN_MovesElements, Pure,
     DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "the value of a parameter";
  let description = [{
    The value of `param`, or the value that an enclosing `nn.apply` gives it.

    - (C1) `param` names an `nn.param` of the module
    - (C2) the result has the shape and element type of the parameter, and names
      agree

    ```mlir
    %w = nn.param_ref @w : tensor<4x2xf32>
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$param);
  let results = (outs NN_StoredTensor:$result);
  let assemblyFormat = "$param attr-dict `:` type($result)";
}

def NN_ApplyOp : NN_Op<"apply",
    [AttrSizedOperandSegments,
     DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "run a network, possibly with other weights";
  let description = [{
    Calls the function `callee` on `inputs`. Each binding `@p = %v` lets
    `nn.param_ref @p` answer `%v` in the callee and in the networks that it
    applies in turn; a nearer binding wins. This is what a hypernetwork needs:
    weights are ordinary values.

    - (C1) `callee` names a function of the module
    - (C2) operands and results have the types of the function
    - (C3) each binding names an `nn.param` of the module, none twice
    - (C4) a bound value has the shape and element type of its parameter, and
      names agree
    With `batched`, each run of the network has inputs and weights of its own:
    those that have a leading axis in addition to their type, while the others
    are the same for all runs. Every result has the leading axis.

    - (C5) functions do not apply or call each other in a circle, nor deeper
      than 256 levels, each region in which a call stands being one (verified
      for the module as a whole, at stage `model`)
    - (C6) with `batched`, C2 and C4 hold without the leading axes; there is at
      least one, and all have the same extent

    ```mlir
    %y = nn.apply @net(%x) params(@w = %g : tensor<4x2xf32>)
        : (tensor<8x2xf32>) -> tensor<8x4xf32>
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$callee,
                       Variadic<AnyType>:$inputs,
                       Variadic<NN_StoredTensor>:$params,
                       DefaultValuedAttr<TypedArrayAttrBase<FlatSymbolRefAttr,
                         "names of parameters">, "{}">:$param_names,
                       UnitAttr:$batched);
  let results = (outs Variadic<AnyType>:$results);
  let assemblyFormat = [{
    $callee `(` $inputs `)` ``
    custom<ParamBindings>($params, type($params), $param_names)
    (`batched` $batched^)? attr-dict `:` functional-type($inputs, $results)
  }];
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    /// Whether a value of type `type` holds one value of type `single` for each
    /// run of a batched application.
    static bool isBatchedValue(::mlir::Type type, ::mlir::Type single);
  }];
}

#endif // NN_DIALECT_PARAMOPS
