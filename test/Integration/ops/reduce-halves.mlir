// Values so far of 16-bit floats are f32, and are rounded once, at the end.
// RUN: %python %S/../check_ops.py %t %s

// A sum in the type would stay at 2048 in f16 and at 256 in bf16.
// TYPES: !t = f16 bf16
// CALL: x=4096x2:1..1
// CALL: x=0x2
// | y = x.sum(0)
!t = f16
!x = tensor<?x2x!t>
func.func @sum(%x: !x) -> tensor<2x!t> {
  %y = nn.reduce %x axes [0] : (!x) -> tensor<2x!t> neutral 0.0 {
  ^bb0(%a: !t, %b: !t):
    %s = arith.addf %a, %b : !t
    nn.yield %s : !t
  }
  return %y : tensor<2x!t>
}

// -----

// Beyond f16 on the way, and at the end.
// CALL: x=[60000,60000,-60000]
// CALL: x=[60000,60000,1]
// | y = x.sum()
!x = tensor<?xf16>
func.func @overflow(%x: !x) -> tensor<f16> {
  %y = nn.reduce %x axes [0] : (!x) -> tensor<f16> {
  ^bb0(%a: f16, %b: f16):
    %s = arith.addf %a, %b : f16
    nn.yield %s : f16
  }
  return %y : tensor<f16>
}

// -----

// Along two axes it is still rounded once: 2048 + 1 + 1 + 1.
// CALL: x=[[2048,1],[1,1]]
// | y = np.float64(2052)
!x = tensor<?x?xf16>
func.func @two_axes(%x: !x) -> tensor<f16> {
  %y = nn.reduce %x axes [0, 1] : (!x) -> tensor<f16> neutral 0.0 {
  ^bb0(%a: f16, %b: f16):
    %s = arith.addf %a, %b : f16
    nn.yield %s : f16
  }
  return %y : tensor<f16>
}

// -----

// Without neutral elements, too.
// CALL: x=[[2048,1],[1,1]]
// | y = np.float64(2052)
!x = tensor<?x?xf16>
func.func @two_axes_from_first(%x: !x) -> tensor<f16> {
  %y = nn.reduce %x axes [0, 1] : (!x) -> tensor<f16> {
  ^bb0(%a: f16, %b: f16):
    %s = arith.addf %a, %b : f16
    nn.yield %s : f16
  }
  return %y : tensor<f16>
}
