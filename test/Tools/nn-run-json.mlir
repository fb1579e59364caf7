// The report of a program, of a good and of a failed run.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %python -c "import numpy as np; np.save('%t/x.npy', np.float32([[1, -2]])); np.save('%t/y.npy', np.float32([[1, 0.5]]))"
// DEFINE: %{check} = %python -c "import json, sys; r = json.load(sys.stdin); print(r); assert eval(sys.argv[1])"
// RUN: nn-run %s %t/x.npy --json | %{check} "r == dict(exit_code=0, errors=[], model='net', entry='f', threads=1, workspace_bytes=r['workspace_bytes'], inputs=[dict(name='x', dtype='f32', shape=[1, 2], file='%t/x.npy')], outputs=[dict(name='y', dtype='f32', shape=[1, 2])])"
// RUN: nn-run %s %t/x.npy --json -o %t/out.npy --threads 3 | %{check} "r['outputs'] == [dict(name='y', dtype='f32', shape=[1, 2], file='%t/out.npy')] and r['threads'] == 3"
// RUN: nn-run %s %t/x.npy --json --expected %t/y.npy --atol 1 | %{check} "r['exit_code'] == 0 and r['outputs'][0]['expected'] == dict(file='%t/y.npy', matches=True, mismatches=0, max_abs_error=0.5, max_abs_at=[0, 1], max_rel_error=1, max_rel_at=[0, 1])"
// RUN: nn-run %s %t/x.npy --json --repeat 5 | %{check} "r['calls'] == 5 and 0 <= r['min_us'] <= r['median_us']"

// A failure has the exit code of the program, and its messages.
// RUN: (nn-run %s %t/x.npy --json --expected %t/y.npy; echo $? > %t/code) | %{check} "r['exit_code'] == 1 and r['outputs'][0]['expected']['mismatches'] == 1 and '1 of 2 elements differ' in r['errors'][0]"
// RUN: test $(cat %t/code) = 1
// RUN: (nn-run %s %t/none.npy --json; echo $? > %t/code) | %{check} "r['exit_code'] == 1 and 'none.npy' in r['errors'][0]"
// RUN: (nn-run %s --json; echo $? > %t/code) | %{check} "r['exit_code'] == 2 and 'no file for input' in r['errors'][0]"
// RUN: test $(cat %t/code) = 2
// The last of two options counts.
// RUN: nn-run %s %t/x.npy --json --no-json | FileCheck %s
// CHECK: y: f32 [1, 2]
module @net {
  func.func @f(%x: tensor<?x2xf32> {nn.name = "x"}) -> (tensor<?x2xf32> {nn.name = "y"}) {
    %y = nn.activation #nn.relu, %x : tensor<?x2xf32>
    return %y : tensor<?x2xf32>
  }
}
