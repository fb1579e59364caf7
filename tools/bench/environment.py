# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Where files lie, and the Python environment of the peers."""

import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
FOLDER = os.path.join(ROOT, "build", "bench")
VENV = os.path.join(FOLDER, "venv")

# By peer; what several need comes first. The version of PyTorch is one that
# runs on processors alone where the package index has such a build.
PACKAGES = {
    "all": ["numpy==2.4.6", "onnx==1.23.2"],
    "onnxruntime": ["onnxruntime==1.32.0"],
    "openvino": ["openvino==2026.4.1"],
    "torch": ["torch==2.13.0"],
    "jax": ["jax==0.10.2", "jaxlib==0.10.2"],
    "iree": ["iree-base-compiler==3.13.0", "iree-base-runtime==3.13.0"],
    "openblas": ["scipy-openblas32==0.3.34.481.3"],
    "onednn": ["onednn-cpu-gomp==2023.2.0", "onednn-devel-cpu-gomp==2023.2.0"],
}


def enter(threads, install):
    """Runs the command again inside the environment of the peers, installed if
    it is not there or `install` is set."""
    variables = _variables(threads)
    inside = os.path.abspath(sys.prefix) == VENV
    if inside and all(os.environ.get(name) == value
                      for name, value in variables.items()):
        return
    python = os.path.join(VENV, "bin", "python")
    ready = os.path.join(VENV, "ready")
    if install or not _is_current(ready):
        _install(python)
        with open(ready, "w") as file:
            file.write(repr(PACKAGES))
    arguments = [name for name in sys.argv[1:] if name != "--install"]
    os.execve(python, [python, os.path.abspath(sys.argv[0]), *arguments],
              {**os.environ, **variables})


def _variables(threads):
    """What the peers read when they are loaded."""
    count = str(threads)
    return {
        "OMP_NUM_THREADS": count,
        "MKL_NUM_THREADS": count,
        "OPENBLAS_NUM_THREADS": count,
        "NPROC": count,  # threads of XLA
        "JAX_PLATFORMS": "cpu",
        "TORCHINDUCTOR_CACHE_DIR": os.path.join(FOLDER, "inductor"),
    }


def _is_current(ready):
    if not os.path.exists(ready):
        return False
    with open(ready) as file:
        return file.read() == repr(PACKAGES)


def _install(python):
    subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    for peer, packages in PACKAGES.items():
        print(f"installing {' '.join(packages)}", flush=True)
        done = subprocess.run([python, "-m", "pip", "-q", "install", *packages])
        if done.returncode:
            print(f"{peer}: cannot be installed and is left out")
