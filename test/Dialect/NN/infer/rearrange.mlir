// What is known of the results of nn.rearrange where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

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

// A split or merged axis loses its name, the others keep theirs.
func.func @names_rearrange(%x: tensor<6x4xf32, #nn.axes<pixel, channel>>) {
  // expected-error @below {{expected axis 0 of the result to be named 'channel', got 'pixel'}}
  %0 = nn.rearrange "(h w) c -> c h w" %x sizes {h = 2} : (tensor<6x4xf32, #nn.axes<pixel, channel>>) -> tensor<4x2x3xf32, #nn.axes<pixel, _, _>>
  return
}

// -----

// Of a dynamic axis that is split, the part without a size is dynamic.
func.func @rearrange_dynamic_part(%x: tensor<?xf32>) {
  %0 = nn.rearrange "(a b) -> a b" %x sizes {b = 3} : (tensor<?xf32>) -> tensor<7x3xf32>
  // expected-error @below {{expected axis 1 of the result to have extent 3, got 7}}
  %1 = nn.rearrange "(a b) -> a b" %x sizes {b = 3} : (tensor<?xf32>) -> tensor<3x7xf32>
  return
}

// -----

// A merged axis with a dynamic part is dynamic, and has no name.
func.func @rearrange_dynamic_merge(%x: tensor<?x4xf32, #nn.axes<row, column>>) {
  %0 = nn.rearrange "a b -> (a b)" %x : (tensor<?x4xf32, #nn.axes<row, column>>) -> tensor<12xf32, #nn.axes<pixel>>
  // expected-error @below {{expected the result to have 1 axes, got 2}}
  %1 = nn.rearrange "a b -> (a b)" %x : (tensor<?x4xf32, #nn.axes<row, column>>) -> tensor<3x4xf32>
  return
}

// -----

func.func @rearrange_repeat(%x: tensor<?x2xf32>) {
  // expected-error @below {{expected axis 1 of the result to have extent 3, got 2}}
  %0 = nn.rearrange "a b -> a c b" %x sizes {c = 3} : (tensor<?x2xf32>) -> tensor<?x2x2xf32>
  return
}

// -----

// An axis of extent 1 is added and taken away.
func.func @rearrange_unit(%x: tensor<?x2xf32>) {
  // expected-error @below {{expected axis 0 of the result to have extent 1, got 2}}
  %0 = nn.rearrange "a b -> 1 a b" %x : (tensor<?x2xf32>) -> tensor<2x?x2xf32>
  return
}

// -----

// Repeating no times makes an empty tensor.
func.func @rearrange_zero(%x: tensor<?x2xf32>) {
  // expected-error @below {{expected axis 1 of the result to have extent 0, got 2}}
  %0 = nn.rearrange "a b -> a (c b)" %x sizes {c = 0} : (tensor<?x2xf32>) -> tensor<?x2xf32>
  return
}
