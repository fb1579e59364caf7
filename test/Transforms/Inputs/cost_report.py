"""Checks the report of nn-cost-report-json.mlir."""

import json
import sys


def times_batch(coefficient, constant=0):
    terms = [{"coefficient": coefficient, "factors": ["batch"]}]
    text = f"{coefficient} * batch"
    if constant:
        terms.append({"coefficient": constant, "factors": []})
        text += f" + {constant}"
    return {"formula": text, "terms": terms}


def counts(operations, read, written, parameters, parameter_bytes):
    return {"operations": operations, "bytes_read": read, "bytes_written": written,
            "parameters": parameters, "parameter_bytes": parameter_bytes}


with open(sys.argv[1]) as file:
    report = json.load(file)
net, nothing = report["functions"]
linear, negation = net["ops"]
for entry in net, nothing, linear, negation, net["live_memory"][0]:
    path, line, column = entry.pop("location").rsplit(":", 2)
    assert path.endswith("nn-cost-report-json.mlir"), path
    assert int(line) > 5 and int(column) > 0, (line, column)

assert report.pop("functions") and report == {"unknown": []}, report
# A row is 4 * 2 bytes, of the result 3 * 2; 12 weights of two bytes; 2 * 3 * 4
# operations per row.
assert linear == {"op": "nn.linear", **counts(
    times_batch(24), times_batch(8, 24), times_batch(6), 12, 24)}, linear
assert negation == {"op": "arith.negf", **counts(
    times_batch(3), times_batch(6), times_batch(6), 0, 0)}, negation
assert net == {
    "name": "net", "extents": ["batch"], "ops": [linear, negation],
    "total": counts(times_batch(27), times_batch(14, 24), times_batch(12), 12, 24),
    "live_memory": [{"bytes": times_batch(12), "op": "arith.negf"}]}, net
assert nothing == {"name": "nothing", "extents": [], "ops": [],
                   "total": counts(0, 0, 0, 0, 0), "live_memory": []}, nothing
