# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Makes random sequences, and what is to be printed of them.

    make-sequences.py SEED FOLDER

writes FOLDER/sops, the names of s-ops, and for each FOLDER/NAME.in, sequences,
.text and .json, the lines of their results. SequenceModel.cpp has the s-ops.
"""

import json, math, random, struct, sys

random.seed(int(sys.argv[1]))
folder = sys.argv[2]


def show(value):
    if isinstance(value, float):
        return str(round(value, 3))
    if isinstance(value, bool):
        return "T" if value else "F"
    return str(value)


def line_of(values):
    if len(values) > 1 and len(set(values)) == 1:
        text = "[%s]*%d" % (show(values[0]), len(values))
    else:
        text = "[%s]" % ", ".join(map(show, values))
    for name, types in (("string", str), ("bool", bool), ("int", int),
                        ("float", float), ("float", (int, float))):
        if all(isinstance(value, types) for value in values):
            return "%s (%ss)" % (text, name)


def finite(value):
    return None if isinstance(value, float) and not math.isfinite(value) else value


def some_float():
    pick = random.randrange(8)
    if pick == 0:  # any bits
        return struct.unpack("d", random.randbytes(8))[0]
    if pick == 1:
        return math.ldexp(random.choice([1, -1]), random.randrange(-1074, 1024))
    if pick == 2:  # ties of round, and their neighbours
        value = random.randrange(-10**6, 10**6) / 2000
        return random.choice([value, math.nextafter(value, 9e9), math.nextafter(value, -9e9)])
    if pick == 3:  # exact ties
        return random.randrange(-10**5, 10**5) * 2.0**-random.randrange(1, 12)
    if pick == 4:
        return random.randrange(-10**6, 10**6) / 10 ** random.randrange(0, 9)
    if pick == 5:
        return float("%de%d" % (random.randrange(-10**4, 10**4), random.randrange(-10, 25)))
    if pick == 6:
        return random.choice([0.0, -0.0, math.inf, -math.inf, math.nan, 1e15, 1e16, 1e17, 1e22,
                              1e-4, 1e-5, 9.9999e-5, 5e-324, 2.2250738585072014e-308,
                              1.7976931348623157e308, 2.0**52 + 0.5, 2.0**53, 999999999.9995,
                              1e9, 0.0005, -0.0005, 0.00049999999999999994])
    return random.gauss(0, 1) * 10 ** random.randrange(-6, 18)


def some_int():
    return random.randrange(-2 ** random.randrange(64), 2 ** random.randrange(64))


def some_point():
    while True:
        point = random.randrange(1, random.choice([0x80, 0x800, 0x10000, 0x110000]))
        if not 0xD800 <= point < 0xE000 and chr(point) not in "\n\r\"":
            return chr(point)


def some_string():
    return "".join(some_point() for _ in range(random.randrange(6)))


def literal(value):
    if isinstance(value, str):
        return '"%s"' % value
    if isinstance(value, float):
        text = "%.1074f" % value
        return text.rstrip("0") + ("0" if text.rstrip("0").endswith(".") else "")
    return str(value)


def sequences(some, count):
    for _ in range(count):
        values = [some() for _ in range(random.choice([1, 1, 2, 5]))]
        yield values if random.randrange(5) else [values[0]] * random.randrange(1, 4)


files = {}


def add(sop, text, values):
    files.setdefault(sop, []).append((text, values))


def write_list(values):
    return "[%s]" % random.choice([", ", ",", " , "]).join(map(literal, values))


for values in sequences(some_float, 2000):
    # No not-a-number is the object of another.
    values = [float(repr(value)) for value in values]
    bits = [struct.unpack("q", struct.pack("d", value))[0] for value in values]
    add("bits", write_list(bits), values)
    if all(map(math.isfinite, values)):
        add("str", write_list(values), list(map(str, values)))
        add("asis_float", write_list(values), values)
        add("float", write_list(list(map(repr, values))), values)
        add("bool", write_list(values), list(map(bool, values)))
        if all(abs(value) < 2.0**63 for value in values):
            add("int", write_list(values), list(map(int, values)))
for values in sequences(some_int, 2000):
    add("int", write_list(values), values)
    add("int", write_list(["%*d" % (random.randrange(9), value) for value in values]), values)
    add("float", write_list(values), list(map(float, values)))
    add("str", write_list(values), list(map(str, values)))
for values in sequences(some_string, 2000):
    add("asis_str", write_list(values), values)
    add("bool", write_list(values), list(map(bool, values)))
    word = "".join(values)
    if word and word[0] not in '["':
        add("str", word, list(word))
for values in sequences(lambda: random.choice([
        random.randrange(2) == 1, random.randrange(-3, 4), random.randrange(-2**52, 2**52),
        random.randrange(-9, 9) / 4, random.gauss(0, 1)]), 2000):
    add("mixed", write_list(values), values)

with open(folder + "/sops", "w") as file:
    file.write("".join(sop + "\n" for sop in files))
for sop, cases in files.items():
    for name, make in (("in", lambda text, values: text),
                       ("text", lambda text, values: line_of(values)),
                       ("json", lambda text, values: json.dumps(
                           list(map(finite, values)), ensure_ascii=False))):
        with open("%s/%s.%s" % (folder, sop, name), "w", encoding="utf-8", newline="") as file:
            file.write("".join(make(*case) + "\n" for case in cases))
