// The forms of nn.check: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @check(
func.func @check(%p: i1) {
  // GENERIC: "nn.check"(%{{.*}}) <{kind = #nn<check_kind index>, message = "an index lies outside of axis 0"}> : (i1) -> ()
  // CHECK: nn.check index %{{.*}}, "an index lies outside of axis 0"
  nn.check index %p, "an index lies outside of axis 0"
  // GENERIC: "nn.check"(%{{.*}}) <{kind = #nn<check_kind numeric>, message = "a \22word\22"}> {note} : (i1) -> ()
  // CHECK: nn.check numeric %{{.*}}, "a \22word\22" {note}
  nn.check numeric %p, "a \22word\22" {note}
  // CHECK: nn.check value %{{.*}}, ""
  nn.check value %p, ""
  return
}
