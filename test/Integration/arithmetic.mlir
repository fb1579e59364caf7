// Integer arithmetic on every pair of bytes, and conversions out of range,
// compiled and evaluated against NumPy, where nothing is left open.
// RUN: rm -rf %t && mkdir -p %t && cd %t
// RUN: %python %S/Inputs/arithmetic.py
// RUN: for entry in divsi divui remsi remui floordivsi ceildivsi ceildivui shli shrsi shrui; do \
// RUN:   nn-run --reference %s --entry $entry a.npy b.npy --expected $entry.npy --rtol 0 --atol 0 || exit 1; \
// RUN:   for level in 0 2; do \
// RUN:     nn-run -O$level %s --entry $entry a.npy b.npy --expected $entry.npy --rtol 0 --atol 0 || exit 1; \
// RUN:   done; \
// RUN: done
// RUN: for entry in si8 si64 ui8 ui64 si1; do \
// RUN:   nn-run --reference %s --entry $entry f.npy --expected $entry.npy --rtol 0 --atol 0 || exit 1; \
// RUN:   for level in 0 2; do \
// RUN:     nn-run -O$level %s --entry $entry f.npy --expected $entry.npy --rtol 0 --atol 0 || exit 1; \
// RUN:   done; \
// RUN: done

!bytes = tensor<65536xi8>
func.func @divsi(%a: !bytes, %b: !bytes) -> !bytes {
  %0 = arith.divsi %a, %b : !bytes
  return %0 : !bytes
}
func.func @divui(%a: !bytes, %b: !bytes) -> !bytes {
  %0 = arith.divui %a, %b : !bytes
  return %0 : !bytes
}
func.func @remsi(%a: !bytes, %b: !bytes) -> !bytes {
  %0 = arith.remsi %a, %b : !bytes
  return %0 : !bytes
}
func.func @remui(%a: !bytes, %b: !bytes) -> !bytes {
  %0 = arith.remui %a, %b : !bytes
  return %0 : !bytes
}
func.func @floordivsi(%a: !bytes, %b: !bytes) -> !bytes {
  %0 = arith.floordivsi %a, %b : !bytes
  return %0 : !bytes
}
func.func @ceildivsi(%a: !bytes, %b: !bytes) -> !bytes {
  %0 = arith.ceildivsi %a, %b : !bytes
  return %0 : !bytes
}
func.func @ceildivui(%a: !bytes, %b: !bytes) -> !bytes {
  %0 = arith.ceildivui %a, %b : !bytes
  return %0 : !bytes
}
func.func @shli(%a: !bytes, %b: !bytes) -> !bytes {
  %0 = arith.shli %a, %b : !bytes
  return %0 : !bytes
}
func.func @shrsi(%a: !bytes, %b: !bytes) -> !bytes {
  %0 = arith.shrsi %a, %b : !bytes
  return %0 : !bytes
}
func.func @shrui(%a: !bytes, %b: !bytes) -> !bytes {
  %0 = arith.shrui %a, %b : !bytes
  return %0 : !bytes
}
func.func @si8(%x: tensor<?xf32>) -> tensor<?xi8> {
  %0 = nn.map %x : (tensor<?xf32>) -> tensor<?xi8> {
  ^bb0(%e: f32):
    %1 = arith.fptosi %e : f32 to i8
    nn.yield %1 : i8
  }
  return %0 : tensor<?xi8>
}
func.func @si64(%x: tensor<?xf32>) -> tensor<?xi64> {
  %0 = nn.map %x : (tensor<?xf32>) -> tensor<?xi64> {
  ^bb0(%e: f32):
    %1 = arith.fptosi %e : f32 to i64
    nn.yield %1 : i64
  }
  return %0 : tensor<?xi64>
}
func.func @ui8(%x: tensor<?xf32>) -> tensor<?xi8> {
  %0 = nn.map %x : (tensor<?xf32>) -> tensor<?xi8> {
  ^bb0(%e: f32):
    %1 = arith.fptoui %e : f32 to i8
    nn.yield %1 : i8
  }
  return %0 : tensor<?xi8>
}
func.func @ui64(%x: tensor<?xf32>) -> tensor<?xi64> {
  %0 = nn.map %x : (tensor<?xf32>) -> tensor<?xi64> {
  ^bb0(%e: f32):
    %1 = arith.fptoui %e : f32 to i64
    nn.yield %1 : i64
  }
  return %0 : tensor<?xi64>
}
func.func @si1(%x: tensor<?xf32>) -> tensor<?xi1> {
  %0 = nn.map %x : (tensor<?xf32>) -> tensor<?xi1> {
  ^bb0(%e: f32):
    %1 = arith.fptosi %e : f32 to i1
    nn.yield %1 : i1
  }
  return %0 : tensor<?xi1>
}
