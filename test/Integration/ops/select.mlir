// Which keys compare with each query, of every element type.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f64 f16 bf16 i1 i8 i16 i32 i64
// CALL: k=5:0..2 q=4:0..2
// CALL: k=3 q=3
// CALL: k=1 q=4
// CALL: k=4 q=1
// CALL: k=0 q=3
// CALL: k=3 q=0
// | r = ops.select("lt", k, q), ops.select("ge", k, q)
// | x, y = ops.select("eq", k, q), ops.select("ne", k, q)
// | z, w = ops.select("le", k, q), ops.select("gt", k, q)
// | a, b = r
!t = f32
!k = tensor<?x!t>
!q = tensor<?x!t>
func.func @all(%k: !k, %q: !q) -> (tensor<?x?xi1>, tensor<?x?xi1>, tensor<?x?xi1>, tensor<?x?xi1>, tensor<?x?xi1>, tensor<?x?xi1>) {
  %a = nn.select lt %k, %q : (!k, !q) -> tensor<?x?xi1>
  %b = nn.select ge %k, %q : (!k, !q) -> tensor<?x?xi1>
  %x = nn.select eq %k, %q : (!k, !q) -> tensor<?x?xi1>
  %y = nn.select ne %k, %q : (!k, !q) -> tensor<?x?xi1>
  %z = nn.select le %k, %q : (!k, !q) -> tensor<?x?xi1>
  %w = nn.select gt %k, %q : (!k, !q) -> tensor<?x?xi1>
  return %a, %b, %x, %y, %z, %w : tensor<?x?xi1>, tensor<?x?xi1>, tensor<?x?xi1>, tensor<?x?xi1>, tensor<?x?xi1>, tensor<?x?xi1>
}

// -----

// Not-a-number is unequal to itself, and negated only where that is the same.
// CALL: x=[nan,0.0,-0.0,inf,-inf,nan]
// | k, q = x[None, :], x[:, None]
// | a, b, c, d = k == q, k != q, ~(k < q), ~(k == q)
!x = tensor<?xf32>
func.func @special(%x: !x) -> (tensor<?x?xi1>, tensor<?x?xi1>, tensor<?x?xi1>, tensor<?x?xi1>) {
  %true = arith.constant true
  %a = nn.select eq %x, %x : (!x, !x) -> tensor<?x?xi1>
  %b = nn.select ne %x, %x : (!x, !x) -> tensor<?x?xi1>
  %l = nn.select lt %x, %x : (!x, !x) -> tensor<?x?xi1>
  %c = nn.map %l : (tensor<?x?xi1>) -> tensor<?x?xi1> {
  ^bb0(%p: i1):
    %n = arith.xori %p, %true : i1
    nn.yield %n : i1
  }
  %d = nn.map %a : (tensor<?x?xi1>) -> tensor<?x?xi1> {
  ^bb0(%p: i1):
    %n = arith.xori %p, %true : i1
    nn.yield %n : i1
  }
  return %a, %b, %c, %d : tensor<?x?xi1>, tensor<?x?xi1>, tensor<?x?xi1>, tensor<?x?xi1>
}
