"""Writes good and bad .npy files, and to messages.txt the exit code and the message
(a regular expression) for each bad one."""

import struct

import numpy as np

DATA = np.arange(1, 7, dtype="<f4").tobytes()
GOOD = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }"
messages = []


def pack(header, data=DATA, version=1, magic=b"\x93NUMPY"):
    size = "<H" if version == 1 else "<I"
    used = 8 + struct.calcsize(size) + len(header) + 1
    text = header.encode() + b" " * (-used % 64) + b"\n"
    return magic + bytes([version, 0]) + struct.pack(size, len(text)) + text + data


def write(name, contents, message=None, code=1):
    with open(name + ".npy", "wb") as file:
        file.write(contents)
    if message:
        messages.append(f"{name}|{code}|{message}\n")


def header(name, text, message):
    write(name, pack(text), message)


write("good", pack(GOOD))
write("version2", pack(GOOD, version=2))
write("version3", pack(GOOD, version=3))
columns = np.arange(1, 7, dtype="<f4").reshape(2, 3).T.tobytes()
write("fortran", pack(GOOD.replace("False", "True"), columns))
write("spaces", pack('{ "shape" : (2 , 3) , "fortran_order" :False,"descr": "<f4"}'))

write("empty", b"", "not a .npy file")
write("magic", pack(GOOD, magic=b"\x92NUMPY"), "not a .npy file")
write("version9", pack(GOOD, version=9), "version 9.0 of the format is not supported")
write("cut_header", pack(GOOD)[:40], "the file ends in its header")
write("long_header", b"\x93NUMPY\x02\0" + struct.pack("<I", 1 << 31) + b" " * 99,
      "a header of 2147483648 bytes; at most [0-9]+ are supported")
write("cut_data", pack(GOOD, DATA[:-1]), "expected 24 bytes of data, got 23")
write("no_data", pack(GOOD, b""), "expected 24 bytes of data, got 0")
write("more_data", pack(GOOD, DATA + b"x"), "expected 24 bytes of data, got 25")
header("no_dictionary", "[]", "malformed header: expected a dictionary")
header("no_shape", "{'descr': '<f4', 'fortran_order': False}",
       "malformed header: expected 'descr', 'fortran_order' and 'shape'")
header("unknown_key", GOOD.replace("'shape'", "'form'"),
       "malformed header: unknown key 'form'")
header("twice", GOOD.replace("}", "'shape': (2, 3)}"),
       "malformed header: key 'shape' occurs twice")
header("order", GOOD.replace("False", "0"),
       "malformed header: expected True or False as 'fortran_order'")
header("behind", GOOD + "x", "malformed header: text behind the dictionary")
header("no_tuple", GOOD.replace("(2, 3)", "6"),
       "malformed header: expected a tuple as 'shape'")
header("one_extent", GOOD.replace("(2, 3)", "(6)"),
       "malformed header: 'shape' is not a tuple")
header("negative", GOOD.replace("2, 3", "-2, -3"),
       "malformed header: expected extents that are not negative in 'shape'")
header("octal", GOOD.replace("2, 3", "02, 3"),
       "malformed header: an extent of 'shape' starts with 0")
header("huge_extent", GOOD.replace("2, 3", "99999999999999999999"),
       "an extent of 'shape' does not fit into 64 bits")
write("huge_array", pack(GOOD.replace("2, 3", "4611686018427387904, 8")),
      "the size of the array does not fit into memory", code=3)
header("many_axes", GOOD.replace("2, 3", ", ".join(["1"] * 99)),
       "more than [0-9]+ dimensions")
header("big_endian", GOOD.replace("<f4", ">f4"),
       r"element type '>f4' is big endian; write it with a.astype\('<f4'\)")
for name, descr in ("complex", "<c8"), ("unsigned", "<u4"), ("text", "<U3"), (
        "object", "|O"), ("long_double", "<f16"):
    header(name, GOOD.replace("<f4", descr),
           f"element type '{descr.replace('|', '.')}' is not supported")
header("structured", GOOD.replace("'<f4'", "[('a', '<f4')]"),
       "structured element types are not supported")
header("no_string", GOOD.replace("'<f4'", "4"),
       "malformed header: expected the value of 'descr' as a string")
write("no_end", b"\x93NUMPY\1\0" + struct.pack("<H", 10) + b"{'descr   " + DATA,
      "malformed header: a key does not end")
header("control", GOOD.replace("shape'", "\t'"),
       "malformed header: a key is not a known string")
write("boolean", pack(GOOD.replace("<f4", "|b1"), b"\0\1\0\1\2\0"),
      "byte 4 of the booleans is neither 0 nor 1")

with open("messages.txt", "w") as file:
    file.writelines(messages)
