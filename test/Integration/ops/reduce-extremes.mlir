// Maxima and minima with and without neutral elements; not-a-number wins in
// maximumf, loses in maxnumf.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f16 bf16 f32 f64
// CALL: x=[[1,-3,2],[nan,4,5],[nan,nan,-inf],[-2,-2,-2]]
// CALL: x=0x3
// | y = np.array([np.nan if np.isnan(row).any() else row.max() for row in x])
// | z = np.array([np.nan if np.isnan(row).any() else row.min() for row in x])
// | w = np.fmax.reduce(x, 1); v = np.fmin.reduce(x, 1)
!t = f32
!x = tensor<?x3x!t>
func.func @floats(%x: !x) -> (tensor<?x!t>, tensor<?x!t>, tensor<?x!t>, tensor<?x!t>) {
  %y = nn.reduce %x axes [1] : (!x) -> tensor<?x!t> {
  ^bb0(%a: !t, %b: !t):
    %m = arith.maximumf %a, %b : !t
    nn.yield %m : !t
  }
  %z = nn.reduce %x axes [1] : (!x) -> tensor<?x!t> {
  ^bb0(%a: !t, %b: !t):
    %m = arith.minimumf %a, %b : !t
    nn.yield %m : !t
  }
  %w = nn.reduce %x axes [1] : (!x) -> tensor<?x!t> {
  ^bb0(%a: !t, %b: !t):
    %m = arith.maxnumf %a, %b : !t
    nn.yield %m : !t
  }
  %v = nn.reduce %x axes [1] : (!x) -> tensor<?x!t> {
  ^bb0(%a: !t, %b: !t):
    %m = arith.minnumf %a, %b : !t
    nn.yield %m : !t
  }
  return %y, %z, %w, %v : tensor<?x!t>, tensor<?x!t>, tensor<?x!t>, tensor<?x!t>
}

// -----

// CALL: x=3x50:-128..127
// CALL: x=0x50
// | y = x.max(1); z = x.min(1); w = (x & 255).max(1)
!x = tensor<?x50xi8>
func.func @integers(%x: !x) -> (tensor<?xi8>, tensor<?xi8>, tensor<?xi8>) {
  %y = nn.reduce %x axes [1] : (!x) -> tensor<?xi8> neutral -128 {
  ^bb0(%a: i8, %b: i8):
    %m = arith.maxsi %a, %b : i8
    nn.yield %m : i8
  }
  %z = nn.reduce %x axes [1] : (!x) -> tensor<?xi8> neutral 127 {
  ^bb0(%a: i8, %b: i8):
    %m = arith.minsi %a, %b : i8
    nn.yield %m : i8
  }
  %w = nn.reduce %x axes [1] : (!x) -> tensor<?xi8> {
  ^bb0(%a: i8, %b: i8):
    %m = arith.maxui %a, %b : i8
    nn.yield %m : i8
  }
  return %y, %z, %w : tensor<?xi8>, tensor<?xi8>, tensor<?xi8>
}

// -----

// CALL: x=4x3
// CALL: x=4x0
// | y = x.any(1); z = x.all(1)
!x = tensor<?x?xi1>
func.func @booleans(%x: !x) -> (tensor<?xi1>, tensor<?xi1>) {
  %y = nn.reduce %x axes [1] : (!x) -> tensor<?xi1> neutral false {
  ^bb0(%a: i1, %b: i1):
    %m = arith.ori %a, %b : i1
    nn.yield %m : i1
  }
  %z = nn.reduce %x axes [1] : (!x) -> tensor<?xi1> neutral true {
  ^bb0(%a: i1, %b: i1):
    %m = arith.andi %a, %b : i1
    nn.yield %m : i1
  }
  return %y, %z : tensor<?xi1>, tensor<?xi1>
}
