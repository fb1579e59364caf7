// Diagnostics beyond one case per constraint: the ways to write a pattern, a
// region or a clause wrong, and numbers that would overflow.
//
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @einsum_empty(%x: tensor<2x3xf32>) {
  // expected-error @below {{to have one '->' between operands and result, got ""}}
  %0 = nn.einsum "" %x : (tensor<2x3xf32>) -> tensor<2xf32>
  return
}

// -----

func.func @einsum_two_arrows(%x: tensor<2x3xf32>) {
  // expected-error @below {{to have one '->' between operands and result}}
  %0 = nn.einsum "a b -> a -> b" %x : (tensor<2x3xf32>) -> tensor<2xf32>
  return
}

// -----

func.func @einsum_group(%x: tensor<2x3xf32>) {
  // expected-error @below {{to hold axis names separated by spaces, got "(a"}}
  %0 = nn.einsum "(a b) -> a" %x : (tensor<2x3xf32>) -> tensor<2xf32>
  return
}

// -----

func.func @einsum_ellipsis(%x: tensor<2x3xf32>) {
  // expected-error @below {{to hold axis names separated by spaces, got "..."}}
  %0 = nn.einsum "... -> ..." %x : (tensor<2x3xf32>) -> tensor<2xf32>
  return
}

// -----

// An axis that stands twice walks a diagonal, so both extents are equal.
func.func @einsum_diagonal(%x: tensor<2x3xf32>) {
  // expected-error @below {{expected axis 1 of 'inputs[0]' to have extent 2, as axis 0 of 'inputs[0]' has, got 3}}
  %0 = nn.einsum "a a -> a" %x : (tensor<2x3xf32>) -> tensor<2xf32>
  return
}

// -----

func.func @einsum_no_operands() {
  // expected-error @below {{to have one term per operand, got 1 terms for 0 operands}}
  %0 = nn.einsum "->" : () -> tensor<f32>
  return
}

// -----

func.func @einsum_vector(%x: vector<2xf32>) {
  // expected-error @below {{operand #0 must be variadic of ranked tensor of f16, bf16, f32, f64, i8, i16, i32 or i64 values, but got 'vector<2xf32>'}}
  %0 = nn.einsum "a -> a" %x : (vector<2xf32>) -> tensor<2xf32>
  return
}

// -----

func.func @einsum_unranked(%x: tensor<*xf32>) {
  // expected-error @below {{operand #0 must be variadic of ranked tensor}}
  %0 = nn.einsum "a -> a" %x : (tensor<*xf32>) -> tensor<2xf32>
  return
}

// -----

func.func @einsum_two_results(%x: tensor<2xf32>) {
  // expected-error @below {{requires one result}}
  %0:2 = nn.einsum "a -> a" %x : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
  return
}

// -----

func.func @rearrange_closed(%x: tensor<2x3xf32>) {
  // expected-error @below {{expected '(' before ')' in 'pattern'}}
  %0 = nn.rearrange "a b) -> a b" %x : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @rearrange_word(%x: tensor<2x3xf32>) {
  // expected-error @below {{expected an axis name, '1' or a group in 'pattern', got "a,"}}
  %0 = nn.rearrange "a, b -> a b" %x : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

// Only the extent 1 is written as a number.
func.func @rearrange_number(%x: tensor<2x3xf32>) {
  // expected-error @below {{expected an axis name, '1' or a group in 'pattern', got "2"}}
  %0 = nn.rearrange "2 b -> b" %x : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @rearrange_not_one(%x: tensor<2x3xf32>) {
  // expected-error @below {{expected axis 0 of 'input' to have extent 1, the product of its group, got 2}}
  %0 = nn.rearrange "1 b -> b" %x : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @rearrange_size_word(%x: tensor<2x3xf32>) {
  // expected-error @below {{to give axis 'a' a non-negative integer, got "two"}}
  %0 = nn.rearrange "(a b) c -> a b c" %x sizes {a = "two"} : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @rearrange_size_flag(%x: tensor<2x3xf32>) {
  // expected-error @below {{to give axis 'a' a non-negative integer, got unit}}
  %0 = nn.rearrange "(a b) c -> a b c" %x sizes {a} : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @rearrange_zero(%x: tensor<0xf32>) {
  // expected-error @below {{expected 'sizes' to give the extent of 'b': it does not follow from a group of extent 0}}
  %0 = nn.rearrange "(a b) -> a b" %x sizes {a = 0} : (tensor<0xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @rearrange_zero_dynamic(%x: tensor<?xf32>) {
  // expected-error @below {{expected 'sizes' to give the extent of 'b': it does not follow from a group of extent 0}}
  %0 = nn.rearrange "(a b) -> a b" %x sizes {a = 0} : (tensor<?xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @rearrange_group_overflow(%x: tensor<?xf32>) {
  // expected-error @below {{expected the extents of a group to have a product below 2^63}}
  %0 = nn.rearrange "(a b) -> a b" %x sizes {a = 9223372036854775807, b = 3} : (tensor<?xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @rearrange_result_overflow(%x: tensor<2x3xf32>) {
  // expected-error @below {{expected the extents of the result to stay below 2^63}}
  %0 = nn.rearrange "a b -> (a b c)" %x sizes {c = 9223372036854775807} : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

// An extent of 1 stretches, but it is not an axis of another name.
func.func @map_names(%x0: tensor<1xf32, #nn.axes<query>>, %x1: tensor<3xf32, #nn.axes<key>>) {
  // expected-error @below {{expected axis 0 of 'inputs[1]' to be named 'query', as axis 0 of 'inputs[0]' is, got 'key'}}
  %0 = nn.map %x0, %x1 : (tensor<1xf32, #nn.axes<query>>, tensor<3xf32, #nn.axes<key>>) -> tensor<3xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %a : f32
  }
  return
}

// -----

func.func @map_argument_count(%x0: tensor<2xf32>) {
  // expected-error @below {{expected the arguments of the region to have the types ('f32'), got ('f32', 'f32')}}
  %0 = nn.map %x0 : (tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %a : f32
  }
  return
}

// -----

func.func @map_yields_nothing(%x0: tensor<2xf32>) {
  // expected-error @below {{expected the region to yield one value of type 'f32', got ()}}
  %0 = nn.map %x0 : (tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%a: f32):
    nn.yield
  }
  return
}

// -----

func.func @map_yields_two(%x0: tensor<2xf32>) {
  // expected-error @below {{expected the region to yield one value of type 'f32', got ('f32', 'f32')}}
  %0 = nn.map %x0 : (tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%a: f32):
    nn.yield %a, %a : f32, f32
  }
  return
}

// -----

func.func @map_yields_tensor(%x0: tensor<2xf32>) {
  // expected-error @below {{expected the region to yield one value of type 'f32', got ('tensor<2xf32>')}}
  %0 = nn.map %x0 : (tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%a: f32):
    nn.yield %x0 : tensor<2xf32>
  }
  return
}

// -----

func.func @map_returns(%x0: tensor<2xf32>) {
  // expected-error @below {{expected the region to yield one value of type 'f32', got 'func.return'}}
  %0 = nn.map %x0 : (tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%a: f32):
    func.return
  }
  return
}

// -----

func.func @map_nested_region(%x0: tensor<2xf32>) {
  // expected-error @below {{expected the region to compute scalars with ops of 'arith' and 'math', got 'scf.if'}}
  %0 = nn.map %x0 : (tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%a: f32):
    %c = arith.constant true
    // expected-note @below {{the op stands here}}
    %b = scf.if %c -> f32 {
      scf.yield %a : f32
    } else {
      scf.yield %a : f32
    }
    nn.yield %b : f32
  }
  return
}

// -----

func.func @map_reads_tensor(%x0: tensor<2xf32>) {
  // expected-error @below {{expected the region to compute scalars with ops of 'arith' and 'math', got 'tensor.extract'}}
  %0 = nn.map %x0 : (tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%a: f32):
    %c = arith.constant 0 : index
    // expected-note @below {{the op stands here}}
    %b = tensor.extract %x0[%c] : tensor<2xf32>
    nn.yield %b : f32
  }
  return
}

// -----

func.func @map_scalar(%x0: f32) {
  // expected-error @below {{operand #0 must be variadic of ranked tensor of f16, bf16, f32, f64, i1, i8, i16, i32, i64 or index values, but got 'f32'}}
  %0 = nn.map %x0 : (f32) -> tensor<2xf32> {
  ^bb0(%a: f32):
    nn.yield %a : f32
  }
  return
}

// -----

func.func @map_element(%x0: tensor<2xf32>) {
  // expected-error @below {{result #0 must be ranked tensor of f16, bf16, f32, f64, i1, i8, i16, i32, i64 or index values, but got 'tensor<2xi4>'}}
  %0 = nn.map %x0 : (tensor<2xf32>) -> tensor<2xi4> {
  ^bb0(%a: f32):
    %c = arith.constant 0 : i4
    nn.yield %c : i4
  }
  return
}

// -----

func.func @yield_outside(%x: f32) {
  // expected-error @below {{expects parent op to be one of 'nn.map, nn.reduce, nn.scatter, nn.cond, nn.scan, nn.weave, nn.fixed_point'}}
  nn.yield %x : f32
}

// -----

func.func @reduce_negative_axis(%x: tensor<2x3xf32>) {
  // expected-error @below {{expected 'axes' to be axes of 'input' of rank 2, got -1}}
  %0 = nn.reduce %x axes [-1] : (tensor<2x3xf32>) -> tensor<2xf32> neutral 0.0 {
  ^bb0(%s: f32, %v: f32):
    nn.yield %v : f32
  }
  return
}

// -----

func.func @reduce_rank0(%x: tensor<f32>) {
  // expected-error @below {{expected 'axes' to be axes of 'input' of rank 0, got 0}}
  %0 = nn.reduce %x axes [0] : (tensor<f32>) -> tensor<f32> neutral 0.0 {
  ^bb0(%s: f32, %v: f32):
    nn.yield %v : f32
  }
  return
}

// -----

// A string can have a type, but it is no number.
func.func @reduce_neutral_text(%x: tensor<2x3xf32>) {
  // expected-error @below {{expected 'neutral' to be a number of type 'f32', got "zero" : f32}}
  %0 = nn.reduce %x axes [1] : (tensor<2x3xf32>) -> tensor<2xf32> neutral "zero" {
  ^bb0(%s: f32, %v: f32):
    nn.yield %v : f32
  }
  return
}

// -----

func.func @reduce_result(%x: tensor<2x3xf32>) {
  // expected-error @below {{expected the result to have 1 axes, got 2}}
  %0 = nn.reduce %x axes [1] : (tensor<2x3xf32>) -> tensor<2x1xf32> neutral 0.0 {
  ^bb0(%s: f32, %v: f32):
    nn.yield %v : f32
  }
  return
}

// -----

func.func @window_axes_twice(%x: tensor<8xf32>) {
  // expected-error @below {{expected 'axes' to be distinct and ascending, got 0 after 0}}
  %0 = nn.window %x axes [0, 0] size [1, 1] : tensor<8xf32> -> tensor<6x3xf32>
  return
}

// -----

func.func @window_size_zero(%x: tensor<8xf32>) {
  // expected-error @below {{expected the entries of 'size' to be at least 1 and below 2^31, got 0}}
  %0 = nn.window %x axes [0] size [0] : tensor<8xf32> -> tensor<6x3xf32>
  return
}

// -----

func.func @window_size_large(%x: tensor<8xf32>) {
  // expected-error @below {{expected the entries of 'size' to be at least 1 and below 2^31, got 2147483648}}
  %0 = nn.window %x axes [0] size [2147483648] : tensor<8xf32> -> tensor<6x3xf32>
  return
}

// -----

func.func @window_dilation(%x: tensor<8xf32>) {
  // expected-error @below {{expected the entries of 'dilation' to be at least 1 and below 2^31, got 0}}
  %0 = nn.window %x axes [0] size [3] dilation [0] : tensor<8xf32> -> tensor<6x3xf32>
  return
}

// -----

func.func @window_dilation_large(%x: tensor<8xf32>) {
  // expected-error @below {{it covers 4611686011984936963 elements of the padded extent 8}}
  %0 = nn.window %x axes [0] size [2147483647] dilation [2147483647] : tensor<8xf32> -> tensor<6x3xf32>
  return
}

// -----

func.func @window_padding_count(%x: tensor<8xf32>) {
  // expected-error @below {{expected 'padding' to have 2 entries, got 1}}
  %0 = nn.window %x axes [0] size [3] padding [1] : tensor<8xf32> -> tensor<6x3xf32>
  return
}

// -----

func.func @window_pad_value_text(%x: tensor<8xf32>) {
  // expected-error @below {{expected 'pad_value' to be a number of type 'f32', got "zero" : f32}}
  %0 = nn.window %x axes [0] size [3] pad_value "zero" : f32 : tensor<8xf32> -> tensor<6x3xf32>
  return
}

// -----

func.func @window_nothing(%x: tensor<0xf32>) {
  // expected-error @below {{it covers 1 elements of the padded extent 0}}
  %0 = nn.window %x axes [0] size [1] : tensor<0xf32> -> tensor<6x3xf32>
  return
}

// -----

func.func @activation_relu_word(%x: tensor<2xf32>) {
  // expected-error @below {{expected an activation such as '#nn.relu', got #nn.axes<relu>}}
  %0 = nn.activation #nn.axes<relu>, %x : tensor<2xf32>
  return
}

// -----

func.func @activation_index(%x: tensor<2xindex>) {
  // expected-error @below {{operand #0 must be ranked tensor of f16, bf16, f32 or f64 values, but got 'tensor<2xindex>'}}
  %0 = nn.activation #nn.relu, %x : tensor<2xindex>
  return
}

// -----

func.func @activation_result(%x: tensor<2xf32>) {
  // expected-error @below {{requires the same type for all operands and results}}
  %0 = "nn.activation"(%x) <{function = #nn.relu}> : (tensor<2xf32>) -> tensor<3xf32>
  return
}

// -----

func.func @linear_weight_rank(%x: tensor<8x4xf32>, %w: tensor<4xf32>) {
  // expected-error @below {{operand #1 must be 2D tensor of f16, bf16, f32 or f64 values, but got 'tensor<4xf32>'}}
  %0 = nn.linear %x, %w : (tensor<8x4xf32>, tensor<4xf32>) -> tensor<8xf32>
  return
}

// -----

func.func @linear_bias_element(%x: tensor<8x4xf32>, %w: tensor<3x4xf32>, %b: tensor<3xf64>) {
  // expected-error @below {{expected 'bias' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0 = nn.linear %x, %w bias %b : (tensor<8x4xf32>, tensor<3x4xf32>, tensor<3xf64>) -> tensor<8x3xf32>
  return
}

// -----

func.func @conv_groups_negative(%x: tensor<1x4x8x8xf32>, %w: tensor<6x4x3x3xf32>) {
  // expected-error @below {{expected 'groups' to be positive, got -9223372036854775808}}
  %0 = nn.conv %x, %w groups -9223372036854775808 : (tensor<1x4x8x8xf32>, tensor<6x4x3x3xf32>) -> tensor<1x6x6x6xf32>
  return
}

// -----

func.func @conv_groups_channels(%x: tensor<1x4x8x8xf32>, %w: tensor<6x4x3x3xf32>) {
  // expected-error @below {{expected 'groups' to divide the 4 channels of 'input', got 3}}
  %0 = nn.conv %x, %w groups 3 : (tensor<1x4x8x8xf32>, tensor<6x4x3x3xf32>) -> tensor<1x6x6x6xf32>
  return
}

// -----

func.func @conv_bias_element(%x: tensor<1x4x8x8xf32>, %w: tensor<6x4x3x3xf32>, %b: tensor<6xf64>) {
  // expected-error @below {{expected 'bias' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0 = nn.conv %x, %w bias %b : (tensor<1x4x8x8xf32>, tensor<6x4x3x3xf32>, tensor<6xf64>) -> tensor<1x6x6x6xf32>
  return
}

// -----

func.func @conv_stride_count(%x: tensor<1x4x8x8xf32>, %w: tensor<6x4x3x3xf32>) {
  // expected-error @below {{expected 'stride' to have 2 entries, got 1}}
  %0 = nn.conv %x, %w stride [1] : (tensor<1x4x8x8xf32>, tensor<6x4x3x3xf32>) -> tensor<1x6x6x6xf32>
  return
}

// -----

func.func @conv_dilation_zero(%x: tensor<1x4x8x8xf32>, %w: tensor<6x4x3x3xf32>) {
  // expected-error @below {{expected the entries of 'dilation' to be at least 1 and below 2^31, got 0}}
  %0 = nn.conv %x, %w dilation [0, 1] : (tensor<1x4x8x8xf32>, tensor<6x4x3x3xf32>) -> tensor<1x6x6x6xf32>
  return
}

// -----

func.func @conv_kernel_empty(%x: tensor<1x4x8x8xf32>, %w: tensor<6x4x0x3xf32>) {
  // expected-error @below {{to have a static, positive extent}}
  %0 = nn.conv %x, %w : (tensor<1x4x8x8xf32>, tensor<6x4x0x3xf32>) -> tensor<1x6x6x6xf32>
  return
}

// -----

// The product of extent and dilation would overflow.
func.func @conv_kernel_large(%x: tensor<1x4x8x8xf32>, %w: tensor<1x4x4294967299x1xf32>) {
  // expected-error @below {{expected axis 2 of 'weight' to have an extent below 2^31, got 4294967299}}
  %0 = nn.conv %x, %w dilation [2147483647, 1] : (tensor<1x4x8x8xf32>, tensor<1x4x4294967299x1xf32>) -> tensor<1x6x6x6xf32>
  return
}

// -----

func.func @conv_channel_name(%x: tensor<1x4x8x8xf32, #nn.axes<batch, channel, row, column>>, %w: tensor<6x4x3x3xf32, #nn.axes<out, time, _, _>>) {
  // expected-error @below {{expected axis 1 of 'weight' to be named 'channel', as axis 1 of 'input' is, got 'time'}}
  %0 = nn.conv %x, %w : (tensor<1x4x8x8xf32, #nn.axes<batch, channel, row, column>>, tensor<6x4x3x3xf32, #nn.axes<out, time, _, _>>) -> tensor<1x6x6x6xf32>
  return
}

// -----

func.func @conv_input_rank(%x: tensor<4x8xf32>, %w: tensor<6x4xf32>) {
  // expected-error @below {{operand #0 must be 3D/4D/5D tensor of f16, bf16, f32 or f64 values, but got 'tensor<4x8xf32>'}}
  %0 = nn.conv %x, %w : (tensor<4x8xf32>, tensor<6x4xf32>) -> tensor<4x6xf32>
  return
}

// -----

func.func @pool_kind(%x: tensor<1x4x8x8xf32>) {
  // expected-error @below {{expected 'max' or 'average', got 'min'}}
  %0 = nn.pool min %x size [2, 2] : (tensor<1x4x8x8xf32>) -> tensor<1x4x4x4xf32>
  return
}

// -----

func.func @pool_kind_missing(%x: tensor<1x4x8x8xf32>) {
  // expected-error @below {{expected 'max' or 'average'}}
  %0 = nn.pool %x size [2, 2] : (tensor<1x4x8x8xf32>) -> tensor<1x4x4x4xf32>
  return
}

// -----

func.func @pool_size_count(%x: tensor<1x4x8x8xf32>) {
  // expected-error @below {{expected 'size' to have 2 entries, got 1}}
  %0 = nn.pool max %x size [2] : (tensor<1x4x8x8xf32>) -> tensor<1x4x4x4xf32>
  return
}

// -----

func.func @pool_stride(%x: tensor<1x4x8x8xf32>) {
  // expected-error @below {{expected the entries of 'stride' to be at least 1 and below 2^31, got 0}}
  %0 = nn.pool max %x size [2, 2] stride [0, 1] : (tensor<1x4x8x8xf32>) -> tensor<1x4x4x4xf32>
  return
}

// -----

func.func @pool_padding_count(%x: tensor<1x4x8x8xf32>) {
  // expected-error @below {{expected 'padding' to have 4 entries, got 2}}
  %0 = nn.pool max %x size [2, 2] padding [1, 1] : (tensor<1x4x8x8xf32>) -> tensor<1x4x4x4xf32>
  return
}

// -----

// Axes are counted from the front.
func.func @softmax_negative(%x: tensor<2x3xf32>) {
  // expected-error @below {{expected 'axis' to be an axis of 'input' of rank 2, got -1}}
  %0 = nn.softmax %x axis -1 : tensor<2x3xf32>
  return
}

// -----

func.func @softmax_rank0(%x: tensor<f32>) {
  // expected-error @below {{expected 'axis' to be an axis of 'input' of rank 0, got 0}}
  %0 = nn.softmax %x axis 0 : tensor<f32>
  return
}

// -----

func.func @layer_norm_axes_order(%x: tensor<8x4xf32>) {
  // expected-error @below {{expected 'axes' to be distinct and ascending, got 0 after 1}}
  %0 = nn.layer_norm %x axes [1, 0] epsilon 1.0e-05 : (tensor<8x4xf32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @layer_norm_scale_rank0(%x: tensor<8x4xf32>, %s: tensor<f32>, %h: tensor<f32>) {
  // expected-error @below {{expected 'scale' to have 1 axes, as many as 'axes' names, got 0}}
  %0 = nn.layer_norm %x axes [1] scale %s shift %h epsilon 1.0e-05 : (tensor<8x4xf32>, tensor<f32>, tensor<f32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @layer_norm_shift_rank(%x: tensor<8x4xf32>, %s: tensor<4xf32>, %h: tensor<8x4xf32>) {
  // expected-error @below {{expected 'shift' to have 1 axes, as many as 'axes' names, got 2}}
  %0 = nn.layer_norm %x axes [1] scale %s shift %h epsilon 1.0e-05 : (tensor<8x4xf32>, tensor<4xf32>, tensor<8x4xf32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @layer_norm_shift_extent(%x: tensor<8x4xf32>, %s: tensor<4xf32>, %h: tensor<5xf32>) {
  // expected-error @below {{expected axis 0 of 'shift' to have extent 4, as axis 1 of 'input' has, got 5}}
  %0 = nn.layer_norm %x axes [1] scale %s shift %h epsilon 1.0e-05 : (tensor<8x4xf32>, tensor<4xf32>, tensor<5xf32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @layer_norm_shift_element(%x: tensor<8x4xf32>, %s: tensor<4xf32>, %h: tensor<4xf64>) {
  // expected-error @below {{expected 'shift' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0 = nn.layer_norm %x axes [1] scale %s shift %h epsilon 1.0e-05 : (tensor<8x4xf32>, tensor<4xf32>, tensor<4xf64>) -> tensor<8x4xf32>
  return
}

// -----

func.func @layer_norm_epsilon_nan(%x: tensor<8x4xf32>, %s: tensor<4xf32>, %h: tensor<4xf32>) {
  // expected-error @below {{expected a finite 'epsilon' that is not negative, got}}
  %0 = nn.layer_norm %x axes [1] scale %s shift %h epsilon 0x7FF8000000000000 : (tensor<8x4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @layer_norm_epsilon_integer(%x: tensor<8x4xf32>, %s: tensor<4xf32>, %h: tensor<4xf32>) {
  // expected-error @below {{unexpected decimal integer literal for a floating point value}}
  // expected-note @below {{add a trailing dot to make the literal a float}}
  %0 = nn.layer_norm %x axes [1] scale %s shift %h epsilon 1 : (tensor<8x4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @batch_norm_rank0(%x: tensor<f32>, %s: tensor<4xf32>) {
  // expected-error @below {{expected 'input' to have at least two axes, got 'tensor<f32>'}}
  %0 = nn.batch_norm %x, %s, %s, %s, %s epsilon 0.0 : (tensor<f32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  return
}

// -----

func.func @batch_norm_variance(%x: tensor<8x4xf32>, %s: tensor<4xf32>, %v: tensor<3xf32>) {
  // expected-error @below {{expected axis 0 of 'variance' to have extent 4, as axis 1 of 'input' has, got 3}}
  %0 = nn.batch_norm %x, %s, %s, %s, %v epsilon 0.0 : (tensor<8x4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<3xf32>) -> tensor<8x4xf32>
  return
}
