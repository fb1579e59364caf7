// What nn.check refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @check_kind(%p: i1) {
  // expected-error @below {{expected 'index', 'numeric' or 'value', got 'shape'}}
  nn.check shape %p, "no"
  return
}

// -----

func.func @check_kind_missing(%p: i1) {
  // expected-error @below {{expected 'index', 'numeric' or 'value'}}
  nn.check %p, "what"
  return
}

// -----

func.func @check_message(%p: i1) {
  // expected-error @below {{expected attribute value}}
  nn.check index %p, what
  return
}

// -----

func.func @check_condition(%p: tensor<i1>) {
  // expected-note @above {{prior use here}}
  // expected-error @below {{use of value '%p' expects different type than prior uses: 'i1' vs 'tensor<i1>'}}
  nn.check index %p, "what"
  return
}
