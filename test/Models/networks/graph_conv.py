# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Two layers of graph convolution in NumPy, with the matrix of the graph."""

import numpy as np
import reference_ops as ops
from parts import linear


def make_case(seed, nodes, edges):
    ends = np.random.default_rng(seed).integers(0, nodes, (2, edges))
    return {"nodes": ops.init("normal", seed, (nodes, 5)), "edges": ends}


# The second graph has fewer edges than nodes, the third none.
CASES = [make_case(1000, 6, 25), make_case(1001, 9, 4), make_case(1002, 3, 0)]


def forward(w, nodes, edges):
    adjacency = np.eye(len(nodes))
    for start, end in edges.T:
        adjacency[end, start] += 1.0
    root = np.diag(adjacency.sum(axis=1) ** -0.5)
    adjacency = root @ adjacency @ root
    x = ops.relu(linear(w, "layer1", adjacency @ nodes))
    return [linear(w, "layer2", adjacency @ x)]
