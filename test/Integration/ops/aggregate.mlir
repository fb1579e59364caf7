// What is made of the values of marked keys. The selectors mark keys that are
// small enough, for some queries none and for some one.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f64 f16 bf16
// CALL: s=6x5 v=5x3 d=3 terms=5
// CALL: s=[[1,0,0],[0,0,0],[0,0,1]] v=3x2 d=2
// CALL: s=3x1 v=1x2 d=2
// CALL: s=6x5 v=5x1 d=1 terms=5
// CALL: s=3x0 v=0x2 d=2
// CALL: s=0x3 v=3x2 d=2
// CALL: s=3x4 v=4x0 d=0
// | a, b = ops.aggregate("mean", s, v, d), ops.aggregate("mean", s, v)
// | c, e = ops.aggregate("sum", s, v, d), ops.aggregate("sum", s, v)
!t = f32
!s = tensor<?x?xi1>
!v = tensor<?x?x!t>
!d = tensor<?x!t>
!r = tensor<?x?x!t>
func.func @sums(%s: !s, %v: !v, %d: !d) -> (tensor<?x?x!t>, tensor<?x?x!t>, tensor<?x?x!t>, tensor<?x?x!t>) {
  %a = nn.aggregate mean %s, %v default %d : (!s, !v, !d) -> tensor<?x?x!t>
  %b = nn.aggregate mean %s, %v : (!s, !v) -> tensor<?x?x!t>
  %c = nn.aggregate sum %s, %v default %d : (!s, !v, !d) -> tensor<?x?x!t>
  %e = nn.aggregate sum %s, %v : (!s, !v) -> tensor<?x?x!t>
  return %a, %b, %c, %e : tensor<?x?x!t>, tensor<?x?x!t>, tensor<?x?x!t>, tensor<?x?x!t>
}

// -----

// Elements of every type, in rows of one axis and of none.
// TYPES: !t = f32 f64 f16 bf16 i1 i8 i16 i32 i64
// CALL: s=6x5 v=5x3x2 d=3x2 u=5
// CALL: s=[[1,0,0],[0,0,0],[0,0,1],[1,1,1]] v=3x2x1 d=2x1 u=3
// CALL: s=3x1 v=1x1x2 d=1x2 u=1
// CALL: s=3x0 v=0x2x2 d=2x2 u=0
// CALL: s=0x3 v=3x2x2 d=2x2 u=3
// | a, b = ops.aggregate("max", s, v, d), ops.aggregate("min", s, v)
// | c, e = ops.aggregate("first", s, v, d), ops.aggregate("last", s, v)
// | f, g = ops.aggregate("max", s, u), ops.aggregate("min", s, u)
// | h, i = ops.aggregate("first", s, u), ops.aggregate("last", s, u)
!t = f32
!s = tensor<?x?xi1>
!v = tensor<?x?x?x!t>
!d = tensor<?x?x!t>
!u = tensor<?x!t>
func.func @choices(%s: !s, %v: !v, %d: !d, %u: !u) -> (tensor<?x?x?x!t>, tensor<?x?x?x!t>, tensor<?x?x?x!t>, tensor<?x?x?x!t>, tensor<?x!t>, tensor<?x!t>, tensor<?x!t>, tensor<?x!t>) {
  %a = nn.aggregate max %s, %v default %d : (!s, !v, !d) -> tensor<?x?x?x!t>
  %b = nn.aggregate min %s, %v : (!s, !v) -> tensor<?x?x?x!t>
  %c = nn.aggregate first %s, %v default %d : (!s, !v, !d) -> tensor<?x?x?x!t>
  %e = nn.aggregate last %s, %v : (!s, !v) -> tensor<?x?x?x!t>
  %f = nn.aggregate max %s, %u : (!s, !u) -> tensor<?x!t>
  %g = nn.aggregate min %s, %u : (!s, !u) -> tensor<?x!t>
  %h = nn.aggregate first %s, %u : (!s, !u) -> tensor<?x!t>
  %i = nn.aggregate last %s, %u : (!s, !u) -> tensor<?x!t>
  return %a, %b, %c, %e, %f, %g, %h, %i : tensor<?x?x?x!t>, tensor<?x?x?x!t>, tensor<?x?x?x!t>, tensor<?x?x?x!t>, tensor<?x!t>, tensor<?x!t>, tensor<?x!t>, tensor<?x!t>
}

// -----

// Integers wrap in their type.
// TYPES: !t = i8 i16 i32 i64
// CALL: s=6x50 v=50x3:-100..100 d=3
// CALL: s=[[1,1],[1,0],[0,0]] v=[[100,1,2],[100,3,4]] d=3
// CALL: s=3x0 v=0x3 d=3
// | a, b = ops.aggregate("sum", s, v, d), ops.aggregate("sum", s, v)
!t = i8
!s = tensor<?x?xi1>
!v = tensor<?x?x!t>
!d = tensor<?x!t>
func.func @integer_sums(%s: !s, %v: !v, %d: !d) -> (tensor<?x?x!t>, tensor<?x?x!t>) {
  %a = nn.aggregate sum %s, %v default %d : (!s, !v, !d) -> tensor<?x?x!t>
  %b = nn.aggregate sum %s, %v : (!s, !v) -> tensor<?x?x!t>
  return %a, %b : tensor<?x?x!t>, tensor<?x?x!t>
}

// -----

// The mean of integers and booleans is an f64, of an exact sum.
// TYPES: !t = i1 i8 i16 i32 i64
// CALL: s=6x50 v=50x3:-100..100 d=3
// CALL: s=[[1,1],[1,0],[0,0]] v=[[100,1,2],[100,3,4]] d=3
// CALL: s=3x0 v=0x3 d=3
// CALL: s=0x3 v=3x3 d=3
// | a, b = ops.aggregate("mean", s, v, d), ops.aggregate("mean", s, v)
!t = i8
!s = tensor<?x?xi1>
!v = tensor<?x?x!t>
!d = tensor<?xf64>
func.func @integer_means(%s: !s, %v: !v, %d: !d) -> (tensor<?x?xf64>, tensor<?x?xf64>) {
  %a = nn.aggregate mean %s, %v default %d : (!s, !v, !d) -> tensor<?x?xf64>
  %b = nn.aggregate mean %s, %v : (!s, !v) -> tensor<?x?xf64>
  return %a, %b : tensor<?x?xf64>, tensor<?x?xf64>
}

// -----

// What is not marked does not count, be it no number; what is marked decides.
// CALL: s=[[1,0,0],[0,1,0],[0,0,1],[1,1,0],[1,0,1],[0,0,0]] v=[nan,inf,2.5]
// | a, b = ops.aggregate("max", s, v), ops.aggregate("min", s, v)
// | c, d = ops.aggregate("mean", s, v), ops.aggregate("last", s, v)
!s = tensor<?x?xi1>
!v = tensor<?xf32>
func.func @special(%s: !s, %v: !v) -> (tensor<?xf32>, tensor<?xf32>, tensor<?xf32>, tensor<?xf32>) {
  %a = nn.aggregate max %s, %v : (!s, !v) -> tensor<?xf32>
  %b = nn.aggregate min %s, %v : (!s, !v) -> tensor<?xf32>
  %c = nn.aggregate mean %s, %v : (!s, !v) -> tensor<?xf32>
  %d = nn.aggregate last %s, %v : (!s, !v) -> tensor<?xf32>
  return %a, %b, %c, %d : tensor<?xf32>, tensor<?xf32>, tensor<?xf32>, tensor<?xf32>
}

// -----

// A static extent of one key, or of one row, does not stretch a dynamic one.
// CALL: s=[[1],[0]] v=1x3 d=3
// CALL: s=[[1],[0]] v=2x3 d=3 fails=2
// CALL: s=[[1],[0]] v=1x3 d=2 fails=2
// | a, b = ops.aggregate("mean", s, v, d), ops.aggregate("last", s, v, d)
!v = tensor<?x?xf32>
!d = tensor<?xf32>
func.func @one_key(%s: tensor<2x1xi1>, %v: !v, %d: !d) -> (tensor<2x?xf32>, tensor<2x?xf32>) {
  %a = nn.aggregate mean %s, %v default %d : (tensor<2x1xi1>, !v, !d) -> tensor<2x?xf32>
  %b = nn.aggregate last %s, %v default %d : (tensor<2x1xi1>, !v, !d) -> tensor<2x?xf32>
  return %a, %b : tensor<2x?xf32>, tensor<2x?xf32>
}
