// A call tells which of its checks failed, and the texts of checks stand in the
// table, the header and the description of the model.
// RUN: rm -rf %t && mkdir -p %t && cd %t && cp %s checked.mlir
// RUN: nn-translate checked.mlir -o libchecked.a
// RUN: %clang -std=c11 -Wall -Wextra -Werror -g -fsanitize=address,undefined -fno-sanitize-recover=all -I . %S/Inputs/failed_checks.c libchecked.a -lm -o check
// RUN: ./check
// RUN: FileCheck %s --check-prefix=HEADER < checked.h
// HEADER: #define CHECKED_ABI_VERSION 4
// HEADER: check 0: checked.mlir:{{[0-9]+}}:{{[0-9]+}}: expected rising numbers
// HEADER: check 1: checked.mlir:{{[0-9]+}}:{{[0-9]+}}: an index lies outside of its axis
// RUN: %python -c "import json; m = json.load(open('checked.json')); e = {x['name']: x['checks'] for x in m['entries']}; assert m['abi_version'] == 4; assert [c['status'] for c in e['pick']] == [10, 9], e; assert e['pick'][0]['text'].endswith(': expected rising numbers'), e; assert e['plain'] == [], e"

// The program prints the text, and so do nn-run and the evaluator.
// RUN: %python -c "import numpy as n; n.save('x.npy', n.array([1., 2., 3.], n.float32)); n.save('down.npy', n.array([2., 1., 3.], n.float32)); n.save('i.npy', n.array(2)); n.save('far.npy', n.array(3))"
// RUN: nn-translate checked.mlir -o prog
// RUN: ./prog --entry pick x.npy i.npy
// RUN: not ./prog --entry pick down.npy i.npy 2>&1 | FileCheck %s --check-prefix=VALUE
// RUN: not ./prog --entry pick x.npy far.npy 2>&1 | FileCheck %s --check-prefix=INDEX
// RUN: not nn-run -O2 checked.mlir --entry pick down.npy far.npy 2>&1 | FileCheck %s --check-prefix=VALUE
// RUN: not nn-run --reference checked.mlir --entry pick down.npy i.npy 2>&1 | FileCheck %s --check-prefix=REFERENCE
// VALUE: error: entry 'pick' of the model failed: a value is not what the program needs: checked.mlir:[[#]]:[[#]]: expected rising numbers
// INDEX: error: entry 'pick' of the model failed: an index lies outside of its tensor: checked.mlir:[[#]]:[[#]]: an index lies outside of its axis
// REFERENCE: checked.mlir:[[#]]:[[#]]: error: 'nn.require' op expected rising numbers
// REFERENCE: error: entry 'pick' of the model failed: a value is not what the program needs: checked.mlir:{{[0-9]+:[0-9]+}}: expected rising numbers{{$}}

func.func @pick(%x: tensor<3xf32>, %i: tensor<i64>) -> tensor<f32> {
  %low = nn.slice ":-1" %x : (tensor<3xf32>) -> tensor<2xf32>
  %high = nn.slice "1:" %x : (tensor<3xf32>) -> tensor<2xf32>
  %rises = arith.cmpf olt, %low, %high : tensor<2xf32>
  %all = nn.reduce %rises axes [0] : (tensor<2xi1>) -> tensor<i1> neutral true {
  ^bb0(%a: i1, %b: i1):
    %c = arith.andi %a, %b : i1
    nn.yield %c : i1
  }
  %y = nn.require %x, %all, "expected rising numbers" : (tensor<3xf32>, tensor<i1>) -> tensor<3xf32>
  %z = nn.gather %y axes [0] at %i : (tensor<3xf32>, tensor<i64>) -> tensor<f32>
  return %z : tensor<f32>
}

func.func @plain(%x: tensor<3xf32>) -> tensor<3xf32> {
  %y = arith.negf %x : tensor<3xf32>
  return %y : tensor<3xf32>
}
