// One step of a gated recurrent unit, gates in the order r, z, n.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f16 f64
// CALL: x=2x3 h=2x4 wi=12x3 wh=12x4 bi=12 bh=12 terms=600
// CALL: x=0x3 h=0x4 wi=12x3 wh=12x4 bi=12 bh=12
// CALL: x=2x3 h=2x4 wi=11x3 wh=12x4 bi=12 bh=12 fails=2
// | y = ops.gru_cell(x, h, wi, wh, bi, bh)
// | z = ops.gru_cell(x, h, wi, wh)
!t = f32
!x = tensor<?x?x!t>
!h = tensor<?x4x!t>
!wi = tensor<?x?x!t>
!wh = tensor<?x?x!t>
!bi = tensor<?x!t>
!bh = tensor<?x!t>
func.func @cell(%x: !x, %h: !h, %wi: !wi, %wh: !wh, %bi: !bi, %bh: !bh) -> (tensor<?x4x!t>, tensor<?x4x!t>) {
  %y = nn.gru_cell %x, %h weights %wi, %wh bias %bi, %bh : (!x, !h, !wi, !wh, !bi, !bh) -> tensor<?x4x!t>
  %z = nn.gru_cell %x, %h weights %wi, %wh : (!x, !h, !wi, !wh) -> tensor<?x4x!t>
  return %y, %z : tensor<?x4x!t>, tensor<?x4x!t>
}

// -----

// An update gate that is shut keeps the state, one that is open forgets it.
// CALL: x=[[1],[-1]] h=[[0.5],[-0.5]] wi=[[0],[100],[0]] wh=[[0],[0],[0]] terms=1
// | y = np.array([[0.5], [0]])
!x = tensor<2x1xf32>
!h = tensor<2x1xf32>
!wi = tensor<3x1xf32>
!wh = tensor<3x1xf32>
func.func @gate(%x: !x, %h: !h, %wi: !wi, %wh: !wh) -> tensor<2x1xf32> {
  %y = nn.gru_cell %x, %h weights %wi, %wh : (!x, !h, !wi, !wh) -> tensor<2x1xf32>
  return %y : tensor<2x1xf32>
}
