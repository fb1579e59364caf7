# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Makes the first inputs of the fuzz targets from the tests.

    make-corpora.py FOLDER

writes FOLDER/parser, FOLDER/rasp, FOLDER/safetensors, FOLDER/npy,
FOLDER/runner and FOLDER/sequence. Every input is named by a hash of its bytes,
so that equal ones are one.
"""

import hashlib
import io
import json
import os
import re
import struct
import sys

import numpy as np

TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def write(folder, content):
    os.makedirs(folder, exist_ok=True)
    name = hashlib.sha256(content).hexdigest()[:16]
    with open(os.path.join(folder, name), "wb") as file:
        file.write(content)


# Modules


def strip_comments(text):
    """Drops comments, which cost time and say nothing to the parser."""
    lines = (re.sub(r'^([^"]*?)\s*//.*', r"\1", line)
             for line in text.splitlines())
    return "\n".join(line for line in lines if line.strip()) + "\n"


def split_items(text):
    """The top-level items of a module: text up to the next line at its margin
    that does not close something."""
    return re.findall(r"^[^\s})].*\n(?:[\s})].*\n)*", text, re.MULTILINE)


def modules_of(text):
    """The cases of a file; and of a case with several functions, each with what
    is no function, since small inputs are mutated to more effect."""
    for case in re.split(r"^// -----.*\n", text, flags=re.MULTILINE):
        case = strip_comments(case)
        yield case
        items = split_items(case)
        functions = [item for item in items if item.startswith("func.func")]
        others = "".join(item for item in items if item not in functions)
        if len(functions) > 1:
            yield from (others + function for function in functions)


def read_lines(name):
    with open(os.path.join(TESTS, "Fuzz", "Inputs", name)) as file:
        lines = file.read().splitlines()
    return [line for line in lines if not line.startswith("//")]


def modules_of_lines():
    for attribute in read_lines("attributes.txt"):
        yield f"func.func private @f() attributes {{x = {attribute}}}\n"
    for type_ in read_lines("types.txt"):
        yield f"func.func private @f({type_})\n"
    for statements in read_lines("statements.txt"):
        yield ("func.func @f(%x: tensor<2x3xf32>, %y: tensor<?x?xf32>, "
               "%i: index, %s: f32, %b: tensor<2x3xi1>) {\n  "
               f"{statements}\n  return\n}}\n")
    for module in read_lines("modules.txt"):
        yield module + "\n"


def make_modules(folder):
    for module in modules_of_lines():
        write(folder, module.encode())
    for place, _, names in os.walk(TESTS):
        for name in names:
            if name.endswith(".mlir"):
                with open(os.path.join(place, name)) as file:
                    for module in modules_of(file.read()):
                        write(folder, module.encode())


# Programs


def make_programs(folder):
    """The programs of the tests, and each statement of those of unit tests."""
    for place, _, names in os.walk(os.path.join(TESTS, "Target", "Rasp")):
        for name in names:
            if name.endswith(".rasp"):
                with open(os.path.join(place, name), "rb") as file:
                    write(folder, file.read())
    name = os.path.join(TESTS, "Unit", "Rasp", "RaspPrograms.h")
    with open(name, encoding="utf-8") as file:
        programs = re.findall(r'R"rasp\((.*?)\)rasp"', file.read(), re.DOTALL)
    for program in programs:
        write(folder, program.encode())
        for statement in split_items(program):
            write(folder, statement.encode())


# Files of weights


def safetensors(header, data=b""):
    if not isinstance(header, bytes):
        header = json.dumps(header, separators=(",", ":")).encode()
    return struct.pack("<Q", len(header)) + header + data


def make_safetensors(folder):
    for place, _, names in os.walk(TESTS):
        for name in names:
            if name.endswith(".safetensors"):
                with open(os.path.join(place, name), "rb") as file:
                    write(folder, file.read())
    write(folder, b"")
    write(folder, safetensors({}))
    write(folder, safetensors(b"{}   "))
    for dtype, bits in [("BOOL", 8), ("F4", 4), ("F6_E2M3", 6), ("F8_E4M3", 8),
                        ("U8", 8), ("I8", 8), ("I16", 16), ("F16", 16),
                        ("BF16", 16), ("I32", 32), ("F32", 32), ("C64", 64), ("F64", 64),
                        ("I64", 64), ("U64", 64)]:
        size = 8 * bits // 8
        entry = {"dtype": dtype, "shape": [2, 4], "data_offsets": [0, size]}
        write(folder, safetensors({"t": entry}, bytes(size)))
    scalar = {"dtype": "I64", "shape": [], "data_offsets": [0, 8]}
    empty = {"dtype": "F32", "shape": [3, 0], "data_offsets": [8, 8]}
    flags = {"dtype": "BOOL", "shape": [3], "data_offsets": [8, 11]}
    write(folder, safetensors(
        {"__metadata__": {"format": "pt"}, "s": scalar, "e": empty, "f": flags},
        bytes(8) + b"\0\1\1"))
    # Out of order, with escapes and spaces.
    write(folder, safetensors(
        b'{"\\u0066" : ' + json.dumps(flags).encode() + b' ,\n"e\\ud83d\\ude00":'
        + json.dumps(empty).encode() + b',"\xc3\xa9":'
        + json.dumps(scalar).encode() + b"}  ", bytes(11)))


# Arrays


def npy(array, version=None):
    buffer = io.BytesIO()
    np.lib.format.write_array(buffer, array, version)
    return buffer.getvalue()


def make_arrays(folder):
    for dtype in ["<f2", "<f4", "<f8", "i1", "<i2", "<i4", "<i8", "?", ">f4", "<u2",
                  "<c8", "<U3", "<f4,<i4"]:
        write(folder, npy(np.zeros(3, dtype)))
        write(folder, npy(np.zeros((), dtype)))
    matrix = np.arange(6, dtype="<f4").reshape(2, 3)
    for version in [(1, 0), (2, 0), (3, 0)]:
        write(folder, npy(matrix, version))
    write(folder, npy(np.asfortranarray(matrix)))
    write(folder, npy(np.asfortranarray(np.ones((2, 3, 2), "<i2"))))
    write(folder, npy(np.zeros((2, 0, 3), "<f8")))
    write(folder, npy(np.zeros((1,) * 9, "<f8")))
    write(folder, npy(matrix)[:-1])
    write(folder, b"\x93NUMPY\x01\x00\x76\x00")
    write(folder, b"")


# Command lines of compiled models


def make_command_lines(folder):
    array = npy(np.arange(3, dtype="<f4"))
    for line in [
            "x y", "--help", "--version", "x y --json", "--json x", "-h x -- -y",
            "x y -o out1 -o scores=out2 --json",
            "--input=y=y --input x=x --output=sum=o --repeat 2 --threads=4",
            "x y --expected sum --rtol 0.1 --atol=1e-3",
            "x y --expected sum=sum --expected scores=scores --json",
            "x y --labels labels --json", "x y --weights weights --json",
            "--entry flags counts --json", "--entry halves h b",
            "--entry halves h b -o h --json", "--entry halves fuzz fuzz --json",
            "--entry halves h b --expected same=b --json", "--entry=forward x y --no-json",
            "fuzz y --expected=sum=fuzz --json", "x fuzz --labels=fuzz --json",
            "--weights=fuzz x y --json", "--wieghts=x", "x y z", "- x",
            "x y -o x --json"]:
        write(folder, "\n".join(line.split()).encode() + b"\0" + array)


# Sequences of RASP programs


def make_sequences(folder):
    for text in [
            "hello", "a\u00e9\u20ac\U0001f600 b", '"quoted"', '"', "[", "", "[]", "[ ]", '""',
            "[3, 1,2]", "[-1, + 2, 007]", "[2.5, -0.0, 100000000000000000000.0]",
            "[9223372036854775807, -9223372036854775808]", "[9223372036854775808]",
            "[True,False]", '["ab", "", "] , "]', '[True, 1, 2.5, "x"]', "[1,]", "[1 2]", "[1.]",
            '["ab]', "[1] ]", '["12", " -7 ", "1e5", ".5", "1e999", "inf"]', "123\n[4]\r\n\nx\n",
            '["0.1", 0.000012345678901234567]', "\0", "a\r", "\u2028", "[--1]", "[Truely]"]:
        write(folder, text.encode())
    write(folder, b"\xff")
    write(folder, b"[\"\xed\xa0\x80\"]")


def main():
    folder, = sys.argv[1:]
    make_modules(os.path.join(folder, "parser"))
    make_programs(os.path.join(folder, "rasp"))
    make_safetensors(os.path.join(folder, "safetensors"))
    make_arrays(os.path.join(folder, "npy"))
    make_command_lines(os.path.join(folder, "runner"))
    make_sequences(os.path.join(folder, "sequence"))


if __name__ == "__main__":
    main()
