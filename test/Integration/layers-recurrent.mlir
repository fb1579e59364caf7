// Embeddings, cells, and cells in a scan against NumPy, with dynamic and with
// static extents.
// RUN: %python %S/compare_numpy.py %s embedding token=i32:2x3 place=f32:5x4 \
// RUN:   table=f32:7x4 --low 0 --high 6
// RUN: %python %S/compare_numpy.py %s cells x=f32:2x3 h=f32:2x4 c=f32:2x4 \
// RUN:   we=f32:4x3 he=f32:4x4 wg=f32:12x3 hg=f32:12x4 wl=f32:16x3 hl=f32:16x4 \
// RUN:   be=f32:4 bg=f32:12 bl=f32:16
// RUN: %python %S/compare_numpy.py %s sequence s=f32:2x5x3 h=f32:2x4 c=f32:2x4 \
// RUN:   wg=f32:12x3 hg=f32:12x4 wl=f32:16x3 hl=f32:16x4

!token = tensor<?x?xi32>
!place = tensor<5x4xf32>
!table = tensor<?x4xf32>
!x = tensor<?x3xf32>
!s = tensor<?x?x3xf32>
!h = tensor<?x4xf32>
!c = tensor<2x?xf32>
!we = tensor<?x3xf32>
!he = tensor<4x?xf32>
!wg = tensor<?x?xf32>
!hg = tensor<12x?xf32>
!wl = tensor<16x3xf32>
!hl = tensor<?x4xf32>
!be = tensor<?xf32>
!bg = tensor<?xf32>
!bl = tensor<16xf32>

!vectors = tensor<?x?x4xf32>
!state = tensor<?x4xf32>
!both = tensor<?x?x8xf32>

func.func @embedding(%token: !token, %place: !place, %table: !table)
    -> (!vectors, !vectors) {
  %0 = nn.embedding %token, %table : (!token, !table) -> !vectors
  // Learned positions: a table that is read at the positions.
  %p = nn.positions %token axis 1 : (!token) -> tensor<?xi64>
  %e = nn.embedding %p, %place : (tensor<?xi64>, !place) -> tensor<?x4xf32>
  %1 = nn.map %0, %e : (!vectors, tensor<?x4xf32>) -> !vectors {
  ^bb0(%a: f32, %b: f32):
    %sum = arith.addf %a, %b : f32
    nn.yield %sum : f32
  }
  return %0, %1 : !vectors, !vectors
}

func.func @cells(%x: !x, %h: !h, %c: !c, %we: !we, %he: !he, %wg: !wg, %hg: !hg,
    %wl: !wl, %hl: !hl, %be: !be, %bg: !bg, %bl: !bl)
    -> (!state, !state, !state, !state, !state, !state, !state, !state) {
  %0 = nn.elman_cell #nn.tanh, %x, %h weights %we, %he
      : (!x, !h, !we, !he) -> !state
  %1 = nn.elman_cell #nn.relu, %x, %h weights %we, %he bias %be, %be
      : (!x, !h, !we, !he, !be, !be) -> !state
  %2 = nn.gru_cell %x, %h weights %wg, %hg : (!x, !h, !wg, !hg) -> !state
  %twice = arith.addf %bg, %bg : !bg
  %3 = nn.gru_cell %x, %h weights %wg, %hg bias %bg, %twice
      : (!x, !h, !wg, !hg, !bg, !bg) -> !state
  %4:2 = nn.lstm_cell %x, %h, %c weights %wl, %hl
      : (!x, !h, !c, !wl, !hl) -> (!state, !state)
  %5:2 = nn.lstm_cell %x, %h, %c weights %wl, %hl bias %bl, %bl
      : (!x, !h, !c, !wl, !hl, !bl, !bl) -> (!state, !state)
  return %0, %1, %2, %3, %4#0, %4#1, %5#0, %5#1
      : !state, !state, !state, !state, !state, !state, !state, !state
}

// A bidirectional layer, one scan forwards and one backwards, and a layer whose
// last states alone are used.
func.func @sequence(%s: !s, %h: !h, %c: !c, %wg: !wg, %hg: !hg, %wl: !wl,
    %hl: !hl) -> (!both, !h, !c) {
  %f:2 = nn.scan init(%h : !h) over(%s : !s) axis 1 -> !h, !vectors {
  ^bb0(%state: !h, %step: !x):
    %next = nn.gru_cell %step, %state weights %wg, %hg
        : (!x, !h, !wg, !hg) -> !h
    nn.yield %next, %next : !h, !h
  }
  %b:2 = nn.scan init(%h : !h) over(%s : !s) axis 1 reverse -> !h, !vectors {
  ^bb0(%state: !h, %step: !x):
    %next = nn.gru_cell %step, %state weights %wg, %hg
        : (!x, !h, !wg, !hg) -> !h
    nn.yield %next, %next : !h, !h
  }
  %both = nn.concat %f#1, %b#1 axis 2 : (!vectors, !vectors) -> !both
  %l:2 = nn.scan init(%h, %c : !h, !c) over(%s : !s) axis 1 -> !h, !c {
  ^bb0(%state: !h, %cell: !c, %step: !x):
    %next:2 = nn.lstm_cell %step, %state, %cell weights %wl, %hl
        : (!x, !h, !c, !wl, !hl) -> (!h, !c)
    nn.yield %next#0, %next#1 : !h, !c
  }
  return %both, %l#0, %l#1 : !both, !h, !c
}
