// Kinds of input: told by the content, or by --from, which has to be right.
// RUN: rm -rf %t && mkdir -p %t && cd %t && cp %s m.mlir
// DEFINE: %{expect} = %python %S/Inputs/expect.py
// RUN: nn-translate m.mlir -o m.mlirbc && nn-translate m.mlir -o text.mlir
// RUN: for from in '' --from=bytecode; do nn-translate $from m.mlirbc -o - --emit=mlir | diff - text.mlir || exit 1; done
// RUN: nn-translate --from=mlir m.mlir -o - --emit=mlir | diff - text.mlir
// Standard input; a name says nothing.
// RUN: nn-translate - --emit=mlir -o - < m.mlirbc | diff - text.mlir
// RUN: cp m.mlirbc other.txt && nn-translate other.txt --emit=mlir -o - | diff - text.mlir
// RUN: %{expect} 1 "m.mlirbc.*to hold text, got bytecode" out nn-translate --from=mlir m.mlirbc -o out
// RUN: %{expect} 1 "m.mlir.*to hold bytecode, got text" out nn-translate --from=bytecode m.mlir -o out
// RUN: head -c 200 m.mlirbc > cut.mlirbc && %{expect} 1 "cut.mlirbc.*error" out nn-translate cut.mlirbc -o out
// RUN: %{expect} 2 "Cannot find option named 'onnx'" out nn-translate --from=onnx m.mlir -o out
// RUN: nn-run m.mlirbc | FileCheck %s
// CHECK: output0: i32 [2]
// CHECK-NEXT: 5 7
func.func @f() -> tensor<2xi32> {
  %c = arith.constant dense<[5, 7]> : tensor<2xi32>
  return %c : tensor<2xi32>
}
