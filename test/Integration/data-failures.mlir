// Failures that depend on data end in a status, in the evaluator and in code.
// RUN: %python -c "import numpy as n; n.save('%t.x.npy', n.ones((3, 2), n.float32)); n.save('%t.good.npy', n.array([0, 2], n.int32)); n.save('%t.high.npy', n.array([0, 3], n.int32)); n.save('%t.low.npy', n.array([-1, 0], n.int32)); n.save('%t.none.npy', n.ones((0, 2), n.float32)); n.save('%t.line.npy', n.ones((1, 1, 0), n.float32)); n.save('%t.p.npy', n.array(True)); n.save('%t.q.npy', n.array(False))"
// DEFINE: %{way} =
// DEFINE: %{gather} = nn-run %{way} %s --entry gather %t.x.npy
// DEFINE: %{index} = FileCheck %s --check-prefix=INDEX
// INDEX: failed: an index lies outside of its tensor
// NUMERIC: failed: an iteration did not converge

// REDEFINE: %{way} = --reference
// RUN: %{gather} %t.good.npy
// RUN: not %{gather} %t.high.npy 2>&1 | %{index}
// RUN: not %{gather} %t.low.npy 2>&1 | %{index}
// RUN: not nn-run %{way} %s --entry gather %t.none.npy %t.good.npy 2>&1 | %{index}
// RUN: not nn-run %{way} %s --entry scatter %t.x.npy %t.high.npy 2>&1 | %{index}
// RUN: not nn-run %{way} %s --entry embedding %t.x.npy %t.high.npy 2>&1 | %{index}
// RUN: not nn-run %{way} %s --entry resize %t.line.npy 2>&1 | %{index}
// RUN: not nn-run %{way} %s --entry bound %t.x.npy %t.high.npy 2>&1 | %{index}
// RUN: nn-run %{way} %s --entry bound %t.x.npy %t.good.npy
// RUN: not nn-run %{way} %s --entry diverges %t.x.npy 2>&1 | FileCheck %s --check-prefix=NUMERIC
// RUN: nn-run %{way} %s --entry effort %t.x.npy
// RUN: nn-run %{way} %s --entry branch %t.q.npy %t.x.npy %t.high.npy
// RUN: not nn-run %{way} %s --entry branch %t.p.npy %t.x.npy %t.high.npy 2>&1 | %{index}
// REDEFINE: %{way} = -O3
// RUN: %{gather} %t.good.npy
// RUN: not %{gather} %t.high.npy 2>&1 | %{index}
// RUN: not %{gather} %t.low.npy 2>&1 | %{index}
// RUN: not nn-run %{way} %s --entry gather %t.none.npy %t.good.npy 2>&1 | %{index}
// RUN: not nn-run %{way} %s --entry scatter %t.x.npy %t.high.npy 2>&1 | %{index}
// RUN: not nn-run %{way} %s --entry embedding %t.x.npy %t.high.npy 2>&1 | %{index}
// RUN: not nn-run %{way} %s --entry resize %t.line.npy 2>&1 | %{index}
// RUN: not nn-run %{way} %s --entry bound %t.x.npy %t.high.npy 2>&1 | %{index}
// RUN: nn-run %{way} %s --entry bound %t.x.npy %t.good.npy
// RUN: not nn-run %{way} %s --entry diverges %t.x.npy 2>&1 | FileCheck %s --check-prefix=NUMERIC
// RUN: nn-run %{way} %s --entry effort %t.x.npy
// RUN: nn-run %{way} %s --entry branch %t.q.npy %t.x.npy %t.high.npy
// RUN: not nn-run %{way} %s --entry branch %t.p.npy %t.x.npy %t.high.npy 2>&1 | %{index}

func.func @gather(%x: tensor<?x2xf32>, %i: tensor<2xi32>) -> tensor<2x2xf32> {
  %y = nn.gather %x axes [0] at %i : (tensor<?x2xf32>, tensor<2xi32>) -> tensor<2x2xf32>
  return %y : tensor<2x2xf32>
}
func.func @scatter(%x: tensor<3x2xf32>, %i: tensor<2xi32>) -> tensor<3x2xf32> {
  %u = nn.slice "0:2, :" %x : (tensor<3x2xf32>) -> tensor<2x2xf32>
  %y = nn.scatter %u into %x axes [0] at %i : (tensor<2x2xf32>, tensor<3x2xf32>, tensor<2xi32>) -> tensor<3x2xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %b : f32
  }
  return %y : tensor<3x2xf32>
}
func.func @diverges(%x: tensor<3x2xf32>) -> tensor<3x2xf32> {
  %z:3 = nn.fixed_point init(%x : tensor<3x2xf32>) tolerance 1.0e-03 limit 5 -> tensor<3x2xf32>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<3x2xf32>):
    %w = arith.addf %v, %x : tensor<3x2xf32>
    nn.yield %w : tensor<3x2xf32>
  }
  return %z#0 : tensor<3x2xf32>
}
func.func @effort(%x: tensor<3x2xf32>) -> tensor<3x2xf32> {
  %z:3 = nn.fixed_point init(%x : tensor<3x2xf32>) tolerance 1.0e-03 limit 5 best_effort -> tensor<3x2xf32>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<3x2xf32>):
    %w = arith.addf %v, %x : tensor<3x2xf32>
    nn.yield %w : tensor<3x2xf32>
  }
  return %z#0 : tensor<3x2xf32>
}
// What is not reached does not fail.
func.func @branch(%p: tensor<i1>, %x: tensor<3x2xf32>, %i: tensor<2xi32>) -> tensor<2x2xf32> {
  %y = nn.cond %p : tensor<i1> -> tensor<2x2xf32> {
    %a = nn.gather %x axes [0] at %i : (tensor<3x2xf32>, tensor<2xi32>) -> tensor<2x2xf32>
    nn.yield %a : tensor<2x2xf32>
  } else {
    %a = nn.slice "1:, :" %x : (tensor<3x2xf32>) -> tensor<2x2xf32>
    nn.yield %a : tensor<2x2xf32>
  }
  return %y : tensor<2x2xf32>
}

// Layers that take elements at places.
func.func @embedding(%x: tensor<3x2xf32>, %i: tensor<2xi32>) -> tensor<2x2xf32> {
  %y = nn.embedding %i, %x : (tensor<2xi32>, tensor<3x2xf32>) -> tensor<2x2xf32>
  return %y : tensor<2x2xf32>
}
func.func @resize(%x: tensor<1x1x?xf32>) -> tensor<1x1x4xf32> {
  %y = nn.resize linear %x size [4] : (tensor<1x1x?xf32>) -> tensor<1x1x4xf32>
  return %y : tensor<1x1x4xf32>
}

// A parameter that is bound to what could not be taken.
nn.param @w : tensor<2x2xf32> = dense<1.0>
func.func private @net(%x: tensor<3x2xf32>) -> tensor<3x2xf32> {
  %w = nn.param_ref @w : tensor<2x2xf32>
  %y = nn.linear %x, %w : (tensor<3x2xf32>, tensor<2x2xf32>) -> tensor<3x2xf32>
  return %y : tensor<3x2xf32>
}
func.func @bound(%x: tensor<3x2xf32>, %i: tensor<2xi32>) -> tensor<3x2xf32> {
  %g = nn.gather %x axes [0] at %i : (tensor<3x2xf32>, tensor<2xi32>) -> tensor<2x2xf32>
  %y = nn.apply @net(%x) params(@w = %g : tensor<2x2xf32>) : (tensor<3x2xf32>) -> tensor<3x2xf32>
  return %y : tensor<3x2xf32>
}
