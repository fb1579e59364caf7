// Tensors one after the other, along every axis, empty ones among them.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f16 bf16 f64 i1 i8 i32
// CALL: x=2x3 y=4x3 z=1x3
// CALL: x=2x3 y=0x3 z=1x3
// CALL: x=0x0 y=0x0 z=0x0
// | r = np.concatenate([x, y, z, x])
!t = f32
!x = tensor<?x?x!t>
!y = tensor<?x?x!t>
!z = tensor<?x?x!t>
func.func @rows(%x: !x, %y: !y, %z: !z) -> tensor<?x?x!t> {
  %r = nn.concat %x, %y, %z, %x axis 0 : (!x, !y, !z, !x) -> tensor<?x?x!t>
  return %r : tensor<?x?x!t>
}

// -----

// CALL: x=2x3x2 y=2x1x2
// | r = np.concatenate([x, y], 1)
// | s = np.concatenate([y, np.flip(y, 2)], 2)
!x = tensor<?x?x2xf32>
!y = tensor<?x?x2xf32>
func.func @inner(%x: !x, %y: !y) -> (tensor<?x?x2xf32>, tensor<?x?x4xf32>) {
  %r = nn.concat %x, %y axis 1 : (!x, !y) -> tensor<?x?x2xf32>
  %f = nn.slice ":, :, ::-1" %y : (!y) -> tensor<?x?x2xf32>
  %s = nn.concat %y, %f axis 2 : (!y, tensor<?x?x2xf32>) -> tensor<?x?x4xf32>
  return %r, %s : tensor<?x?x2xf32>, tensor<?x?x4xf32>
}

// -----

// One input is a copy; what is concatenated may be changed afterwards.
// CALL: x=3
// | r = x
// | s = np.concatenate([-x, x])
!x = tensor<?xf32>
func.func @one(%x: !x) -> (tensor<?xf32>, tensor<?xf32>) {
  %r = nn.concat %x axis 0 : (!x) -> tensor<?xf32>
  %n = arith.negf %r : tensor<?xf32>
  %s = nn.concat %n, %r axis 0 : (tensor<?xf32>, tensor<?xf32>) -> tensor<?xf32>
  return %r, %s : tensor<?xf32>, tensor<?xf32>
}
