// Syntax of builtin types, attributes and locations that no other test has:
// further first inputs of the fuzz targets.

func.func private @attributes() attributes {
  a = affine_map<(d0, d1)[s0] -> (d0 floordiv 2 + s0 * 3 - d1 mod 4, d0 ceildiv 8)>,
  b = affine_set<(d0)[s0] : (d0 - s0 >= 0, d0 == 1)>,
  c = array<i32: 1, -2>, d = array<f64: 1.0, 0x7FF0000000000000>, e = array<i1: true, false>,
  f = [1 : i1, 0 : index, -1 : si8, 255 : ui8, 0xFF : i8, 1.5 : bf16, 0x7C00 : f16, 1.0e-3 : f80],
  g = {h = unit, i = "text\n\"\F0\0A", j, "k l" = @symbol::@"nested one"},
  m = dense<[[1, 2], [3, 4]]> : tensor<2x2xi4>,
  n = dense<"0x0000803F00000040"> : tensor<2xf32>,
  o = dense<(1.0, -2.0)> : tensor<2xcomplex<f32>>,
  p = dense<[1.0, -1.0]> : vector<2xf16>,
  q = sparse<[[0, 1], [2, 3]], [1.0, 2.0]> : tensor<3x4xf32>,
  r = dense_resource<blob> : tensor<2xi16>,
  s = strided<[1, ?], offset: ?>,
  t = distinct[0]<"x">
}

{-#
  dialect_resources: {
    builtin: {
      blob: "0x0200000001000200"
    }
  },
  external_resources: {
    other: { key: "0x01000000AB", flag: true, text: "value" }
  }
#-}

// -----

!alias = tuple<i1, tensor<*xf32>, () -> (), (i1, i2) -> i3, none>
#alias = loc("file":1:2)
#other = ["x", #alias]
func.func private @types(
  !alias {nn.name = "a"}, vector<[4]x2xf32>, vector<f32>, memref<2x?xf32, strided<[?, 1], offset: 3>, 1>,
  memref<*xi8, 2 : i64>, tensor<2xf8E4M3FN, "encoding">, complex<f64>, memref<4xi32, affine_map<(d0) -> (d0 + 1)>>,
  i16777215, f128, tf32, index) -> !alias attributes {b = #other} loc(#alias)

// -----

func.func @regions(%arg0: i32 loc("a"), %arg1: tensor<?xf32>) -> i32 {
  %c:2 = "func.call"(%arg0) <{callee = @two}> {x} : (i32) -> (i32, i32) loc(fused<"m">["a", callsite("b" at unknown)])
  %0 = arith.addi %c#0, %c#1 overflow<nsw, nuw> : i32
  %1 = arith.cmpi slt, %0, %arg0 : i32
  %2 = arith.select %1, %0, %arg0 : i32
  %f = arith.constant 0xFF800000 : f32
  %3 = math.fma %f, %f, %f fastmath<nnan> : f32
  return %2 : i32
}
func.func private @two(i32) -> (i32, i32)

// -----

module @outer attributes {sym_visibility = "public"} {
  module @inner {
    %0 = "builtin.unrealized_conversion_cast"() {n = 1 : si64} : () -> i1
  }
}

// -----

func.func @pad(%x: tensor<2x3xi32>) -> tensor<3x7xi32> {
  %c = arith.constant 0 : i32
  %0 = tensor.pad %x low[0, 2] high[1, 2] {
  ^bb0(%i: index, %j: index):
    tensor.yield %c : i32
  } : tensor<2x3xi32> to tensor<3x7xi32>
  %1 = tensor.collapse_shape %0 [[0, 1]] : tensor<3x7xi32> into tensor<21xi32>
  %2 = tensor.expand_shape %1 [[0, 1]] output_shape [3, 7] : tensor<21xi32> into tensor<3x7xi32>
  %3 = tensor.concat dim(1) %2, %2 : (tensor<3x7xi32>, tensor<3x7xi32>) -> tensor<3x14xi32>
  %4 = tensor.extract_slice %3[0, 3] [3, 7] [1, 1] : tensor<3x14xi32> to tensor<3x7xi32>
  return %4 : tensor<3x7xi32>
}

// -----

!a = !a
func.func private @f(!a)

// -----

#a = #a
func.func private @f() attributes {x = #a}

// -----

!a = tuple<!b>
!b = tuple<!a>

// -----

#loc1 = loc(#loc1)
func.func private @f() loc(#loc1)

// -----

#map = affine_map<()->()>
#map = affine_map<()->()>

// -----

!a = i1
!a = i2

// -----

!a.b = i1

// -----

#nn.x = 1
