// What nn.yield refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @yield_outside(%x: f32) {
  // expected-error @below {{expects parent op to be one of 'nn.map, nn.reduce, nn.scatter, nn.cond, nn.scan, nn.weave, nn.fixed_point'}}
  nn.yield %x : f32
}

// -----

func.func @yield_in_other_region(%p: i1, %x: f32) -> f32 {
  %0 = scf.if %p -> f32 {
    // expected-error @below {{'nn.yield' op expects parent op to be one of 'nn.map, nn.reduce, nn.scatter, nn.cond, nn.scan, nn.weave, nn.fixed_point'}}
    nn.yield %x : f32
  } else {
    scf.yield %x : f32
  }
  return %0 : f32
}

// -----

func.func @yield_not_last(%n: index) {
  nn.scan count %n {
    // expected-error @below {{'nn.yield' op must be the last operation in the parent block}}
    nn.yield
    nn.yield
  }
  return
}
