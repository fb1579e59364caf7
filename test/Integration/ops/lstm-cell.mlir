// One step of a long short-term memory, gates in the order i, f, g, o.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 bf16 f64
// CALL: x=2x3 h=2x4 c=2x4 wi=16x3 wh=16x4 bi=16 bh=16 terms=600
// CALL: x=0x3 h=0x4 c=0x4 wi=16x3 wh=16x4 bi=16 bh=16
// CALL: x=2x3 h=2x4 c=1x4 wi=16x3 wh=16x4 bi=16 bh=16 fails=2
// | y, d = ops.lstm_cell(x, h, c, wi, wh, bi, bh)
// | z, e = ops.lstm_cell(x, h, c, wi, wh)
!t = f32
!x = tensor<?x?x!t>
!h = tensor<?x4x!t>
!c = tensor<?x4x!t>
!wi = tensor<?x?x!t>
!wh = tensor<?x?x!t>
!bi = tensor<?x!t>
!bh = tensor<?x!t>
func.func @cell(%x: !x, %h: !h, %c: !c, %wi: !wi, %wh: !wh, %bi: !bi, %bh: !bh)
    -> (tensor<?x4x!t>, tensor<?x4x!t>, tensor<?x4x!t>, tensor<?x4x!t>) {
  %y, %d = nn.lstm_cell %x, %h, %c weights %wi, %wh bias %bi, %bh
      : (!x, !h, !c, !wi, !wh, !bi, !bh) -> (tensor<?x4x!t>, tensor<?x4x!t>)
  %z, %e = nn.lstm_cell %x, %h, %c weights %wi, %wh : (!x, !h, !c, !wi, !wh) -> (tensor<?x4x!t>, tensor<?x4x!t>)
  return %y, %d, %z, %e : tensor<?x4x!t>, tensor<?x4x!t>, tensor<?x4x!t>, tensor<?x4x!t>
}
