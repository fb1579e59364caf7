// Cells in scans: a sequence forwards and backwards, of batches and without.
// RUN: %python %S/../check_ops.py %t %s

// Six steps, whose errors add up; each has the roundings of the cell.
// CALL: x=2x6x3 h=2x4 wi=12x3 wh=12x4 terms=3600
// CALL: x=2x0x3 h=2x4 wi=12x3 wh=12x4
// | def run(steps):
// |   state, states = h, {}
// |   for k in steps: state = states[k] = ops.gru_cell(x[:, k], state, wi, wh)
// |   return [states[k] for k in sorted(states)]
// | n = x.shape[1]
// | both = [np.concatenate(pair, 1) for pair in zip(run(range(n)), run(reversed(range(n))))]
// | y = np.stack(both, 1) if n else np.zeros((2, 0, 8))
!x = tensor<?x?x3xf32>
!h = tensor<?x4xf32>
!wi = tensor<12x3xf32>
!wh = tensor<12x4xf32>
func.func @bidirectional(%x: !x, %h: !h, %wi: !wi, %wh: !wh) -> tensor<?x?x8xf32> {
  %l, %f = nn.scan init(%h : !h) over(%x : !x) axis 1 -> tensor<?x4xf32>, tensor<?x?x4xf32> {
  ^bb0(%s: tensor<?x4xf32>, %v: tensor<?x3xf32>):
    %n = nn.gru_cell %v, %s weights %wi, %wh : (tensor<?x3xf32>, tensor<?x4xf32>, !wi, !wh) -> tensor<?x4xf32>
    nn.yield %n, %n : tensor<?x4xf32>, tensor<?x4xf32>
  }
  %m, %b = nn.scan init(%h : !h) over(%x : !x) axis 1 reverse -> tensor<?x4xf32>, tensor<?x?x4xf32> {
  ^bb0(%s: tensor<?x4xf32>, %v: tensor<?x3xf32>):
    %n = nn.gru_cell %v, %s weights %wi, %wh : (tensor<?x3xf32>, tensor<?x4xf32>, !wi, !wh) -> tensor<?x4xf32>
    nn.yield %n, %n : tensor<?x4xf32>, tensor<?x4xf32>
  }
  %y = nn.concat %f, %b axis 2 : (tensor<?x?x4xf32>, tensor<?x?x4xf32>) -> tensor<?x?x8xf32>
  return %y : tensor<?x?x8xf32>
}

// -----

// State and cell are carried.
// CALL: x=5x3 h=2 c=2 wi=8x3 wh=8x2 terms=3000
// | y, d = h, c
// | for row in x: y, d = ops.lstm_cell(row, y, d, wi, wh)
!x = tensor<?x3xf32>
!h = tensor<2xf32>
!c = tensor<2xf32>
!wi = tensor<8x3xf32>
!wh = tensor<8x2xf32>
func.func @lstm(%x: !x, %h: !h, %c: !c, %wi: !wi, %wh: !wh) -> (tensor<2xf32>, tensor<2xf32>) {
  %y, %d = nn.scan init(%h, %c : !h, !c) over(%x : !x) -> tensor<2xf32>, tensor<2xf32> {
  ^bb0(%s: tensor<2xf32>, %m: tensor<2xf32>, %v: tensor<3xf32>):
    %n, %o = nn.lstm_cell %v, %s, %m weights %wi, %wh
        : (tensor<3xf32>, tensor<2xf32>, tensor<2xf32>, !wi, !wh) -> (tensor<2xf32>, tensor<2xf32>)
    nn.yield %n, %o : tensor<2xf32>, tensor<2xf32>
  }
  return %y, %d : tensor<2xf32>, tensor<2xf32>
}
