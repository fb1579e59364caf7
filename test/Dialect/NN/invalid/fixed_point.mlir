// What nn.fixed_point refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

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

func.func @fixed_point_c2_infinite(%h: tensor<4xf32>) {
  // expected-error @below {{'nn.fixed_point' op expected a finite 'tolerance' that is not negative, got INF}}
  %0:3 = nn.fixed_point init(%h : tensor<4xf32>) tolerance 0x7FF0000000000000 limit 3 -> tensor<4xf32>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<4xf32>):
    nn.yield %v : tensor<4xf32>
  }
  return
}

// -----

func.func @fixed_point_c2_nan(%h: tensor<4xf32>) {
  // expected-error @below {{'nn.fixed_point' op expected a finite 'tolerance' that is not negative, got nan}}
  %0:3 = nn.fixed_point init(%h : tensor<4xf32>) tolerance 0x7FF8000000000000 limit 3 -> tensor<4xf32>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<4xf32>):
    nn.yield %v : tensor<4xf32>
  }
  return
}

// -----

// Minus zero is no negative number.
func.func @fixed_point_c2_limit_negative(%h: tensor<4xf32>) {
  // expected-error @below {{'nn.fixed_point' op expected a positive 'limit', got -1}}
  %0:3 = nn.fixed_point init(%h : tensor<4xf32>) tolerance -0.0 limit -1 -> tensor<4xf32>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<4xf32>):
    nn.yield %v : tensor<4xf32>
  }
  return
}

// -----

func.func @fixed_point_c3_count(%h: tensor<4xf32>) {
  // expected-error @below {{'nn.fixed_point' op expected 1 arguments of the region, one per init, got 0}}
  %0:3 = nn.fixed_point init(%h : tensor<4xf32>) tolerance 0.0 limit 3 -> tensor<4xf32>, tensor<i64>, tensor<i1> {
    nn.yield %h : tensor<4xf32>
  }
  return
}

// -----

// The values keep their extents.
func.func @fixed_point_c3_extent(%h: tensor<4xf32>, %w: tensor<5xf32>) {
  // expected-error @below {{'nn.fixed_point' op expected yielded value 0 to agree with type 'tensor<4xf32>', got 'tensor<5xf32>'}}
  %0:3 = nn.fixed_point init(%h : tensor<4xf32>) tolerance 0.0 limit 3 -> tensor<4xf32>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<4xf32>):
    nn.yield %w : tensor<5xf32>
  }
  return
}

// -----

func.func @fixed_point_c4_value(%h: tensor<4xf32>) {
  // expected-error @below {{'nn.fixed_point' op expected result 0 to agree with type 'tensor<4xf32>', got 'tensor<4xf64>'}}
  %0:3 = nn.fixed_point init(%h : tensor<4xf32>) tolerance 0.0 limit 3 -> tensor<4xf64>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<4xf32>):
    nn.yield %v : tensor<4xf32>
  }
  return
}

// -----

func.func @fixed_point_c4_settled(%h: tensor<4xf32>) {
  // expected-error @below {{'nn.fixed_point' op expected result 2 to have type 'tensor<i1>', got 'tensor<i8>'}}
  %0:3 = nn.fixed_point init(%h : tensor<4xf32>) tolerance 0.0 limit 3 -> tensor<4xf32>, tensor<i64>, tensor<i8> {
  ^bb0(%v: tensor<4xf32>):
    nn.yield %v : tensor<4xf32>
  }
  return
}

// -----

func.func @fixed_point_no_limit(%h: tensor<4xf32>) {
  // expected-error @below {{expected 'limit'}}
  %0:3 = nn.fixed_point init(%h : tensor<4xf32>) tolerance 0.0 -> tensor<4xf32>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<4xf32>):
    nn.yield %v : tensor<4xf32>
  }
  return
}
