# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares kernels of random shapes with NumPy.

    random_kernels.py FOLDER --seed=S --count=N [--ways=N] [--only=KIND,..]
    random_kernels.py FOLDER --seed=S --case=NUMBER
    random_kernels.py FOLDER --target=aarch64-linux-gnu --emulator=COMMAND ...

with --random-schedules, --sanitize, or both.

Each case is a function around one product, convolution, reduction or
normalisation, with constant and run-time operands, static and dynamic extents,
and what is usually computed behind it. Many are compiled as one library, for
several processors, levels, places of weights and sizes of the parts that threads
get ("ways"), and called with buffers that end where memory ends, by one thread and
by several, which has to give the same bits; those for another target
by an emulator. Results have to be within a bound that
the arithmetic (Inputs/bounded_arrays.py), mostly exact. What is wrong is printed,
and saved as a module with inputs. Schedules are those of the compiler, or drawn at
random. AddressSanitizer sees accesses outside of temporaries, too.
"""

import argparse
import functools
import itertools
import json
import os
import platform
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(HERE, "Inputs"))
from bounded_arrays import find_wrong  # noqa: E402
from address_sanitizer import run_with_sanitizer, without  # noqa: E402
from emulated_library import Emulator  # noqa: E402
from guarded_library import GuardedLibrary, run_guarded  # noqa: E402
from kernel_case import Case  # noqa: E402
from kernel_kinds import KINDS  # noqa: E402

# By architecture: the base, and what has more instructions.
PROCESSORS = {"x86_64": ["x86-64", "x86-64-v2", "x86-64-v3", "x86-64-v4",
                         "sapphirerapids"],
              "aarch64": ["generic", "neoverse-n1", "neoverse-v2"]}
# Processors that one library has code for.
LEVELS = {"x86_64": ["x86-64", "x86-64-v3", "x86-64-v4"],
          "aarch64": ["generic", "neoverse-n1", "neoverse-v2"]}
MODULE_CASES = 40
SAFETENSORS = {"f16": "F16", "bf16": "BF16", "f32": "F32", "f64": "F64",
               "i8": "I8", "i16": "I16", "i32": "I32", "i64": "I64"}


def make_case(seed, number, kinds):
    rng = random.Random(f"{seed}/{number}")
    case = Case(rng, number)
    case.kind = rng.choices(kinds, [KINDS[kind][1] for kind in kinds])[0]
    KINDS[case.kind][0](case)
    return case


# Running


def save_params(path, cases):
    """A safetensors file, with halves, which are their bits."""
    header, data, offset = {}, [], 0
    for case in cases:
        for name, (element, value) in case.params.items():
            header[name] = {"dtype": SAFETENSORS[element],
                            "shape": list(value.shape),
                            "data_offsets": [offset, offset + value.nbytes]}
            data.append(value.tobytes())
            offset += value.nbytes
    text = json.dumps(header).encode()
    text += b" " * (-(8 + len(text)) % 64)
    with open(path, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text + b"".join(data))


def split_levels(processor):
    """What `a+b+c@1` says: levels as nn-translate takes them, and which one is
    used; two None for a processor."""
    names, _, number = processor.partition("@")
    return (names.replace("+", ","), int(number)) if number else (None, None)


def translate(folder, way, library, flags, entries=()):
    """Compiles a module; returns what is wrong."""
    processor, level, weights, cycles = way
    levels, _ = split_levels(processor)
    command = ["nn-translate", os.path.join(folder, "m.mlir"), "-O", level,
               f"--cpu-levels={levels}" if levels else f"-mcpu={processor}",
               f"--weights={weights}", f"--part-cycles={cycles}", "-o", library,
               f"--weights-file={library}.safetensors", "--symbol-prefix=m",
               *flags]
    if entries:
        command.append("--entry-points=" + ",".join(entries))
    try:
        done = subprocess.run(command, capture_output=True, text=True,
                              timeout=600, env=without())
    except subprocess.TimeoutExpired:
        return "nn-translate takes too long"
    if done.returncode == 0:
        return None
    lines = done.stderr.strip().splitlines()
    return f"nn-translate: exit {done.returncode}: " + " | ".join(lines[:3])


class Campaign:
    def __init__(self, options):
        self.options = options
        self.open_library = GuardedLibrary
        if options.target:
            self.open_library = Emulator(options.target,
                                         options.emulator.split(),
                                         options.folder).open
        self.results = self.wrong = 0
        self.skipped, self.reported = set(), set()
        self.flags = ["--sanitize=address"] if options.sanitize else []
        if options.target:
            self.flags.append(f"--target={options.target}")

    def report(self, case, way, text, call=None):
        """Once for each function and way."""
        self.wrong += 1
        if (case, way) in self.reported:
            return
        self.reported.add((case, way))
        processor, level, weights, cycles = way
        print(f"f{case.number} ({case.kind}) -mcpu={processor} -O{level} "
              f"{weights} --part-cycles={cycles}: {text}", flush=True)
        folder = os.path.join(self.options.folder, f"wrong-{case.number}")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "m.mlir"), "w") as file:
            file.write(f"// seed {self.options.seed}, {way}: {text}\n" +
                       case.spell(constants=True))
        if call is not None:
            inputs, *levels = call
            expected = levels[level == "3"]
            for number, array in enumerate(inputs):
                np.save(os.path.join(folder, f"input{number}.npy"), array)
            for number, result in enumerate(expected):
                np.save(os.path.join(folder, f"expected{number}.npy"),
                        result.value)

    def run_module(self, number, cases, ways):
        folder = os.path.join(self.options.folder, f"module-{number}")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "m.mlir"), "w") as file:
            file.write("\n".join(case.spell() for case in cases))
        save_params(os.path.join(folder, "m.params.safetensors"), cases)
        libraries = [os.path.abspath(os.path.join(folder, f"m{i}.so"))
                     for i in range(len(ways))]
        flags = [[*self.flags] for _ in ways]
        if self.options.random_schedules:
            # The same for a case alone as for the module that it is in.
            start = cases[0].number // MODULE_CASES * MODULE_CASES
            for way, more in zip(ways, flags):
                draw = random.Random(f"{self.options.seed}/{start}/{way}")
                more.append(f"--random-schedules={draw.randrange(1, 1 << 32)}")
        with ThreadPoolExecutor(self.options.jobs) as pool:
            compiled = [pool.submit(translate, folder, *each)
                        for each in zip(ways, libraries, flags)]
            calls = [(case, call) for case in cases for call in case.calls()]
            for way, library, more, future in zip(ways, libraries, flags,
                                                  compiled):
                wrong = future.result()
                if wrong:
                    self.find_refused(folder, cases, way, library, more, wrong)
                else:
                    self.call(way, library, calls)
        for library in libraries:
            for path in (library, library + ".safetensors"):
                if os.path.exists(path):
                    os.remove(path)

    def find_refused(self, folder, cases, way, library, flags, wrong):
        """Reports the functions that do not compile, and runs the others."""
        bad = set()
        for case in cases:
            text = translate(folder, way, library, flags,
                             [f"f{case.number}"])
            if text:
                bad.add(case)
                self.report(case, way, text)
            else:
                self.call(way, library,
                          [(case, call) for call in case.calls()])
        if not bad:
            self.report(cases[0], way, f"the module as a whole: {wrong}")

    def call(self, way, library, calls):
        def check(number, outputs):
            case, (_, *levels) = calls[number]
            expected = levels[way[1] == "3"]
            for index, output in enumerate(outputs):
                tensor = case.results[index]
                wrong = find_wrong(tensor.element, expected[index], output)
                if wrong is None:
                    continue
                where, got, bound, count = (*wrong, 1)[:4]
                want = (expected[index].value[where] if where != () or
                        np.ndim(expected[index].value) == 0 else bound)
                return (f"result {index} {list(where)} is {got}, expected "
                        f"{want} within {bound}; {count} wrong of "
                        f"{expected[index].value.size}")
            return None

        made = [(f"f{case.number}", call[0], i % 5 == 4, 2 + i % 6)
                for i, (case, call) in enumerate(calls)]
        _, level = split_levels(way[0])
        open_library = functools.partial(self.open_library, level=level)
        for number, wrong in run_guarded(library, "m",
                                         library + ".safetensors", made, check,
                                         open_library=open_library):
            if number is None:
                self.skipped.add(way[0])
                return
            self.results += 1
            if wrong:
                case, call = calls[number]
                shapes = ", ".join("x".join(map(str, a.shape)) for a in call[0])
                self.report(case, way, f"inputs {shapes}: {wrong}", call)


def list_ways(target, random_schedules, sanitize):
    """Processor, level, place of the weights and cycles of a part."""
    architecture = (target or platform.machine()).split("-")[0]
    processors = PROCESSORS.get(architecture, [])
    # AddressSanitizer checks code for one processor.
    levels = [] if sanitize else LEVELS.get(architecture, [])
    processors = processors + ["+".join(levels) + f"@{number}"
                               for number in range(len(levels))]
    if not target:
        processors = processors + ["native"]
    # Without optimisation there are no schedules.
    return list(itertools.product(processors or ["generic"],
                                  "23" if random_schedules else "023",
                                  ["embed", "external"], ["1", "8192"]))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, default=0)
    parser.add_argument("--case", type=int, help="only this one, in all ways")
    parser.add_argument("--ways", type=int, default=3,
                        help="how many ways each module is compiled")
    parser.add_argument("--way", help="only this, as x86-64-v3,2,embed,1 or, of a library for "
                        "several processors, a+b@1,2,embed,1")
    parser.add_argument("--only", help="only these kinds of cases")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--target", help="compile for this triple, and run with")
    parser.add_argument("--emulator", help="this command, as 'qemu-aarch64'")
    parser.add_argument("--random-schedules", action="store_true",
                        help="draw the schedules of all ops")
    parser.add_argument("--sanitize", action="store_true",
                        help="run the code under AddressSanitizer")
    options = parser.parse_args()
    if bool(options.target) != bool(options.emulator):
        parser.error("--target and --emulator go together")
    if options.sanitize:
        run_with_sanitizer()
    kinds = options.only.split(",") if options.only else list(KINDS)
    os.makedirs(options.folder, exist_ok=True)
    campaign = Campaign(options)
    rng = random.Random(options.seed)
    all_ways, ways = list_ways(options.target, options.random_schedules,
                               options.sanitize), []
    numbers = (range(options.count) if options.case is None else
               [options.case])
    for start in range(0, len(numbers), MODULE_CASES):
        cases = [make_case(options.seed, number, kinds)
                 for number in numbers[start:start + MODULE_CASES]]
        wanted = len(all_ways) if options.case is not None else options.ways
        if len(ways) < wanted:
            # Each way comes as often as the others.
            ways = rng.sample(all_ways, len(all_ways)) + ways
        chosen = [ways.pop() for _ in range(wanted)]
        if options.way:
            chosen = [tuple(options.way.split(","))]
        campaign.run_module(start // MODULE_CASES, cases, chosen)
    for processor in sorted(campaign.skipped):
        print(f"skipped -mcpu={processor}, which this processor is not")
    print(f"{len(numbers)} kernels, {campaign.results} calls, "
          f"{campaign.wrong} wrong")


if __name__ == "__main__":
    main()
