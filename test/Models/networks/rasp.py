# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A RASP program on tokens, scores and names in Python, with its own order."""

import numpy as np


def make_case(tokens, names):
    scores = np.random.default_rng(len(tokens)).standard_normal(
        (len(tokens), 3)
    )
    longest = max(map(len, names), default=0)
    points = [[*map(ord, name), *[0] * (longest - len(name))] for name in names]
    return {
        "tokens": np.array(tokens, np.int64),
        "scores": scores.astype(np.float32),
        "names": np.array(points, np.int32).reshape(len(names), longest),
    }


# Names that are long, of which one is another twice; characters; one token.
CASES = [
    make_case([3, 1, 3, 0, 1, 7, 3], "ab b abab ba zz bb b".split()),
    make_case([2, 5, 2, 2], "baba"),
    make_case([4], ["\U0010ffff\U0010ffff"]),
]


def forward(w, tokens, scores, names):
    time = range(len(tokens))
    order = sorted(time, key=lambda i: tokens[i])
    lower = [[j for j in time if tokens[j] < tokens[i]] for i in time]
    best = [
        scores[j].max(axis=0) if len(j) else w["none"] for j in lower
    ]
    texts = ["".join(chr(c) for c in row if c) for row in names]
    doubles = [text + text for text in texts]
    return [
        np.array([list(tokens).count(token) for token in tokens]),
        tokens[order],
        scores[order],
        np.array([scores[: i + 1].mean(axis=0) for i in time]),
        np.array(best),
        np.array([sum(a < b for a in texts) for b in texts]),
        np.array([texts.index(b) if b in texts else -1 for b in doubles]),
        np.array([sum(a > b for a in doubles) for b in doubles]),
    ]
