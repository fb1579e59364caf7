"""Compiles RASP programs to transformers, and runs them.

The forward pass is that of the weights in NumPy, which reads the description
and the safetensors file and nothing else: what is checked is that the weights
mean what the program does, in floats of 32 bits. That the module computes the
same is for the ways of running it to show.
"""

import itertools
import json
import os
import subprocess
import sys

import numpy as np

import rasp_oracle
import rasp_values

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(HERE, "..", "..", "Models"))
import safetensors_io  # noqa: E402


def spell_list(tokens):
    """A vocabulary as it is written on the command line."""
    return "[%s]" % ", ".join(
        '"%s"' % token if isinstance(token, str) else repr(token)
        for token in tokens
    )


def translate(stem, text, vocabulary, length, causal=False, sop=None):
    """Compiles a program; its exit code and its messages."""
    with open(stem + ".rasp", "w", encoding="utf-8") as stream:
        stream.write(text)
    command = ["nn-translate", stem + ".rasp", "--emit=transformer", "-o",
               stem + ".mlir", "--vocab=" + spell_list(vocabulary),
               "--max-length=%d" % length]
    command += ["--causal"] * causal + ["--sop=%s" % sop] * (sop is not None)
    done = subprocess.run(command, capture_output=True, encoding="utf-8",
                          timeout=300)
    return done.returncode, done.stderr


class Transformer:
    """What `translate` has written."""

    def __init__(self, stem):
        with open(stem + ".transformer.json", encoding="utf-8") as stream:
            self.description = json.load(stream)
        self.weights = safetensors_io.load(stem + ".safetensors")
        self.values = self.description["output"].get("values")

    def linear(self, x, name):
        y = x @ self.weights[name + ".weight"].T
        bias = self.weights.get(name + ".bias")
        return y if bias is None else y + bias

    def attention(self, x, name, heads):
        def split(part):
            y = self.linear(x, name + "." + part)
            return y.reshape(*x.shape[:2], heads, -1).transpose(0, 2, 1, 3)

        scores = split("query") @ split("key").transpose(0, 1, 3, 2)
        if self.description["causal"]:
            size = x.shape[1]
            later = np.arange(size)[None, :] > np.arange(size)[:, None]
            scores = np.where(later, np.float32(-np.inf), scores)
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        shares = scores / scores.sum(-1, keepdims=True)
        means = (shares @ split("value")).transpose(0, 2, 1, 3)
        return self.linear(means.reshape(*x.shape[:2], -1), name + ".output")

    def forward(self, ids):
        """Scores or numbers, for numbers of tokens [batch, position]."""
        x = self.weights["tokens.embedding"][ids]
        x = x + self.weights["positions.embedding"][: ids.shape[1]]
        for number, block in enumerate(self.description["blocks"]):
            name = "block%d." % number
            if block["heads"]:
                x = x + self.attention(x, name + "attention", len(block["heads"]))
            for mlp in range(len(block["mlps"])):
                layer = "%smlp%d" % (name, mlp + 1)
                hidden = np.maximum(self.linear(x, layer + ".up"), 0)
                x = x + self.linear(hidden, layer + ".down")
        y = self.linear(x, "output")
        assert y.dtype == np.float32
        return y if self.values is not None else y[..., 0]


def run_step_causally(flow, length, parents):
    """What `rasp_values.run_step` gives where a step sees, at each position,
    what comes up to there: the length is then the number of a position."""
    def cut(parent, values, size):
        values = values[:size]
        if isinstance(parent, rasp_values.Selector):
            return [row[:size] for row in values]
        return values

    if isinstance(flow, rasp_values.Selector):
        return flow.step(length, *[values for _, values in parents])
    return [flow.step(size, *[cut(*parent, size) for parent in parents])[-1]
            for size in range(1, length + 1)]


def make_causal():
    """Lets the oracle mask attention from here on."""
    rasp_values.run_step = run_step_causally


def inputs(vocabulary, length):
    """All inputs of a length, by number of token."""
    return np.array(list(itertools.product(range(len(vocabulary)), repeat=length)),
                    dtype=np.int64)


def is_right(scores, values, expected):
    """Whether the scores of the value that is expected are 1, and all others 0;
    or, of a number, whether it is near."""
    if values is None:
        return (not isinstance(expected, str)
                and abs(scores - expected) <= 1e-4 * max(1, abs(expected)))
    place = int(np.argmax(scores))
    value = values[place]
    one_hot = np.zeros(len(values))
    one_hot[place] = 1
    if np.abs(scores - one_hot).max() > 1e-3:
        return False
    if isinstance(value, str) or isinstance(expected, str):
        return isinstance(value, str) and value == expected
    # Not finite is null in JSON.
    return value is None or value == expected or (
        type(value) is not bool and abs(value - expected) <= 1e-12 * abs(expected))


def is_skipped(values, expected):
    """Among strings, 0 where no row marks a key is no value of a transformer."""
    return (values is not None and all(isinstance(v, str) for v in values)
            and all(e == 0 and not isinstance(e, str) for e in expected))


def compare(outputs, values, ids, vocabulary, oracle, sop, report):
    """The number of inputs with a result, and how many results are wrong."""
    total = wrong = 0
    for scores, row in zip(outputs, ids):
        tokens = [vocabulary[i] for i in row]
        try:
            expected = oracle.evaluate(sop, tokens)
        except rasp_oracle.RaspError:
            continue
        if is_skipped(values, expected):
            continue
        total += 1
        if not all(is_right(s, values, e) for s, e in zip(scores, expected)):
            wrong += 1
            if wrong <= 3:
                report("%s of %s: expected %s, got\n%s\n%s"
                       % (sop, tokens, expected, values, scores))
    return total, wrong
