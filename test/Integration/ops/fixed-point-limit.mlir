// Values that do not settle within the limit end a call with NN_E_NUMERIC, with
// best_effort they do not.
// RUN: %python %S/../check_ops.py %t %s

// From 1 on, 1/8 is reached by 3 iterations, the fourth changes by 1/16.
// CALL: x=[1]
// CALL: x=[2] fails=8
// CALL: x=[inf] fails=8
// CALL: x=[nan] fails=8
// | y = x / 16; steps = np.int64(4)
!x = tensor<1xf32>
func.func @limited(%x: !x) -> (tensor<1xf32>, tensor<i64>) {
  %y, %steps, %settled = nn.fixed_point init(%x : !x) tolerance 6.25e-02 limit 4 -> tensor<1xf32>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<1xf32>):
    %half = arith.constant dense<0.5> : tensor<1xf32>
    %w = arith.mulf %v, %half : tensor<1xf32>
    nn.yield %w : tensor<1xf32>
  }
  return %y, %steps : tensor<1xf32>, tensor<i64>
}

// -----

// CALL: x=[1]
// CALL: x=[2]
// CALL: x=[1000]
// CALL: x=[nan]
// | y = x / 16; steps = np.int64(4); settled = np.bool_(x[0] <= 1)
!x = tensor<1xf64>
func.func @best_effort(%x: !x) -> (tensor<1xf64>, tensor<i64>, tensor<i1>) {
  %y, %steps, %settled = nn.fixed_point init(%x : !x) tolerance 6.25e-02 limit 4 best_effort -> tensor<1xf64>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<1xf64>):
    %half = arith.constant dense<0.5> : tensor<1xf64>
    %w = arith.mulf %v, %half : tensor<1xf64>
    nn.yield %w : tensor<1xf64>
  }
  return %y, %steps, %settled : tensor<1xf64>, tensor<i64>, tensor<i1>
}

// -----

// One element that is not a number keeps all from settling.
// CALL: x=[0,nan,0]
// CALL: x=[0,0,0]
// | y = x; settled = np.bool_(not np.isnan(x).any())
!x = tensor<?xf32>
func.func @one_nan(%x: !x) -> (tensor<?xf32>, tensor<i1>) {
  %y, %steps, %settled = nn.fixed_point init(%x : !x) tolerance 1.0 limit 3 best_effort -> tensor<?xf32>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<?xf32>):
    nn.yield %v : tensor<?xf32>
  }
  return %y, %settled : tensor<?xf32>, tensor<i1>
}
