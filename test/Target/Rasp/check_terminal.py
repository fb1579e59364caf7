#!/usr/bin/env python3
"""Types into nn-rasp at a terminal: prompts, editing, interrupts, history.

    check_terminal.py FOLDER

FOLDER becomes the home, where the history is kept.
"""

import os
import pty
import re
import select
import shutil
import sys
import time

INTERRUPT, END, UP, LEFT = b"\x03", b"\x04", b"\x1b[A", b"\x1b[D"
CONTROL = re.compile(rb"\x1b\[[0-9;?]*[a-zA-Z]|\r")


class Terminal:
    def __init__(self, home):
        self.process, self.file = pty.fork()
        if self.process == 0:
            os.environ.update(TERM="xterm", HOME=home)
            os.execvp("nn-rasp", ["nn-rasp"])

    def wait_for(self, prompt):
        """What is printed up to a prompt, or up to the end if it is None."""
        text, limit = b"", time.time() + 60
        while prompt is None or not CONTROL.sub(b"", text).endswith(prompt):
            if not select.select([self.file], [], [], limit - time.time())[0]:
                sys.exit("no %r after %r" % (prompt, text))
            try:
                part = os.read(self.file, 4096)
            except OSError:  # Linux: the other side is closed
                part = b""
            if not part:
                break
            text += part
        return CONTROL.sub(b"", text).decode()

    def type(self, keys, prompt=b">> "):
        os.write(self.file, keys)
        return self.wait_for(prompt)

    def end(self):
        self.type(END, None)
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])


def expect(text, part):
    if part not in text:
        sys.exit("expected %r in %r" % (part, text))


def main():
    home = os.path.abspath(sys.argv[1])
    shutil.rmtree(home, ignore_errors=True)
    os.makedirs(home)
    terminal = Terminal(home)
    expect(terminal.wait_for(b">> "), "'help' says what there is")
    expect(terminal.type(b"a = indices;\r"), "s-op: a")
    # A statement over two lines, and one that an interrupt leaves out.
    terminal.type(b"def f(x) {\r", b".. ")
    expect(terminal.type(b"return x + a; }\r"), "console function: f(x)")
    terminal.type(b"def g(x) {\r", b".. ")
    terminal.type(INTERRUPT)
    # So does it the rest of a line, and the session goes on.
    terminal.type(b"a = 5", b"a = 5")
    terminal.type(INTERRUPT)
    expect(terminal.type(b"f(1)(\"ab\");\r"), "= [1, 2] (ints)")
    expect(terminal.type(b"g(1);\r"), "'g' is not defined")
    # Editing, completion and the history.
    expect(terminal.type(b"9;" + 2 * LEFT + b"4\r"), "out = 49")
    expect(terminal.type(b"tokens_fl\t(\"1\");\r"), "= [1.0] (floats)")
    expect(terminal.type(2 * UP + b"\r"), "out = 49")
    if terminal.end() != 0:
        sys.exit("the end of the input is no failure")
    terminal = Terminal(home)
    terminal.wait_for(b">> ")
    expect(terminal.type(UP + b"\r"), "out = 49")
    terminal.type(b"exit\r", None)
    print("good")


if __name__ == "__main__":
    main()
