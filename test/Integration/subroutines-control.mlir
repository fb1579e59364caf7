// Functions that are compiled by themselves in loops and branches: what a loop
// carries never lies where the next call writes.

// DEFINE: %{compare} = %python %S/compare.py %s --levels 03 --rtol 0 --atol 0
// RUN: %{compare} carried x=f64:5 n=f64:7 --outputs 2
// RUN: %{compare} carried x=f64:0 n=f64:7 --outputs 2
// RUN: %{compare} exchanged x=f64:5 y=f64:5 n=f64:7 --outputs 3
// RUN: %{compare} fixed x=f64:6
// RUN: %{compare} branch p=i1: x=f64:6 y=f64:4x4 --outputs 3 --rtol 1e-12 --atol 1e-12

func.func private @work(%x: tensor<?x?xf64>, %y: tensor<?x?xf64>) -> (tensor<?x?xf64>, tensor<?xi64>) attributes {no_inline} {
  %m = nn.einsum "i j, j k -> i k" %x, %y : (tensor<?x?xf64>, tensor<?x?xf64>) -> tensor<?x?xf64>
  %t = nn.einsum "i k, j k -> i j" %m, %y : (tensor<?x?xf64>, tensor<?x?xf64>) -> tensor<?x?xf64>
  %f = nn.rearrange "a b -> (a b)" %t : (tensor<?x?xf64>) -> tensor<?xf64>
  %sorted, %p = nn.sort %f axis 0 : (tensor<?xf64>) -> (tensor<?xf64>, tensor<?xi64>)
  return %t, %p : tensor<?x?xf64>, tensor<?xi64>
}

func.func private @mirror(%x: tensor<?xf64>) -> tensor<?xf64> attributes {no_inline} {
  %r = nn.slice "::-1" %x : (tensor<?xf64>) -> tensor<?xf64>
  %c = arith.constant 0.5 : f64
  %y = nn.map %r, %x : (tensor<?xf64>, tensor<?xf64>) -> tensor<?xf64> {
  ^bb0(%a: f64, %b: f64):
    %i = nn.index 0
    %k = arith.index_cast %i : index to i64
    %f = arith.sitofp %k : i64 to f64
    %s = arith.addf %a, %f : f64
    %h = arith.mulf %b, %c : f64
    %z = arith.addf %s, %h : f64
    nn.yield %z : f64
  }
  return %y : tensor<?xf64>
}

func.func private @swap(%x: tensor<?xf64>, %y: tensor<?xf64>) -> (tensor<?xf64>, tensor<?xf64>) attributes {no_inline} {
  %r = nn.slice "::-1" %x : (tensor<?xf64>) -> tensor<?xf64>
  return %y, %r : tensor<?xf64>, tensor<?xf64>
}

func.func @carried(%x: tensor<?xf64>, %n: tensor<7xf64>) -> (tensor<?xf64>, tensor<7x?xf64>) {
  %l, %a = nn.scan init(%x : tensor<?xf64>) over(%n : tensor<7xf64>) -> tensor<?xf64>, tensor<7x?xf64> {
  ^bb0(%s: tensor<?xf64>, %e: tensor<f64>):
    %next = func.call @mirror(%s) : (tensor<?xf64>) -> tensor<?xf64>
    nn.yield %next, %next : tensor<?xf64>, tensor<?xf64>
  }
  return %l, %a : tensor<?xf64>, tensor<7x?xf64>
}

func.func @exchanged(%x: tensor<?xf64>, %y: tensor<?xf64>, %n: tensor<7xf64>) -> (tensor<?xf64>, tensor<?xf64>, tensor<7x?xf64>) {
  %l, %m, %a = nn.scan init(%x, %y : tensor<?xf64>, tensor<?xf64>) over(%n : tensor<7xf64>) -> tensor<?xf64>, tensor<?xf64>, tensor<7x?xf64> {
  ^bb0(%s: tensor<?xf64>, %t: tensor<?xf64>, %e: tensor<f64>):
    %u, %v = func.call @swap(%s, %t) : (tensor<?xf64>, tensor<?xf64>) -> (tensor<?xf64>, tensor<?xf64>)
    %w = func.call @mirror(%s) : (tensor<?xf64>) -> tensor<?xf64>
    nn.yield %v, %u, %w : tensor<?xf64>, tensor<?xf64>, tensor<?xf64>
  }
  return %l, %m, %a : tensor<?xf64>, tensor<?xf64>, tensor<7x?xf64>
}

func.func @fixed(%x: tensor<?xf64>) -> tensor<?xf64> {
  %r, %count, %ok = nn.fixed_point init(%x : tensor<?xf64>) tolerance 1.0e-30 limit 9 best_effort -> tensor<?xf64>, tensor<i64>, tensor<i1> {
  ^bb0(%s: tensor<?xf64>):
    %next = func.call @mirror(%s) : (tensor<?xf64>) -> tensor<?xf64>
    nn.yield %next : tensor<?xf64>
  }
  return %r : tensor<?xf64>
}

func.func @branch(%p: tensor<i1>, %x: tensor<?xf64>, %y: tensor<?x?xf64>) -> (tensor<?xf64>, tensor<?x?xf64>, tensor<?xi64>) {
  %r = nn.cond %p : tensor<i1> -> tensor<?xf64> {
    %a = func.call @mirror(%x) : (tensor<?xf64>) -> tensor<?xf64>
    %b = func.call @mirror(%a) : (tensor<?xf64>) -> tensor<?xf64>
    nn.yield %b : tensor<?xf64>
  } else {
    %a, %b = func.call @swap(%x, %x) : (tensor<?xf64>, tensor<?xf64>) -> (tensor<?xf64>, tensor<?xf64>)
    nn.yield %b : tensor<?xf64>
  }
  %t, %q = func.call @work(%y, %y) : (tensor<?x?xf64>, tensor<?x?xf64>) -> (tensor<?x?xf64>, tensor<?xi64>)
  return %r, %t, %q : tensor<?xf64>, tensor<?x?xf64>, tensor<?xi64>
}
