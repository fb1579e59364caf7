// Integers are rounded once, to the nearest, of two to the even one; beyond the type
// they are infinite.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f16 bf16 f64
// CALL: x=[0,1,-1,16777217,16777219,2147483647,-2147483648,2049,2051,257,259,65519,65520,-65520,-65536]
// CALL: x=0
// | y = x
// | z = x % 2.0**32
!t = f32
func.func @words(%x: tensor<?xi32>) -> (tensor<?x!t>, tensor<?x!t>) {
  %y = arith.sitofp %x : tensor<?xi32> to tensor<?x!t>
  %z = arith.uitofp %x : tensor<?xi32> to tensor<?x!t>
  return %y, %z : tensor<?x!t>, tensor<?x!t>
}

// -----

// By way of f32 or f64, 2^30 + 2^22 + 1 would be rounded twice: it lies just above
// the middle of two numbers of bf16.
// CALL: x=[1077936129,1077936128,1077936127]
// | y = np.array([2.0**30 + 2.0**23, 2.0**30, 2.0**30])
func.func @once(%x: tensor<?xi64>) -> tensor<?xbf16> {
  %y = arith.sitofp %x : tensor<?xi64> to tensor<?xbf16>
  return %y : tensor<?xbf16>
}

// -----

// A boolean is -1 or 0, or 1 or 0.
// TYPES: !t = f16 bf16 f32 f64
// CALL: x=[0,1]
// | y = np.array([0, -1]); z = np.array([0, 1])
!t = f16
func.func @booleans(%x: tensor<?xi1>) -> (tensor<?x!t>, tensor<?x!t>) {
  %y = arith.sitofp %x : tensor<?xi1> to tensor<?x!t>
  %z = arith.uitofp %x : tensor<?xi1> to tensor<?x!t>
  return %y, %z : tensor<?x!t>, tensor<?x!t>
}
