# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Prints what was measured as a table in Markdown, and writes all of it."""

import json
import math
import os
import platform
import statistics
from importlib import metadata

from .environment import PACKAGES
from .measure import OURS, spread


def print_table(session):
    rows = session.rows
    peers = [name for name in session.peers
             if any(name in row["contestants"] for row in rows)]
    titles = {name: session.peers[name].title for name in peers}
    kernels = session.options.kernels
    header = ["kernel" if kernels else "network"]
    header += ["count"] if kernels else ["batch"]
    header += ["MFLOP", "NN-MLIR, us", "of ceiling"]
    header += ["of reading"] if kernels else []
    header += [titles[name] for name in peers] + ["fastest peer"]
    print("", *_describe(session), sep="\n")
    print("", _line(header), _line(["---"] * len(header)), sep="\n")
    for row in rows:
        print(_line(_cells(row, peers, titles, kernels)))
    print()
    for name in peers:
        _summarise(rows, name, titles[name])


def write_json(session, file):
    options = session.options
    content = {
        "machine": {"processor": _processor(), "cores": os.cpu_count(),
                    "system": platform.platform()},
        "options": {name: getattr(options, name) for name in (
            "rounds", "seconds", "threads", "cpu", "batches")},
        "versions": _versions(),
        "ceiling_gflops": session.ceilings.gflops,
        "rows": session.rows,
    }
    with open(file, "w") as stream:
        json.dump(content, stream, indent=1)


def ratios(row, peer):
    """The time of a peer by ours, round by round."""
    ours, theirs = (row["contestants"][name]["microseconds"]
                    for name in (OURS, peer))
    return [y / x for x, y in zip(ours, theirs)]


def _describe(session):
    options, ceilings = session.options, session.ceilings
    versions = _versions()
    yield (f"{_processor()}, {options.threads} thread(s), {options.rounds} "
           f"rounds, -mcpu={options.cpu}; ceiling {ceilings.gflops:.0f} "
           "GFLOP/s of one core.")
    yield ", ".join(f"{name} {version}" for name, version in versions.items())


def _cells(row, peers, titles, kernels):
    contestants = row["contestants"]
    yield row["name"]
    yield row["count"] or "" if kernels else row["batch"]
    yield f"{row['flops'] / 1e6:.4g}"
    ours = OURS in contestants
    if ours:
        times = contestants[OURS]["microseconds"]
        yield _spread(times)
        median = statistics.median(times)
        yield _percent(row["flops"] / median / 1e3, row["ceiling_gflops"])
    else:
        yield "fails"
        yield ""
    if kernels:
        yield _percent(row["reads"] / median / 1e3,
                       row["ceiling_gigabytes_per_second"]) if (
                           ours and row["reads"]) else ""
    for name in peers:
        if name not in contestants:
            yield "fails" if name in row["failures"] else ""
        elif ours and row["flops"]:
            yield _spread(ratios(row, name))
        else:
            times = contestants[name]["microseconds"]
            yield f"{_number(statistics.median(times))} us"
    rest = {name: statistics.median(ratios(row, name)) for name in peers
            if ours and row["flops"] and name in contestants}
    if rest:
        fastest = min(rest, key=rest.get)
        yield f"{rest[fastest]:.2f} {titles[fastest]}"
    else:
        yield ""


def _summarise(rows, peer, title):
    """The mean over all rows, and the convolutions of ResNet-50 together."""
    both = [row for row in rows if OURS in row["contestants"]
            and peer in row["contestants"] and row["flops"]]
    if not both:
        return
    logarithms = [math.log(statistics.median(ratios(row, peer)))
                  for row in both]
    text = (f"{title}: geometric mean of {len(both)} rows "
            f"{math.exp(statistics.mean(logarithms)):.2f}")
    sums = [sum(row["count"] * statistics.median(
        row["contestants"][name]["microseconds"]) for row in both
        if row.get("count")) for name in (OURS, peer)]
    if sums[0]:
        text += (f"; convolutions of ResNet-50 {sums[1] / 1e3:.2f} ms, ours "
                 f"{sums[0] / 1e3:.2f} ms, ratio {sums[1] / sums[0]:.2f}")
    print(text)


def _spread(numbers):
    low, median, high = spread(numbers)
    return f"{_number(median)} ({_number(low)} to {_number(high)})"


def _number(number):
    return f"{number:.0f}" if number >= 100 else f"{number:.3g}"


def _percent(rate, ceiling):
    return f"{rate / ceiling:.0%}" if rate else ""


def _line(cells):
    return "| " + " | ".join(map(str, cells)) + " |"


def _processor():
    with open("/proc/cpuinfo") as file:
        for line in file:
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.machine()


def _versions():
    names = [package.split("==")[0] for packages in PACKAGES.values()
             for package in packages]
    versions = {}
    for name in names:
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            pass
    return versions
