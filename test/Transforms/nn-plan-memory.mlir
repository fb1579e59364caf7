// RUN: nn-opt %s --nn-lower-to-buffers=pack-params=true | FileCheck %s
// RUN: %python %S/../Integration/compare.py %s chain x=f32:3x16 --rtol 1e-4

// Three hidden values of 64 bytes per row, of which two live at a time, share
// 128 bytes; the plan multiplies by the batch and checks that it fits.
// CHECK-LABEL: func.func private @chain.plan
// CHECK-SAME: (%[[BATCH:.*]]: index) -> (i1, index, index, index) attributes {passthrough = ["noinline"]}
// CHECK-DAG: %[[UNIT:.*]] = arith.constant 128 : index
// CHECK: arith.cmpi sge, %[[BATCH]], %{{.*}} : index
// CHECK: %[[BYTES:.*]] = arith.muli %[[BATCH]], %[[UNIT]] : index
// CHECK: return %{{.*}}, %[[BYTES]], %{{.*}}, %[[BATCH]] : i1, index, index, index

// CHECK-LABEL: func.func @chain.kernel
// CHECK-SAME: %[[WS:[^:]*]]: memref<?xi8>, %{{[^:]*}}: memref<i32>)
// CHECK-NOT: memref.alloc
// CHECK: memref.view %[[WS]]
// CHECK-NOT: memref.alloc
// CHECK-NOT: cf.assert
// CHECK: return
nn.param @w : tensor<16x16xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
func.func @chain(%x: tensor<?x16xf32>) -> tensor<?x16xf32> {
  %w = nn.param_ref @w : tensor<16x16xf32>
  %a = nn.linear %x, %w : (tensor<?x16xf32>, tensor<16x16xf32>) -> tensor<?x16xf32>
  %b = nn.linear %a, %w : (tensor<?x16xf32>, tensor<16x16xf32>) -> tensor<?x16xf32>
  %c = nn.linear %b, %w : (tensor<?x16xf32>, tensor<16x16xf32>) -> tensor<?x16xf32>
  %d = nn.linear %c, %w : (tensor<?x16xf32>, tensor<16x16xf32>) -> tensor<?x16xf32>
  return %d : tensor<?x16xf32>
}

// Extents that must agree are checked by the plan.
// CHECK-LABEL: func.func private @agree.plan
// CHECK-SAME: (%[[N:.*]]: index, %[[M:.*]]: index)
// CHECK: arith.cmpi eq, %[[N]], %[[M]] : index
func.func @agree(%x: tensor<?xf32>, %y: tensor<?xf32>) -> tensor<f32> {
  %z = nn.einsum "i, i ->" %x, %y : (tensor<?xf32>, tensor<?xf32>) -> tensor<f32>
  return %z : tensor<f32>
}
