#!/usr/bin/env python3
"""Draws the layers of s-ops and checks the drawings.

    check_drawing.py CASE.rasp...

Each s-op of each program is drawn twice, to the same bytes. A drawing is XML
with a box for each head and stage of the report, no two boxes overlap, all
texts of a box lie inside of it and inside of the drawing, lines end at boxes or
lanes, and no lane crosses a box.
"""

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

SVG = "{http://www.w3.org/2000/svg}"
MAX_HEADS = 16  # of a layer: one more box stands for all others


def run(*arguments):
    done = subprocess.run(["nn-translate", *arguments], capture_output=True, timeout=60)
    if done.returncode:
        sys.exit("%s: exit %d, %s" % (arguments, done.returncode, done.stderr))
    return done.stdout


def rectangle(element):
    x, y, width, height = (
        float(element.get(key)) for key in ("x", "y", "width", "height")
    )
    return x, y, x + width, y + height


def overlap(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def problems(data, layers):
    root = ElementTree.fromstring(data)
    width, height = float(root.get("width")), float(root.get("height"))
    boxes = {kind: [] for kind in ("input", "head", "elements")}
    for group in root.iter(SVG + "g"):
        kind = group.get("class")
        if kind not in boxes:
            continue
        box = rectangle(group.find(SVG + "rect"))
        boxes[kind].append(box)
        for text in group.iter(SVG + "text"):
            x, y = float(text.get("x")), float(text.get("y"))
            right = x + float(text.get("textLength"))
            if not (box[0] < x and right < box[2] and box[1] < y - 10 and y + 3 < box[3]):
                yield "'%s' is not inside of its box" % text.text
    if len(boxes["head"]) != sum(min(len(l["heads"]), MAX_HEADS + 1) for l in layers):
        yield "there are %d heads" % len(boxes["head"])
    if len(boxes["elements"]) != sum(1 for layer in layers if layer["elements"]):
        yield "there are %d stages" % len(boxes["elements"])
    all_boxes = sum(boxes.values(), [])
    for number, box in enumerate(all_boxes):
        if box[0] < 0 or box[1] < 0 or box[2] > width or box[3] > height:
            yield "a box is outside"
        for other in all_boxes[:number]:
            if overlap(box, other):
                yield "boxes overlap: %s %s" % (box, other)
    for text in root.iter(SVG + "text"):
        if float(text.get("x")) + float(text.get("textLength")) > width:
            yield "'%s' is not inside of the drawing" % text.text
    lanes, starts, ends = [], [], []
    for path in root.iter(SVG + "path"):
        numbers = [float(n) for n in re.findall(r"-?[\d.]+", path.get("d"))]
        if path.get("class") == "lane":
            lanes.append((numbers[0], numbers[1] - 1, numbers[2], numbers[1] + 1))
        elif numbers[1] < height - 30:  # not in the legend
            starts.append(tuple(numbers[:2]))
            ends.append(tuple(numbers[-2:]))
    for lane in lanes:
        if any(overlap(lane, box) for box in all_boxes):
            yield "a lane crosses a box: %s" % (lane,)
    for side, points in ((2, starts), (0, ends)):
        for x, y in points:
            if not any(
                place[side] == x and place[1] <= y <= place[3]
                for place in all_boxes + lanes
            ):
                yield "a line ends in nothing, at %s, %s" % (x, y)


def main():
    drawn = wrong = 0
    for case in sys.argv[1:]:
        for sop in json.loads(run(case, "--rasp-report=json"))["sops"]:
            options = (case, "--emit=svg", "--sop=" + sop["name"], "-o", "-")
            data = run(*options)
            found = list(problems(data, sop["layers"]))
            if data != run(*options):
                found.append("a second drawing is another one")
            drawn += 1
            wrong += bool(found)
            for problem in found:
                print("%s, %s: %s" % (case, sop["name"], problem))
    print("%d drawings, %d wrong" % (drawn, wrong))
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main())
