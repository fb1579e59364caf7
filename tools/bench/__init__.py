# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What tools/nn-bench consists of; see docs/Performance.md.

`environment` has the versions of the peers and installs them. A network of
`networks` or a kernel of `kernels` is a `graph`, which `emit_*` write in the
languages of the contestants: `ours`, `peers` and `libraries`. `session` brings
them together, `measure` times them, `ceilings` says what the machine could do,
and `report` prints.
"""
