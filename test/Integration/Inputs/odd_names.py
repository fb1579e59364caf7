"""Prints a module whose names mean something in C, C++ or our own headers."""

WORDS = ("int64_t size_t nn_exec odd_weights NULL INT64_MAX _Bool _Complex linux "
         "char16_t char8_t shapes weights workspace exec float class x X "
         "nn_status NN_OK offsetof").split()

print("module @odd {")
print('  nn.param @"w*/ int evil;" : tensor<2xf32> = dense<1.0>')
for word in WORDS:
    print(f'''  func.func @"run {word}"(
      %x: tensor<?xf32, #nn.axes<{word}>> {{nn.name = "{word}"}})
      -> (tensor<?xf32> {{nn.name = "y"}}) {{
    %y = tensor.cast %x : tensor<?xf32, #nn.axes<{word}>> to tensor<?xf32>
    return %y : tensor<?xf32>
  }}''' if word != "X" else "")
print('''  func.func @both(%x: tensor<2xf32> {nn.name = "x"},
      %y: tensor<2xf32> {nn.name = "X"}) -> tensor<2xf32> {
    %w = nn.param_ref @"w*/ int evil;" : tensor<2xf32>
    %0 = arith.addf %x, %y : tensor<2xf32>
    %1 = arith.addf %0, %w : tensor<2xf32>
    return %1 : tensor<2xf32>
  }
  func.func @"a*/ int evil;"(%x: tensor<2xf32>) -> tensor<2xf32> {
    return %x : tensor<2xf32>
  }
}''')
