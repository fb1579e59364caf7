#!/usr/bin/env python3
"""Writes layers.json: what the reference's scheduler says of the programs.

    make_layers.py REFERENCE

REFERENCE is a checkout of github.com/tech-srl/RASP, see
compare_with_reference.py for what it needs. The programs are those in cases/
that the reference takes, and those below, one for each function of the library
and for how these are put together. Of each s-op that a program names, the file
has the number of heads in each layer by `width_and_depth`: a head is a selector
with all that it averages in a layer.
"""

import json
import os
import sys

import make_expectations
import rasp_oracle

HERE = os.path.dirname(os.path.abspath(__file__))
LAYERS = os.path.join(HERE, "layers.json")

# A statement a line, which is what the reference takes.
PROGRAMS = {
    "lib-length": """a = length;""",
    "lib-selector-width": """a = selector_width(select(tokens, tokens, ==));""",
    "lib-width-of-keys": """a = selector_width(select(tokens, "a", ==));""",
    "lib-causal-width": """a = selector_width(select(indices, indices, <=));""",
    "lib-has-focus": """a = has_focus(select(tokens, "a", ==));""",
    "lib-average": """a = average(tokens_int);""",
    "lib-count": """a = count(tokens, "a");""",
    "lib-contains": """a = contains(tokens, "a");""",
    "lib-max": """a = max(indices, 3);\nb = min(indices, length);""",
    "lib-load": """a = load_from_location(tokens, 2);\nb = tokens[-1];""",
    "lib-shift": """a = shift(tokens, 1, "");""",
    "lib-mark-last": """a = mark_last_instance(tokens, "a");""",
    "lib-mark-first": """a = mark_first_instance(tokens, "a");""",
    "lib-select-from-last": """
s = select_from_last(tokens, "a");
a = aggregate(s, indices);""",
    "lib-select-from-first": """
s = select_from_first(tokens, "a");
a = aggregate(s, indices);""",
    "lib-sort": """a = sort(tokens, tokens);""",
    "lib-select-next": """a = aggregate(select_next_identical(tokens), indices);""",
    # Selectors that are made twice, constants, and what can wait.
    "same-selector-twice": """
a = aggregate(select(indices, indices, <), indices);
b = a + aggregate(select(indices, indices, <), indices + 1);""",
    "selector-in-two-layers": """
s = select(indices, indices, <);
late = aggregate(s, aggregate(s, indices));
a = late + aggregate(s, indices * 2);""",
    "wait-for-another": """
s = select(indices, indices, <);
t = select(indices, indices, >);
deep = aggregate(t, aggregate(t, indices));
a = aggregate(s, deep) + aggregate(s, indices) + aggregate(t, tokens_int);""",
    "width-and-mean": """
s = select(tokens, tokens, ==);
a = selector_width(s) + aggregate(s, indices) + indicator(has_focus(s));""",
    "counts": """a = count(tokens, "a") + count(tokens, "b") + length;""",
    "constant": """a = indicator(indices * 0 == 0);\nb = 2 * indices;""",
    "unused": """s = sort(tokens, tokens);\na = indices if True else length;""",
    "identity": """a = aggregate(select(indices, indices, ==), tokens);""",
    "chain": """
a = indices;
for i in range(6) { a = aggregate(select(a, indices, <=), a); }""",
}


def programs():
    """Names, texts, and the s-ops that are meant."""
    for name in make_expectations.case_names():
        path, text, _, only, for_reference = make_expectations.read_case(name)
        if for_reference:
            yield name, text, only, path
    for name, text in PROGRAMS.items():
        yield name, text.strip() + "\n", None, name


def get_heads(reference, sop):
    """The heads of each layer of an s-op of the program that is loaded."""
    value = reference.session.env.get_variable(sop)
    layers, _, widths = value.width_and_depth(loud=False)
    return [widths.get(i, 0) for i in range(1, layers + 1)]


def main():
    from compare_with_reference import Reference

    reference = Reference(os.path.abspath(sys.argv[1]))
    os.chdir(make_expectations.CASES)
    figures = {}
    for name, text, only, path in programs():
        reference.load(text)
        sops = {}
        for sop in only or rasp_oracle.Program(text, path).names():
            sops[sop] = get_heads(reference, sop)
        figures[name] = sops
    lines = ['"%s": %s' % (name, json.dumps(sops)) for name, sops in figures.items()]
    with open(LAYERS, "w", encoding="utf-8") as stream:
        stream.write("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
