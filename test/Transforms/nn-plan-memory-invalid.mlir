// RUN: nn-opt %s --nn-plan-memory --verify-diagnostics

// expected-error @below {{'func.func' op expected buffers alone ('nn-make-entries' gives each result one)}}
func.func private @f(%x: tensor<4xf32>) -> tensor<4xf32> attributes {no_inline} {
  return %x : tensor<4xf32>
}
