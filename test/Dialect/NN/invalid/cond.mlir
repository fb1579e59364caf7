// What nn.cond refuses: cases per constraint, named after it, and other ways to
// write it wrong.
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

func.func @cond_c1_else(%p: tensor<i1>, %a: tensor<4xf32>) {
  // expected-error @below {{'nn.cond' op expected 0 arguments of a region, got 1}}
  %0 = nn.cond %p : tensor<i1> -> tensor<4xf32> {
    nn.yield %a : tensor<4xf32>
  } else {
  ^bb0(%x: tensor<4xf32>):
    nn.yield %x : tensor<4xf32>
  }
  return
}

// -----

func.func @cond_c2_else(%p: tensor<i1>, %a: tensor<4xf32>, %b: tensor<4xf64>) {
  // expected-error @below {{'nn.cond' op expected result 0 to agree with type 'tensor<4xf64>', got 'tensor<4xf32>'}}
  %0 = nn.cond %p : tensor<i1> -> tensor<4xf32> {
    nn.yield %a : tensor<4xf32>
  } else {
    nn.yield %b : tensor<4xf64>
  }
  return
}

// -----

func.func @cond_c2_name(%p: tensor<i1>, %a: tensor<4xf32, #nn.axes<time>>) {
  // expected-error @below {{'nn.cond' op expected result 0 to agree with type 'tensor<4xf32, #nn.axes<time>>', got 'tensor<4xf32, #nn.axes<depth>>'}}
  %0 = nn.cond %p : tensor<i1> -> tensor<4xf32, #nn.axes<depth>> {
    nn.yield %a : tensor<4xf32, #nn.axes<time>>
  } else {
    nn.yield %a : tensor<4xf32, #nn.axes<time>>
  }
  return
}

// -----

// The second of two results.
func.func @cond_c3_second(%p: tensor<i1>, %a: tensor<2x?xf32>, %b: tensor<3x?xf32>) {
  // expected-error @below {{'nn.cond' op expected value 1 of the second region to agree with type 'tensor<2x?xf32>', got 'tensor<3x?xf32>'}}
  %0:2 = nn.cond %p : tensor<i1> -> tensor<2x?xf32>, tensor<?x?xf32> {
    nn.yield %a, %a : tensor<2x?xf32>, tensor<2x?xf32>
  } else {
    nn.yield %a, %b : tensor<2x?xf32>, tensor<3x?xf32>
  }
  return
}

// -----

// A condition is one boolean.
func.func @cond_condition(%p: tensor<1xi1>, %a: tensor<4xf32>) {
  // expected-error @below {{operand #0 must be 0D tensor of 1-bit signless integer values, but got 'tensor<1xi1>'}}
  %0 = nn.cond %p : tensor<1xi1> -> tensor<4xf32> {
    nn.yield %a : tensor<4xf32>
  } else {
    nn.yield %a : tensor<4xf32>
  }
  return
}

// -----

func.func @cond_no_else(%p: tensor<i1>, %a: tensor<4xf32>) {
  %0 = nn.cond %p : tensor<i1> -> tensor<4xf32> {
    nn.yield %a : tensor<4xf32>
  }
  // expected-error @below {{expected 'else'}}
  return
}

// -----

func.func @cond_scalar(%p: tensor<i1>, %a: f32) {
  // expected-error @below {{result #0 must be variadic of ranked tensor of f16, bf16, f32, f64, i1, i8, i16, i32, i64 or index values, but got 'f32'}}
  %0 = nn.cond %p : tensor<i1> -> f32 {
    nn.yield %a : f32
  } else {
    nn.yield %a : f32
  }
  return
}
