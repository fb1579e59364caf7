// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @cond_c1(%p: tensor<i1>, %a: tensor<4xf32>, %b: tensor<5xf32>, %d: tensor<?xf32>) {
  // expected-error @below {{expected 0 arguments of a region, got 1}}
  %0 = nn.cond %p : tensor<i1> -> tensor<4xf32> {
  ^bb0(%c: tensor<4xf32>):
    nn.yield %a : tensor<4xf32>
  } else {
    nn.yield %a : tensor<4xf32>
  }
  return
}

// -----

func.func @cond_c2(%p: tensor<i1>, %a: tensor<4xf32>, %b: tensor<5xf32>, %d: tensor<?xf32>) {
  // expected-error @below {{expected result 0 to agree with type 'tensor<5xf32>', got 'tensor<4xf32>'}}
  %0 = nn.cond %p : tensor<i1> -> tensor<4xf32> {
    nn.yield %b : tensor<5xf32>
  } else {
    nn.yield %a : tensor<4xf32>
  }
  return
}

// -----

func.func @cond_c2_count(%p: tensor<i1>, %a: tensor<4xf32>, %b: tensor<5xf32>, %d: tensor<?xf32>) {
  // expected-error @below {{expected 1 values that a region yields, one per result, got 0}}
  %0 = nn.cond %p : tensor<i1> -> tensor<4xf32> {
    nn.yield %a : tensor<4xf32>
  } else {
  }
  return
}

// -----

func.func @cond_c3(%p: tensor<i1>, %a: tensor<4xf32>, %b: tensor<5xf32>, %d: tensor<?xf32>) {
  // expected-error @below {{expected value 0 of the second region to agree with type 'tensor<4xf32>', got 'tensor<5xf32>'}}
  %0 = nn.cond %p : tensor<i1> -> tensor<?xf32> {
    nn.yield %a : tensor<4xf32>
  } else {
    nn.yield %b : tensor<5xf32>
  }
  return
}

// -----

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

func.func @weave_c1() {
  // expected-error @below {{'nn.weave' op expected at least one input}}
  "nn.weave"() ({
    "nn.yield"() : () -> ()
  }) : () -> ()
  return
}

// -----

func.func @weave_c2(%h: tensor<4xf32>, %x: tensor<3x4xf32>, %y: tensor<2x4xf32>, %n: index) {
  // expected-error @below {{expected 'axis' to be an axis of 'inputs[0]' of rank 1, got 1}}
  nn.weave over(%h : tensor<4xf32>) axis 1 {
  ^bb0(%s: tensor<f32>):
  }
  return
}

// -----

func.func @weave_c3(%h: tensor<4xf32>, %x: tensor<3x4xf32>, %y: tensor<2x4xf32>, %n: index) {
  // expected-error @below {{expected the inputs to have one extent along axis 0, got 3 and 2}}
  nn.weave over(%x, %y : tensor<3x4xf32>, tensor<2x4xf32>) {
  ^bb0(%s: tensor<4xf32>, %t: tensor<4xf32>):
  }
  return
}

// -----

func.func @weave_c4(%h: tensor<4xf32>, %x: tensor<3x4xf32>, %y: tensor<2x4xf32>, %n: index) {
  // expected-error @below {{expected 1 arguments of the region, one per input, got 0}}
  nn.weave over(%x : tensor<3x4xf32>) {
  }
  return
}

// -----

func.func @weave_c5(%h: tensor<4xf32>, %x: tensor<3x4xf32>, %y: tensor<2x4xf32>, %n: index) {
  // expected-error @below {{expected 1 results, one per yielded value, got 0}}
  nn.weave over(%x : tensor<3x4xf32>) {
  ^bb0(%s: tensor<4xf32>):
    nn.yield %s : tensor<4xf32>
  }
  return
}

// -----

func.func @fixed_point_c1() {
  // expected-error @below {{'nn.fixed_point' op expected at least one init}}
  %0:2 = "nn.fixed_point"() <{tolerance = 1.0, limit = 3 : i64}> ({
    "nn.yield"() : () -> ()
  }) : () -> (tensor<i64>, tensor<i1>)
  return
}

// -----

func.func @fixed_point_c2(%h: tensor<4xf32>, %x: tensor<3x4xf32>, %y: tensor<2x4xf32>, %n: index) {
  // expected-error @below {{expected a finite 'tolerance' that is not negative, got -1.0}}
  %0:3 = nn.fixed_point init(%h : tensor<4xf32>) tolerance -1.0 limit 7 -> tensor<4xf32>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<4xf32>):
    nn.yield %v : tensor<4xf32>
  }
  return
}

// -----

func.func @fixed_point_c2_limit(%h: tensor<4xf32>, %x: tensor<3x4xf32>, %y: tensor<2x4xf32>, %n: index) {
  // expected-error @below {{expected a positive 'limit', got 0}}
  %0:3 = nn.fixed_point init(%h : tensor<4xf32>) tolerance 1.0e-03 limit 0 -> tensor<4xf32>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<4xf32>):
    nn.yield %v : tensor<4xf32>
  }
  return
}

// -----

func.func @fixed_point_c3(%h: tensor<4xf32>, %x: tensor<3x4xf32>, %y: tensor<2x4xf32>, %n: index) {
  // expected-error @below {{expected argument 0 of the region to agree with type 'tensor<4xf32>', got 'tensor<5xf32>'}}
  %0:3 = nn.fixed_point init(%h : tensor<4xf32>) tolerance 1.0e-03 limit 7 -> tensor<4xf32>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<5xf32>):
    nn.yield %v : tensor<5xf32>
  }
  return
}

// -----

func.func @fixed_point_c3_yield(%h: tensor<4xf32>, %x: tensor<3x4xf32>, %y: tensor<2x4xf32>, %n: index) {
  // expected-error @below {{expected 1 values that the region yields, one per init, got 2}}
  %0:3 = nn.fixed_point init(%h : tensor<4xf32>) tolerance 1.0e-03 limit 7 -> tensor<4xf32>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<4xf32>):
    nn.yield %v, %v : tensor<4xf32>, tensor<4xf32>
  }
  return
}

// -----

func.func @fixed_point_c4(%h: tensor<4xf32>, %x: tensor<3x4xf32>, %y: tensor<2x4xf32>, %n: index) {
  // expected-error @below {{expected 3 results, one per init and two more, got 1}}
  %0:1 = nn.fixed_point init(%h : tensor<4xf32>) tolerance 1.0e-03 limit 7 -> tensor<4xf32> {
  ^bb0(%v: tensor<4xf32>):
    nn.yield %v : tensor<4xf32>
  }
  return
}

// -----

func.func @fixed_point_c4_type(%h: tensor<4xf32>, %x: tensor<3x4xf32>, %y: tensor<2x4xf32>, %n: index) {
  // expected-error @below {{expected result 1 to have type 'tensor<i64>', got 'tensor<i32>'}}
  %0:3 = nn.fixed_point init(%h : tensor<4xf32>) tolerance 1.0e-03 limit 7 -> tensor<4xf32>, tensor<i32>, tensor<i1> {
  ^bb0(%v: tensor<4xf32>):
    nn.yield %v : tensor<4xf32>
  }
  return
}

// -----

func.func @check_kind(%p: i1) {
  // expected-error @below {{expected 'index' or 'numeric', got 'shape'}}
  nn.check shape %p, "no"
  return
}
