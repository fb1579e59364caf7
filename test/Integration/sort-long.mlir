// Sorting of so many elements that digits are sorted: stable, with equal
// elements, not-a-numbers and both zeros.

// DEFINE: %{compare} = %python %S/compare.py %s
// RUN: %{compare} ascending x=i64:1000 --outputs 2 --rtol 0 --atol 0
// RUN: %{compare} ascending x=i64:257 --outputs 2 --low 0 --high 5 --rtol 0 --atol 0
// RUN: %{compare} descending x=i32:700 --outputs 2 --low -9 --high 9 --rtol 0 --atol 0
// RUN: %{compare} booleans x=i1:300 --outputs 2 --rtol 0 --atol 0
// RUN: %{compare} bytes x=i8:3x400 --outputs 2 --rtol 0 --atol 0
// RUN: %{compare} static x=f32:512x2 --outputs 2 --rtol 0 --atol 0
// RUN: %{compare} halves x=f16:600 --outputs 2 --low -3 --high 3 --rtol 0 --atol 0
// RUN: %{compare} special x=i64:900 --outputs 2 --low 0 --high 4 --rtol 0 --atol 0
// RUN: %{compare} special_descending x=i64:900 --outputs 2 --low 0 --high 4 --rtol 0 --atol 0

func.func @ascending(%x: tensor<?xi64>) -> (tensor<?xi64>, tensor<?xi64>) {
  %y, %p = nn.sort %x axis 0 : (tensor<?xi64>) -> (tensor<?xi64>, tensor<?xi64>)
  return %y, %p : tensor<?xi64>, tensor<?xi64>
}

func.func @descending(%x: tensor<?xi32>) -> (tensor<?xi32>, tensor<?xi64>) {
  %y, %p = nn.sort %x axis 0 descending : (tensor<?xi32>) -> (tensor<?xi32>, tensor<?xi64>)
  return %y, %p : tensor<?xi32>, tensor<?xi64>
}

func.func @booleans(%x: tensor<?xi1>) -> (tensor<?xi1>, tensor<?xi64>) {
  %y, %p = nn.sort %x axis 0 : (tensor<?xi1>) -> (tensor<?xi1>, tensor<?xi64>)
  return %y, %p : tensor<?xi1>, tensor<?xi64>
}

func.func @bytes(%x: tensor<3x?xi8>) -> (tensor<3x?xi8>, tensor<3x?xi64>) {
  %y, %p = nn.sort %x axis 1 : (tensor<3x?xi8>) -> (tensor<3x?xi8>, tensor<3x?xi64>)
  return %y, %p : tensor<3x?xi8>, tensor<3x?xi64>
}

func.func @static(%x: tensor<512x2xf32>) -> (tensor<512x2xf32>, tensor<512x2xi64>) {
  %y, %p = nn.sort %x axis 0 descending : (tensor<512x2xf32>) -> (tensor<512x2xf32>, tensor<512x2xi64>)
  return %y, %p : tensor<512x2xf32>, tensor<512x2xi64>
}

func.func @halves(%x: tensor<?xf16>) -> (tensor<?xf16>, tensor<?xi64>) {
  %y, %p = nn.sort %x axis 0 : (tensor<?xf16>) -> (tensor<?xf16>, tensor<?xi64>)
  return %y, %p : tensor<?xf16>, tensor<?xi64>
}

// -1, -0, 0, infinity or not-a-number, for 0 to 4.
func.func private @make_special(%x: tensor<?xi64>) -> tensor<?xf64> {
  %table = arith.constant dense<[-1.0, -0.0, 0.0, 0x7FF0000000000000, 0x7FF8000000000000]> : tensor<5xf64>
  %y = nn.gather %table axes [0] at %x : (tensor<5xf64>, tensor<?xi64>) -> tensor<?xf64>
  return %y : tensor<?xf64>
}

func.func @special(%x: tensor<?xi64>) -> (tensor<?xf64>, tensor<?xi64>) {
  %s = call @make_special(%x) : (tensor<?xi64>) -> tensor<?xf64>
  %y, %p = nn.sort %s axis 0 : (tensor<?xf64>) -> (tensor<?xf64>, tensor<?xi64>)
  return %y, %p : tensor<?xf64>, tensor<?xi64>
}

func.func @special_descending(%x: tensor<?xi64>) -> (tensor<?xf64>, tensor<?xi64>) {
  %s = call @make_special(%x) : (tensor<?xi64>) -> tensor<?xf64>
  %y, %p = nn.sort %s axis 0 descending : (tensor<?xf64>) -> (tensor<?xf64>, tensor<?xi64>)
  return %y, %p : tensor<?xf64>, tensor<?xi64>
}
