// What is known of the result of nn.require where extents or names are known in part.
// A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @require(%x: tensor<?x?xi64, #nn.axes<time, _>>, %ok: tensor<3x?xi1, #nn.axes<_, depth>>) {
  %0 = nn.require %x, %ok, "" : (tensor<?x?xi64, #nn.axes<time, _>>, tensor<3x?xi1, #nn.axes<_, depth>>) -> tensor<?x4xi64>
  // expected-error @below {{expected axis 0 of the result to have extent 3, got 4}}
  %1 = nn.require %x, %ok, "" : (tensor<?x?xi64, #nn.axes<time, _>>, tensor<3x?xi1, #nn.axes<_, depth>>) -> tensor<4x?xi64>
  return
}
