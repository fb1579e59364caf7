// Tensors that begin a loop, a branch or a scatter and are used again: none may be
// overwritten, whichever result lies in an output. Then extents that are known of
// one input only, and a count that is a quotient.
// DEFINE: %{compare} = %python %S/compare.py %s
// RUN: %{compare} carried a=f32:3 --outputs 2 --levels 03
// RUN: %{compare} loops a=f32:3 --outputs 2 --levels 03
// RUN: %{compare} iterations a=f32:3 --outputs 2 --levels 03
// RUN: %{compare} inits a=f32:3 --outputs 3 --levels 03
// RUN: %{compare} cast a=f32:3 --outputs 2 --levels 03
// RUN: %{compare} scatters x=f32:4 --outputs 2 --levels 03
// RUN: %{compare} branches p=i1 a=f32:3 --outputs 3 --levels 03
// RUN: %{compare} inserted a=f32:4 u=f32:2 p=i1 --outputs 2 --levels 03
// RUN: %{compare} branchscatter p=i1 x=f32:4 z=f32:4 i=i32:3 --outputs 3 --levels 03 --low 0 --high 3
// RUN: %{compare} mixed a=f32:3x4 b=f32:3x4 --outputs 1 --levels 03
// RUN: %{compare} quotient a=f32:6x2 --outputs 1 --levels 03

func.func @carried(%a: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
  %n = arith.constant 4 : index
  %z = arith.addf %a, %a : tensor<3xf32>
  %l = nn.scan init(%z : tensor<3xf32>) count %n -> tensor<3xf32> {
  ^bb0(%s: tensor<3xf32>):
    %x = arith.addf %s, %s : tensor<3xf32>
    nn.yield %x : tensor<3xf32>
  }
  return %l, %z : tensor<3xf32>, tensor<3xf32>
}

func.func @loops(%a: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
  %n = arith.constant 4 : index
  %z = arith.addf %a, %a : tensor<3xf32>
  %l = nn.scan init(%z : tensor<3xf32>) count %n -> tensor<3xf32> {
  ^bb0(%s: tensor<3xf32>):
    %x = arith.addf %s, %s : tensor<3xf32>
    nn.yield %x : tensor<3xf32>
  }
  %m = nn.scan init(%z : tensor<3xf32>) count %n -> tensor<3xf32> {
  ^bb0(%s: tensor<3xf32>):
    %x = arith.mulf %s, %s : tensor<3xf32>
    nn.yield %x : tensor<3xf32>
  }
  return %l, %m : tensor<3xf32>, tensor<3xf32>
}

func.func @iterations(%a: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
  %z = arith.addf %a, %a : tensor<3xf32>
  %l:3 = nn.fixed_point init(%z : tensor<3xf32>) tolerance 0.0 limit 3 best_effort -> tensor<3xf32>, tensor<i64>, tensor<i1> {
  ^bb0(%s: tensor<3xf32>):
    %x = arith.addf %s, %a : tensor<3xf32>
    nn.yield %x : tensor<3xf32>
  }
  %m:3 = nn.fixed_point init(%z : tensor<3xf32>) tolerance 0.0 limit 3 best_effort -> tensor<3xf32>, tensor<i64>, tensor<i1> {
  ^bb0(%s: tensor<3xf32>):
    %x = arith.mulf %s, %a : tensor<3xf32>
    nn.yield %x : tensor<3xf32>
  }
  return %l#0, %m#0 : tensor<3xf32>, tensor<3xf32>
}

func.func @inits(%a: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %n = arith.constant 4 : index
  %z = arith.addf %a, %a : tensor<3xf32>
  %l:2 = nn.scan init(%z, %z : tensor<3xf32>, tensor<3xf32>) count %n -> tensor<3xf32>, tensor<3xf32> {
  ^bb0(%s: tensor<3xf32>, %t: tensor<3xf32>):
    %x = arith.addf %s, %t : tensor<3xf32>
    %y = arith.mulf %s, %z : tensor<3xf32>
    nn.yield %x, %y : tensor<3xf32>, tensor<3xf32>
  }
  %m = nn.scan init(%z : tensor<3xf32>) count %n -> tensor<3xf32> {
  ^bb0(%s: tensor<3xf32>):
    %x = arith.addf %s, %l#0 : tensor<3xf32>
    nn.yield %x : tensor<3xf32>
  }
  return %l#0, %l#1, %m : tensor<3xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @cast(%a: tensor<?xf32>) -> (tensor<3xf32>, tensor<?xf32>) {
  %z = arith.addf %a, %a : tensor<?xf32>
  %c = tensor.cast %z : tensor<?xf32> to tensor<3xf32>
  %n = arith.constant 2 : index
  %l = nn.scan init(%c : tensor<3xf32>) count %n -> tensor<3xf32> {
  ^bb0(%s: tensor<3xf32>):
    %x = arith.addf %s, %s : tensor<3xf32>
    nn.yield %x : tensor<3xf32>
  }
  return %l, %z : tensor<3xf32>, tensor<?xf32>
}

func.func @scatters(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
  %y = arith.addf %x, %x : tensor<4xf32>
  %i = arith.constant dense<[3, 2, 1, 0]> : tensor<4xi64>
  %s = nn.scatter %y into %y axes [0] at %i : (tensor<4xf32>, tensor<4xf32>, tensor<4xi64>) -> tensor<4xf32> {
  ^bb1(%a: f32, %b: f32):
    %r = arith.subf %b, %a : f32
    nn.yield %r : f32
  }
  %r = nn.slice "::-1" %y : (tensor<4xf32>) -> tensor<4xf32>
  %t = nn.scatter %r into %y axes [0] at %i : (tensor<4xf32>, tensor<4xf32>, tensor<4xi64>) -> tensor<4xf32> {
  ^bb1(%a: f32, %b: f32):
    nn.yield %b : f32
  }
  return %s, %t : tensor<4xf32>, tensor<4xf32>
}

func.func @branches(%p: tensor<i1>, %a: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %z = arith.addf %a, %a : tensor<3xf32>
  %w = arith.mulf %a, %a : tensor<3xf32>
  %l = nn.cond %p : tensor<i1> -> tensor<3xf32> { nn.yield %z : tensor<3xf32> } else { nn.yield %w : tensor<3xf32> }
  %m = nn.cond %p : tensor<i1> -> tensor<3xf32> { nn.yield %w : tensor<3xf32> } else { nn.yield %z : tensor<3xf32> }
  return %l, %m, %z : tensor<3xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @inserted(%a: tensor<4xf32>, %u: tensor<2xf32>, %p: tensor<i1>) -> (tensor<4xf32>, tensor<4xf32>) {
  %z = arith.addf %a, %a : tensor<4xf32>
  %l = nn.cond %p : tensor<i1> -> tensor<4xf32> {
    %l = tensor.insert_slice %u into %z[1] [2] [1] : tensor<2xf32> into tensor<4xf32>
    nn.yield %l : tensor<4xf32>
  } else { nn.yield %z : tensor<4xf32> }
  return %l, %z : tensor<4xf32>, tensor<4xf32>
}

func.func @branchscatter(%p: tensor<i1>, %x: tensor<4xf32>, %z: tensor<4xf32>, %i: tensor<3xi32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) {
  %x2 = arith.addf %x, %x : tensor<4xf32>
  %z2 = arith.addf %z, %z : tensor<4xf32>
  %y = nn.cond %p : tensor<i1> -> tensor<4xf32> { nn.yield %x2 : tensor<4xf32> } else { nn.yield %z2 : tensor<4xf32> }
  %u = nn.slice "1:" %x2 : (tensor<4xf32>) -> tensor<3xf32>
  %s = nn.scatter %u into %y axes [0] at %i : (tensor<3xf32>, tensor<4xf32>, tensor<3xi32>) -> tensor<4xf32> {
  ^bb1(%a: f32, %b: f32):
    %r = arith.subf %b, %a : f32
    nn.yield %r : f32
  }
  return %s, %x2, %z2 : tensor<4xf32>, tensor<4xf32>, tensor<4xf32>
}

func.func @mixed(%a: tensor<?x4xf32>, %b: tensor<3x4xf32>) -> tensor<3xf32> {
  %r:2 = nn.reduce %a, %b axes [1] : (tensor<?x4xf32>, tensor<3x4xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
  ^bb0(%p: f32, %q: f32, %s: f32, %t: f32):
    %x = arith.addf %p, %s : f32
    %y = arith.mulf %q, %t : f32
    nn.yield %x, %y : f32, f32
  }
  %z = arith.addf %r#0, %r#1 : tensor<3xf32>
  return %z : tensor<3xf32>
}

func.func @quotient(%a: tensor<?x?xf32>) -> tensor<?x?xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %d = tensor.dim %a, %c0 : tensor<?x?xf32>
  %e = tensor.dim %a, %c1 : tensor<?x?xf32>
  %n = arith.divsi %d, %e : index
  %r = nn.scan init(%a : tensor<?x?xf32>) count %n -> tensor<?x?xf32> {
  ^bb0(%s: tensor<?x?xf32>):
    %t = arith.addf %s, %a : tensor<?x?xf32>
    nn.yield %t : tensor<?x?xf32>
  }
  return %r : tensor<?x?xf32>
}
