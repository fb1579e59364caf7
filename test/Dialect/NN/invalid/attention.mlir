// What nn.attention refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @attention_c1_batch(%q: tensor<2x6x3x4xf32>, %k: tensor<3x2x5x4xf32>, %v: tensor<2x2x5x7xf32>) {
  // expected-error @below {{'nn.attention' op expected axis 0 of 'key' to have extent 2, as axis 0 of 'query' has, got 3}}
  %0 = nn.attention %q, %k, %v : (tensor<2x6x3x4xf32>, tensor<3x2x5x4xf32>, tensor<2x2x5x7xf32>) -> tensor<2x6x3x7xf32>
  return
}

// -----

func.func @attention_c1_depth(%q: tensor<2x6x3x4xf32>, %k: tensor<2x2x5x8xf32>, %v: tensor<2x2x5x7xf32>) {
  // expected-error @below {{'nn.attention' op expected axis 3 of 'key' to have extent 4, as axis 3 of 'query' has, got 8}}
  %0 = nn.attention %q, %k, %v : (tensor<2x6x3x4xf32>, tensor<2x2x5x8xf32>, tensor<2x2x5x7xf32>) -> tensor<2x6x3x7xf32>
  return
}

// -----

func.func @attention_c1_heads(%q: tensor<2x6x3x4xf32>, %k: tensor<2x2x5x4xf32>, %v: tensor<2x6x5x7xf32>) {
  // expected-error @below {{'nn.attention' op expected axis 1 of 'value' to have extent 2, as axis 1 of 'key' has, got 6}}
  %0 = nn.attention %q, %k, %v : (tensor<2x6x3x4xf32>, tensor<2x2x5x4xf32>, tensor<2x6x5x7xf32>) -> tensor<2x6x3x7xf32>
  return
}

// -----

func.func @attention_c1_keys(%q: tensor<2x6x3x4xf32>, %k: tensor<2x2x5x4xf32>, %v: tensor<2x2x4x7xf32>) {
  // expected-error @below {{'nn.attention' op expected axis 2 of 'value' to have extent 5, as axis 2 of 'key' has, got 4}}
  %0 = nn.attention %q, %k, %v : (tensor<2x6x3x4xf32>, tensor<2x2x5x4xf32>, tensor<2x2x4x7xf32>) -> tensor<2x6x3x7xf32>
  return
}

// -----

func.func @attention_c2(%q: tensor<2x5x3x4xf32>, %k: tensor<2x2x5x4xf32>, %v: tensor<2x2x5x7xf32>) {
  // expected-error @below {{'nn.attention' op expected the 2 heads of 'key' to divide the 5 heads of 'query'}}
  %0 = nn.attention %q, %k, %v : (tensor<2x5x3x4xf32>, tensor<2x2x5x4xf32>, tensor<2x2x5x7xf32>) -> tensor<2x6x3x7xf32>
  return
}

// -----

func.func @attention_c2_none(%q: tensor<2x6x3x4xf32>, %k: tensor<2x0x5x4xf32>, %v: tensor<2x0x5x7xf32>) {
  // expected-error @below {{'nn.attention' op expected the 0 heads of 'key' to divide the 6 heads of 'query'}}
  %0 = nn.attention %q, %k, %v : (tensor<2x6x3x4xf32>, tensor<2x0x5x4xf32>, tensor<2x0x5x7xf32>) -> tensor<2x6x3x7xf32>
  return
}

// -----

func.func @attention_c3_rank(%q: tensor<2x6x3x4xf32>, %k: tensor<2x2x5x4xf32>, %v: tensor<2x2x5x7xf32>, %m: tensor<1x1x1x3x5xi1>) {
  // expected-error @below {{'nn.attention' op expected 'mask' to have at most 4 axes, got 5}}
  %0 = nn.attention %q, %k, %v mask %m : (tensor<2x6x3x4xf32>, tensor<2x2x5x4xf32>, tensor<2x2x5x7xf32>, tensor<1x1x1x3x5xi1>) -> tensor<2x6x3x7xf32>
  return
}

// -----

func.func @attention_c3_mask(%q: tensor<2x6x3x4xf32>, %k: tensor<2x2x5x4xf32>, %v: tensor<2x2x5x7xf32>, %m: tensor<3x4xi1>) {
  // expected-error @below {{'nn.attention' op expected axis 1 of 'mask' to have extent 5, as axis 2 of 'key' has, got 4}}
  %0 = nn.attention %q, %k, %v mask %m : (tensor<2x6x3x4xf32>, tensor<2x2x5x4xf32>, tensor<2x2x5x7xf32>, tensor<3x4xi1>) -> tensor<2x6x3x7xf32>
  return
}

// -----

func.func @attention_c3_bias(%q: tensor<2x6x3x4xf32>, %k: tensor<2x2x5x4xf32>, %v: tensor<2x2x5x7xf32>, %b: tensor<2x1x1xf32>) {
  // expected-error @below {{'nn.attention' op expected axis 0 of 'bias' to have extent 6, as axis 1 of 'query' has, got 2}}
  %0 = nn.attention %q, %k, %v bias %b : (tensor<2x6x3x4xf32>, tensor<2x2x5x4xf32>, tensor<2x2x5x7xf32>, tensor<2x1x1xf32>) -> tensor<2x6x3x7xf32>
  return
}

// -----

// The name of an extent that stretches agrees as well.
func.func @attention_c3_name(%q: tensor<2x6x3x4xf32, #nn.axes<_, _, time, _>>, %k: tensor<2x2x5x4xf32>, %v: tensor<2x2x5x7xf32>, %b: tensor<1x5xf32, #nn.axes<depth, _>>) {
  // expected-error @below {{'nn.attention' op expected axis 0 of 'bias' to be named 'time', as axis 2 of 'query' is, got 'depth'}}
  %0 = nn.attention %q, %k, %v bias %b : (tensor<2x6x3x4xf32, #nn.axes<_, _, time, _>>, tensor<2x2x5x4xf32>, tensor<2x2x5x7xf32>, tensor<1x5xf32, #nn.axes<depth, _>>) -> tensor<2x6x3x7xf32>
  return
}

// -----

func.func @attention_c4(%q: tensor<2x6x3x4xf32>, %k: tensor<2x2x5x4xf32>, %v: tensor<2x2x5x7xf32>, %s: tensor<2xf32>) {
  // expected-error @below {{'nn.attention' op expected axis 0 of 'slopes' to have extent 6, as axis 1 of 'query' has, got 2}}
  %0 = nn.attention %q, %k, %v slopes %s : (tensor<2x6x3x4xf32>, tensor<2x2x5x4xf32>, tensor<2x2x5x7xf32>, tensor<2xf32>) -> tensor<2x6x3x7xf32>
  return
}

// -----

func.func @attention_c5(%q: tensor<2x6x3x4xf32>, %k: tensor<2x2x5x4xf32>, %v: tensor<2x2x5x7xf32>) {
  // expected-error @below {{'nn.attention' op expected a finite 'scale', got INF}}
  %0 = nn.attention %q, %k, %v scale 0x7FF0000000000000 : (tensor<2x6x3x4xf32>, tensor<2x2x5x4xf32>, tensor<2x2x5x7xf32>) -> tensor<2x6x3x7xf32>
  return
}

// -----

func.func @attention_c6(%q: tensor<2x6x3x4xf32>, %k: tensor<2x2x5x4xf32>, %v: tensor<2x2x5x7xf64>) {
  // expected-error @below {{'nn.attention' op expected 'value' to have elements of type 'f32', as 'query' has, got 'f64'}}
  %0 = nn.attention %q, %k, %v : (tensor<2x6x3x4xf32>, tensor<2x2x5x4xf32>, tensor<2x2x5x7xf64>) -> tensor<2x6x3x7xf32>
  return
}

// -----

func.func @attention_c6_bias(%q: tensor<2x6x3x4xf32>, %k: tensor<2x2x5x4xf32>, %v: tensor<2x2x5x7xf32>, %b: tensor<5xf64>) {
  // expected-error @below {{'nn.attention' op expected 'bias' to have elements of type 'f32', as 'query' has, got 'f64'}}
  %0 = nn.attention %q, %k, %v bias %b : (tensor<2x6x3x4xf32>, tensor<2x2x5x4xf32>, tensor<2x2x5x7xf32>, tensor<5xf64>) -> tensor<2x6x3x7xf32>
  return
}

// -----

func.func @attention_result(%q: tensor<2x6x3x4xf32>, %k: tensor<2x2x5x4xf32>, %v: tensor<2x2x5x7xf32>) {
  // expected-error @below {{'nn.attention' op expected axis 3 of the result to have extent 7, got 4}}
  %0 = nn.attention %q, %k, %v : (tensor<2x6x3x4xf32>, tensor<2x2x5x4xf32>, tensor<2x2x5x7xf32>) -> tensor<2x6x3x4xf32>
  return
}

// -----

func.func @attention_c1_name(%q: tensor<2x6x3x4xf32, #nn.axes<_, _, _, depth>>, %k: tensor<2x2x5x4xf32, #nn.axes<_, _, _, time>>, %v: tensor<2x2x5x7xf32>) {
  // expected-error @below {{'nn.attention' op expected axis 3 of 'key' to be named 'depth', as axis 3 of 'query' is, got 'time'}}
  %0 = nn.attention %q, %k, %v : (tensor<2x6x3x4xf32, #nn.axes<_, _, _, depth>>, tensor<2x2x5x4xf32, #nn.axes<_, _, _, time>>, tensor<2x2x5x7xf32>) -> tensor<2x6x3x7xf32>
  return
}

// -----

func.func @attention_c5_nan(%q: tensor<2x6x3x4xf32>, %k: tensor<2x2x5x4xf32>, %v: tensor<2x2x5x7xf32>) {
  // expected-error @below {{'nn.attention' op expected a finite 'scale', got nan}}
  %0 = nn.attention %q, %k, %v scale 0x7FF8000000000000 : (tensor<2x6x3x4xf32>, tensor<2x2x5x4xf32>, tensor<2x2x5x7xf32>) -> tensor<2x6x3x7xf32>
  return
}

// -----

func.func @attention_c6_slopes(%q: tensor<2x6x3x4xf32>, %k: tensor<2x2x5x4xf32>, %v: tensor<2x2x5x7xf32>, %s: tensor<6xf16>) {
  // expected-error @below {{'nn.attention' op expected 'slopes' to have elements of type 'f32', as 'query' has, got 'f16'}}
  %0 = nn.attention %q, %k, %v slopes %s : (tensor<2x6x3x4xf32>, tensor<2x2x5x4xf32>, tensor<2x2x5x7xf32>, tensor<6xf16>) -> tensor<2x6x3x7xf32>
  return
}

// -----

// A mask is true or false; what is added to scores is a bias.
func.func @attention_mask_element(%q: tensor<2x6x3x4xf32>, %k: tensor<2x2x5x4xf32>, %v: tensor<2x2x5x7xf32>, %m: tensor<3x5xf32>) {
  // expected-error @below {{operand #3 must be ranked tensor of 1-bit signless integer values, but got 'tensor<3x5xf32>'}}
  %0 = nn.attention %q, %k, %v mask %m : (tensor<2x6x3x4xf32>, tensor<2x2x5x4xf32>, tensor<2x2x5x7xf32>, tensor<3x5xf32>) -> tensor<2x6x3x7xf32>
  return
}

// -----

func.func @attention_rank(%q: tensor<6x3x4xf32>, %k: tensor<2x2x5x4xf32>) {
  // expected-error @below {{operand #0 must be 4D tensor of f16, bf16, f32 or f64 values, but got 'tensor<6x3x4xf32>'}}
  %0 = nn.attention %q, %k, %k : (tensor<6x3x4xf32>, tensor<2x2x5x4xf32>, tensor<2x2x5x4xf32>) -> tensor<6x3x4xf32>
  return
}
