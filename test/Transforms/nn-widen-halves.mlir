// RUN: nn-opt %s --pass-pipeline='builtin.module(func.func(nn-widen-halves,canonicalize,cse))' \
// RUN:   | FileCheck %s

#id = affine_map<(i) -> (i)>
#in = affine_map<(i, j) -> (i, j)>
#out = affine_map<(i, j) -> (i)>

// A body computes in f32 and rounds what it yields.
// CHECK-LABEL: func.func @body
// CHECK: ^bb0(%[[A:.*]]: f16, %{{.*}}: f16):
// CHECK-NEXT: %[[X:.*]] = arith.extf %[[A]] : f16 to f32
// CHECK-NEXT: %[[P:.*]] = arith.mulf %[[X]], %[[X]] : f32
// CHECK-NEXT: %[[S:.*]] = arith.addf %[[P]], %{{.*}} : f32
// CHECK-NEXT: %[[B:.*]] = arith.cmpf olt, %[[S]], %[[X]] : f32
// CHECK-NEXT: %[[C:.*]] = arith.select %[[B]], %[[P]], %[[S]] : f32
// CHECK-NEXT: %[[R:.*]] = arith.truncf %[[C]] : f32 to f16
// CHECK-NEXT: linalg.yield %[[R]] : f16
func.func @body(%x: tensor<4xf16>, %y: tensor<4xf16>) -> tensor<4xf16> {
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%x : tensor<4xf16>) outs(%y : tensor<4xf16>) {
  ^bb0(%a: f16, %o: f16):
    %two = arith.constant 2.0 : f16
    %p = arith.mulf %a, %a : f16
    %s = arith.addf %p, %two : f16
    %b = arith.cmpf olt, %s, %a : f16
    %c = arith.select %b, %p, %s : f16
    linalg.yield %c : f16
  } -> tensor<4xf16>
  return %0 : tensor<4xf16>
}

// An explicit conversion rounds where it stands; one that extends what was not
// rounded yet is none.
// CHECK-LABEL: func.func @conversions
// CHECK: ^bb0(%[[A:.*]]: f32, %{{.*}}: bf16):
// CHECK-NEXT: %[[H:.*]] = arith.truncf %[[A]] : f32 to f16
// CHECK-NEXT: %[[X:.*]] = arith.extf %[[H]] : f16 to f32
// CHECK-NEXT: %[[N:.*]] = arith.negf %[[X]] : f32
// CHECK-NEXT: %[[R:.*]] = arith.truncf %[[N]] : f32 to bf16
// CHECK-NEXT: linalg.yield %[[R]] : bf16
func.func @conversions(%x: tensor<4xf32>, %y: tensor<4xbf16>) -> tensor<4xbf16> {
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%x : tensor<4xf32>) outs(%y : tensor<4xbf16>) {
  ^bb0(%a: f32, %o: bf16):
    %h = arith.truncf %a : f32 to f16
    %n = arith.negf %h : f16
    %w = arith.extf %n : f16 to f32
    %r = arith.truncf %w : f32 to bf16
    linalg.yield %r : bf16
  } -> tensor<4xbf16>
  return %0 : tensor<4xbf16>
}

// A sum is a tensor of f32, rounded behind the loops.
// CHECK-LABEL: func.func @sum
// CHECK: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[START:.*]] = linalg.fill ins(%[[ZERO]] : f32) outs(%{{.*}} : tensor<?xf32>)
// CHECK: %[[SUM:.*]] = linalg.generic {{.*}} outs(%[[START]] : tensor<?xf32>)
// CHECK-NEXT: ^bb0(%[[A:.*]]: bf16, %[[S:.*]]: f32):
// CHECK-NEXT: %[[X:.*]] = arith.extf %[[A]] : bf16 to f32
// CHECK-NEXT: %[[T:.*]] = arith.addf %[[S]], %[[X]] : f32
// CHECK-NEXT: linalg.yield %[[T]] : f32
// CHECK: %[[R:.*]] = linalg.generic {{.*}} ins(%[[SUM]] : tensor<?xf32>) outs(%{{.*}} : tensor<?xbf16>)
// CHECK: arith.truncf %{{.*}} : f32 to bf16
// CHECK: return %[[R]]
func.func @sum(%x: tensor<?x3xbf16>) -> tensor<?xbf16> {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<?x3xbf16>
  %zero = arith.constant 0.0 : bf16
  %e = tensor.empty(%n) : tensor<?xbf16>
  %f = linalg.fill ins(%zero : bf16) outs(%e : tensor<?xbf16>) -> tensor<?xbf16>
  %0 = linalg.generic {indexing_maps = [#in, #out],
                       iterator_types = ["parallel", "reduction"]}
      ins(%x : tensor<?x3xbf16>) outs(%f : tensor<?xbf16>) {
  ^bb0(%a: bf16, %s: bf16):
    %t = arith.addf %s, %a : bf16
    linalg.yield %t : bf16
  } -> tensor<?xbf16>
  return %0 : tensor<?xbf16>
}

// It may start from a tensor.
// CHECK-LABEL: func.func @continued
// CHECK: %[[START:.*]] = linalg.generic {{.*}} ins(%arg1 : tensor<4xf16>) outs(%{{.*}} : tensor<4xf32>)
// CHECK: arith.extf
// CHECK: linalg.generic {{.*}} outs(%[[START]] : tensor<4xf32>)
func.func @continued(%x: tensor<4x3xf16>, %start: tensor<4xf16>) -> tensor<4xf16> {
  %0 = linalg.generic {indexing_maps = [#in, #out],
                       iterator_types = ["parallel", "reduction"]}
      ins(%x : tensor<4x3xf16>) outs(%start : tensor<4xf16>) {
  ^bb0(%a: f16, %s: f16):
    %t = arith.addf %s, %a : f16
    linalg.yield %t : f16
  } -> tensor<4xf16>
  return %0 : tensor<4xf16>
}

// Outside of bodies, every op rounds its result.
// CHECK-LABEL: func.func @scalars
// CHECK: arith.mulf %{{.*}} : f32
// CHECK: %[[H:.*]] = arith.truncf %{{.*}} : f32 to f16
// CHECK: %[[X:.*]] = arith.extf %[[H]] : f16 to f32
// CHECK: %[[I:.*]] = arith.fptosi %[[X]] : f32 to i8
// CHECK: return %[[I]]
func.func @scalars(%x: f16) -> i8 {
  %0 = arith.mulf %x, %x : f16
  %1 = arith.fptosi %0 : f16 to i8
  return %1 : i8
}

// What only moves halves stays, and so do other types.
// CHECK-LABEL: func.func @unchanged
// CHECK-NOT: arith.extf
// CHECK: arith.select %{{.*}} : f16
// CHECK-NOT: arith.extf
// CHECK: arith.addf %{{.*}} : f64
func.func @unchanged(%x: tensor<4xf16>, %y: tensor<4xf16>, %c: i1, %d: f64)
    -> (tensor<4xf16>, f64) {
  %one = arith.constant 1.0 : f16
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%x : tensor<4xf16>) outs(%y : tensor<4xf16>) {
  ^bb0(%a: f16, %o: f16):
    %s = arith.select %c, %a, %one : f16
    linalg.yield %s : f16
  } -> tensor<4xf16>
  %1 = arith.addf %d, %d : f64
  return %0, %1 : tensor<4xf16>, f64
}
