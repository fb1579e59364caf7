// What nn.parallel refuses: cases per constraint, named after it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @parallel_c1_count(%n: index) {
  // expected-error @below {{expected 2 arguments of the region, got 1}}
  nn.parallel %n grain %n {
  ^bb0(%begin: index):
  }
  return
}

// -----

func.func @parallel_c1_index(%n: index) {
  // expected-error @below {{expected argument 1 of the region to be of type 'index', got 'i64'}}
  nn.parallel %n grain %n {
  ^bb0(%begin: index, %end: i64):
  }
  return
}

// -----

func.func @parallel_c1_buffers(%n: index, %a: memref<64xi8>) {
  // expected-error @below {{expected 3 arguments of the region, got 2}}
  nn.parallel %n grain %n buffers(%a : memref<64xi8>) {
  ^bb0(%begin: index, %end: index):
  }
  return
}

// -----

func.func @parallel_c1_buffer_type(%n: index, %a: memref<64xi8>) {
  // expected-error @below {{expected argument 2 of the region to be of type 'memref<64xi8>', got 'memref<32xi8>'}}
  nn.parallel %n grain %n buffers(%a : memref<64xi8>) {
  ^bb0(%begin: index, %end: index, %own: memref<32xi8>):
  }
  return
}

// -----

func.func @parallel_grain(%n: index, %g: i64) {
  // expected-error @+2 {{use of value '%g' expects different type}}
  // expected-note @-2 {{prior use here}}
  nn.parallel %n grain %g {
  ^bb0(%begin: index, %end: index):
  }
  return
}
