// The report for programs, number by number; 16-bit floats have two bytes.
// RUN: nn-opt %s --nn-cost-report="format=json output=%t.json" -o /dev/null
// RUN: %python %src/test/Transforms/Inputs/cost_report.py %t.json

nn.param @w : tensor<3x4xf16> = #nn.init<uniform, seed = 1, low = -1.0, high = 1.0>
func.func @net(%x: tensor<?x4xf16, #nn.axes<batch, _>>) -> tensor<?x3xf16> {
  %w = nn.param_ref @w : tensor<3x4xf16>
  %h = nn.linear %x, %w : (tensor<?x4xf16, #nn.axes<batch, _>>, tensor<3x4xf16>) -> tensor<?x3xf16>
  %y = arith.negf %h : tensor<?x3xf16>
  return %y : tensor<?x3xf16>
}
func.func private @nothing() {
  return
}
func.func private @declared(tensor<2xf32>)
