// The logarithm of the softmax, finite where that rounds to zero.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f16 bf16 f64
// CALL: x=3x7 terms=12
// CALL: x=3x1 terms=2
// CALL: x=3x0
// CALL: x=0x7
// | y = ops.log_softmax(x, 1) if x.size else x
!t = f32
!x = tensor<?x?x!t>
func.func @plain(%x: !x) -> !x {
  %y = nn.log_softmax %x axis 1 : !x
  return %y : !x
}

// -----

// CALL: x=[[1000,-300,-1000],[-1000,0,500]]
// | y = x - x.max(0)
!x = tensor<2x3xf32>
func.func @large(%x: !x) -> !x {
  %y = nn.log_softmax %x axis 0 : !x
  return %y : !x
}
