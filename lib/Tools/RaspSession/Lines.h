//===- Lines.h - Where a session has its lines from -------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TOOLS_RASPSESSION_LINES_H
#define NN_LIB_TOOLS_RASPSESSION_LINES_H

#include "Session.h"

namespace nn::rasp {
/// Gives `session` the lines of standard input until that or the session ends.
/// A terminal has prompts, line editing, a history and completion of names, and
/// an interrupt leaves out the statement that is being typed or run; a second
/// one while a statement runs ends the program. Other input is read as it is.
void readLines(Session &session);
} // namespace nn::rasp

#endif // NN_LIB_TOOLS_RASPSESSION_LINES_H
