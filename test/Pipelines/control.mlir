// A network with control flow at every stage: one workspace, no allocation in a
// loop, no op of the dialect left.
// RUN: nn-opt %s --nn-lower-to-structured | FileCheck %s --check-prefix=STRUCTURED --implicit-check-not=nn.scan --implicit-check-not=nn.cond
// RUN: nn-opt %s --nn-lower-to-buffers | FileCheck %s --check-prefix=BUFFERS --implicit-check-not=memref.alloc --implicit-check-not=bufferization. --implicit-check-not=linalg.
// RUN: nn-opt %s --nn-lower-to-cpu | FileCheck %s --check-prefix=MACHINE --implicit-check-not=scf. --implicit-check-not=func.func

// STRUCTURED-LABEL: func.func @f.kernel
// STRUCTURED: scf.for {{.*}} iter_args({{.*}}) -> (tensor<{{.*}}>, tensor<{{.*}}>)
// STRUCTURED: scf.if {{.*}} -> (tensor<{{.*}}>)

// BUFFERS-LABEL: func.func private @f.plan
// BUFFERS-LABEL: func.func @f.kernel
// BUFFERS-SAME: memref<?xi8>
// BUFFERS: scf.for
// BUFFERS: scf.if

// MACHINE: llvm.func @f.plan
// MACHINE: llvm.func @f.kernel
// MACHINE: llvm.cond_br
func.func @f(%h: tensor<4xf32>, %x: tensor<?x4xf32>, %p: tensor<i1>) -> (tensor<4xf32>, tensor<?x4xf32>) {
  %last, %all = nn.scan init(%h : tensor<4xf32>) over(%x : tensor<?x4xf32>) -> tensor<4xf32>, tensor<?x4xf32> {
  ^bb0(%s: tensor<4xf32>, %v: tensor<4xf32>):
    %n = nn.cond %p : tensor<i1> -> tensor<4xf32> {
      %a = arith.addf %s, %v : tensor<4xf32>
      nn.yield %a : tensor<4xf32>
    } else {
      %a = nn.softmax %s axis 0 : tensor<4xf32>
      nn.yield %a : tensor<4xf32>
    }
    nn.yield %n, %n : tensor<4xf32>, tensor<4xf32>
  }
  return %last, %all : tensor<4xf32>, tensor<?x4xf32>
}
