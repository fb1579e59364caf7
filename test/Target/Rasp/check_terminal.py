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

    def wait_for(self, prompt, part=""):
        """Reads up to a prompt behind `part`, or up to the end if the prompt is
        None. A line that is drawn again begins with the prompt, too."""
        text, limit = b"", time.time() + 60
        while True:
            shown = CONTROL.sub(b"", text)
            if prompt is not None and shown.endswith(prompt) and (
                    part.encode() in shown):
                return
            if not select.select([self.file], [], [], limit - time.time())[0]:
                sys.exit("no %r and %r after %r" % (part, prompt, text))
            try:
                more = os.read(self.file, 4096)
            except OSError:  # Linux: the other side is closed
                more = b""
            if not more:
                if prompt is not None:
                    sys.exit("the end, but no %r after %r" % (part, text))
                return
            text += more

    def type(self, keys, prompt=b">> ", part=""):
        # The prompt may stand there before the line editor reads keys.
        time.sleep(0.5)
        os.write(self.file, keys)
        self.wait_for(prompt, part)

    def end(self):
        self.type(END, None)
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])


def main():
    home = os.path.abspath(sys.argv[1])
    shutil.rmtree(home, ignore_errors=True)
    os.makedirs(home)
    terminal = Terminal(home)
    terminal.wait_for(b">> ", "'help' says what there is")
    terminal.type(b"a = indices;\r", part="s-op: a")
    # A statement over two lines, and one that an interrupt leaves out.
    terminal.type(b"def f(x) {\r", b".. ")
    terminal.type(b"return x + a; }\r", part="console function: f(x)")
    terminal.type(b"def g(x) {\r", b".. ")
    terminal.type(INTERRUPT)
    # So does it the rest of a line, and the session goes on.
    terminal.type(b"a = 5", b"a = 5")
    terminal.type(INTERRUPT)
    terminal.type(b"f(1)(\"ab\");\r", part="= [1, 2] (ints)")
    terminal.type(b"g(1);\r", part="'g' is not defined")
    # Editing, completion and the history.
    terminal.type(b"9;" + 2 * LEFT + b"4\r", part="out = 49")
    terminal.type(b"tokens_fl\t(\"1\");\r", part="= [1.0] (floats)")
    terminal.type(2 * UP + b"\r", part="out = 49")
    if terminal.end() != 0:
        sys.exit("the end of the input is no failure")
    terminal = Terminal(home)
    terminal.wait_for(b">> ")
    terminal.type(UP + b"\r", part="out = 49")
    terminal.type(b"exit\r", None)
    print("good")


if __name__ == "__main__":
    main()
