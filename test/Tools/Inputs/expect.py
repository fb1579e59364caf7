"""expect.py CODE PATTERN OUTPUT COMMAND...: runs the command and checks that it
ends with CODE, that its messages match PATTERN, and that no file OUTPUT (or one
beside it that starts with its name) is left; '-' stands for no output."""

import glob
import re
import subprocess
import sys

code, pattern, output, *command = sys.argv[1:]
done = subprocess.run(command, capture_output=True, text=True)
if done.returncode != int(code):
    sys.exit(f"{command}: exit code {done.returncode}, expected {code}\n"
             f"{done.stderr}")
if not re.search(pattern, done.stderr + done.stdout):
    sys.exit(f"{command}: expected /{pattern}/ in\n{done.stderr}")
if output != "-" and glob.glob(output + "*"):
    sys.exit(f"{command}: left {glob.glob(output + '*')}")
