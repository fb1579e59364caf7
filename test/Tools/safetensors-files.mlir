// Files that are no safetensors files, or do not hold the tensor: exit 1, what is
// wrong, and no output.
// RUN: rm -rf %t && mkdir -p %t && cd %t && %python %S/Inputs/safetensors_files.py && cp %s m.mlir
// DEFINE: %{expect} = %python %S/Inputs/expect.py
// RUN: for name in good metadata escaped; do cp $name.safetensors w.safetensors && nn-run m.mlir | FileCheck %s || exit 1; done
// CHECK: 1 2 3

// RUN: while IFS='|' read -r name message; do cp $name.safetensors w.safetensors && %{expect} 1 "m.mlir:[0-9]+:[0-9]+: error: .*$message" result nn-translate m.mlir -o result || { echo $name; exit 1; }; done < messages.txt
// RUN: rm w.safetensors && %{expect} 1 "cannot read 'w.safetensors'" result nn-translate m.mlir -o result
// RUN: %{expect} 1 "cannot read 'w.safetensors'" - nn-run --reference m.mlir
nn.param @w : tensor<3xf32> = #nn.external<"w.safetensors", "weight">
func.func @f() -> tensor<3xf32> {
  %w = nn.param_ref @w : tensor<3xf32>
  return %w : tensor<3xf32>
}
