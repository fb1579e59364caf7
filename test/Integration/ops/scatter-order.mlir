// Updates of one place are combined in row-major order: old / 2 + update tells
// any other order. All numbers are exact.
// RUN: %python %S/../check_ops.py %t %s

// CALL: x=3 i=[[1,1],[2,1]] u=[[1,2],[4,8]]
// CALL: x=3 i=[[0,0],[0,0],[0,0]] u=[[1,0],[0,1],[4,8]]
// | y = x.copy()
// | for place, value in zip(i.ravel(), u.ravel()): y[place] = np.float32(y[place] / 2 + value)
!x = tensor<?xf32>
!i = tensor<?x2xi32>
!u = tensor<?x2xf32>
func.func @halve_and_add(%x: !x, %i: !i, %u: !u) -> tensor<?xf32> {
  %y = nn.scatter %u into %x axes [0] at %i : (!u, !x, !i) -> tensor<?xf32> {
  ^bb0(%old: f32, %update: f32):
    %half = arith.constant 0.5 : f32
    %a = arith.mulf %old, %half : f32
    %b = arith.addf %a, %update : f32
    nn.yield %b : f32
  }
  return %y : tensor<?xf32>
}

// -----

// 16-bit floats are rounded after every update: 2048 + 1 + 1 stays 2048 in f16,
// 256 + 1 + 1 stays 256 in bf16, while 1 + 1 first gives the next number.
// TYPES: !t = f16 bf16
// CALL: x=[2048,256,0] i=[0,1,0,1,2,2,2] u=[1,1,1,1,1,1,2048]
// | bits = 11 if t == "f16" else 8
// | y = x.copy()
// | for place, value in zip(i, u):
// |   exact = y[place] + value
// |   unit = 2.0 ** max(np.frexp(exact)[1] - bits, -24)
// |   y[place] = np.rint(exact / unit) * unit
!t = f16
!x = tensor<?x!t>
!i = tensor<?xi64>
!u = tensor<?x!t>
func.func @rounded(%x: !x, %i: !i, %u: !u) -> tensor<?x!t> {
  %y = nn.scatter %u into %x axes [0] at %i : (!u, !x, !i) -> tensor<?x!t> {
  ^bb0(%old: !t, %update: !t):
    %z = arith.addf %old, %update : !t
    nn.yield %z : !t
  }
  return %y : tensor<?x!t>
}
