// Tensors of indices inside of a function, compiled at every level and evaluated;
// a division by an index of 0 gives 0, as one by any other integer.
// RUN: %python %S/compare.py %s ops a=i64:9 b=i64:9 --outputs 6 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s ops a=i64:0 b=i64:0 --outputs 6 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s bits a=i32:2x9 b=i32:2x9 --rtol 0 --atol 0

func.func @ops(%a: tensor<?xi64>, %b: tensor<?xi64>)
    -> (tensor<?xi64>, tensor<i64>, tensor<?x2xi64>, tensor<?xi1>, tensor<1x?xi64>, tensor<2xi64>) {
  %i = arith.index_cast %a : tensor<?xi64> to tensor<?xindex>
  %j = arith.index_cast %b : tensor<?xi64> to tensor<?xindex>
  %q = nn.map %i, %j : (tensor<?xindex>, tensor<?xindex>) -> tensor<?xindex> {
  ^bb0(%x: index, %y: index):
    %d = arith.divsi %x, %y : index
    %k = arith.remsi %x, %y : index
    %f = arith.floordivsi %x, %y : index
    %c = arith.ceildivsi %y, %x : index
    %s = arith.addi %d, %k : index
    %t = arith.addi %f, %c : index
    %p = nn.index 0
    %u = arith.muli %s, %p : index
    %r = arith.subi %u, %t : index
    nn.yield %r : index
  }
  %0 = arith.index_cast %q : tensor<?xindex> to tensor<?xi64>
  %m = nn.reduce %q axes [0] : (tensor<?xindex>) -> tensor<index> neutral -5 {
  ^bb0(%x: index, %y: index):
    %s = arith.maxsi %x, %y : index
    nn.yield %s : index
  }
  %1 = arith.index_cast %m : tensor<index> to tensor<i64>
  %w = nn.window %q axes [0] size [2] padding [1, 1] pad_value 7 : index : tensor<?xindex> -> tensor<?x2xindex>
  %2 = arith.index_cast %w : tensor<?x2xindex> to tensor<?x2xi64>
  %3 = arith.cmpi slt, %i, %j : tensor<?xindex>
  %v = nn.rearrange "a -> 1 a" %q : (tensor<?xindex>) -> tensor<1x?xindex>
  %4 = arith.index_cast %v : tensor<1x?xindex> to tensor<1x?xi64>
  %c = arith.constant dense<[3, -4]> : tensor<2xindex>
  %5 = arith.index_cast %c : tensor<2xindex> to tensor<2xi64>
  return %0, %1, %2, %3, %4, %5 : tensor<?xi64>, tensor<i64>, tensor<?x2xi64>, tensor<?xi1>, tensor<1x?xi64>, tensor<2xi64>
}

func.func @bits(%a: tensor<2x?xi32>, %b: tensor<2x?xi32>) -> tensor<2x?xi32> {
  %0 = nn.map %a, %b : (tensor<2x?xi32>, tensor<2x?xi32>) -> tensor<2x?xi32> {
  ^bb0(%x: i32, %y: i32):
    %i = arith.index_castui %x : i32 to index
    %j = arith.index_cast %y : i32 to index
    %l = arith.shli %i, %j : index
    %r = arith.shrsi %j, %i : index
    %u = arith.divui %l, %i : index
    %z = arith.xori %r, %u : index
    %n = math.ctpop %z : index
    %q = arith.andi %n, %i : index
    %k = arith.index_cast %q : index to i32
    nn.yield %k : i32
  }
  return %0 : tensor<2x?xi32>
}
