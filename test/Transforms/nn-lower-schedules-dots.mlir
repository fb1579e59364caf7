// Several products at once in every lane.
// RUN: nn-opt %s --nn-lower-schedules='vector-bits=512 masked-vectors dot-units=avx512vnni' --canonicalize --cse | FileCheck %s
// RUN: nn-opt %s --nn-lower-schedules='vector-bits=512 dot-units=avx512vnni' --canonicalize --cse | FileCheck %s --check-prefix=HALVED

#x = affine_map<(i, j, k) -> (i, k)>
#w = affine_map<(i, j, k) -> (k floordiv 4, j, k mod 4)>
#y = affine_map<(i, j, k) -> (i, j)>

// Both have a sign: that of the factor which is the same in all lanes is flipped, and 128 times the sum of the other is
// taken away at the end. Three of eleven products are left for the end.
// CHECK-LABEL: func.func @signed
// CHECK-DAG: %[[FLIP:.*]] = arith.constant dense<-128> : vector<64xi8>
// CHECK-DAG: %[[ONES:.*]] = arith.constant dense<1> : vector<64xi8>
// CHECK-DAG: %[[SEVEN:.*]] = arith.constant dense<7> : vector<16xi32>
// CHECK: %[[SUMS:.*]]:3 = scf.for
// CHECK: vector.load %{{.*}} : memref<2x11xi8>, vector<4xi8>
// CHECK: vector.bitcast %{{.*}} : vector<4xi8> to vector<1xi32>
// CHECK: vector.broadcast %{{.*}} : i32 to vector<16xi32>
// CHECK: %[[X:.*]] = arith.xori %{{.*}}, %[[FLIP]] : vector<64xi8>
// CHECK: %[[FLAT:.*]] = memref.collapse_shape %{{.*}} {{\[\[}}0, 1, 2]] : memref<3x16x4xi8> into memref<192xi8>
// CHECK: %[[W:.*]] = vector.load %[[FLAT]]{{.*}} : memref<192xi8>, vector<64xi8>
// CHECK: llvm.call_intrinsic "llvm.x86.avx512.vpdpbusd.512"(%{{.*}}, %[[X]], %[[W]])
// CHECK: llvm.call_intrinsic "llvm.x86.avx512.vpdpbusd.512"(%{{.*}}, %[[ONES]], %[[W]])
// CHECK: llvm.call_intrinsic "llvm.x86.avx512.vpdpbusd.512"(%{{.*}}, %{{.*}}, %[[W]])
// CHECK: scf.yield
// CHECK-COUNT-3: memref.load %{{.*}} : memref<2x11xi8>
// CHECK: vector.from_elements {{.*}} : vector<4xi8>
// CHECK: %[[LOST:.*]] = arith.shli %{{.*}}, %[[SEVEN]]
// CHECK: arith.subi %{{.*}}, %[[LOST]]
func.func @signed(%x: memref<2x11xi8>, %w: memref<3x16x4xi8>, %y: memref<2x16xi32>) {
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<2x11xi8>, memref<3x16x4xi8>) outs(%y : memref<2x16xi32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 16, 0 by 2, 2 by 4], 16 lanes of 1, dots of 4 of 2>} {
  ^bb0(%a: i8, %b: i8, %c: i32):
    %p = arith.extsi %a : i8 to i32
    %q = arith.extsi %b : i8 to i32
    %m = arith.muli %p, %q : i32
    %s = arith.addi %c, %m : i32
    linalg.yield %s : i32
  }
  return
}

// One with and one without a sign are what the instruction wants, the latter first.
// CHECK-LABEL: func.func @mixed
// CHECK-NOT: arith.xori
// CHECK: %[[W:.*]] = vector.load %{{.*}}, vector<64xi8>
// CHECK: llvm.call_intrinsic "llvm.x86.avx512.vpdpbusd.512"(%{{.*}}, %[[W]], %{{.*}})
// CHECK-NOT: arith.shli
// CHECK: return
func.func @mixed(%x: memref<1x8xi8>, %w: memref<2x16x4xi8>, %y: memref<1x16xi32>) {
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<1x8xi8>, memref<2x16x4xi8>) outs(%y : memref<1x16xi32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 16, 0 by 1, 2 by 4], 16 lanes of 1, dots of 4 of 2>} {
  ^bb0(%a: i8, %b: i8, %c: i32):
    %p = arith.extsi %a : i8 to i32
    %q = arith.extui %b : i8 to i32
    %m = arith.muli %p, %q : i32
    %s = arith.addi %c, %m : i32
    linalg.yield %s : i32
  }
  return
}

// Vectors of the edge: masked, or halved until they are too short for the instruction.
// CHECK-LABEL: func.func @edge
// CHECK: %[[MASK:.*]] = vector.constant_mask [28] : vector<64xi1>
// CHECK: vector.maskedload %{{.*}}, %[[MASK]], {{.*}} : memref<56xi8>, vector<64xi1>, vector<64xi8> into vector<64xi8>
// HALVED-LABEL: func.func @edge
// HALVED: "llvm.x86.avx512.vpdpbusd.128"
// HALVED: vector.from_elements {{.*}} : vector<2xi8>
// HALVED: arith.muli %{{.*}} : vector<2xi32>
// HALVED: arith.muli %{{.*}} : i32
func.func @edge(%x: memref<1x8xi8>, %w: memref<2x7x4xi8>, %y: memref<1x7xi32>) {
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<1x8xi8>, memref<2x7x4xi8>) outs(%y : memref<1x7xi32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 16, 0 by 1, 2 by 4], 16 lanes of 1, dots of 4 of 2>} {
  ^bb0(%a: i8, %b: i8, %c: i32):
    %p = arith.extui %a : i8 to i32
    %q = arith.extsi %b : i8 to i32
    %m = arith.muli %p, %q : i32
    %s = arith.addi %c, %m : i32
    linalg.yield %s : i32
  }
  return
}

// Elements that do not lie side by side are loaded one by one.
// CHECK-LABEL: func.func @apart
// CHECK-COUNT-4: memref.load %{{.*}} : memref<8x2xi8>
// CHECK: vector.from_elements {{.*}} : vector<4xi8>
// CHECK: "llvm.x86.avx512.vpdpbusd.256"
func.func @apart(%x: memref<8x2xi8>, %w: memref<2x8x4xi8>, %y: memref<2x8xi32>) {
  linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (k, i)>, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<8x2xi8>, memref<2x8x4xi8>) outs(%y : memref<2x8xi32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 8, 2 by 4], 8 lanes of 1, dots of 4 of 2>} {
  ^bb0(%a: i8, %b: i8, %c: i32):
    %p = arith.extsi %a : i8 to i32
    %q = arith.extui %b : i8 to i32
    %m = arith.muli %p, %q : i32
    %s = arith.addi %c, %m : i32
    linalg.yield %s : i32
  }
  return
}
