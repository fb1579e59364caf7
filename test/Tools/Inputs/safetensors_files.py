"""Writes good and bad safetensors files, and to messages.txt the message (a regular
expression) for each bad one."""

import struct

import numpy as np

DATA = np.float32([1, 2, 3]).tobytes()
GOOD = '{"weight":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}'
messages = []


def write(name, header, message=None, data=DATA, length=None):
    text = header.encode()
    text += b" " * (-len(text) % 8)
    with open(name + ".safetensors", "wb") as file:
        file.write(struct.pack("<Q", len(text) if length is None else length))
        file.write(text + data)
    if message:
        messages.append(f"{name}|{message}\n")


def invalid(name, header, **rest):
    write(name, header, "w.safetensors.*not a valid safetensors file", **rest)


write("good", GOOD)
write("metadata", '{"__metadata__":{"format":"pt","a":"\\u00e9"},' + GOOD[1:])
write("escaped", GOOD.replace("weight", "w\\u0065ight"))

with open("short.safetensors", "wb") as file:
    file.write(b"\1\0\0")
messages.append("short|not a valid safetensors file\n")
invalid("long_header", GOOD, length=1 << 62)
invalid("cut_header", GOOD, length=200)
invalid("cut_data", GOOD, data=DATA[:-1])
invalid("more_data", GOOD, data=DATA + b"x")
invalid("no_json", "weight")
invalid("list", "[]")
invalid("no_colon", GOOD.replace('"weight":', '"weight"'))
invalid("behind", GOOD + "x")
invalid("twice", GOOD[:-1] + "," + GOOD[1:])
invalid("no_dtype", GOOD.replace('"dtype":"F32",', ""))
invalid("no_shape", GOOD.replace('"shape":[3],', ""))
invalid("no_offsets", GOOD.replace(',"data_offsets":[0,12]', ""))
invalid("unknown_dtype", GOOD.replace("F32", "F33"))
invalid("negative", GOOD.replace("[3]", "[-3]"))
invalid("overflow", GOOD.replace("[3]", "[4611686018427387904,16]"))
invalid("other_size", GOOD.replace("[3]", "[4]"))
invalid("backwards", GOOD.replace("[0,12]", "[12,0]"))
invalid("outside", GOOD.replace("[0,12]", "[4,16]"))
invalid("gap", GOOD.replace("[0,12]", "[4,16]"), data=DATA + b"1234")
invalid("overlap", GOOD[:-1] + ',"b":' + GOOD[10:-1].replace("0,12", "4,16") + "}",
        data=DATA + b"1234")
invalid("many_extents", GOOD.replace("[3]", "[3,1,1,1,1,1,1,1,1]"))
invalid("no_text", '{"__metadata__":{"a":1},' + GOOD[1:])

write("name", GOOD.replace("weight", "bias"), "hold the tensor 'weight', got 'bias'")
write("extent", GOOD.replace("[3]", "[1,3]"), r"to be F32 \[3\], got F32 \[1, 3\]")
write("dtype", GOOD.replace("F32", "I32"), r"to be F32 \[3\], got I32 \[3\]")

with open("messages.txt", "w") as file:
    file.writelines(messages)
