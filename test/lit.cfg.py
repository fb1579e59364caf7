# Configuration of the lit suite; the site configuration of a build loads it.
import os
import platform
import shutil

import lit.formats

config.name = "NN-MLIR"
config.test_format = lit.formats.ShTest(execute_external=True)
config.suffixes = [".mlir", ".test", ".c"]
config.excludes = ["Models", "Inputs", "Unit"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.nn_binary_dir, "test")

tools = os.path.join(config.nn_binary_dir, "bin")
config.environment["PATH"] = os.pathsep.join(
    [tools, config.llvm_tools_dir, os.environ["PATH"]]
)
config.environment["PYTHONDONTWRITEBYTECODE"] = "1"

clang = shutil.which("clang", path=config.llvm_tools_dir)
if clang:
    config.available_features.add("clang")
config.available_features.add(platform.machine())
if os.path.exists("/proc/cpuinfo"):
    with open("/proc/cpuinfo") as file:
        if " amx_tile " in file.read():
            config.available_features.add("amx")
# Programs for AArch64: a cross compiler, our runtime compiled by it, and an
# emulator that finds the C library of the compiler.
if shutil.which("qemu-aarch64") and os.path.exists(
    os.path.join(config.nn_binary_dir, "lib", "aarch64-linux-gnu", "libNNRuntime.a")
):
    config.available_features.add("qemu-aarch64")
if shutil.which("qemu-x86_64"):
    config.available_features.add("qemu-x86_64")

config.substitutions += [
    ("%models", os.path.join(config.test_source_root, "Models")),
    ("%src", config.nn_source_dir),
    ("%obj", config.nn_binary_dir),
    ("%prefix_path", config.prefix_path),
    ("%python", "/usr/bin/python3"),
    ("%cc", config.c_compiler),
    ("%cxx", config.cxx_compiler),
    ("%clang", clang or "clang"),
    ("%qemu_aarch64", "qemu-aarch64 -L /usr/aarch64-linux-gnu"),
    ("%test_derivatives", os.path.join(config.nn_binary_dir, "test", "lib", "nn-test-derivatives")),
    ("%test_passes", os.path.join(config.nn_binary_dir, "test", "lib", "NNTestPasses.so")),
]
