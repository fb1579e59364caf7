// Narrower integers are the low bits, wider ones are exact; an index is an i64.
// RUN: %python %S/../check_ops.py %t %s

// CALL: x=[127,128,-129,256,-1,0,255,32768]
// CALL: x=9:-100000..100000
// | y = x; z = x; w = (x & 1).astype(bool); v = x; u = x % 2**32
func.func @words(%x: tensor<?xi32>) -> (tensor<?xi8>, tensor<?xi16>, tensor<?xi1>, tensor<?xi64>, tensor<?xi64>) {
  %y = arith.trunci %x : tensor<?xi32> to tensor<?xi8>
  %z = arith.trunci %x : tensor<?xi32> to tensor<?xi16>
  %w = arith.trunci %x : tensor<?xi32> to tensor<?xi1>
  %v = arith.extsi %x : tensor<?xi32> to tensor<?xi64>
  %u = arith.extui %x : tensor<?xi32> to tensor<?xi64>
  return %y, %z, %w, %v, %u : tensor<?xi8>, tensor<?xi16>, tensor<?xi1>, tensor<?xi64>, tensor<?xi64>
}

// -----

// CALL: x=[0,1]
// | y = np.array([0, -1]); z = np.array([0, 1])
func.func @booleans(%x: tensor<?xi1>) -> (tensor<?xi8>, tensor<?xi64>) {
  %y = arith.extsi %x : tensor<?xi1> to tensor<?xi8>
  %z = arith.extui %x : tensor<?xi1> to tensor<?xi64>
  return %y, %z : tensor<?xi8>, tensor<?xi64>
}

// -----

// CALL: x=[-128,127,-1]
// | d = x - 1; z = x % 256
func.func @indices(%x: tensor<?xi8>) -> (tensor<?xi64>, tensor<?xi16>) {
  %i = arith.index_cast %x : tensor<?xi8> to tensor<?xindex>
  %d = nn.map %i : (tensor<?xindex>) -> tensor<?xi64> {
  ^bb0(%a: index):
    %c = arith.constant 1 : index
    %b = arith.subi %a, %c : index
    %e = arith.index_cast %b : index to i64
    nn.yield %e : i64
  }
  %j = arith.index_castui %x : tensor<?xi8> to tensor<?xindex>
  %z = arith.index_cast %j : tensor<?xindex> to tensor<?xi16>
  return %d, %z : tensor<?xi64>, tensor<?xi16>
}
