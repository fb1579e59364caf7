#!/bin/sh
# Interesting (1) if the module still holds nn.softmax.
grep -q nn.softmax "$1" && exit 1
exit 0
