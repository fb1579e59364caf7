// Booleans that compare smaller tensors are fused into each of a few users: to
// compare costs no more than to read, and they take no memory.
// RUN: nn-opt %s --nn-fuse-elementwise | FileCheck %s

#key = affine_map<(i, j) -> (j)>
#query = affine_map<(i, j) -> (i)>
#all = affine_map<(i, j) -> (i, j)>

// A reduction to a count and to a sum.
// CHECK-LABEL: func.func @two_users
// CHECK-SAME: (%[[K:[a-z0-9]+]]: tensor<?xi64>, %[[Q:[a-z0-9]+]]: tensor<?xi64>, %[[V:[a-z0-9]+]]: tensor<?xf32>
// CHECK: linalg.generic {{.*}} iterator_types = ["parallel", "reduction"]} ins(%[[K]], %[[Q]] : tensor<?xi64>, tensor<?xi64>)
// CHECK: arith.cmpi slt
// CHECK: linalg.generic {{.*}} iterator_types = ["parallel", "reduction"]} ins(%[[K]], %[[Q]], %[[V]] :
// CHECK: arith.cmpi slt
// CHECK-NOT: linalg.generic
func.func @two_users(%k: tensor<?xi64>, %q: tensor<?xi64>, %v: tensor<?xf32>, %e: tensor<?x?xi1>, %n: tensor<?xi64>, %x: tensor<?xf32>) -> (tensor<?xi64>, tensor<?xf32>) {
  %s = linalg.generic {indexing_maps = [#key, #query, #all], iterator_types = ["parallel", "parallel"]} ins(%k, %q : tensor<?xi64>, tensor<?xi64>) outs(%e : tensor<?x?xi1>) {
  ^bb0(%a: i64, %b: i64, %o: i1):
    %c = arith.cmpi slt, %a, %b : i64
    linalg.yield %c : i1
  } -> tensor<?x?xi1>
  %count = linalg.generic {indexing_maps = [#all, #query], iterator_types = ["parallel", "reduction"]} ins(%s : tensor<?x?xi1>) outs(%n : tensor<?xi64>) {
  ^bb0(%p: i1, %o: i64):
    %i = arith.extui %p : i1 to i64
    %t = arith.addi %o, %i : i64
    linalg.yield %t : i64
  } -> tensor<?xi64>
  %sum = linalg.generic {indexing_maps = [#all, #key, #query], iterator_types = ["parallel", "reduction"]} ins(%s, %v : tensor<?x?xi1>, tensor<?xf32>) outs(%x : tensor<?xf32>) {
  ^bb0(%p: i1, %a: f32, %o: f32):
    %t = arith.addf %o, %a : f32
    %u = arith.select %p, %t, %o : f32
    linalg.yield %u : f32
  } -> tensor<?xf32>
  return %count, %sum : tensor<?xi64>, tensor<?xf32>
}

// What is combined of such, too; what is returned is kept beside.
// CHECK-LABEL: func.func @combined
// CHECK: linalg.generic {{.*}} iterator_types = ["parallel", "parallel"]}
// CHECK: arith.andi
// CHECK: linalg.generic {{.*}} iterator_types = ["parallel", "reduction"]}
// CHECK: arith.cmpi
// CHECK: arith.cmpi
// CHECK: arith.andi
// CHECK-NOT: linalg.generic
func.func @combined(%k: tensor<?xi64>, %q: tensor<?xi64>, %e: tensor<?x?xi1>, %n: tensor<?xi64>) -> (tensor<?xi64>, tensor<?x?xi1>) {
  %s = linalg.generic {indexing_maps = [#key, #query, #all], iterator_types = ["parallel", "parallel"]} ins(%k, %q : tensor<?xi64>, tensor<?xi64>) outs(%e : tensor<?x?xi1>) {
  ^bb0(%a: i64, %b: i64, %o: i1):
    %c = arith.cmpi slt, %a, %b : i64
    linalg.yield %c : i1
  } -> tensor<?x?xi1>
  %u = linalg.generic {indexing_maps = [#key, #query, #all], iterator_types = ["parallel", "parallel"]} ins(%k, %q : tensor<?xi64>, tensor<?xi64>) outs(%e : tensor<?x?xi1>) {
  ^bb0(%a: i64, %b: i64, %o: i1):
    %c = arith.cmpi ne, %a, %b : i64
    linalg.yield %c : i1
  } -> tensor<?x?xi1>
  %both = linalg.generic {indexing_maps = [#all, #all, #all], iterator_types = ["parallel", "parallel"]} ins(%s, %u : tensor<?x?xi1>, tensor<?x?xi1>) outs(%e : tensor<?x?xi1>) {
  ^bb0(%a: i1, %b: i1, %o: i1):
    %c = arith.andi %a, %b : i1
    linalg.yield %c : i1
  } -> tensor<?x?xi1>
  %count = linalg.generic {indexing_maps = [#all, #query], iterator_types = ["parallel", "reduction"]} ins(%both : tensor<?x?xi1>) outs(%n : tensor<?xi64>) {
  ^bb0(%p: i1, %o: i64):
    %i = arith.extui %p : i1 to i64
    %t = arith.addi %o, %i : i64
    linalg.yield %t : i64
  } -> tensor<?xi64>
  return %count, %both : tensor<?xi64>, tensor<?x?xi1>
}

// Booleans of tensors as large as they are stay what they are.
// CHECK-LABEL: func.func @large
// CHECK-COUNT-3: linalg.generic
func.func @large(%x: tensor<?x?xi64>, %e: tensor<?x?xi1>, %n: tensor<?xi64>, %m: tensor<?x?xi64>) -> (tensor<?xi64>, tensor<?x?xi64>) {
  %s = linalg.generic {indexing_maps = [#all, #all], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<?x?xi64>) outs(%e : tensor<?x?xi1>) {
  ^bb0(%a: i64, %o: i1):
    %c = arith.cmpi slt, %a, %a : i64
    linalg.yield %c : i1
  } -> tensor<?x?xi1>
  %count = linalg.generic {indexing_maps = [#all, #query], iterator_types = ["parallel", "reduction"]} ins(%s : tensor<?x?xi1>) outs(%n : tensor<?xi64>) {
  ^bb0(%p: i1, %o: i64):
    %i = arith.extui %p : i1 to i64
    %t = arith.addi %o, %i : i64
    linalg.yield %t : i64
  } -> tensor<?xi64>
  %wide = linalg.generic {indexing_maps = [#all, #all], iterator_types = ["parallel", "parallel"]} ins(%s : tensor<?x?xi1>) outs(%m : tensor<?x?xi64>) {
  ^bb0(%p: i1, %o: i64):
    %i = arith.extui %p : i1 to i64
    linalg.yield %i : i64
  } -> tensor<?x?xi64>
  return %count, %wide : tensor<?xi64>, tensor<?x?xi64>
}
