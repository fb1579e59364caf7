// Indexing, control flow and random numbers, compiled against the evaluator.
// DEFINE: %{compare} = %python %S/compare.py %s
// RUN: %{compare} gather x=f32:5x4 i=i32:3 --low 0 --high 4 --rtol 0 --atol 0
// RUN: %{compare} gather2 x=f32:3x4x2 i=i32:2x3 j=i32:2x3 --low 0 --high 1 --levels 03
// RUN: %{compare} scatter x=f32:6x4 i=i64:9 u=f32:9x4 --low 0 --high 5
// RUN: %{compare} scatter x=f32:6x4 i=i64:0 u=f32:0x4 --levels 03
// RUN: %{compare} sort x=f32:3x7 --outputs 2 --rtol 0 --atol 0
// RUN: %{compare} sort0 x=i32:50x2 --outputs 2 --rtol 0 --atol 0
// RUN: %{compare} sort0 x=i32:0x2 --outputs 2 --levels 03
// RUN: %{compare} concat x=f32:3x3 y=f32:2x3 --levels 03 --rtol 0 --atol 0
// RUN: %{compare} slice x=f32:5x8x4 --levels 03 --rtol 0 --atol 0
// RUN: %{compare} slice x=f32:0x8x4 --levels 03 --rtol 0 --atol 0
// RUN: %{compare} slices x=f32:9 --levels 03 --outputs 4 --rtol 0 --atol 0
// RUN: %{compare} cond p=i1 x=f32:5x3 --levels 03 --rtol 0 --atol 0
// RUN: %{compare} scan h=f32:3 x=f32:3x5 --outputs 2
// RUN: %{compare} scan h=f32:3 x=f32:3x0 --outputs 2 --levels 03
// RUN: %{compare} swap a=f32:3 b=f32:3 --outputs 2 --rtol 0 --atol 0
// RUN: %{compare} nested x=f32:4x3x2 --outputs 2
// RUN: %{compare} weave x=f32:6x4 w=f32:6x3x4
// RUN: %{compare} fixed x=f32:6 --outputs 2 --rtol 1e-4 --atol 1e-4
// RUN: %{compare} random s=i64 x=f32:3x3 --outputs 4 --rtol 1e-12 --atol 1e-12

func.func @gather(%x: tensor<5x?xf32>, %i: tensor<3xi32>) -> tensor<3x?xf32> {
  %y = nn.gather %x axes [0] at %i : (tensor<5x?xf32>, tensor<3xi32>) -> tensor<3x?xf32>
  return %y : tensor<3x?xf32>
}
func.func @gather2(%x: tensor<?x4x?xf32>, %i: tensor<2x3xi32>, %j: tensor<2x3xi32>) -> tensor<2x3x4xf32> {
  %y = nn.gather %x axes [0, 2] at %i, %j : (tensor<?x4x?xf32>, tensor<2x3xi32>, tensor<2x3xi32>) -> tensor<2x3x4xf32>
  return %y : tensor<2x3x4xf32>
}
func.func @scatter(%x: tensor<?x4xf32>, %i: tensor<?xi64>, %u: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = nn.scatter %u into %x axes [0] at %i : (tensor<?x4xf32>, tensor<?x4xf32>, tensor<?xi64>) -> tensor<?x4xf32> {
  ^bb0(%a: f32, %b: f32):
    %c = arith.addf %a, %b : f32
    nn.yield %c : f32
  }
  return %y : tensor<?x4xf32>
}
func.func @sort(%x: tensor<?x7xf32>) -> (tensor<?x7xf32>, tensor<?x7xi64>) {
  %v, %p = nn.sort %x axis 1 : (tensor<?x7xf32>) -> (tensor<?x7xf32>, tensor<?x7xi64>)
  return %v, %p : tensor<?x7xf32>, tensor<?x7xi64>
}
func.func @sort0(%x: tensor<?x2xi32>) -> (tensor<?x2xi32>, tensor<?x2xi64>) {
  %v, %p = nn.sort %x axis 0 descending : (tensor<?x2xi32>) -> (tensor<?x2xi32>, tensor<?x2xi64>)
  return %v, %p : tensor<?x2xi32>, tensor<?x2xi64>
}
func.func @concat(%x: tensor<?x3xf32>, %y: tensor<2x3xf32>) -> tensor<?x3xf32> {
  %z = nn.concat %x, %y, %x axis 0 : (tensor<?x3xf32>, tensor<2x3xf32>, tensor<?x3xf32>) -> tensor<?x3xf32>
  return %z : tensor<?x3xf32>
}
func.func @slice(%x: tensor<?x8x4xf32>) -> tensor<?x3xf32> {
  %z = nn.slice "::-1, 1:7:2, -1" %x : (tensor<?x8x4xf32>) -> tensor<?x3xf32>
  return %z : tensor<?x3xf32>
}
func.func @cond(%p: tensor<i1>, %x: tensor<?x3xf32>) -> tensor<?x3xf32> {
  %y = nn.cond %p : tensor<i1> -> tensor<?x3xf32> {
    %a = arith.addf %x, %x : tensor<?x3xf32>
    nn.yield %a : tensor<?x3xf32>
  } else {
    nn.yield %x : tensor<?x3xf32>
  }
  return %y : tensor<?x3xf32>
}
func.func @scan(%h: tensor<?xf32>, %x: tensor<?x?xf32>) -> (tensor<?xf32>, tensor<?x?xf32>) {
  %l, %a = nn.scan init(%h : tensor<?xf32>) over(%x : tensor<?x?xf32>) axis 1 reverse -> tensor<?xf32>, tensor<?x?xf32> {
  ^bb0(%s: tensor<?xf32>, %t: tensor<?xf32>):
    %n = arith.addf %s, %t : tensor<?xf32>
    nn.yield %n, %s : tensor<?xf32>, tensor<?xf32>
  }
  return %l, %a : tensor<?xf32>, tensor<?x?xf32>
}
func.func @swap(%a: tensor<3xf32>, %b: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
  %n = arith.constant 3 : index
  %l, %m = nn.scan init(%a, %b : tensor<3xf32>, tensor<3xf32>) count %n -> tensor<3xf32>, tensor<3xf32> {
  ^bb0(%s: tensor<3xf32>, %t: tensor<3xf32>):
    nn.yield %t, %s : tensor<3xf32>, tensor<3xf32>
  }
  return %l, %m : tensor<3xf32>, tensor<3xf32>
}
func.func @weave(%x: tensor<?x4xf32>, %w: tensor<?x3x4xf32>) -> tensor<?x3xf32> {
  %y = nn.weave over(%x, %w : tensor<?x4xf32>, tensor<?x3x4xf32>) -> tensor<?x3xf32> {
  ^bb0(%a: tensor<4xf32>, %b: tensor<3x4xf32>):
    %c = nn.linear %a, %b : (tensor<4xf32>, tensor<3x4xf32>) -> tensor<3xf32>
    nn.yield %c : tensor<3xf32>
  }
  return %y : tensor<?x3xf32>
}
func.func @fixed(%x: tensor<?xf32>) -> (tensor<?xf32>, tensor<i1>) {
  %z, %n, %s = nn.fixed_point init(%x : tensor<?xf32>) tolerance 1.0e-06 limit 100 -> tensor<?xf32>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<?xf32>):
    %w = nn.map %v, %x : (tensor<?xf32>, tensor<?xf32>) -> tensor<?xf32> {
    ^bb1(%a: f32, %b: f32):
      %half = arith.constant 0.5 : f32
      %c = arith.mulf %a, %half : f32
      %d = arith.addf %c, %b : f32
      nn.yield %d : f32
    }
    nn.yield %w : tensor<?xf32>
  }
  return %z, %s : tensor<?xf32>, tensor<i1>
}
func.func @random(%s: tensor<i64>, %x: tensor<?x3xf32>) -> (tensor<?x3xi64>, tensor<?x3xf32>, tensor<?x3xf64>, tensor<5xi8>) {
  %a = nn.random bits %s like %x : tensor<i64>, tensor<?x3xf32> -> tensor<?x3xi64>
  %b = nn.random uniform %s stream 7 like %x : tensor<i64>, tensor<?x3xf32> -> tensor<?x3xf32>
  %c = nn.random normal %s like %x : tensor<i64>, tensor<?x3xf32> -> tensor<?x3xf64>
  %d = nn.random bits %s : tensor<i64> -> tensor<5xi8>
  return %a, %b, %c, %d : tensor<?x3xi64>, tensor<?x3xf32>, tensor<?x3xf64>, tensor<5xi8>
}

// Ranges that depend on a dynamic extent.
func.func @slices(%x: tensor<?xf32>) -> (tensor<?xf32>, tensor<3xf32>, tensor<?xf32>, tensor<f32>) {
  %a = nn.slice "2:-1:3" %x : (tensor<?xf32>) -> tensor<?xf32>
  %b = nn.slice "-1:-6:-2" %x : (tensor<?xf32>) -> tensor<3xf32>
  %c = nn.slice "4::-1" %x : (tensor<?xf32>) -> tensor<?xf32>
  %d = nn.slice "-3" %x : (tensor<?xf32>) -> tensor<f32>
  return %a, %b, %c, %d : tensor<?xf32>, tensor<3xf32>, tensor<?xf32>, tensor<f32>
}

// A recurrence inside of a weave, with a condition inside of it; the extents of
// what is stacked follow from the inner loops.
func.func @nested(%x: tensor<?x?x2xf32>) -> (tensor<?x2xf32>, tensor<?x?x2xf32>) {
  %zero = arith.constant dense<0.0> : tensor<2xf32>
  %l, %a = nn.weave over(%x : tensor<?x?x2xf32>) -> tensor<?x2xf32>, tensor<?x?x2xf32> {
  ^bb0(%row: tensor<?x2xf32>):
    %last, %all = nn.scan init(%zero : tensor<2xf32>) over(%row : tensor<?x2xf32>) -> tensor<2xf32>, tensor<?x2xf32> {
    ^bb0(%s: tensor<2xf32>, %v: tensor<2xf32>):
      %sum = nn.reduce %v axes [0] : (tensor<2xf32>) -> tensor<f32> neutral 0.0 {
      ^bb1(%p: f32, %q: f32):
        %r = arith.addf %p, %q : f32
        nn.yield %r : f32
      }
      %isBig = nn.map %sum : (tensor<f32>) -> tensor<i1> {
      ^bb1(%p: f32):
        %c = arith.constant 0.0 : f32
        %b = arith.cmpf ogt, %p, %c : f32
        nn.yield %b : i1
      }
      %n = nn.cond %isBig : tensor<i1> -> tensor<2xf32> {
        %t = arith.addf %s, %v : tensor<2xf32>
        nn.yield %t : tensor<2xf32>
      } else {
        %t = arith.subf %s, %v : tensor<2xf32>
        nn.yield %t : tensor<2xf32>
      }
      nn.yield %n, %n : tensor<2xf32>, tensor<2xf32>
    }
    nn.yield %last, %all : tensor<2xf32>, tensor<?x2xf32>
  }
  return %l, %a : tensor<?x2xf32>, tensor<?x?x2xf32>
}
