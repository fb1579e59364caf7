//===- Process.h - Work in a process of its own -----------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A compiler that is tested crashes, and loops for ever. What could do so runs
// in a child of this process, which is a copy of it: no state is passed but
// lines of text back.
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_FUZZ_PROCESS_H
#define NN_LIB_FUZZ_PROCESS_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"
#include <string>
#include <vector>

namespace nn {
/// How a child ended.
struct ChildEnd {
  bool isGood = false;   ///< it ended by itself
  bool tookLong = false; ///< it ran out of processor time
  std::string reason;    ///< the signal, and what it wrote to standard error
};

/// A child process. It dies with this object.
class Child {
public:
  /// Runs `work` in a child, which writes its lines to the stream.
  static llvm::Expected<Child>
  start(llvm::function_ref<void(llvm::raw_ostream &)> work);
  Child(Child &&other);
  Child &operator=(Child &&other) = delete;
  ~Child();

  /// The descriptor to wait on for lines.
  int getDescriptor() const { return descriptor; }
  /// Takes what has come; false at the end. Whole lines are appended.
  bool read(std::vector<std::string> &lines);
  /// Waits for the end.
  ChildEnd wait();

  /// Called in a child: from now on it may use so much processor time.
  static void limitTime(int seconds);

private:
  Child(int process, int descriptor, int messages)
      : process(process), descriptor(descriptor), messages(messages) {}

  int process, descriptor;
  int messages; ///< a file without a name: what it writes to standard error
  std::string partial; ///< the beginning of a line
};

/// Runs `work` in a child to its end. What it wrote.
struct ChildResult {
  ChildEnd end;
  std::vector<std::string> lines;
};
llvm::Expected<ChildResult>
runChild(llvm::function_ref<void(llvm::raw_ostream &)> work);
} // namespace nn

#endif // NN_LIB_FUZZ_PROCESS_H
