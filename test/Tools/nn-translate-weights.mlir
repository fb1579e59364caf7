// Where weights go: into the code up to the threshold, or to a file.
// RUN: rm -rf %t && mkdir -p %t && cd %t
// DEFINE: %{expect} = %python %S/Inputs/expect.py
// 16 and 8 bytes are 24.
// RUN: mkdir embed && nn-translate %s --weights-threshold=24 -o embed/m.o && ls embed | FileCheck %s --check-prefix=EMBED --implicit-check-not=safetensors
// EMBED: m.json
// EMBED: m.o
// RUN: mkdir above && nn-translate %s --weights-threshold=23 -o above/m.o && ls above | FileCheck %s --check-prefix=ABOVE
// ABOVE: m.safetensors
// RUN: mkdir forced && nn-translate %s --weights=embed --weights-threshold=0 -o forced/m.o && ls forced | FileCheck %s --check-prefix=EMBED --implicit-check-not=safetensors
// RUN: mkdir external && nn-translate %s --weights=external -o external/m.o && cmp external/m.safetensors above/m.safetensors
// RUN: mkdir named && nn-translate %s --weights=external --weights-file=w.bin -o named/m.o && cmp w.bin external/m.safetensors && ls named | FileCheck %s --check-prefix=EMBED --implicit-check-not=safetensors
// The file holds the parameters under their names.
// RUN: %python -c "import json, struct; d = open('w.bin', 'rb').read(); n, = struct.unpack('<Q', d[:8]); h = json.loads(d[8:8 + n]); assert {k: (v['dtype'], v['shape'], d[8 + n:][slice(*v['data_offsets'])]) for k, v in h.items() if k != '__metadata__'} == dict(w=('F32', [2, 2], struct.pack('<4f', 1, 2, 3, 4)), b=('I64', [1], struct.pack('<q', -5))), h"
// Without weights nothing is written.
// RUN: echo 'func.func @f(%%x: tensor<2xf32>) -> tensor<2xf32> { return %%x : tensor<2xf32> }' > none.mlir && nn-translate none.mlir --weights=external -o none.o && not ls none.safetensors
// RUN: %{expect} 2 "not '-'" - nn-translate %s --weights=external --emit=llvm-ir -o -
// RUN: %{expect} 2 "Cannot find option named 'inline'" out.o nn-translate %s --weights=inline -o out.o
// RUN: %{expect} 2 "value invalid" out.o nn-translate %s --weights-threshold=few -o out.o
// RUN: %{expect} 1 "cannot write 'no/w.bin'" out.o nn-translate %s --weights=external --weights-file=no/w.bin -o out.o
nn.param @w : tensor<2x2xf32> = dense<[[1.0, 2.0], [3.0, 4.0]]>
nn.param @b : tensor<1xi64> = dense<-5>
func.func @f() -> (tensor<2x2xf32>, tensor<1xi64>) {
  %w = nn.param_ref @w : tensor<2x2xf32>
  %b = nn.param_ref @b : tensor<1xi64>
  return %w, %b : tensor<2x2xf32>, tensor<1xi64>
}
