// Padding with a number other than zero, for every type that has others.
// RUN: %python %S/../check_ops.py %t %s

// CALL: x=3
// CALL: x=0
// | y = np.lib.stride_tricks.sliding_window_view(np.pad(x, (1, 2), constant_values=-np.inf), 2)
// | z = y.max(1)
!x = tensor<?xf32>
func.func @lowest(%x: !x) -> (tensor<?x2xf32>, tensor<?xf32>) {
  %y = nn.window %x axes [0] size [2] padding [1, 2] pad_value 0xFF800000 : f32 : !x -> tensor<?x2xf32>
  %z = nn.reduce %y axes [1] : (tensor<?x2xf32>) -> tensor<?xf32> neutral 0xFF800000 {
  ^bb0(%a: f32, %b: f32):
    %m = arith.maximumf %a, %b : f32
    nn.yield %m : f32
  }
  return %y, %z : tensor<?x2xf32>, tensor<?xf32>
}

// -----

// TYPES: !t = f16 bf16 f64
// CALL: x=3
// CALL: x=0
// | y = np.lib.stride_tricks.sliding_window_view(np.pad(x, (1, 2), constant_values=-1.5), 2)
!t = f16
!x = tensor<?x!t>
func.func @number(%x: !x) -> tensor<?x2x!t> {
  %y = nn.window %x axes [0] size [2] padding [1, 2] pad_value -1.5 : !t : !x -> tensor<?x2x!t>
  return %y : tensor<?x2x!t>
}

// -----

// TYPES: !t = i8 i64
// CALL: x=3
// CALL: x=0
// | padded = np.pad(x, (1, 2), constant_values=-7)
// | y = np.lib.stride_tricks.sliding_window_view(padded, 2)
!t = i8
!x = tensor<?x!t>
func.func @integer(%x: !x) -> tensor<?x2x!t> {
  %y = nn.window %x axes [0] size [2] padding [1, 2] pad_value -7 : !t : !x -> tensor<?x2x!t>
  return %y : tensor<?x2x!t>
}

// -----

// CALL: x=3
// | y = np.lib.stride_tricks.sliding_window_view(np.pad(x, 1, constant_values=True), 2)
!x = tensor<?xi1>
func.func @boolean(%x: !x) -> tensor<?x2xi1> {
  %y = nn.window %x axes [0] size [2] padding [1, 1] pad_value true : !x -> tensor<?x2xi1>
  return %y : tensor<?x2xi1>
}
