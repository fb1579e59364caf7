// What would be counted as nothing is refused.
// RUN: nn-opt %s --nn-cost-report --split-input-file --verify-diagnostics -o /dev/null

// expected-error @below {{expected a single block to count the cost of, got 3}}
func.func @blocks(%x: tensor<4xf32>, %c: i1) -> tensor<4xf32> {
  cf.cond_br %c, ^a, ^b
^a:
  %0 = math.exp %x : tensor<4xf32>
  return %0 : tensor<4xf32>
^b:
  %1 = math.tanh %x : tensor<4xf32>
  return %1 : tensor<4xf32>
}

// -----

func.func @region(%x: tensor<?xf32>, %c: i1) -> tensor<?xf32> {
  // expected-error @below {{'scf.if' op has no known cost: it computes in a region; costs are those of stage 'model'}}
  %0 = scf.if %c -> tensor<?xf32> {
    %1 = math.exp %x : tensor<?xf32>
    scf.yield %1 : tensor<?xf32>
  } else {
    scf.yield %x : tensor<?xf32>
  }
  return %0 : tensor<?xf32>
}

// -----

func.func @buffer(%x: memref<?xf32>) -> tensor<?xf32> {
  // expected-error @below {{'bufferization.to_tensor' op has no known cost: it works on buffers; costs are those of stage 'model'}}
  %0 = bufferization.to_tensor %x : memref<?xf32> to tensor<?xf32>
  return %0 : tensor<?xf32>
}

// -----

// A region that gives a value and computes nothing is no matter.
func.func @pad(%x: tensor<4xf32>) -> tensor<6xf32> {
  %0 = tensor.pad %x low[1] high[1] {
  ^bb0(%i: index):
    %zero = arith.constant 0.0 : f32
    tensor.yield %zero : f32
  } : tensor<4xf32> to tensor<6xf32>
  return %0 : tensor<6xf32>
}
