// What each stage admits.
// RUN: split-file %s %t
// RUN: for stage in model structured buffers machine; do nn-opt %t/$stage.mlir --nn-verify-stage=stage=$stage -o %t/out.mlir && FileCheck %t/$stage.mlir < %t/out.mlir || exit 1; done
// The model is the default.
// RUN: nn-opt %t/model.mlir --nn-verify-stage | FileCheck %t/model.mlir
// RUN: not nn-opt %t/structured.mlir --nn-verify-stage 2>&1 | FileCheck %s --check-prefix=ERROR
// ERROR: error: 'cf.assert' op cannot stand at stage 'model': the stage holds no ops of dialect 'cf'

//--- model.mlir
// CHECK: func.func @f
nn.param @w : tensor<4xf32, #nn.axes<a>> = dense<1.0>
func.func @f(%x: tensor<4xf32, #nn.axes<a>>, %p: tensor<i1>) -> tensor<4xf32, #nn.axes<a>> {
  %w = nn.param_ref @w : tensor<4xf32, #nn.axes<a>>
  %y = nn.cond %p : tensor<i1> -> tensor<4xf32, #nn.axes<a>> {
    %0 = arith.addf %x, %w : tensor<4xf32, #nn.axes<a>>
    nn.yield %0 : tensor<4xf32, #nn.axes<a>>
  } else {
    %0 = nn.softmax %x axis 0 : tensor<4xf32, #nn.axes<a>>
    nn.yield %0 : tensor<4xf32, #nn.axes<a>>
  }
  return %y : tensor<4xf32, #nn.axes<a>>
}

//--- structured.mlir
// CHECK: func.func @f
func.func @f(%x: tensor<?xf32>, %n: index, %p: i1) -> tensor<?xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %v = arith.constant 0.0 : f32
  cf.assert %p, "an extent"
  nn.check index %p, "an index"
  %y = scf.for %i = %c0 to %n step %c1 iter_args(%s = %x) -> (tensor<?xf32>) {
    %t = linalg.fill ins(%v : f32) outs(%s : tensor<?xf32>) -> tensor<?xf32>
    scf.yield %t : tensor<?xf32>
  }
  return %y : tensor<?xf32>
}

//--- buffers.mlir
// CHECK: func.func @f
func.func @f(%x: memref<4xf32>, %workspace: memref<?xi8>, %n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %b = memref.view %workspace[%c0][] : memref<?xi8> to memref<4xf32>
  scf.for %i = %c0 to %n step %c1 {
    %v = memref.load %x[%i] : memref<4xf32>
    %w = math.exp %v : f32
    memref.store %w, %b[%i] : memref<4xf32>
  }
  return
}

//--- machine.mlir
// CHECK: llvm.func @f
llvm.func @f(%x: f32) -> f32 {
  %0 = llvm.fadd %x, %x : f32
  llvm.return %0 : f32
}
