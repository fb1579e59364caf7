// Every element type of external parameters, bit by bit, embedded and beside the
// code.
// RUN: rm -rf %t && mkdir -p %t && cd %t && cp %s m.mlir
// RUN: %python %S/Inputs/safetensors_dtypes.py
// RUN: nn-run --reference m.mlir $(for i in 0 1 2 3 4 5 6 7 8; do echo "-o r$i.npy"; done)
// RUN: nn-run -O3 m.mlir $(for i in 0 1 2 3 4 5 6 7 8; do echo "-o j$i.npy"; done)
// RUN: nn-translate m.mlir --weights=embed -o embed && ./embed $(for i in 0 1 2 3 4 5 6 7 8; do echo "-o e$i.npy"; done)
// RUN: nn-translate m.mlir --weights=external -o external && ./external $(for i in 0 1 2 3 4 5 6 7 8; do echo "-o x$i.npy"; done)
// RUN: mv external.safetensors moved.safetensors && ./external --weights=moved.safetensors -o x0.npy
// RUN: for i in 0 1 2 3 4 5 6 7 8; do for way in r j e x; do echo $way$i.npy expected$i.npy; done; done > pairs.txt
// RUN: %python -c "import numpy as np; [(np.testing.assert_equal(np.load(a).tobytes(), np.load(b).tobytes(), line)) for line in open('pairs.txt') for a, b in [line.split()]]"
nn.param @f16 : tensor<2x3xf16> = #nn.external<"in.safetensors", "F16">
nn.param @bf16 : tensor<2x3xbf16> = #nn.external<"in.safetensors", "BF16">
nn.param @f32 : tensor<2x3xf32> = #nn.external<"in.safetensors", "F32">
nn.param @f64 : tensor<2x3xf64> = #nn.external<"in.safetensors", "F64">
nn.param @bool : tensor<2x3xi1> = #nn.external<"in.safetensors", "BOOL">
nn.param @i8 : tensor<2x3xi8> = #nn.external<"in.safetensors", "I8">
nn.param @i16 : tensor<2x3xi16> = #nn.external<"in.safetensors", "I16">
nn.param @i32 : tensor<2x3xi32> = #nn.external<"in.safetensors", "I32">
nn.param @i64 : tensor<2x3xi64> = #nn.external<"in.safetensors", "I64">
func.func @all() -> (tensor<2x3xf16>, tensor<2x3xbf16>, tensor<2x3xf32>, tensor<2x3xf64>, tensor<2x3xi1>, tensor<2x3xi8>, tensor<2x3xi16>, tensor<2x3xi32>, tensor<2x3xi64>) {
  %0 = nn.param_ref @f16 : tensor<2x3xf16>
  %1 = nn.param_ref @bf16 : tensor<2x3xbf16>
  %2 = nn.param_ref @f32 : tensor<2x3xf32>
  %3 = nn.param_ref @f64 : tensor<2x3xf64>
  %4 = nn.param_ref @bool : tensor<2x3xi1>
  %5 = nn.param_ref @i8 : tensor<2x3xi8>
  %6 = nn.param_ref @i16 : tensor<2x3xi16>
  %7 = nn.param_ref @i32 : tensor<2x3xi32>
  %8 = nn.param_ref @i64 : tensor<2x3xi64>
  return %0, %1, %2, %3, %4, %5, %6, %7, %8 : tensor<2x3xf16>, tensor<2x3xbf16>, tensor<2x3xf32>, tensor<2x3xf64>, tensor<2x3xi1>, tensor<2x3xi8>, tensor<2x3xi16>, tensor<2x3xi32>, tensor<2x3xi64>
}
