// Names of the values of functions, and attributes that the dialect does not know.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// expected-error @below {{unknown attribute `no_such_function` in dialect `nn`}}
func.func private @unknown_attribute() attributes {f = #nn.no_such_function}

// -----

// expected-error @below {{expected 'nn.name' to be a C identifier, got "1st"}}
func.func private @name_digit(tensor<2xf32> {nn.name = "1st"})

// -----

// expected-error @below {{expected 'nn.name' to be a C identifier, got ""}}
func.func private @name_empty(tensor<2xf32> {nn.name = ""})

// -----

// expected-error @below {{expected 'nn.name' to be a C identifier, got 3 : i64}}
func.func private @name_number() -> (tensor<2xf32> {nn.name = 3})

// -----

// expected-error @below {{expected distinct names of arguments and results, got "x" twice}}
func.func private @name_twice(tensor<2xf32> {nn.name = "x"}) -> (tensor<2xf32> {nn.name = "x"})

// -----

// expected-error @below {{unknown attribute 'nn.label' of a function value}}
func.func private @argument_attribute(tensor<2xf32> {nn.label = "x"})

// -----

// expected-error @below {{unknown attribute 'nn.name'; 'nn.name' belongs to an argument or a result}}
func.func @misplaced_name(%x: tensor<2xf32>) attributes {nn.name = "x"} {
  return
}

// -----

func.func @unknown_attribute(%x: tensor<2xf32>) {
  // expected-error @below {{unknown attribute 'nn.other'}}
  %0 = nn.einsum "i -> i" %x {nn.other = 3} : (tensor<2xf32>) -> tensor<2xf32>
  return
}
