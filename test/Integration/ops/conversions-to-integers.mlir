// Floats are cut off towards 0; beyond the numbers of the type they give the nearest
// of them, not-a-number gives 0.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f16 bf16 f64
// CALL: x=[1.75,-1.75,0.5,-0.5,127.5,128,-128.5,-129,255.5,256,inf,-inf,nan]
// CALL: x=0
// | whole = np.trunc(np.nan_to_num(x, nan=0, posinf=1e9, neginf=-1e9))
// | y = np.clip(whole, -128, 127).astype(int)
// | z = np.clip(whole, 0, 255).astype(int)
// | w = ((whole <= -1).astype(int))
!t = f32
func.func @bytes(%x: tensor<?x!t>) -> (tensor<?xi8>, tensor<?xi8>, tensor<?xi1>) {
  %y = arith.fptosi %x : tensor<?x!t> to tensor<?xi8>
  %z = arith.fptoui %x : tensor<?x!t> to tensor<?xi8>
  %w = arith.fptosi %x : tensor<?x!t> to tensor<?xi1>
  return %y, %z, %w : tensor<?xi8>, tensor<?xi8>, tensor<?xi1>
}

// -----

// The largest number below 2^63 and 2^31, and these.
// CALL: x=[9223371487098961920,9223372036854775808,-9223372036854775808,-9223373136366403584,2147483520,2147483648,-2147483648,-2147483904,inf,-inf,nan]
// | top = np.iinfo(np.int64)
// | y = np.array([top.max if v >= 2.0**63 else top.min if v < -2.0**63 else int(np.nan_to_num(v)) for v in x])
// | z = np.array([2**31 - 1 if v >= 2.0**31 else -2**31 if v < -2.0**31 else int(np.nan_to_num(v)) for v in x])
func.func @words(%x: tensor<?xf32>) -> (tensor<?xi64>, tensor<?xi32>) {
  %y = arith.fptosi %x : tensor<?xf32> to tensor<?xi64>
  %z = arith.fptosi %x : tensor<?xf32> to tensor<?xi32>
  return %y, %z : tensor<?xi64>, tensor<?xi32>
}
