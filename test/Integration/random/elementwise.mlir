// Arithmetic on tensors that random networks found not to compile.
// RUN: nn-fuzz --replay %s

// A comparison of a tensor with itself is known, but its shape is not.
func.func @compare_with_itself(%x: tensor<?x?xi32>) -> tensor<?x?xi1> {
  %0 = arith.cmpi uge, %x, %x : tensor<?x?xi32>
  return %0 : tensor<?x?xi1>
}
