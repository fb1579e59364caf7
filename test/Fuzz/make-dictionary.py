# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes a dictionary of libFuzzer with the words of our dialects.

    make-dictionary.py OUTPUT RECORDS.json...

A file of records is what `llvm-tblgen --dump-json` makes of a dialect. The words
are names of ops, attributes and enumerants, literals of assembly formats, and
names of arguments for the generic form.
"""

import json
import re
import sys


def words_of(records):
    def instances(name):
        return [records[key] for key in records["!instanceof"].get(name, [])]

    for op in instances("Op"):
        dialect = records[op["opDialect"]["def"]]["name"]
        yield f"{dialect}.{op['opName']}"
        yield f"\"{dialect}.{op['opName']}\""
        yield from re.findall(r"`([^`\s]+)`", op["assemblyFormat"] or "")
        for _, argument in op["arguments"]["args"]:
            if argument:
                yield argument + " ="
    for attribute in instances("AttrDef"):
        dialect = records[attribute["dialect"]["def"]]["name"]
        if attribute["mnemonic"]:
            yield f"#{dialect}.{attribute['mnemonic']}"
        yield from re.findall(r"`([^`\s]+)`",
                              attribute["assemblyFormat"] or "")
        for _, parameter in attribute["parameters"]["args"]:
            yield parameter + " ="
    for case in instances("EnumCase"):
        yield case["str"]


def main():
    target, *sources = sys.argv[1:]
    words = set()
    for source in sources:
        with open(source) as file:
            words.update(words_of(json.load(file)))
    with open(target, "w") as file:
        for word in sorted(words):
            escaped = word.replace("\\", "\\\\").replace('"', '\\"')
            file.write(f'"{escaped}"\n')


if __name__ == "__main__":
    main()
