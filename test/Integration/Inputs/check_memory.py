# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks memory reports against the code that they are of.

    check_memory.py FOLDER [MODULE...]

The workspace of a report is what the library answers for some extents, if they
fit; buffers that live at the same time do not overlap, and lie in the workspace;
what is live together is no more than that. Prints both numbers of each entry.
"""

import ctypes
import itertools
import json
import os
import re
import subprocess
import sys

sys.path.append(os.path.dirname(os.path.abspath(__file__)))
from model_library import I64, ModelInfo  # noqa: E402

FUNCTIONS = {"floordiv": lambda a, b: a // b if b else 0,
             "ceildiv": lambda a, b: -(-a // b) if b else 0,
             "mod": lambda a, b: a % b if b else 0, "max": max, "min": min,
             "+": lambda a, b: a + b, "-": lambda a, b: a - b,
             "*": lambda a, b: a * b}
TOKEN = re.compile(r"\s*([()]|[^\s()]+)")


def evaluate(text, extents):
    """The value of "((row - 3) floordiv 2)" or "2 * row + 1"."""
    tokens = TOKEN.findall(text)

    def primary():
        token = tokens.pop(0)
        if token != "(":
            return extents[token] if token in extents else int(token)
        value = total()
        assert tokens.pop(0) == ")"
        return value

    def product():
        value = primary()
        while tokens and tokens[0] not in ("+", "-", ")"):
            value = FUNCTIONS[tokens.pop(0)](value, primary())
        return value

    def total():
        value = product()
        while tokens and tokens[0] in ("+", "-"):
            value = FUNCTIONS[tokens.pop(0)](value, product())
        return value

    value = total()
    assert not tokens, text
    return value


def get_value(count, extents):
    return count if isinstance(count, int) else evaluate(count["formula"],
                                                         extents)


def check_entry(entry, info, name):
    names = entry["extents"]
    compared = []
    for sizes in itertools.product([1, 2, 5, 8, 24, 64], repeat=len(names)):
        asked = (I64 * max(len(sizes), 1))(*sizes)
        answer = info.workspace_size(asked)
        if answer == 0:
            continue
        extents = dict(zip(names, sizes))
        workspace = max(get_value(entry["workspace"], extents), 64)
        assert workspace == answer, (name, extents, workspace, answer)
        placed = [(get_value(buffer["offset"], extents),
                   get_value(buffer["bytes"], extents), buffer)
                  for buffer in entry["buffers"]]
        for (start, size, buffer), (begin, bytes, other) in (
                itertools.combinations(placed, 2)):
            assert (start + size <= begin or begin + bytes <= start or
                    buffer["last_step"] < other["first_step"] or
                    other["last_step"] < buffer["first_step"]), (
                        name, extents, buffer, other)
        assert all(start >= 0 and start + size <= workspace
                   for start, size, _ in placed), (name, extents)
        live = max((get_value(peak["bytes"], extents)
                    for peak in entry["live_memory"]), default=0)
        assert live <= workspace, (name, extents, live, workspace)
        compared.append((live, workspace))
    assert compared, f"{name}: no extents fit"
    live, workspace = compared[-1]
    print(f"{name}: {len(compared)} sizes, live {live} of {workspace}")


def main():
    folder, modules = sys.argv[1], sys.argv[2:]
    os.makedirs(folder, exist_ok=True)
    for module in modules:
        stem = os.path.splitext(os.path.basename(module))[0]
        library = os.path.join(folder, f"{stem}.so")
        report = os.path.join(folder, f"{stem}.memory.json")
        subprocess.run(["nn-translate", module, "-o", library,
                        "--symbol-prefix=m", f"--memory-report={report}"],
                       check=True)
        with open(report) as file:
            plan = json.load(file)
        function = ctypes.CDLL(os.path.abspath(library)).m_info
        function.restype = ctypes.POINTER(ModelInfo)
        info = function().contents
        assert plan["packed_weights"]["bytes"] == info.packed_bytes
        assert plan["weights"]["count"] == info.num_weights
        entries = {info.entries[i].name.decode(): info.entries[i]
                   for i in range(info.num_entries)}
        assert sorted(entries) == sorted(e["name"] for e in plan["entries"])
        for entry in plan["entries"]:
            check_entry(entry, entries[entry["name"]],
                        f"{stem}.{entry['name']}")


if __name__ == "__main__":
    main()
