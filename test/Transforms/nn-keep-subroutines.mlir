// RUN: nn-opt %s --nn-keep-subroutines --split-input-file | FileCheck %s

// CHECK-LABEL: func.func @f
// CHECK-SAME: -> tensor<?xf32> {
func.func @f(%x: tensor<?xf32>) -> tensor<?xf32> attributes {no_inline} {
  %y = call @g(%x) : (tensor<?xf32>) -> tensor<?xf32>
  return %y : tensor<?xf32>
}
// CHECK: func.func private @g
// CHECK-SAME: attributes {no_inline}
func.func private @g(%x: tensor<?xf32>) -> tensor<?xf32> attributes {no_inline} {
  return %x : tensor<?xf32>
}

// -----

nn.param @w : tensor<4xf32> = dense<1.0>
// CHECK: func.func private @reads_a_parameter() -> tensor<4xf32> {
func.func private @reads_a_parameter() -> tensor<4xf32> attributes {no_inline} {
  %w = nn.param_ref @w : tensor<4xf32>
  return %w : tensor<4xf32>
}
// CHECK: func.func private @takes_a_number(%{{.*}}: f32, %{{.*}}: tensor<4xf32>) -> tensor<4xf32> {
func.func private @takes_a_number(%x: f32, %y: tensor<4xf32>) -> tensor<4xf32> attributes {no_inline} {
  return %y : tensor<4xf32>
}
// CHECK: func.func private @has_names(%{{.*}}) -> tensor<4xf32, #nn.axes<a>> {
func.func private @has_names(%x: tensor<4xf32, #nn.axes<a>>) -> tensor<4xf32, #nn.axes<a>> attributes {no_inline} {
  return %x : tensor<4xf32, #nn.axes<a>>
}
// CHECK: func.func private @calls_what_reads_one() -> tensor<4xf32> {
func.func private @calls_what_reads_one() -> tensor<4xf32> attributes {no_inline} {
  %w = call @reads_a_parameter() : () -> tensor<4xf32>
  return %w : tensor<4xf32>
}
