// What nn.scan refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @scan_c1(%h: tensor<4xf32>, %x: tensor<3x4xf32>, %y: tensor<2x4xf32>, %n: index) {
  // expected-error @below {{'nn.scan' op expected inputs or a count}}
  %0 = nn.scan init(%h : tensor<4xf32>) -> tensor<4xf32> {
  ^bb0(%s: tensor<4xf32>):
    nn.yield %s : tensor<4xf32>
  }
  return
}

// -----

func.func @scan_c2(%h: tensor<4xf32>, %x: tensor<3x4xf32>, %y: tensor<2x4xf32>, %n: index) {
  // expected-error @below {{expected 'axis' to be an axis of 'inputs[0]' of rank 2, got 2}}
  %0 = nn.scan over(%x : tensor<3x4xf32>) axis 2 -> tensor<3x4xf32> {
  ^bb0(%s: tensor<4xf32>):
    nn.yield %s : tensor<4xf32>
  }
  return
}

// -----

func.func @scan_c2_result(%h: tensor<4xf32>, %x: tensor<3x4xf32>, %y: tensor<2x4xf32>, %n: index) {
  // expected-error @below {{expected 'axis' to be an axis of result 0 of rank 0, got 0}}
  %0 = nn.scan over(%x : tensor<3x4xf32>) -> tensor<f32> {
  ^bb0(%s: tensor<4xf32>):
    nn.yield %s : tensor<4xf32>
  }
  return
}

// -----

func.func @scan_c3(%h: tensor<4xf32>, %x: tensor<3x4xf32>, %y: tensor<2x4xf32>, %n: index) {
  // expected-error @below {{expected the inputs to have one extent along axis 0, got 3 and 2}}
  nn.scan over(%x, %y : tensor<3x4xf32>, tensor<2x4xf32>) {
  ^bb0(%s: tensor<4xf32>, %t: tensor<4xf32>):
  }
  return
}

// -----

func.func @scan_c4(%h: tensor<4xf32>, %x: tensor<3x4xf32>, %y: tensor<2x4xf32>, %n: index) {
  // expected-error @below {{expected 2 arguments of the region, one per init and input, got 1}}
  %0 = nn.scan init(%h : tensor<4xf32>) over(%x : tensor<3x4xf32>) -> tensor<4xf32> {
  ^bb0(%s: tensor<4xf32>):
    nn.yield %s : tensor<4xf32>
  }
  return
}

// -----

func.func @scan_c4_init(%h: tensor<4xf32>, %x: tensor<3x4xf32>, %y: tensor<2x4xf32>, %n: index) {
  // expected-error @below {{expected argument 0 of the region to agree with type 'tensor<4xf32>', got 'tensor<5xf32>'}}
  %0 = nn.scan init(%h : tensor<4xf32>) count %n -> tensor<5xf32> {
  ^bb0(%s: tensor<5xf32>):
    nn.yield %s : tensor<5xf32>
  }
  return
}

// -----

func.func @scan_c4_input(%h: tensor<4xf32>, %x: tensor<3x4xf32>, %y: tensor<2x4xf32>, %n: index) {
  // expected-error @below {{expected argument 0 of the region to agree with type 'tensor<4xf32>', got 'tensor<3xf32>'}}
  nn.scan over(%x : tensor<3x4xf32>) {
  ^bb0(%s: tensor<3xf32>):
  }
  return
}

// -----

func.func @scan_c5(%h: tensor<4xf32>, %x: tensor<3x4xf32>, %y: tensor<2x4xf32>, %n: index) {
  // expected-error @below {{expected the region to yield at least one value per init, got 0 for 1 inits}}
  %0 = nn.scan init(%h : tensor<4xf32>) count %n -> tensor<4xf32> {
  ^bb0(%s: tensor<4xf32>):
  }
  return
}

// -----

func.func @scan_c5_type(%h: tensor<4xf32>, %x: tensor<3x4xf32>, %y: tensor<2x4xf32>, %n: index) {
  // expected-error @below {{expected yielded value 0 to agree with type 'tensor<4xf32>', got 'tensor<2x4xf32>'}}
  %0 = nn.scan init(%h : tensor<4xf32>) count %n -> tensor<4xf32> {
  ^bb0(%s: tensor<4xf32>):
    nn.yield %y : tensor<2x4xf32>
  }
  return
}

// -----

func.func @scan_c6(%h: tensor<4xf32>, %x: tensor<3x4xf32>, %y: tensor<2x4xf32>, %n: index) {
  // expected-error @below {{expected 2 results, one per yielded value, got 1}}
  %0 = nn.scan init(%h : tensor<4xf32>) count %n -> tensor<4xf32> {
  ^bb0(%s: tensor<4xf32>):
    nn.yield %s, %s : tensor<4xf32>, tensor<4xf32>
  }
  return
}

// -----

func.func @scan_c6_stacked(%h: tensor<4xf32>, %x: tensor<3x4xf32>, %y: tensor<2x4xf32>, %n: index) {
  // expected-error @below {{expected result 0 without axis to agree with type 'tensor<4xf32>', got 'tensor<5xf32>'}}
  %0 = nn.scan over(%x : tensor<3x4xf32>) -> tensor<3x5xf32> {
  ^bb0(%s: tensor<4xf32>):
    nn.yield %s : tensor<4xf32>
  }
  return
}

// -----

func.func @scan_c2_negative(%x: tensor<3x4xf32>) {
  // expected-error @below {{'nn.scan' op expected 'axis' to be an axis of 'inputs[0]' of rank 2, got -1}}
  nn.scan over(%x : tensor<3x4xf32>) axis -1 {
  ^bb0(%v: tensor<3xf32>):
  }
  return
}

// -----

// The second input has fewer axes.
func.func @scan_c2_second(%x: tensor<3x4xf32>, %y: tensor<4xf32>) {
  // expected-error @below {{'nn.scan' op expected 'axis' to be an axis of 'inputs[1]' of rank 1, got 1}}
  nn.scan over(%x, %y : tensor<3x4xf32>, tensor<4xf32>) axis 1 {
  ^bb0(%v: tensor<3xf32>, %w: tensor<f32>):
  }
  return
}

// -----

// The second input agrees with everything, the third does not.
func.func @scan_c3_third(%x: tensor<3x4xf32>, %y: tensor<?x4xf32>, %z: tensor<5x4xf32>) {
  // expected-error @below {{'nn.scan' op expected the inputs to have one extent along axis 0, got 3 and 5}}
  nn.scan over(%x, %y, %z : tensor<3x4xf32>, tensor<?x4xf32>, tensor<5x4xf32>) {
  ^bb0(%u: tensor<4xf32>, %v: tensor<4xf32>, %w: tensor<4xf32>):
  }
  return
}

// -----

// What is carried keeps its extents.
func.func @scan_c5_extent(%h: tensor<4xf32>, %w: tensor<5xf32>, %n: index) {
  // expected-error @below {{'nn.scan' op expected yielded value 0 to agree with type 'tensor<4xf32>', got 'tensor<5xf32>'}}
  %0 = nn.scan init(%h : tensor<4xf32>) count %n -> tensor<4xf32> {
  ^bb0(%s: tensor<4xf32>):
    nn.yield %w : tensor<5xf32>
  }
  return
}

// -----

func.func @scan_c6_carried(%h: tensor<4xf32>, %n: index) {
  // expected-error @below {{'nn.scan' op expected result 0 to agree with type 'tensor<4xf32>', got 'tensor<3xf32>'}}
  %0 = nn.scan init(%h : tensor<4xf32>) count %n -> tensor<3xf32> {
  ^bb0(%s: tensor<4xf32>):
    nn.yield %s : tensor<4xf32>
  }
  return
}

// -----

// The stacked result has the axis in addition.
func.func @scan_c6_rank(%x: tensor<3x4xf32>) {
  // expected-error @below {{'nn.scan' op expected result 0 without axis to agree with type 'tensor<4xf32>', got 'tensor<f32>'}}
  %0 = nn.scan over(%x : tensor<3x4xf32>) -> tensor<4xf32> {
  ^bb0(%v: tensor<4xf32>):
    nn.yield %v : tensor<4xf32>
  }
  return
}

// -----

func.func @scan_c4_name(%x: tensor<3x4xf32, #nn.axes<time, depth>>) {
  // expected-error @below {{'nn.scan' op expected argument 0 of the region to agree with type 'tensor<4xf32, #nn.axes<depth>>', got 'tensor<4xf32, #nn.axes<time>>'}}
  nn.scan over(%x : tensor<3x4xf32, #nn.axes<time, depth>>) {
  ^bb0(%v: tensor<4xf32, #nn.axes<time>>):
  }
  return
}

// -----

func.func @scan_clause_order(%h: tensor<4xf32>, %x: tensor<3x4xf32>) {
  // expected-error @below {{expected '{' to begin a region}}
  nn.scan over(%x : tensor<3x4xf32>) init(%h : tensor<4xf32>) {
  }
  return
}

// -----

// A step that counts something else than indices.
func.func @scan_count_type(%n: i64) {
  // expected-note @above {{prior use here}}
  // expected-error @below {{use of value '%n' expects different type than prior uses: 'index' vs 'i64'}}
  nn.scan count %n {
  }
  return
}
