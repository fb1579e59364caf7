// Sums that run side by side: partial sums, and sums in lanes.
// RUN: nn-opt %s --nn-lower-schedules --canonicalize --cse | FileCheck %s

#row = affine_map<(i, k) -> (i, k)>
#one = affine_map<(i, k) -> (i)>

// Four partial sums, which take turns, begin with what the buffer holds and with
// zeros, and are added up; the two elements that are left go into the first.
// CHECK-LABEL: func.func @parts
// CHECK-SAME: %[[X:[a-z0-9]*]]: memref<3x42xf32>, %[[Y:[a-z0-9]*]]: memref<3xf32>
// CHECK-DAG: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f32
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG: %[[C1:.*]] = arith.constant 1 : index
// CHECK-DAG: %[[C4:.*]] = arith.constant 4 : index
// CHECK-DAG: %[[C40:.*]] = arith.constant 40 : index
// CHECK-DAG: %[[C42:.*]] = arith.constant 42 : index
// CHECK: scf.for %[[I:.*]] =
// CHECK: %[[OLD:.*]] = memref.load %[[Y]][%[[I]]]
// CHECK: %[[PARTS:.*]]:4 = scf.for %{{.*}} = %[[C0]] to %[[C40]] step %[[C4]] iter_args(%{{.*}} = %[[OLD]], %{{.*}} = %[[ZERO]], %{{.*}} = %[[ZERO]], %{{.*}} = %[[ZERO]])
// CHECK: %[[REST:.*]] = scf.for %{{.*}} = %[[C40]] to %[[C42]] step %[[C1]] iter_args(%{{.*}} = %[[PARTS]]#0
// CHECK: %[[A:.*]] = arith.addf %[[REST]]{{.*}}, %[[PARTS]]#1 fastmath<reassoc> : f32
// CHECK: %[[B:.*]] = arith.addf %[[A]], %[[PARTS]]#2 fastmath<reassoc> : f32
// CHECK: %[[C:.*]] = arith.addf %[[B]], %[[PARTS]]#3 fastmath<reassoc> : f32
// CHECK: memref.store %[[C]], %[[Y]][%[[I]]]
// CHECK: return
func.func @parts(%x: memref<3x42xf32>, %y: memref<3xf32>) {
  linalg.generic {indexing_maps = [#row, #one], iterator_types = ["parallel", "reduction"]}
      ins(%x : memref<3x42xf32>) outs(%y : memref<3xf32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 1, 1 by 4]>} {
  ^bb0(%a: f32, %c: f32):
    %s = arith.addf %c, %a fastmath<reassoc> : f32
    linalg.yield %s : f32
  }
  return
}

// A sum in 4 lanes begins with zeros; that of the lanes begins with the constant of
// the fill. Lanes that do not count keep theirs.
// CHECK-LABEL: func.func @lanes
// CHECK-SAME: %[[X:[a-z0-9]*]]: memref<3x42xf32>, %[[Y:[a-z0-9]*]]: memref<3xf32>
// CHECK-DAG: %[[START:.*]] = arith.constant 7.000000e+00 : f32
// CHECK-DAG: %[[ZEROS:.*]] = arith.constant dense<0.000000e+00> : vector<4xf32>
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG: %[[C4:.*]] = arith.constant 4 : index
// CHECK-DAG: %[[C40:.*]] = arith.constant 40 : index
// CHECK: scf.for %[[I:.*]] =
// CHECK: %[[SUM:.*]] = scf.for %[[K:.*]] = %[[C0]] to %[[C40]] step %[[C4]] iter_args(%{{.*}} = %[[ZEROS]])
// CHECK: vector.load %[[X]][%[[I]], %[[K]]] : memref<3x42xf32>, vector<4xf32>
// CHECK: %[[TWO:.*]] = vector.constant_mask [2] : vector<4xi1>
// CHECK: %[[LAST:.*]] = vector.maskedload %[[X]][%[[I]], %[[C40]]], %[[TWO]]
// CHECK: %[[MORE:.*]] = arith.addf %[[SUM]], %[[LAST]] fastmath<reassoc> : vector<4xf32>
// CHECK: %[[ALL:.*]] = arith.select %[[TWO]], %[[MORE]], %[[SUM]]
// CHECK: %[[RESULT:.*]] = vector.reduction <add>, %[[ALL]], %[[START]] fastmath<reassoc> : vector<4xf32> into f32
// CHECK: memref.store %[[RESULT]], %[[Y]][%[[I]]]
// CHECK: return
func.func @lanes(%x: memref<3x42xf32>, %y: memref<3xf32>) {
  %v = arith.constant 7.0 : f32
  linalg.fill ins(%v : f32) outs(%y : memref<3xf32>)
  linalg.generic {indexing_maps = [#row, #one], iterator_types = ["parallel", "reduction"]}
      ins(%x : memref<3x42xf32>) outs(%y : memref<3xf32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 1, 1 by 4], 4 lanes of 1>} {
  ^bb0(%a: f32, %c: f32):
    %s = arith.addf %c, %a fastmath<reassoc> : f32
    linalg.yield %s : f32
  }
  return
}

// Largest elements begin with the lowest number, in two vectors side by side; what
// the buffer holds is one of them.
// CHECK-LABEL: func.func @maximum
// CHECK-SAME: %[[X:[a-z0-9]*]]: memref<3x?xf32>, %[[Y:[a-z0-9]*]]: memref<3xf32>
// CHECK: %[[LOWEST:.*]] = arith.constant dense<0xFF800000> : vector<4xf32>
// CHECK: %[[N:.*]] = memref.dim %[[X]]
// CHECK: scf.for %[[I:.*]] =
// CHECK: %[[BOTH:.*]]:2 = scf.for {{.*}} iter_args(%{{.*}} = %[[LOWEST]], %{{.*}} = %[[LOWEST]])
// CHECK: %[[ONE:.*]] = scf.for {{.*}} iter_args(%{{.*}} = %[[BOTH]]#0)
// CHECK: %[[LEFT:.*]] = arith.subi %[[N]], %[[END:.*]] : index
// CHECK: %[[MASK:.*]] = vector.create_mask %[[LEFT]] : vector<4xi1>
// CHECK: %[[REST:.*]] = scf.for %{{.*}} = %[[END]] to %[[N]] {{.*}} iter_args(%[[SO_FAR:.*]] = %[[ONE]])
// CHECK: %[[MORE:.*]] = arith.maximumf %[[SO_FAR]], %{{.*}} : vector<4xf32>
// CHECK: arith.select %[[MASK]], %[[MORE]], %[[SO_FAR]]
// CHECK: %[[ALL:.*]] = arith.maximumf %[[REST]], %[[BOTH]]#1 : vector<4xf32>
// CHECK: %[[OLD:.*]] = memref.load %[[Y]][%[[I]]]
// CHECK: vector.reduction <maximumf>, %[[ALL]], %[[OLD]]
// CHECK: return
func.func @maximum(%x: memref<3x?xf32>, %y: memref<3xf32>) {
  linalg.generic {indexing_maps = [#row, #one], iterator_types = ["parallel", "reduction"]}
      ins(%x : memref<3x?xf32>) outs(%y : memref<3xf32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 1, 1 by 8], 4 lanes of 1>} {
  ^bb0(%a: f32, %c: f32):
    %s = arith.maximumf %c, %a : f32
    linalg.yield %s : f32
  }
  return
}

// The loop with partial sums is the innermost one, wherever it stands.
// CHECK-LABEL: func.func @innermost
// CHECK-DAG: %[[C1:.*]] = arith.constant 1 : index
// CHECK-DAG: %[[C2:.*]] = arith.constant 2 : index
// CHECK-DAG: %[[C10:.*]] = arith.constant 10 : index
// CHECK-DAG: %[[C12:.*]] = arith.constant 12 : index
// CHECK: scf.for
// CHECK: scf.for %{{.*}} to %[[C12]] step %[[C1]] iter_args
// CHECK: scf.for %{{.*}} to %[[C10]] step %[[C2]] iter_args
// CHECK: return
func.func @innermost(%x: memref<3x10x12xf32>, %y: memref<3xf32>) {
  linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (i)>], iterator_types = ["parallel", "reduction", "reduction"]}
      ins(%x : memref<3x10x12xf32>) outs(%y : memref<3xf32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 1, 1 by 2, 2 by 1]>} {
  ^bb0(%a: f32, %c: f32):
    %s = arith.addf %c, %a fastmath<reassoc> : f32
    linalg.yield %s : f32
  }
  return
}

// Several results are summed up together.
// CHECK-LABEL: func.func @two_results
// CHECK: %[[SUMS:.*]]:2 = scf.for {{.*}} -> (vector<4xf32>, vector<4xf32>)
// CHECK-DAG: vector.reduction <add>, %[[SUMS]]#0
// CHECK-DAG: vector.reduction <maximumf>, %[[SUMS]]#1
// CHECK: return
func.func @two_results(%x: memref<3x40xf32>, %y: memref<3xf32>, %z: memref<3xf32>) {
  linalg.generic {indexing_maps = [#row, #one, #one], iterator_types = ["parallel", "reduction"]}
      ins(%x : memref<3x40xf32>) outs(%y, %z : memref<3xf32>, memref<3xf32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 1, 1 by 4], 4 lanes of 1>} {
  ^bb0(%a: f32, %c: f32, %d: f32):
    %s = arith.addf %c, %a fastmath<reassoc> : f32
    %t = arith.maximumf %d, %a : f32
    linalg.yield %s, %t : f32, f32
  }
  return
}

// A last row alone has partial sums, too: as many sums are under way as in a
// whole tile, if the loop is long enough.
// CHECK-LABEL: func.func @small_rest
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG: %[[C4:.*]] = arith.constant 4 : index
// CHECK-DAG: %[[C40:.*]] = arith.constant 40 : index
// CHECK: %{{.*}}:4 = scf.for %{{.*}} = %[[C0]] to %{{.*}} step %{{.*}} iter_args
// CHECK: %[[PARTS:.*]]:4 = scf.for %{{.*}} = %[[C0]] to %[[C40]] step %[[C4]] iter_args
// CHECK: scf.for %{{.*}} = %[[C40]] to %{{.*}} step %{{.*}} iter_args(%{{.*}} = %[[PARTS]]#0)
// CHECK: return
func.func @small_rest(%x: memref<5x42xf32>, %y: memref<5xf32>) {
  linalg.generic {indexing_maps = [#row, #one], iterator_types = ["parallel", "reduction"]}
      ins(%x : memref<5x42xf32>) outs(%y : memref<5xf32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 4, 1 by 1]>} {
  ^bb0(%a: f32, %c: f32):
    %s = arith.addf %c, %a fastmath<reassoc> : f32
    linalg.yield %s : f32
  }
  return
}

// CHECK-LABEL: func.func @small_rest_of_few
// CHECK: scf.for {{.*}} -> (f32, f32, f32, f32) {
// CHECK: scf.for {{.*}} -> (f32) {
// CHECK: return
func.func @small_rest_of_few(%x: memref<5x3xf32>, %y: memref<5xf32>) {
  linalg.generic {indexing_maps = [#row, #one], iterator_types = ["parallel", "reduction"]}
      ins(%x : memref<5x3xf32>) outs(%y : memref<5xf32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 4, 1 by 1]>} {
  ^bb0(%a: f32, %c: f32):
    %s = arith.addf %c, %a fastmath<reassoc> : f32
    linalg.yield %s : f32
  }
  return
}

// Of indices there is no least one that partial maxima could begin with.
// CHECK-LABEL: func.func @rest_of_indices
// CHECK: scf.for {{.*}} -> (index, index, index, index) {
// CHECK: scf.for {{.*}} -> (index) {
// CHECK: return
func.func @rest_of_indices(%x: memref<5x42xindex>, %y: memref<5xindex>) {
  linalg.generic {indexing_maps = [#row, #one], iterator_types = ["parallel", "reduction"]}
      ins(%x : memref<5x42xindex>) outs(%y : memref<5xindex>)
      attrs = {nn.schedule = #nn.schedule<[0 by 4, 1 by 1]>} {
  ^bb0(%a: index, %c: index):
    %s = arith.maxsi %c, %a : index
    linalg.yield %s : index
  }
  return
}
