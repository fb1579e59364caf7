// What the next tiles read is fetched while one is computed.
// RUN: nn-opt %s --nn-lower-schedules --canonicalize --cse | FileCheck %s

// CHECK-DAG: #[[$STEP:.*]] = affine_map<(d0) -> (1023, d0 + 8)>
// CHECK-DAG: #[[$ROW:.*]] = affine_map<(d0, d1) -> ((d1 floordiv 2) * 256 + d0 floordiv 2)>
// CHECK-DAG: #[[$LAST:.*]] = affine_map<(d0) -> ((d0 floordiv 2) * 171 + 170, 511)>
// CHECK-DAG: #[[$THIRD:.*]] = affine_map<(d0, d1) -> ((d1 floordiv 2) * 171 + d0 floordiv 2)>
// CHECK-DAG: #[[$PLACE:.*]] = affine_map<(d0, d1, d2, d3) -> ((d0 floordiv 8) * 65536 - ((d0 floordiv 8 + 1) floordiv 9) * 589824 + ((d2 - d3) floordiv 4) * 32768 + (d1 floordiv 4) * 16 + 65536)>
// CHECK-DAG: #[[$AHEAD:.*]] = affine_map<(d0)[s0] -> ((d0 floordiv 8) * 65536 + s0 * 8 + 2048, 2097144)>
// CHECK-DAG: #[[$WINDOW:.*]] = affine_map<(d0, d1, d2, d3, d4, d5) -> (d1 * 2304 + (d0 floordiv 8) * 18432 - ((d0 floordiv 8 + 1) floordiv 32) * 589824 + (d2 floordiv 4) * 1152 + ((d3 + d4 * 9 + d5 * 3) floordiv 32) * 16 + 18432)>
// CHECK-DAG: #[[$OFBATCH:.*]] = affine_map<(d0, d1, d2)[s0] -> ((d0 floordiv 8) * 262144 + ((d0 floordiv 8 + 1) floordiv 3) * -786432 + (d2 floordiv 4) * 32768 + (d1 floordiv 4) * 16 + s0 * 65536 + 262144)>

// While a tile of a large input is read, the columns of the next one are fetched.
// CHECK-LABEL: func.func @large
// CHECK: scf.for %[[COLUMN:.*]] = %{{.*}} to %{{.*}} step %{{.*}} {
// CHECK: scf.for %[[K:[a-z0-9]*]] =
// CHECK: %[[NEXT:.*]] = affine.min #[[$STEP]](%[[COLUMN]])
// CHECK: memref.prefetch %{{.*}}[%[[K]], %[[NEXT]]], read, locality<2>, data : memref<512x1024xf32>
// CHECK: return
func.func @large(%x: memref<512x1024xf32>, %w: memref<2x512xf32>, %y: memref<2x1024xf32>) {
  linalg.generic {indexing_maps = [affine_map<(o, p, c) -> (c, p)>, affine_map<(o, p, c) -> (o, c)>, affine_map<(o, p, c) -> (o, p)>], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<512x1024xf32>, memref<2x512xf32>) outs(%y : memref<2x1024xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 8, 0 by 2, 2 by 1], 8 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  return
}

// Two tiles of rows meet the columns: each fetches those of half of the rows.
// CHECK-LABEL: func.func @shared
// CHECK: scf.for %[[COLUMN:[a-z0-9]*]] =
// CHECK: scf.for %[[TILE:[a-z0-9]*]] = %[[C0:.*]] to
// CHECK: scf.for %[[K:[a-z0-9]*]] =
// CHECK-DAG: %[[ROW:.*]] = affine.apply #[[$ROW]](%[[K]], %[[TILE]])
// CHECK-DAG: %[[NEXT:.*]] = affine.min #[[$STEP]](%[[COLUMN]])
// CHECK: memref.prefetch %{{.*}}[%[[ROW]], %[[NEXT]]], read, locality<2>, data : memref<512x1024xf32>
// CHECK: return
func.func @shared(%x: memref<512x1024xf32>, %w: memref<4x512xf32>, %y: memref<4x1024xf32>) {
  linalg.generic {indexing_maps = [affine_map<(o, p, c) -> (c, p)>, affine_map<(o, p, c) -> (o, c)>, affine_map<(o, p, c) -> (o, p)>], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<512x1024xf32>, memref<4x512xf32>) outs(%y : memref<4x1024xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 8, 0 by 2, 2 by 1], 8 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  return
}

// A third of the rows are 171, in every second of 512 iterations, and 170 in the last third: the last one is fetched again.
// CHECK-LABEL: func.func @thirds
// CHECK: scf.for %[[TILE:[a-z0-9]*]] = {{.*}} step %c2 {
// CHECK: scf.for %[[K:[a-z0-9]*]] = {{.*}} iter_args
// CHECK-DAG: %[[LAST:.*]] = affine.min #[[$LAST]](%[[TILE]])
// CHECK-DAG: %[[PLACE:.*]] = affine.apply #[[$THIRD]](%[[K]], %[[TILE]])
// CHECK: %[[ROW:.*]] = arith.minsi %[[PLACE]], %[[LAST]]
// CHECK: memref.prefetch %{{.*}}[%[[ROW]], %{{.*}}], read, locality<2>, data
// CHECK: return
func.func @thirds(%x: memref<512x1024xf32>, %w: memref<6x512xf32>, %y: memref<6x1024xf32>) {
  linalg.generic {indexing_maps = [affine_map<(o, p, c) -> (c, p)>, affine_map<(o, p, c) -> (o, c)>, affine_map<(o, p, c) -> (o, p)>], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<512x1024xf32>, memref<6x512xf32>) outs(%y : memref<6x1024xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 8, 0 by 2, 2 by 1], 8 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  return
}

// A panel of 8 columns is 4096 lines, which two tiles of 4 rows meet: each fetches half of the next one in 8192 iterations. The
// panel after the last is the first.
// CHECK-LABEL: func.func @panels
// CHECK-SAME: %{{.*}}: memref<20x8192xf32>, %[[W:.*]]: memref<9x8192x8xf32>
// CHECK: scf.for %[[BLOCK:[a-z0-9]*]] =
// CHECK: scf.for %[[COLUMN:[a-z0-9]*]] =
// CHECK: scf.for %[[ROW:[a-z0-9]*]] =
// CHECK: scf.for %[[K:[a-z0-9]*]] =
// CHECK-DAG: %[[FLAT:.*]] = memref.collapse_shape %[[W]]
// CHECK: %[[AT:.*]] = affine.apply #[[$PLACE]](%[[COLUMN]], %[[K]], %[[ROW]], %[[BLOCK]])
// CHECK-NEXT: memref.prefetch %[[FLAT]][%[[AT]]], read, locality<2>, data
// CHECK: return
func.func @panels(%x: memref<20x8192xf32>, %w: memref<9x8192x8xf32>, %y: memref<20x72xf32>) {
  linalg.generic {indexing_maps = [affine_map<(r, c, k) -> (r, k)>, affine_map<(r, c, k) -> (c floordiv 8, k, c mod 8)>, affine_map<(r, c, k) -> (r, c)>], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<20x8192xf32>, memref<9x8192x8xf32>) outs(%y : memref<20x72xf32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 8, 1 by 8, 0 by 4, 2 by 1], 8 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  return
}

// One tile meets a panel: they are one stream, which is fetched two pages ahead.
// CHECK-LABEL: func.func @stream
// CHECK-SAME: %{{.*}}: memref<20x8192xf32>, %[[W:.*]]: memref<32x8192x8xf32>
// CHECK: scf.for %[[COLUMN:[a-z0-9]*]] = {{.*}} step %c8 {
// CHECK: scf.for %[[K:[a-z0-9]*]] = {{.*}} iter_args
// CHECK: %[[AT:.*]] = affine.min #[[$AHEAD]](%[[COLUMN]])[%[[K]]]
// CHECK: %[[FLAT:.*]] = memref.collapse_shape %[[W]]
// CHECK-NEXT: memref.prefetch %[[FLAT]][%[[AT]]], read, locality<2>, data
// CHECK: return
func.func @stream(%x: memref<20x8192xf32>, %w: memref<32x8192x8xf32>, %y: memref<20x256xf32>) {
  linalg.generic {indexing_maps = [affine_map<(r, c, k) -> (r, k)>, affine_map<(r, c, k) -> (c floordiv 8, k, c mod 8)>, affine_map<(r, c, k) -> (r, c)>], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<20x8192xf32>, memref<32x8192x8xf32>) outs(%y : memref<20x256xf32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 4, 1 by 8, 2 by 1], 8 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  return
}

// Of the panels of a batch it is that of the same sample.
// CHECK-LABEL: func.func @batch
// CHECK: scf.for %[[SAMPLE:[a-z0-9]*]] =
// CHECK: scf.for %[[COLUMN:[a-z0-9]*]] =
// CHECK: scf.for %[[ROW:[a-z0-9]*]] =
// CHECK: scf.for %[[K:[a-z0-9]*]] =
// CHECK: %[[AT:.*]] = affine.apply #[[$OFBATCH]](%[[COLUMN]], %[[K]], %[[ROW]])[%[[SAMPLE]]]
// CHECK-NEXT: memref.prefetch %{{.*}}[%[[AT]]], read, locality<2>, data
// CHECK-NOT: memref.prefetch
// CHECK: return
func.func @batch(%x: memref<4x8x8192xf32>, %w: memref<3x4x8192x8xf32>, %y: memref<4x8x24xf32>) {
  linalg.generic {indexing_maps = [affine_map<(b, r, c, k) -> (b, r, k)>, affine_map<(b, r, c, k) -> (c floordiv 8, b, k, c mod 8)>, affine_map<(b, r, c, k) -> (b, r, c)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<4x8x8192xf32>, memref<3x4x8192x8xf32>) outs(%y : memref<4x8x24xf32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 1, 2 by 8, 1 by 4, 3 by 1], 8 lanes of 2>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  return
}

// A small input is in the cache.
// CHECK-LABEL: func.func @small
// CHECK-NOT: memref.prefetch
// CHECK: return
func.func @small(%x: memref<20x100xf32>, %w: memref<9x100x8xf32>, %y: memref<20x72xf32>) {
  linalg.generic {indexing_maps = [affine_map<(r, c, k) -> (r, k)>, affine_map<(r, c, k) -> (c floordiv 8, k, c mod 8)>, affine_map<(r, c, k) -> (r, c)>], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<20x100xf32>, memref<9x100x8xf32>) outs(%y : memref<20x72xf32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 8, 1 by 8, 0 by 4, 2 by 1], 8 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  return
}

// How many tiles meet a panel shows at run time.
// CHECK-LABEL: func.func @unknown
// CHECK-NOT: memref.prefetch
// CHECK: return
func.func @unknown(%x: memref<?x8192xf32>, %w: memref<9x8192x8xf32>, %y: memref<?x72xf32>) {
  linalg.generic {indexing_maps = [affine_map<(r, c, k) -> (r, k)>, affine_map<(r, c, k) -> (c floordiv 8, k, c mod 8)>, affine_map<(r, c, k) -> (r, c)>], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<?x8192xf32>, memref<9x8192x8xf32>) outs(%y : memref<?x72xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 8, 0 by 4, 2 by 1], 8 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  return
}

// Tiles of another size than those of the schedule.
// CHECK-LABEL: func.func @other
// CHECK-NOT: memref.prefetch
// CHECK: return
func.func @other(%x: memref<20x8192xf32>, %w: memref<9x8192x16xf32>, %y: memref<20x144xf32>) {
  linalg.generic {indexing_maps = [affine_map<(r, c, k) -> (r, k)>, affine_map<(r, c, k) -> (c floordiv 16, k, c mod 16)>, affine_map<(r, c, k) -> (r, c)>], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<20x8192xf32>, memref<9x8192x16xf32>) outs(%y : memref<20x144xf32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 8, 1 by 8, 0 by 4, 2 by 1], 8 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  return
}

// A stream of few pages needs nothing.
// CHECK-LABEL: func.func @short
// CHECK-NOT: memref.prefetch
// CHECK: return
func.func @short(%x: memref<20x8192xf32>, %w: memref<9x8192x8xf32>, %y: memref<20x72xf32>) {
  linalg.generic {indexing_maps = [affine_map<(r, c, k) -> (r, k)>, affine_map<(r, c, k) -> (c floordiv 8, k, c mod 8)>, affine_map<(r, c, k) -> (r, c)>], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<20x8192xf32>, memref<9x8192x8xf32>) outs(%y : memref<20x72xf32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 4, 1 by 8, 2 by 1], 8 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  return
}

// Of several loops that reduce, all iterations count: each of 16 tiles fetches 72 of 1152 lines, one in 32 of 2304 iterations.
// CHECK-LABEL: func.func @window
// CHECK: scf.for %[[FILTER:[a-z0-9]*]] =
// CHECK: scf.for %[[ROW:[a-z0-9]*]] =
// CHECK: scf.for %[[COLUMN:[a-z0-9]*]] =
// CHECK: scf.for %[[K:[a-z0-9]*]] =
// CHECK: scf.for %[[I:[a-z0-9]*]] =
// CHECK: scf.for %[[J:[a-z0-9]*]] =
// CHECK: %[[AT:.*]] = affine.apply #[[$WINDOW]](%[[FILTER]], %[[ROW]], %[[COLUMN]], %[[J]], %[[K]], %[[I]])
// CHECK-NEXT: memref.prefetch %{{.*}}[%[[AT]]], read, locality<2>, data
// CHECK-NOT: memref.prefetch
// CHECK: return
func.func @window(%x: memref<256x10x10xf32>, %w: memref<32x256x3x3x8xf32>, %y: memref<256x8x8xf32>) {
  linalg.generic {indexing_maps = [affine_map<(f, r, c, k, i, j) -> (k, r + i, c + j)>, affine_map<(f, r, c, k, i, j) -> (f floordiv 8, k, i, j, f mod 8)>, affine_map<(f, r, c, k, i, j) -> (f, r, c)>], iterator_types = ["parallel", "parallel", "parallel", "reduction", "reduction", "reduction"]}
      ins(%x, %w : memref<256x10x10xf32>, memref<32x256x3x3x8xf32>) outs(%y : memref<256x8x8xf32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 8, 1 by 1, 2 by 4, 3 by 1, 4 by 1, 5 by 1], 8 lanes of 0>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  return
}

// Each of two tiles fetches 512 of 1024 lines in 256 iterations, two in each.
// CHECK-LABEL: func.func @lines
// CHECK: memref.prefetch %{{.*}}, read, locality<2>, data
// CHECK: memref.prefetch %{{.*}}, read, locality<2>, data
// CHECK-NOT: memref.prefetch
// CHECK: return
func.func @lines(%x: memref<8x256xf32>, %w: memref<32x256x64xf32>, %y: memref<8x2048xf32>) {
  linalg.generic {indexing_maps = [affine_map<(r, c, k) -> (r, k)>, affine_map<(r, c, k) -> (c floordiv 64, k, c mod 64)>, affine_map<(r, c, k) -> (r, c)>], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<8x256xf32>, memref<32x256x64xf32>) outs(%y : memref<8x2048xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 64, 0 by 4, 2 by 1], 8 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  return
}
