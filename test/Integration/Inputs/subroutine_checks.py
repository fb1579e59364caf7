"""Calls the entries of subroutine-checks.mlir: subroutine_checks.py MODULE FOLDER"""

import os
import subprocess
import sys

import numpy as np

from model_library import Failed, Library

NN_E_SHAPE, NN_E_INDEX, NN_E_VALUE = 2, 9, 10
LARGE = (NN_E_VALUE, "small.py:1:2: expected numbers below 5")


def outside(place):
    return (NN_E_INDEX, place + ": an index lies outside of its axis")


SHAPE = (NN_E_SHAPE, None)
CALLS = [
    ("twice", ([4, 0, 1], [0, 1, 2], [2, 2]), [[4, 0, 1], [1, 1]]),
    ("twice", ([4, 9, 1], [0, 1, 2], [2, 2]), LARGE),
    ("twice", ([4, 0, 1], [0, 3, 1], [0]), outside("first.py:1:1")),
    ("twice", ([4, 0, 1], [0, 1, 2], [-1]), outside("second.py:2:2")),
    # The first one counts.
    ("twice", ([4, 9, 1], [0, 3, 1], [-1]), LARGE),
    ("twice", ([], [], []), [[], []]),
    ("looped", ([[0, 1, 2], [2, 1, 0]],), [[[0, 1, 2], [0, 1, 2]]]),
    ("looped", ([[0, 1, 2], [2, 5, 0]],), LARGE),
    ("looped", ([[0, 1, 2], [2, 3, 0]],), outside("loop.py:3:3")),
    ("nothing_used", ([4],), [[4]]),
    ("nothing_used", ([5],), LARGE),
    ("extents", ([0, 1, 2], [0, 1], [0] * 6),
     [[[0, 0, 0, 0], [0, 1, 2, 0], [0, 2, 4, 0], [0, 0, 0, 0], [0, 0, 0, 0],
       [0, 1, 2, 0]], [0, 1, 2, 0, 0, 1]]),
    ("extents", ([0, 1, 2], [0, 1], [0] * 7), SHAPE),
    ("extents", ([], [], []), SHAPE),
    ("extents", ([7], [], []), [np.zeros((0, 0)).tolist(), []]),
]


def call(library, name, inputs):
    try:
        outputs = library.run(name, [np.array(x, np.int64) for x in inputs])
    except Failed as failure:
        return failure.status, failure.check
    return [output.tolist() for output in outputs]


def main():
    module, folder = sys.argv[1:]
    levels = "03"
    for level in levels:
        path = os.path.join(folder, f"level{level}.so")
        subprocess.run(["nn-translate", f"-O{level}", "--symbol-prefix=m", module,
                        "-o", path], check=True)
        library = Library(path, "m")
        for name, inputs, expected in CALLS:
            found = call(library, name, inputs)
            if found != expected:
                sys.exit(f"-O{level}: {name} of {inputs}: expected {expected}, "
                         f"got {found}")
    print(len(levels), "levels agree")


if __name__ == "__main__":
    main()
