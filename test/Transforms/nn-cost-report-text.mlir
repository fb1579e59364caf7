// Names and places that are no UTF-8: JSON has a replacement, the text the bytes.
// RUN: nn-opt %s --nn-cost-report="format=json output=%t.json" -o /dev/null
// RUN: %python -c "import json, sys; r = json.load(open(sys.argv[1], encoding='utf-8')); f = r['functions'][0]; print(f['name'], f['ops'][0]['location'])" %t.json | FileCheck %s
// CHECK: a{{.+}}b" q{{.+}}.mlir:7:3
// RUN: nn-opt %s --nn-cost-report -o /dev/null 2>&1 | FileCheck %s --check-prefix=TEXT
// TEXT: function @a{{.+}}b" at

func.func @"a\FFb\22"(%x: tensor<?x3xf32>) -> tensor<?x3xf32> {
  %0 = math.exp %x : tensor<?x3xf32> loc("q\FE.mlir":7:3)
  return %0 : tensor<?x3xf32>
}
