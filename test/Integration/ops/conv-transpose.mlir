// Kernels are added at every element of the input, times that element.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f16 f64
// CALL: x=2x3x4 w=3x2x3 b=2 terms=700
// CALL: x=2x3x1 w=3x2x3 b=2 terms=700
// CALL: x=0x3x4 w=3x2x3 b=2
// | y = ops.conv_transpose(x, w, b)
// | z = ops.conv_transpose(x, w, b, (3,), (1, 2), (2,), (1,))
!t = f32
!x = tensor<?x?x?x!t>
!w = tensor<?x?x3x!t>
!b = tensor<?x!t>
func.func @one_axis(%x: !x, %w: !w, %b: !b) -> (tensor<?x?x?x!t>, tensor<?x?x?x!t>) {
  %y = nn.conv_transpose %x, %w bias %b : (!x, !w, !b) -> tensor<?x?x?x!t>
  %z = nn.conv_transpose %x, %w bias %b stride [3] dilation [2] padding [1, 2] output_padding [1]
      : (!x, !w, !b) -> tensor<?x?x?x!t>
  return %y, %z : tensor<?x?x?x!t>, tensor<?x?x?x!t>
}

// -----

// The adjoint of a convolution: <conv(a), x> = <a, conv_transpose(x)>. Integers.
// CALL: x=[[[[1,2],[3,-4]]]] w=[[[[1,-2,0],[3,1,2],[0,1,-1]]]] a=[[[[1,0,2,1],[0,-1,1,3],[2,2,0,1],[1,1,1,-2]]]]
// | y = ops.conv_transpose(x, w, None, (2, 2), (1, 1, 1, 1), None, (1, 1))
// | left = (ops.conv(a, w, None, (2, 2), (1, 1, 1, 1)) * x).sum()
// | right = left
!x = tensor<1x1x?x?xf32>
!w = tensor<1x1x3x3xf32>
!a = tensor<1x1x?x?xf32>
func.func @adjoint(%x: !x, %w: !w, %a: !a) -> (tensor<1x1x?x?xf32>, tensor<f32>, tensor<f32>) {
  %y = nn.conv_transpose %x, %w stride [2, 2] padding [1, 1, 1, 1] output_padding [1, 1] : (!x, !w) -> tensor<1x1x?x?xf32>
  %c = nn.conv %a, %w stride [2, 2] padding [1, 1, 1, 1] : (!a, !w) -> tensor<1x1x?x?xf32>
  %left = nn.einsum "n c h w, n c h w ->" %c, %x : (tensor<1x1x?x?xf32>, !x) -> tensor<f32>
  %right = nn.einsum "n c h w, n c h w ->" %a, %y : (!a, tensor<1x1x?x?xf32>) -> tensor<f32>
  return %y, %left, %right : tensor<1x1x?x?xf32>, tensor<f32>, tensor<f32>
}

// -----

// Groups, and three axes.
// CALL: x=2x4x3x2 w=4x2x2x3 v=1x2x2x1x3 u=2x1x2x2x1 terms=300
// | y = ops.conv_transpose(x, w, None, (2, 1), (1, 0, 0, 2), (1, 2), groups=2)
// | z = ops.conv_transpose(v, u, None, (1, 2, 1))
!x = tensor<?x?x?x?xf32>
!w = tensor<?x?x2x3xf32>
!v = tensor<?x?x?x?x?xf32>
!u = tensor<?x?x2x2x1xf32>
func.func @groups(%x: !x, %w: !w, %v: !v, %u: !u) -> (tensor<?x?x?x?xf32>, tensor<?x?x?x?x?xf32>) {
  %y = nn.conv_transpose %x, %w stride [2, 1] dilation [1, 2] padding [1, 0, 0, 2] groups 2 : (!x, !w) -> tensor<?x?x?x?xf32>
  %z = nn.conv_transpose %v, %u stride [1, 2, 1] : (!v, !u) -> tensor<?x?x?x?x?xf32>
  return %y, %z : tensor<?x?x?x?xf32>, tensor<?x?x?x?x?xf32>
}
