// What is known of the results of control flow where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// Arguments, yielded values and results may each know something else.
func.func @scan(%h: tensor<?xf32>, %x: tensor<3x?xf32, #nn.axes<time, depth>>) {
  %0:2 = nn.scan init(%h : tensor<?xf32>) over(%x : tensor<3x?xf32, #nn.axes<time, depth>>) -> tensor<4xf32>, tensor<?x4xf32, #nn.axes<step, _>> {
  ^bb0(%s: tensor<4xf32>, %v: tensor<?xf32>):
    nn.yield %v, %s : tensor<?xf32>, tensor<4xf32>
  }
  return
}

// -----

// Of the number of steps, the results know what they like.
func.func @scan_steps(%x: tensor<3x4xf32>, %n: index) {
  %0 = nn.scan over(%x : tensor<3x4xf32>) count %n -> tensor<?x4xf32> {
  ^bb0(%v: tensor<4xf32>):
    nn.yield %v : tensor<4xf32>
  }
  return
}

// -----

func.func @cond(%p: tensor<i1>, %x: tensor<?x4xf32>, %y: tensor<3x?xf32>) {
  %0 = nn.cond %p : tensor<i1> -> tensor<?x?xf32> {
    nn.yield %x : tensor<?x4xf32>
  } else {
    nn.yield %y : tensor<3x?xf32>
  }
  // expected-error @below {{'nn.cond' op expected result 0 to agree with type 'tensor<3x?xf32>', got 'tensor<2x4xf32>'}}
  %1 = nn.cond %p : tensor<i1> -> tensor<2x4xf32> {
    nn.yield %x : tensor<?x4xf32>
  } else {
    nn.yield %y : tensor<3x?xf32>
  }
  return
}

// -----

func.func @weave(%x: tensor<?x4xf32>, %y: tensor<3x?xf32>) {
  %0 = nn.weave over(%x, %y : tensor<?x4xf32>, tensor<3x?xf32>) -> tensor<?x?xf32> {
  ^bb0(%a: tensor<?xf32>, %b: tensor<5xf32>):
    nn.yield %b : tensor<5xf32>
  }
  // expected-error @below {{'nn.weave' op expected argument 0 of the region to agree with type 'tensor<4xf32>', got 'tensor<5xf32>'}}
  %1 = nn.weave over(%x, %y : tensor<?x4xf32>, tensor<3x?xf32>) -> tensor<?x?xf32> {
  ^bb0(%a: tensor<5xf32>, %b: tensor<5xf32>):
    nn.yield %b : tensor<5xf32>
  }
  return
}

// -----

func.func @fixed_point(%x: tensor<?xf32>) {
  %0:3 = nn.fixed_point init(%x : tensor<?xf32>) tolerance 0.0 limit 1 -> tensor<4xf32>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<?xf32>):
    nn.yield %v : tensor<?xf32>
  }
  return
}
