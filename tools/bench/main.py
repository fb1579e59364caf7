# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The command line of tools/nn-bench."""

import argparse
import os

from . import environment


def parse_options(description):
    def names(text):
        return text.split(",")

    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--kernels", action="store_true",
                        help="time kernels in place of networks")
    alone = parser.add_mutually_exclusive_group()
    alone.add_argument("--elements", action="store_true",
                       help="time our products of narrow elements beside those "
                       "of f32, without peers")
    alone.add_argument("--floors", type=float, nargs="?", const=1.0,
                       metavar="FACTOR",
                       help="fail if a kernel reaches less of what the core "
                       "can do than its floor, times FACTOR (1); without peers")
    parser.add_argument("--networks", type=names, metavar="A,B",
                        help="these networks; with --kernels those whose names "
                        "begin so, as gemm, gemv_, conv_64x56")
    parser.add_argument("--peers", type=names, metavar="A,B",
                        help="these peers")
    parser.add_argument("--batches", default=[1, 64], metavar="M,N",
                        type=lambda text: [int(n) for n in names(text)],
                        help="extents of the batch of networks (1,64)")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--seconds", type=float, default=0.01,
                        help="time of one in a round, if a call is shorter "
                        "(0.01)")
    parser.add_argument("--threads", type=int, default=1,
                        help="threads of all, ours and the peers (1)")
    parser.add_argument("--cpu", default="native",
                        help="-mcpu of nn-translate (native)")
    parser.add_argument("--build", default=os.path.join(environment.ROOT,
                                                        "build"),
                        help="folder of the compiled tools (build)")
    parser.add_argument("--json", metavar="FILE",
                        help="write all that was measured")
    parser.add_argument("--install", action="store_true",
                        help="install the peers anew")
    return parser.parse_args()


def run_ours(options):
    """What needs no peers; --elements looks for one that is installed."""
    if options.elements and os.path.exists(environment.VENV):
        environment.enter(options.threads, options.install)
    from .ceilings import Ceilings
    from .elements import run_elements
    from .floors import run_floors
    from .ours import Compiler
    folder = os.path.join(environment.FOLDER, "models")
    os.makedirs(folder, exist_ok=True)
    run = run_elements if options.elements else run_floors
    return run(Compiler(options.build, folder, options.cpu, options.threads),
               Ceilings(), options)


def main(description):
    options = parse_options(description)
    os.makedirs(environment.FOLDER, exist_ok=True)
    if options.elements or options.floors is not None:
        return run_ours(options)
    environment.enter(options.threads, options.install)
    # These load the peers, which have to find the environment prepared.
    from . import report
    from .session import Session
    session = Session(options)
    if options.kernels:
        session.run_kernels()
    else:
        session.run_networks()
    session.finish()
    report.print_table(session)
    if options.json:
        report.write_json(session, options.json)
    return session.failed
