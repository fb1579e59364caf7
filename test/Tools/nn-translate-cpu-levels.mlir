// Code for several processors in one model.
// RUN: rm -rf %t && mkdir -p %t/temps && cd %t
// DEFINE: %{expect} = %python %S/Inputs/expect.py
// DEFINE: %{levels} = --target=x86_64-linux-gnu --cpu-levels=x86-64,x86-64-v3,x86-64-v4
// RUN: nn-translate %s %{levels} --save-temps=temps -o net.o
// RUN: FileCheck %s --check-prefix=HEADER < net.h
// HEADER: #define NET_PACKED_BYTES [[#PACKED:]]
// HEADER: The level of the code in use, out of
// HEADER-NEXT: 0 x86-64
// HEADER-NEXT: 1 x86-64-v3
// HEADER-NEXT: 2 x86-64-v4
// HEADER: #define NET_NUM_CPU_LEVELS 3
// HEADER-NEXT: uint32_t net_cpu_level(void);
// HEADER: nn_status net_use_cpu_level(uint32_t level);
// The same header without code.
// RUN: nn-translate %s %{levels} --emit=header -o - | diff - net.h
// What each level lays out: vectors of 16 take more than two of 4.
// RUN: %python -c "import json; m = json.load(open('net.json')); t = m['target']; l = t['levels']; assert [x['cpu'] for x in l] == ['x86-64', 'x86-64-v3', 'x86-64-v4'] and t['cpu'] == 'x86-64', t; assert [set(x['features'].split(',')) & {'avx2', 'avx512f'} for x in l] == [set(), {'avx2'}, {'avx2', 'avx512f'}], t; assert l[0]['packed_bytes'] < l[2]['packed_bytes'], t"
// RUN: ls temps | FileCheck %s --check-prefix=TEMPS
// TEMPS: 1-model.x86-64-v3.mlir
// TEMPS-NEXT: 1-model.x86-64-v4.mlir
// TEMPS-NEXT: 1-model.x86-64.mlir
// TEMPS-NEXT: 2-structured.x86-64-v3.mlir
// TEMPS-NEXT: 2-structured.x86-64-v4.mlir
// TEMPS-NEXT: 2-structured.x86-64.mlir
// TEMPS-NEXT: 3-buffers.x86-64-v3.mlir
// TEMPS-NEXT: 3-buffers.x86-64-v4.mlir
// TEMPS-NEXT: 3-buffers.x86-64.mlir
// TEMPS-NEXT: 4-machine.ll
// TEMPS-NEXT: 5-machine.s

// Each function of the header is there once, and every kernel for its processor.
// RUN: llvm-nm --defined-only --extern-only net.o | FileCheck %s --check-prefix=SYMBOLS
// SYMBOLS: T net_check_cpu
// SYMBOLS-NEXT: T net_cpu_level
// SYMBOLS-NEXT: T net_f
// SYMBOLS-NEXT: T net_f_output_shapes
// SYMBOLS-NEXT: T net_f_thread_workspace_size
// SYMBOLS-NEXT: T net_f_workspace_size
// SYMBOLS-NEXT: T net_info
// SYMBOLS-NEXT: T net_use_cpu_level
// SYMBOLS-NEXT: T net_weights_bind
// SYMBOLS-NEXT: T net_weights_prepack
// SYMBOLS-NOT: {{ . }}
// RUN: nn-translate %s %{levels} --emit=asm -o - | FileCheck %s --check-prefix=ASM
// ASM-LABEL: {{^}}net_f.0:
// ASM-NOT: ymm
// ASM-LABEL: {{^}}net_f.1:
// ASM-NOT: zmm
// ASM: vfmadd{{.*}}ymm
// ASM-LABEL: {{^}}net_f.2:
// ASM: vfmadd{{.*}}zmm

// Weights that are read as they are stand there once.
// RUN: nn-translate %s -O0 %{levels} --emit=llvm-ir -o - | FileCheck %s --check-prefix=IR
// IR-COUNT-1: constant [5760 x i8]
// IR-NOT: constant [5760 x i8]

// The same bytes twice.
// RUN: mkdir again && nn-translate %s %{levels} -o again/net.o && cmp net.o again/net.o

// RUN: %{expect} 2 "'-mcpu' and '-mattr' do not go with it" out.o nn-translate %s %{levels} -mcpu=x86-64 -o out.o
// RUN: %{expect} 2 "'-mcpu' and '-mattr' do not go with it" out.o nn-translate %s %{levels} -mattr=+avx -o out.o
// RUN: %{expect} 2 "'--memory-report' tells of code for one processor" out.o nn-translate %s %{levels} --memory-report=m.txt -o out.o
// RUN: %{expect} 1 "unknown processor 'nothing' of target" out.o nn-translate %s --target=x86_64-linux-gnu --cpu-levels=x86-64,nothing -o out.o
// RUN: %{expect} 1 "from the lowest to the highest, but 'x86-64-v3' would never be chosen: 'x86-64', which comes later" out.o nn-translate %s --target=x86_64-linux-gnu --cpu-levels=x86-64-v3,x86-64 -o out.o
// RUN: %{expect} 1 "'haswell' would never be chosen: 'haswell'" out.o nn-translate %s --target=x86_64-linux-gnu --cpu-levels=x86-64,haswell,haswell -o out.o
// RUN: %{expect} 1 "expected x86-64, or AArch64 with Linux, .* got 'riscv64-unknown-linux-gnu'" out.o nn-translate %s --target=riscv64-linux-gnu --cpu-levels=generic-rv64,sifive-u74 -o out.o
// RUN: %if x86_64 %{ %{expect} 1 "processor 'native' is that of this machine" out.o nn-translate %s --target=aarch64-linux-gnu --cpu-levels=generic,native -o out.o %}
module @net {
  nn.param @w : tensor<36x40xf32> = #nn.init<normal, seed = 5, mean = 0.0, stddev = 0.25>
  func.func @f(%x: tensor<?x40xf32>) -> tensor<?x36xf32> {
    %w = nn.param_ref @w : tensor<36x40xf32>
    %y = nn.linear %x, %w : (tensor<?x40xf32>, tensor<36x40xf32>) -> tensor<?x36xf32>
    return %y : tensor<?x36xf32>
  }
}
