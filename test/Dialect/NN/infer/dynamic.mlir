// What the ops infer where extents or names are known in part. The inferred
// type shows where a declared type contradicts it.
//
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// One operand knows the extent that the other one leaves open.
func.func @einsum_static_wins(%x: tensor<?x4xf32>, %y: tensor<8x?xf32>) {
  // expected-error @below {{expected axis 0 of the result to have extent 8, got 7}}
  %0 = nn.einsum "a b, a b -> a b" %x, %y : (tensor<?x4xf32>, tensor<8x?xf32>) -> tensor<7x4xf32>
  return
}

// -----

func.func @linear(%x: tensor<?x?xf32>, %w: tensor<3x?xf32>) {
  // expected-error @below {{expected axis 1 of the result to have extent 3, got 4}}
  %0 = nn.linear %x, %w : (tensor<?x?xf32>, tensor<3x?xf32>) -> tensor<?x4xf32>
  return
}

// -----

// The bias knows how many filters there are.
func.func @conv_bias(%x: tensor<?x3x?x8xf32, #nn.axes<_, channel, _, _>>, %w: tensor<?x3x3x3xf32>, %b: tensor<6xf32>) {
  // expected-error @below {{expected axis 1 of the result to have extent 6, got 7}}
  %0 = nn.conv %x, %w bias %b : (tensor<?x3x?x8xf32, #nn.axes<_, channel, _, _>>, tensor<?x3x3x3xf32>, tensor<6xf32>) -> tensor<?x7x?x6xf32>
  return
}

// -----

func.func @pool(%x: tensor<?x3x?x9xf32>) {
  // expected-error @below {{expected axis 3 of the result to have extent 5, got 4}}
  %0 = nn.pool average %x size [2, 2] padding [0, 0, 0, 1] : (tensor<?x3x?x9xf32>) -> tensor<?x3x?x4xf32>
  return
}

// -----

// The scale knows the extent of the axis.
func.func @rms_norm(%x: tensor<2x?xf32>, %s: tensor<4xf32, #nn.axes<feature>>) {
  // expected-error @below {{expected axis 1 of the result to have extent 4, got 5}}
  %0 = nn.rms_norm %x axes [1] scale %s epsilon 1.0e-05 : (tensor<2x?xf32>, tensor<4xf32, #nn.axes<feature>>) -> tensor<2x5xf32>
  return
}

// -----

func.func @group_norm_name(%x: tensor<2x?x3xf32>, %s: tensor<4xf32, #nn.axes<channel>>) {
  // expected-error @below {{expected axis 1 of the result to be named 'channel', got 'time'}}
  %0 = nn.group_norm %x groups 2 scale %s epsilon 1.0e-05 : (tensor<2x?x3xf32>, tensor<4xf32, #nn.axes<channel>>) -> tensor<2x4x3xf32, #nn.axes<_, time, _>>
  return
}

// -----

func.func @layer_norm(%x: tensor<?x4xf32>, %s: tensor<4xf32>) {
  // expected-error @below {{expected axis 1 of the result to have extent 4, got 5}}
  %0 = nn.layer_norm %x axes [1] scale %s shift %s epsilon 1.0e-05 : (tensor<?x4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<?x5xf32>
  return
}

// -----

// A dynamic channel takes every number of statistics; the program checks it.
func.func @batch_norm(%x: tensor<8x?xf32>, %s: tensor<4xf32>) {
  // expected-error @below {{expected axis 0 of the result to have extent 8, got 9}}
  %0 = nn.batch_norm %x, %s, %s, %s, %s epsilon 1.0e-05 : (tensor<8x?xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<9x?xf32>
  return
}

// -----

func.func @rearrange_split(%x: tensor<?x4xf32>) {
  // expected-error @below {{expected axis 1 of the result to have extent 2, got 3}}
  %0 = nn.rearrange "(n m) i -> n m i" %x sizes {m = 2} : (tensor<?x4xf32>) -> tensor<?x3x4xf32>
  return
}

// -----

func.func @rearrange_merge(%x: tensor<?x4x2xf32>) {
  // expected-error @below {{expected axis 1 of the result to have extent 2, got 4}}
  %0 = nn.rearrange "a b c -> (a b) c" %x : (tensor<?x4x2xf32>) -> tensor<?x4xf32>
  return
}

// -----

// A size of an axis with a dynamic extent states that extent.
func.func @rearrange_stated(%x: tensor<?xf32>) {
  // expected-error @below {{expected axis 0 of the result to have extent 3, got 4}}
  %0 = nn.rearrange "a -> a" %x sizes {a = 3} : (tensor<?xf32>) -> tensor<4xf32>
  return
}

// -----

// A dynamic extent equals the extent of the others and does not stretch.
func.func @map_dynamic(%x: tensor<?xf32>, %y: tensor<3xf32>, %z: tensor<1xf32>) {
  // expected-error @below {{expected axis 0 of the result to have extent 3, got 4}}
  %0 = nn.map %x, %y, %z : (tensor<?xf32>, tensor<3xf32>, tensor<1xf32>) -> tensor<4xf32> {
  ^bb0(%a: f32, %b: f32, %c: f32):
    nn.yield %a : f32
  }
  return
}

// -----

func.func @map_all_ones(%x: tensor<1x1xf32>, %y: tensor<1xf32>) {
  // expected-error @below {{expected axis 1 of the result to have extent 1, got 2}}
  %0 = nn.map %x, %y : (tensor<1x1xf32>, tensor<1xf32>) -> tensor<1x2xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %a : f32
  }
  return
}

// -----

// Nothing along an axis stretches to nothing, too.
func.func @map_zero(%x: tensor<1xf32>, %y: tensor<0xf32>) {
  // expected-error @below {{expected axis 0 of the result to have extent 0, got 1}}
  %0 = nn.map %x, %y : (tensor<1xf32>, tensor<0xf32>) -> tensor<1xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %a : f32
  }
  return
}

// -----

func.func @reduce(%x: tensor<?x4x?xf32>) {
  // expected-error @below {{expected axis 1 of the result to have extent 1, got 4}}
  %0 = nn.reduce %x axes [1] keep : (tensor<?x4x?xf32>) -> tensor<?x4x?xf32> neutral 0.0 {
  ^bb0(%s: f32, %v: f32):
    nn.yield %v : f32
  }
  return
}

// -----

// The window of a dynamic axis has a dynamic number of positions.
func.func @window(%x: tensor<?x8xf32>) {
  // expected-error @below {{expected axis 1 of the result to have extent 3, got 4}}
  %0 = nn.window %x axes [0, 1] size [2, 3] stride [1, 2] padding [0, 0, 0, 0] : tensor<?x8xf32> -> tensor<?x4x2x3xf32>
  return
}

// -----

// The rank of the result follows from the op.
func.func @rank(%x: tensor<?x?xf32>) {
  // expected-error @below {{expected the result to have 1 axes, got 2}}
  %0 = nn.einsum "a b -> a" %x : (tensor<?x?xf32>) -> tensor<?x1xf32>
  return
}

// -----

// Names go where their axes go.
func.func @names_einsum(%x: tensor<2x3xf32, #nn.axes<query, depth>>, %y: tensor<4x3xf32, #nn.axes<key, depth>>) {
  // expected-error @below {{expected axis 0 of the result to be named 'key', got 'query'}}
  %0 = nn.einsum "q d, k d -> k q" %x, %y : (tensor<2x3xf32, #nn.axes<query, depth>>, tensor<4x3xf32, #nn.axes<key, depth>>) -> tensor<4x2xf32, #nn.axes<query, key>>
  return
}

// -----

// A split or merged axis loses its name, the others keep theirs.
func.func @names_rearrange(%x: tensor<6x4xf32, #nn.axes<pixel, channel>>) {
  // expected-error @below {{expected axis 0 of the result to be named 'channel', got 'pixel'}}
  %0 = nn.rearrange "(h w) c -> c h w" %x sizes {h = 2} : (tensor<6x4xf32, #nn.axes<pixel, channel>>) -> tensor<4x2x3xf32, #nn.axes<pixel, _, _>>
  return
}

// -----

func.func @names_reduce(%x: tensor<2x3xf32, #nn.axes<query, depth>>) {
  // expected-error @below {{expected axis 0 of the result to be named 'depth', got 'query'}}
  %0 = nn.reduce %x axes [0] : (tensor<2x3xf32, #nn.axes<query, depth>>) -> tensor<3xf32, #nn.axes<query>> neutral 0.0 {
  ^bb0(%s: f32, %v: f32):
    nn.yield %v : f32
  }
  return
}

// -----

// The axes for the place within a window have no names.
func.func @names_window(%x: tensor<8xf32, #nn.axes<time>>) {
  // expected-error @below {{expected axis 0 of the result to be named 'time', got 'step'}}
  %0 = nn.window %x axes [0] size [3] : tensor<8xf32, #nn.axes<time>> -> tensor<6x3xf32, #nn.axes<step, time>>
  return
}

// -----

// The name of an extent that stretches agrees with the others as well.
func.func @names_map(%x: tensor<1xf32, #nn.axes<query>>, %y: tensor<3xf32, #nn.axes<key>>) {
  // expected-error @below {{expected axis 0 of 'inputs[1]' to be named 'query', as axis 0 of 'inputs[0]' is, got 'key'}}
  %0 = nn.map %x, %y : (tensor<1xf32, #nn.axes<query>>, tensor<3xf32, #nn.axes<key>>) -> tensor<3xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %a : f32
  }
  return
}

// -----

func.func @names_linear(%x: tensor<8x4xf32, #nn.axes<batch, depth>>, %w: tensor<3x4xf32, #nn.axes<out, depth>>) {
  // expected-error @below {{expected axis 1 of the result to be named 'out', got 'depth'}}
  %0 = nn.linear %x, %w : (tensor<8x4xf32, #nn.axes<batch, depth>>, tensor<3x4xf32, #nn.axes<out, depth>>) -> tensor<8x3xf32, #nn.axes<batch, depth>>
  return
}

// -----

func.func @names_linear_mismatch(%x: tensor<8x4xf32, #nn.axes<batch, depth>>, %w: tensor<3x4xf32, #nn.axes<out, time>>) {
  // expected-error @below {{expected axis 1 of 'weight' to be named 'depth', as axis 1 of 'input' is, got 'time'}}
  %0 = nn.linear %x, %w : (tensor<8x4xf32, #nn.axes<batch, depth>>, tensor<3x4xf32, #nn.axes<out, time>>) -> tensor<8x3xf32>
  return
}

// -----

// Names are distinct: the second axis of one name stays without a name.
func.func @names_distinct(%x: tensor<8x4xf32, #nn.axes<unit, depth>>, %w: tensor<3x4xf32, #nn.axes<unit, depth>>) {
  // expected-error @below {{expected axis 0 of the result to be named 'unit', got 'other'}}
  %0 = nn.linear %x, %w : (tensor<8x4xf32, #nn.axes<unit, depth>>, tensor<3x4xf32, #nn.axes<unit, depth>>) -> tensor<8x3xf32, #nn.axes<other, _>>
  return
}

// -----

// Every tensor knows an extent that the others leave open.
func.func @attention(%q: tensor<?x?x?x4xf32>, %k: tensor<2x3x5x?xf32>, %v: tensor<?x?x?x7xf32>, %s: tensor<6xf32>) {
  // expected-error @below {{expected axis 1 of the result to have extent 6, got 3}}
  %0 = nn.attention %q, %k, %v slopes %s : (tensor<?x?x?x4xf32>, tensor<2x3x5x?xf32>, tensor<?x?x?x7xf32>, tensor<6xf32>) -> tensor<2x3x?x7xf32>
  return
}

// -----

// The heads of query and key may have different names, also if they are as
// many.
func.func @names_attention(%q: tensor<2x6x3x4xf32, #nn.axes<batch, head, query, depth>>, %k: tensor<2x6x5x4xf32, #nn.axes<_, group, key, depth>>) {
  // expected-error @below {{expected axis 2 of the result to be named 'query', got 'key'}}
  %0 = nn.attention %q, %k, %k : (tensor<2x6x3x4xf32, #nn.axes<batch, head, query, depth>>, tensor<2x6x5x4xf32, #nn.axes<_, group, key, depth>>, tensor<2x6x5x4xf32, #nn.axes<_, group, key, depth>>) -> tensor<2x6x3x4xf32, #nn.axes<batch, head, key, depth>>
  return
}

// -----

func.func @names_positions(%x: tensor<?x4xf32, #nn.axes<time, depth>>) {
  // expected-error @below {{expected axis 0 of the result to be named 'time', got 'depth'}}
  %0 = nn.positions %x axis 0 : (tensor<?x4xf32, #nn.axes<time, depth>>) -> tensor<?xi64, #nn.axes<depth>>
  return
}

// -----

// The positions know how many vectors there are.
func.func @rotary(%x: tensor<2x?x4xf32>, %p: tensor<?x3xi64>) {
  // expected-error @below {{expected axis 1 of the result to have extent 3, got 5}}
  %0 = nn.rotary halves %x positions %p base 10.0 : (tensor<2x?x4xf32>, tensor<?x3xi64>) -> tensor<2x5x4xf32>
  return
}

// -----

func.func @adaptive_pool(%x: tensor<?x3x?x9xf32>) {
  // expected-error @below {{expected axis 3 of the result to have extent 5, got 9}}
  %0 = nn.adaptive_pool max %x size [2, 5] : (tensor<?x3x?x9xf32>) -> tensor<?x3x2x9xf32>
  return
}

// -----

// The bias knows how many filters there are, in all groups.
func.func @conv_transpose(%x: tensor<?x4x?x5xf32, #nn.axes<_, channel, _, _>>, %w: tensor<4x?x3x3xf32>, %b: tensor<6xf32>) {
  // expected-error @below {{expected axis 1 of the result to have extent 6, got 3}}
  %0 = nn.conv_transpose %x, %w bias %b groups 2 : (tensor<?x4x?x5xf32, #nn.axes<_, channel, _, _>>, tensor<4x?x3x3xf32>, tensor<6xf32>) -> tensor<?x3x?x7xf32>
  return
}

// -----

func.func @resize(%x: tensor<?x4x?x5xf32>) {
  // expected-error @below {{expected axis 3 of the result to have extent 15, got 10}}
  %0 = nn.resize nearest %x factor [2, 3] : (tensor<?x4x?x5xf32>) -> tensor<?x4x?x10xf32>
  return
}

// -----

// The weights know how many hidden units there are.
func.func @gru_cell(%x: tensor<?x3xf32>, %h: tensor<8x?xf32>, %u: tensor<12x3xf32>, %v: tensor<?x?xf32>) {
  // expected-error @below {{expected axis 1 of the result to have extent 4, got 12}}
  %0 = nn.gru_cell %x, %h weights %u, %v : (tensor<?x3xf32>, tensor<8x?xf32>, tensor<12x3xf32>, tensor<?x?xf32>) -> tensor<8x12xf32>
  return
}

// -----

func.func @names_embedding(%i: tensor<?xi32, #nn.axes<time>>, %t: tensor<5x4xf32, #nn.axes<token, depth>>) {
  // expected-error @below {{expected axis 1 of the result to be named 'depth', got 'token'}}
  %0 = nn.embedding %i, %t : (tensor<?xi32, #nn.axes<time>>, tensor<5x4xf32, #nn.axes<token, depth>>) -> tensor<?x4xf32, #nn.axes<time, token>>
  return
}
