// RUN: nn-opt %s --nn-read-from-whole | FileCheck %s

#id = affine_map<(d0) -> (d0)>

// A value that is put into a larger tensor is read there from then on, and from
// what that becomes a part of; before, it is read where it is.
// CHECK-LABEL: func.func @chain
// CHECK: %[[V:.*]] = linalg.generic {{.*}} ins(%arg0 :
// CHECK: %[[A:.*]] = tensor.insert_slice %[[V]] into %{{.*}}[1] [4] [1]
// CHECK: %[[B:.*]] = tensor.insert_slice %[[A]] into %{{.*}}[3] [8] [1]
// CHECK: %[[W:.*]] = tensor.extract_slice %[[B]][3] [8] [1] : tensor<16xf32> to tensor<8xf32>
// CHECK: %[[P:.*]] = tensor.extract_slice %[[W]][1] [4] [1] : tensor<8xf32> to tensor<4xf32>
// CHECK: %[[H:.*]] = tensor.extract_slice %[[P]][0] [2] [1] : tensor<4xf32> to tensor<2xf32>
// CHECK: return %[[B]], %[[H]]
func.func @chain(%x: tensor<4xf32>, %a: tensor<8xf32>, %b: tensor<16xf32>) -> (tensor<16xf32>, tensor<2xf32>) {
  %e = tensor.empty() : tensor<4xf32>
  %v = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%x : tensor<4xf32>) outs(%e : tensor<4xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<4xf32>
  %wide = tensor.insert_slice %v into %a[1] [4] [1] : tensor<4xf32> into tensor<8xf32>
  %wider = tensor.insert_slice %wide into %b[3] [8] [1] : tensor<8xf32> into tensor<16xf32>
  %half = tensor.extract_slice %v[0] [2] [1] : tensor<4xf32> to tensor<2xf32>
  return %wider, %half : tensor<16xf32>, tensor<2xf32>
}

// An argument is not computed anywhere.
// CHECK-LABEL: func.func @argument
// CHECK-NOT: tensor.extract_slice
// CHECK: return
func.func @argument(%x: tensor<4xf32>, %a: tensor<8xf32>) -> (tensor<8xf32>, tensor<4xf32>) {
  %wide = tensor.insert_slice %x into %a[1] [4] [1] : tensor<4xf32> into tensor<8xf32>
  return %wide, %x : tensor<8xf32>, tensor<4xf32>
}
