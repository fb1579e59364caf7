// RUN: nn-opt %s --convert-nn-control-to-scf --split-input-file | FileCheck %s
// RUN: nn-opt %s --convert-nn-control-to-scf --split-input-file | FileCheck %s --check-prefix=NONE

// NONE-NOT: nn.cond
// NONE-NOT: nn.scan
// NONE-NOT: nn.weave
// NONE-NOT: nn.fixed_point

// The state stays in the tensor that the loop carries; the outputs of steps are
// inserted into one that exists before the loop, whose extents are those of the
// arguments of the region.
// CHECK-LABEL: func.func @scan
// CHECK-SAME: (%[[H:.*]]: tensor<?xf32>, %[[X:.*]]: tensor<4x?xf32>)
// CHECK: %[[D:.*]] = tensor.dim %[[H]], %{{.*}} : tensor<?xf32>
// CHECK: %[[STACK:.*]] = tensor.empty(%[[D]]) : tensor<4x?xf32>
// CHECK: scf.for %[[I:.*]] = %{{.*}} to %{{.*}} step %{{.*}} iter_args(%[[S:.*]] = %[[H]], %[[ALL:.*]] = %[[STACK]])
// CHECK: tensor.extract_slice %[[X]][%[[I]], 0] [1, %{{.*}}] [1, 1]
// CHECK: %[[NEXT:.*]] = linalg.generic
// CHECK: cf.assert %{{.*}}, "a carried value changes its extents"
// CHECK: linalg.copy ins(%[[NEXT]] : tensor<?xf32>) outs(%[[S]] : tensor<?xf32>)
#id = affine_map<(d0) -> (d0)>
func.func @scan(%h: tensor<?xf32>, %x: tensor<4x?xf32>) -> (tensor<?xf32>, tensor<4x?xf32>) {
  %0:2 = nn.scan init(%h : tensor<?xf32>) over(%x : tensor<4x?xf32>) -> tensor<?xf32>, tensor<4x?xf32> {
  ^bb0(%s: tensor<?xf32>, %v: tensor<?xf32>):
    %c0 = arith.constant 0 : index
    %d = tensor.dim %s, %c0 : tensor<?xf32>
    %e = tensor.empty(%d) : tensor<?xf32>
    %n = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel"]} ins(%s, %v : tensor<?xf32>, tensor<?xf32>) outs(%e : tensor<?xf32>) {
    ^bb1(%a: f32, %b: f32, %c: f32):
      %sum = arith.addf %a, %b : f32
      linalg.yield %sum : f32
    } -> tensor<?xf32>
    nn.yield %n, %n : tensor<?xf32>, tensor<?xf32>
  }
  return %0#0, %0#1 : tensor<?xf32>, tensor<4x?xf32>
}

// -----

// Values that change places are copied before either is written to; one that
// stays where it is needs nothing.
// CHECK-LABEL: func.func @exchange
// CHECK: scf.for {{.*}} iter_args(%[[A:.*]] = %{{.*}}, %[[B:.*]] = %{{.*}}, %[[C:.*]] = %{{.*}})
// CHECK: %[[COPYB:.*]] = bufferization.alloc_tensor() copy(%[[B]])
// CHECK: %[[COPYA:.*]] = bufferization.alloc_tensor() copy(%[[A]])
// CHECK: %[[NEWA:.*]] = linalg.copy ins(%[[COPYB]] : tensor<3xf32>) outs(%[[A]] : tensor<3xf32>)
// CHECK: %[[NEWB:.*]] = linalg.copy ins(%[[COPYA]] : tensor<3xf32>) outs(%[[B]] : tensor<3xf32>)
// CHECK: scf.yield %[[NEWA]], %[[NEWB]], %[[C]]
func.func @exchange(%a: tensor<3xf32>, %b: tensor<3xf32>, %n: index) -> tensor<3xf32> {
  %0:3 = nn.scan init(%a, %b, %a : tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) count %n -> tensor<3xf32>, tensor<3xf32>, tensor<3xf32> {
  ^bb0(%s: tensor<3xf32>, %t: tensor<3xf32>, %u: tensor<3xf32>):
    nn.yield %t, %s, %u : tensor<3xf32>, tensor<3xf32>, tensor<3xf32>
  }
  return %0#0 : tensor<3xf32>
}

// -----

// CHECK-LABEL: func.func @cond
// CHECK-SAME: (%[[P:.*]]: tensor<i1>, %[[X:.*]]: tensor<?xf32>, %[[Y:.*]]: tensor<?xf32>)
// CHECK: cf.assert %{{.*}}, "the regions yield different extents"
// CHECK: %[[C:.*]] = tensor.extract %[[P]][] : tensor<i1>
// CHECK: scf.if %[[C]] -> (tensor<?xf32>) {
// CHECK-NEXT: scf.yield %[[X]]
// CHECK-NEXT: } else {
// CHECK-NEXT: scf.yield %[[Y]]
func.func @cond(%p: tensor<i1>, %x: tensor<?xf32>, %y: tensor<?xf32>) -> tensor<?xf32> {
  %0 = nn.cond %p : tensor<i1> -> tensor<?xf32> {
    nn.yield %x : tensor<?xf32>
  } else {
    nn.yield %y : tensor<?xf32>
  }
  return %0 : tensor<?xf32>
}

// -----

// CHECK-LABEL: func.func @fixed_point
// CHECK: %[[LOOP:.*]]:3 = scf.while (%{{.*}} = %{{.*}}, %{{.*}} = %{{.*}}, %{{.*}} = %{{.*}}) : (tensor<3xf32>, i64, i1)
// CHECK: arith.cmpi slt
// CHECK: scf.condition
// CHECK: } do {
// CHECK: math.absf
// CHECK: nn.check numeric %[[LOOP]]#2, "the iteration did not settle"
// CHECK: tensor.from_elements %[[LOOP]]#1 : tensor<i64>
// CHECK: tensor.from_elements %[[LOOP]]#2 : tensor<i1>
func.func @fixed_point(%x: tensor<3xf32>) -> (tensor<3xf32>, tensor<i64>, tensor<i1>) {
  %0:3 = nn.fixed_point init(%x : tensor<3xf32>) tolerance 1.0e-3 limit 9 -> tensor<3xf32>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<3xf32>):
    nn.yield %x : tensor<3xf32>
  }
  return %0#0, %0#1, %0#2 : tensor<3xf32>, tensor<i64>, tensor<i1>
}

// -----

// What may end without having settled is not checked.
// CHECK-LABEL: func.func @best_effort
// CHECK-NOT: nn.check
func.func @best_effort(%x: tensor<3xf32>) -> tensor<3xf32> {
  %0:3 = nn.fixed_point init(%x : tensor<3xf32>) tolerance 1.0e-3 limit 9 best_effort -> tensor<3xf32>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<3xf32>):
    nn.yield %x : tensor<3xf32>
  }
  return %0#0 : tensor<3xf32>
}
