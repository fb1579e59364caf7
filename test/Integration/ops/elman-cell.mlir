// One step of an Elman network, with an activation of its own.
// 10 products and two biases, of which the activation makes at most as much.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f16 bf16 f64
// CALL: x=2x3 h=2x4 wi=4x3 wh=4x4 bi=4 bh=4 terms=600
// CALL: x=0x3 h=0x4 wi=4x3 wh=4x4 bi=4 bh=4
// CALL: x=2x3 h=3x4 wi=4x3 wh=4x4 bi=4 bh=4 fails=2
// CALL: x=2x3 h=2x4 wi=5x3 wh=4x4 bi=4 bh=4 fails=2
// | y = ops.elman_cell(np.tanh, x, h, wi, wh, bi, bh)
// | z = ops.elman_cell(ops.relu, x, h, wi, wh)
!t = f32
!x = tensor<?x?x!t>
!h = tensor<?x?x!t>
!wi = tensor<?x?x!t>
!wh = tensor<?x?x!t>
!bi = tensor<?x!t>
!bh = tensor<?x!t>
func.func @cell(%x: !x, %h: !h, %wi: !wi, %wh: !wh, %bi: !bi, %bh: !bh) -> (tensor<?x?x!t>, tensor<?x?x!t>) {
  %y = nn.elman_cell #nn.tanh, %x, %h weights %wi, %wh bias %bi, %bh : (!x, !h, !wi, !wh, !bi, !bh) -> tensor<?x?x!t>
  %z = nn.elman_cell #nn.relu, %x, %h weights %wi, %wh : (!x, !h, !wi, !wh) -> tensor<?x?x!t>
  return %y, %z : tensor<?x?x!t>, tensor<?x?x!t>
}

// -----

// Without a batch.
// CALL: x=3 h=2 wi=2x3 wh=2x2 terms=300
// | y = ops.elman_cell(np.tanh, x, h, wi, wh)
!x = tensor<?xf32>
!h = tensor<?xf32>
!wi = tensor<?x?xf32>
!wh = tensor<?x?xf32>
func.func @vector(%x: !x, %h: !h, %wi: !wi, %wh: !wh) -> tensor<?xf32> {
  %y = nn.elman_cell #nn.tanh, %x, %h weights %wi, %wh : (!x, !h, !wi, !wh) -> tensor<?xf32>
  return %y : tensor<?xf32>
}
