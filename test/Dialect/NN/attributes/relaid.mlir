// #nn.relaid: a parameter and the element of it that each element is.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s

// CHECK-DAG: #[[PANELS:.*]] = affine_map<(d0, d1, d2) -> (d0 * 32 + d2, d1)>
// CHECK-DAG: #[[TURNED:.*]] = affine_map<(d0, d1) -> (d1, d0)>
// CHECK-DAG: #[[SHIFTED:.*]] = affine_map<(d0) -> (d0 + 2)>
nn.param @w : tensor<40x16xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
// The last panel of 32 rows has 8 of the parameter.
// CHECK: nn.param @panels : tensor<2x16x32xf32> = #nn.relaid<@w, #[[PANELS]]>
nn.param @panels : tensor<2x16x32xf32> = #nn.relaid<@w, affine_map<(d0, d1, d2) -> (d0 * 32 + d2, d1)>>
// CHECK: nn.param private @turned : tensor<16x40xf32> = #nn.relaid<@w, #[[TURNED]]>
nn.param private @turned : tensor<16x40xf32> = #nn.relaid<@w, affine_map<(d0, d1) -> (d1, d0)>>
// The parameter that it is made of may come later.
// CHECK: nn.param @early : tensor<3xi8> = #nn.relaid<@late, #[[SHIFTED]]>
nn.param @early : tensor<3xi8> = #nn.relaid<@late, affine_map<(d0) -> (d0 + 2)>>
nn.param @late : tensor<4xi8> = dense<[1, 2, 3, 4]>
// The windows of a filter, each multiplied by a matrix from both sides.
// CHECK: nn.param @mixed : tensor<4x4x5x2xf64> = #nn.relaid<@filter, #{{.*}}, factor = dense<{{.*}}> : tensor<4x3xf64>>
nn.param @filter : tensor<5x2x3x3xf64> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
nn.param @mixed : tensor<4x4x5x2xf64> = #nn.relaid<@filter, affine_map<(d0, d1, d2, d3) -> (d2, d3, d0, d1)>, factor = dense<[[1.0, 0.0, 0.0], [0.5, 0.5, 0.5], [0.5, -0.5, 0.5], [0.0, 0.0, 1.0]]> : tensor<4x3xf64>>
