// What is known of the results of nn.attention where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

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

// The mask knows how many queries there are; an extent of 1 says nothing.
func.func @attention_mask(%q: tensor<2x?x?x4xf32>, %k: tensor<2x2x5x4xf32>, %m: tensor<1x3x5xi1>) {
  %0 = nn.attention %q, %k, %k mask %m : (tensor<2x?x?x4xf32>, tensor<2x2x5x4xf32>, tensor<2x2x5x4xf32>, tensor<1x3x5xi1>) -> tensor<2x6x3x4xf32>
  // expected-error @below {{expected axis 2 of the result to have extent 3, got 5}}
  %1 = nn.attention %q, %k, %k mask %m : (tensor<2x?x?x4xf32>, tensor<2x2x5x4xf32>, tensor<2x2x5x4xf32>, tensor<1x3x5xi1>) -> tensor<2x6x5x4xf32>
  return
}
