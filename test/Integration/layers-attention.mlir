// Attention and encodings of positions against NumPy, with dynamic and with
// static extents.
// RUN: %python %S/compare_numpy.py %s attention q=f32:2x6x3x4 k=f32:2x2x5x4 \
// RUN:   v=f32:2x2x5x3 mask=i1:2x1x3x5 mask2=i1:3x5 bias=f32:6x1x5 slopes=f32:6
// RUN: %python %S/compare_numpy.py %s more_queries q2=f32:1x2x5x4 \
// RUN:   k2=f32:1x2x3x4 v2=f32:1x2x3x3
// RUN: %python %S/compare_numpy.py %s positions x=f32:2x4x3x6 p=f32:2x3 \
// RUN:   n=i32:2x3 y=f32:3x6 m=f32:3
// RUN: %python %S/compare_numpy.py %s names z=f32:1x2x3x4

!q = tensor<?x?x?x4xf32>
!k = tensor<?x2x?x?xf32>
!v = tensor<2x?x?x3xf32>
!mask = tensor<?x1x3x?xi1>
!mask2 = tensor<3x?xi1>
!bias = tensor<?x1x?xf32>
!slopes = tensor<?xf32>
!q2 = tensor<?x?x?x4xf32>
!k2 = tensor<1x?x?x?xf32>
!v2 = tensor<?x?x3x3xf32>
!x = tensor<?x?x?x6xf32>
!p = tensor<?x?xf32>
!z = tensor<1x2x3x4xf32>
!n = tensor<2x?xi32>
!y = tensor<?x6xf32>
!m = tensor<?xf32>

!r = tensor<?x?x?x3xf32>
!features = tensor<?x?x8xf32>
!waves = tensor<?x?x2xf32>

func.func @attention(%q: !q, %k: !k, %v: !v, %mask: !mask,
    %mask2: !mask2, %bias: !bias, %slopes: !slopes) -> (!r, !r, !r, !r, !r) {
  %0 = nn.attention %q, %k, %v : (!q, !k, !v) -> !r
  %1 = nn.attention %q, %k, %v mask %mask : (!q, !k, !v, !mask) -> !r
  %2 = nn.attention %q, %k, %v mask %mask2 bias %bias scale 0.5
      : (!q, !k, !v, !mask2, !bias) -> !r
  %3 = nn.attention %q, %k, %v slopes %slopes causal
      : (!q, !k, !v, !slopes) -> !r
  %4 = nn.attention %q, %k, %v mask %mask bias %bias slopes %slopes causal
      scale 0.25 : (!q, !k, !v, !mask, !bias, !slopes) -> !r
  return %0, %1, %2, %3, %4 : !r, !r, !r, !r, !r
}

func.func @more_queries(%q2: !q2, %k2: !k2, %v2: !v2) -> (!r, !r) {
  %0 = nn.attention %q2, %k2, %v2 causal : (!q2, !k2, !v2) -> !r
  %none = arith.constant dense<false> : tensor<5x3xi1>
  %1 = nn.attention %q2, %k2, %v2 mask %none
      : (!q2, !k2, !v2, tensor<5x3xi1>) -> !r
  return %0, %1 : !r, !r
}

func.func @positions(%x: !x, %p: !p, %n: !n, %y: !y, %m: !m)
    -> (tensor<?xi64>, !features, !waves, !x, !x, !x, !y) {
  %0 = nn.positions %x axis 2 : (!x) -> tensor<?xi64>
  %1 = nn.sinusoidal_encoding interleaved %p depth 8 base 100.0
      : (!p) -> !features
  %2 = nn.sinusoidal_encoding halves %p depth 2 base 1.0e4 : (!p) -> !waves
  %3 = nn.rotary halves %x base 1.0e4 : (!x) -> !x
  %4 = nn.rotary interleaved %x positions %n base 10.0 : (!x, !n) -> !x
  %5 = nn.rotary halves %x positions %p base 10.0 : (!x, !p) -> !x
  %6 = nn.rotary interleaved %y positions %m base 100.0 : (!y, !m) -> !y
  return %0, %1, %2, %3, %4, %5, %6
      : tensor<?xi64>, !features, !waves, !x, !x, !x, !y
}

// Names of axes that differ between the operands, and self-attention, where
// query and key have one name.
!named = tensor<1x2x3x4xf32, #nn.axes<batch, head, time, depth>>
!groups = tensor<1x2x3x4xf32, #nn.axes<batch, group, past, depth>>

func.func @names(%z: !z) -> (!named, !named) {
  %a = tensor.cast %z : !z to !named
  %b = tensor.cast %z : !z to !groups
  %r = nn.rotary halves %a base 10.0 : (!named) -> !named
  %0 = nn.attention %r, %r, %a causal : (!named, !named, !named) -> !named
  %1 = nn.attention %r, %b, %b : (!named, !groups, !groups) -> !named
  return %0, %1 : !named, !named
}
