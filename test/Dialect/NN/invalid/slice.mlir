// What nn.slice refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @slice_c1_number(%x: tensor<8xf32>) {
  // expected-error @below {{expected 'ranges' to hold integers between -2^31 and 2^31, got 'a'}}
  %0 = nn.slice "a:b" %x : (tensor<8xf32>) -> tensor<?xf32>
  return
}

// -----

func.func @slice_c1_large(%x: tensor<8xf32>) {
  // expected-error @below {{expected 'ranges' to hold integers between -2^31 and 2^31, got '3000000000'}}
  %0 = nn.slice "3000000000:" %x : (tensor<8xf32>) -> tensor<?xf32>
  return
}

// -----

func.func @slice_c1_step(%x: tensor<8xf32>) {
  // expected-error @below {{expected a step other than 0}}
  %0 = nn.slice "::0" %x : (tensor<8xf32>) -> tensor<?xf32>
  return
}

// -----

func.func @slice_c1_count(%x: tensor<8xf32>) {
  // expected-error @below {{expected one term in 'ranges' per axis of 'input', got 2 terms for rank 1}}
  %0 = nn.slice "1:2, 1:2" %x : (tensor<8xf32>) -> tensor<?xf32>
  return
}

// -----

func.func @slice_c1_term(%x: tensor<8xf32>) {
  // expected-error @below {{expected 'begin:end:step' or an index, got '1:2:3:4'}}
  %0 = nn.slice "1:2:3:4" %x : (tensor<8xf32>) -> tensor<?xf32>
  return
}

// -----

func.func @slice_c1_empty(%x: tensor<8x8xf32>) {
  // expected-error @below {{expected 'begin:end:step' or an index, got nothing between commas}}
  %0 = nn.slice "1:2," %x : (tensor<8x8xf32>) -> tensor<1x8xf32>
  return
}

// -----

func.func @slice_c2(%x: tensor<8xf32>) {
  // expected-error @below {{expected a range inside of axis 0 of 'input' of extent 8, got 2 to 9}}
  %0 = nn.slice "2:9" %x : (tensor<8xf32>) -> tensor<?xf32>
  return
}

// -----

func.func @slice_c2_negative(%x: tensor<8xf32>) {
  // expected-error @below {{expected a range inside of axis 0 of 'input' of extent 8, got -1 to 8}}
  %0 = nn.slice "-9:" %x : (tensor<8xf32>) -> tensor<?xf32>
  return
}

// -----

func.func @slice_c2_index(%x: tensor<8xf32>) {
  // expected-error @below {{expected the index 8 to lie inside of axis 0 of 'input' of extent 8}}
  %0 = nn.slice "8" %x : (tensor<8xf32>) -> tensor<f32>
  return
}

// -----

func.func @slice_c2_backwards(%x: tensor<8xf32>) {
  // expected-error @below {{expected a range inside of axis 0 of 'input' of extent 8, got 2 to 5}}
  %0 = nn.slice "2:5:-1" %x : (tensor<8xf32>) -> tensor<?xf32>
  return
}

// -----

func.func @slice_c2_dynamic(%x: tensor<?xf32>) {
  // expected-error @below {{expected a range that runs forward on axis 0 of 'input', got 5 to 2}}
  %0 = nn.slice "5:2" %x : (tensor<?xf32>) -> tensor<?xf32>
  return
}

// -----

func.func @slice_c1_scalar(%x: tensor<f32>) {
  // expected-error @below {{'nn.slice' op expected one term in 'ranges' per axis of 'input', got 1 terms for rank 0}}
  %0 = nn.slice ":" %x : (tensor<f32>) -> tensor<f32>
  return
}

// -----

func.func @slice_c1_nothing(%x: tensor<8xf32>) {
  // expected-error @below {{'nn.slice' op expected one term in 'ranges' per axis of 'input', got 0 terms for rank 1}}
  %0 = nn.slice " " %x : (tensor<8xf32>) -> tensor<8xf32>
  return
}

// -----

func.func @slice_c1_trailing_comma(%x: tensor<8xf32>) {
  // expected-error @below {{'nn.slice' op expected 'begin:end:step' or an index, got nothing between commas}}
  %0 = nn.slice ":," %x : (tensor<8xf32>) -> tensor<8xf32>
  return
}

// -----

// -2^31 is a number, -2^31 - 1 is none.
func.func @slice_c1_low(%x: tensor<?xf32>) {
  %0 = nn.slice "-2147483648" %x : (tensor<?xf32>) -> tensor<f32>
  // expected-error @below {{'nn.slice' op expected 'ranges' to hold integers between -2^31 and 2^31, got '-2147483649'}}
  %1 = nn.slice "-2147483649" %x : (tensor<?xf32>) -> tensor<f32>
  return
}

// -----

func.func @slice_c2_index_negative(%x: tensor<8xf32>) {
  // expected-error @below {{'nn.slice' op expected the index -9 to lie inside of axis 0 of 'input' of extent 8}}
  %0 = nn.slice "-9" %x : (tensor<8xf32>) -> tensor<f32>
  return
}

// -----

func.func @slice_c2_empty_axis(%x: tensor<0xf32>) {
  // expected-error @below {{'nn.slice' op expected the index 0 to lie inside of axis 0 of 'input' of extent 0}}
  %0 = nn.slice "0" %x : (tensor<0xf32>) -> tensor<f32>
  return
}

// -----

// A walk backwards begins at an element.
func.func @slice_c2_backwards_begin(%x: tensor<8xf32>) {
  // expected-error @below {{'nn.slice' op expected a range inside of axis 0 of 'input' of extent 8, got 8 to -1}}
  %0 = nn.slice "8::-1" %x : (tensor<8xf32>) -> tensor<9xf32>
  return
}

// -----

func.func @slice_c2_begin_after_end(%x: tensor<3x8xf32>) {
  // expected-error @below {{'nn.slice' op expected a range inside of axis 1 of 'input' of extent 8, got 5 to 2}}
  %0 = nn.slice ":, 5:2" %x : (tensor<3x8xf32>) -> tensor<3x0xf32>
  return
}

// -----

func.func @slice_c2_dynamic_backwards(%x: tensor<?xf32>) {
  // expected-error @below {{'nn.slice' op expected a range that runs forward on axis 0 of 'input', got -3 to -2}}
  %0 = nn.slice "-3:-2:-1" %x : (tensor<?xf32>) -> tensor<?xf32>
  return
}

// -----

func.func @slice_result(%x: tensor<8xf32>) {
  // expected-error @below {{'nn.slice' op expected axis 0 of the result to have extent 3, got 2}}
  %0 = nn.slice "1:-1:2" %x : (tensor<8xf32>) -> tensor<2xf32>
  return
}

// -----

func.func @slice_result_rank(%x: tensor<8x3xf32>) {
  // expected-error @below {{'nn.slice' op expected the result to have 1 axes, got 2}}
  %0 = nn.slice "0, :" %x : (tensor<8x3xf32>) -> tensor<1x3xf32>
  return
}
