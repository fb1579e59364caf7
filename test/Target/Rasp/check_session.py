#!/usr/bin/env python3
"""Types programs into nn-rasp and compares what it shows with what is expected.

    check_session.py CASE.rasp...

Behind a program, each of its s-ops is applied to each input, with the result of
CASE.json. Programs with an error, in cases/errors/, only have to be survived.
"""

import json
import os
import re
import subprocess
import sys

from check_cases import spell


def session(text, case, *options):
    folder = os.path.dirname(case)
    done = subprocess.run(
        ["nn-rasp", "--load-path=" + folder, *options],
        input=text, capture_output=True, encoding="utf-8", errors="replace",
        timeout=120,
    )
    if done.returncode not in (0, 1, 3):
        print("%s: exit %d, %s" % (case, done.returncode, done.stderr))
        return None
    return done


def check(case, text):
    """The numbers of results and of those that are wrong."""
    with open(case[: -len("rasp")] + "json", encoding="utf-8") as stream:
        entries = [
            e for e in json.load(stream)
            if e["sop"] != "out" and "\n" not in spell(e["input"])
        ]
    # What has limits that the language does not have may be refused.
    limits = re.search(r"^# limits:(.*)", text, re.MULTILINE)
    limited = limits.group(1).split() if limits else []
    lines = ['"@@";']
    for entry in entries:
        given = entry["input"]
        quoted = '"%s"' % given if isinstance(given, str) else spell(given)
        lines += ["(%s)(%s);" % (entry["sop"], quoted), '"@@";']
    # Examples that fail are no concern here.
    done = session("examples off\n%s\n%s\n" % (text, "\n".join(lines)), case)
    if done is None:
        return len(entries), len(entries)
    shown = re.split(r'^ *value: out = "@@"\n', done.stdout, flags=re.MULTILINE)[1:]
    wrong = len(shown) != len(entries) + 1
    for entry, result in zip(entries, shown):
        expected = "" if "error" in entry else "= " + entry["line"]
        # The type of `tokens_asis` is that of the example.
        is_refused = result == "" and (
            "tokens_asis" in text or entry["sop"] in limited)
        if result.strip() != expected and not is_refused:
            wrong += 1
            print("%s, %s: got %r, expected %r" % (case, entry, result, expected))
    return len(entries), wrong


def main():
    results = wrong = 0
    for case in sys.argv[1:]:
        with open(case, "rb") as stream:
            text = stream.read().decode("utf-8", "replace")
        if "errors" in case.split(os.sep):
            results += 2
            wrong += session(text, case) is None
            wrong += session("1;\n", case, case) is None
        elif not re.search(r"^\s*(exit|quit)\b", text, re.MULTILINE):
            counts = check(case, text)
            results += counts[0]
            wrong += counts[1]
    print("%d results, %d wrong" % (results, wrong))
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main())
