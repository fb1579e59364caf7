//===- Process.cpp - Work in a process of its own -------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Process.h"
#include "llvm/Support/FileSystem.h"
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace nn;

static llvm::Error makeError(const char *what) {
  return llvm::createStringError(
      std::error_code(errno, std::generic_category()), "cannot %s", what);
}

llvm::Expected<Child>
Child::start(llvm::function_ref<void(llvm::raw_ostream &)> work) {
  int pipes[2];
  if (pipe(pipes) != 0)
    return makeError("make a pipe");
  // The file has no name from here on, so that none stays if this process is
  // killed.
  int messages = -1;
  llvm::SmallString<128> path;
  if (std::error_code code =
          llvm::sys::fs::createTemporaryFile("nn-fuzz", "log", messages, path))
    return llvm::createStringError(code, "cannot write a temporary file");
  llvm::sys::fs::remove(path);
  // What is not written yet would be written twice.
  llvm::outs().flush();
  pid_t process = fork();
  if (process < 0)
    return makeError("start a process");
  if (process > 0) {
    close(pipes[1]);
    return Child(process, pipes[0], messages);
  }
  close(pipes[0]);
  dup2(messages, STDERR_FILENO);
  close(messages);
  // A stack trace with bare addresses and names is quick.
  setenv("LLVM_DISABLE_SYMBOLIZATION", "1", /*overwrite=*/1);
  {
    llvm::raw_fd_ostream os(pipes[1], /*shouldClose=*/true);
    work(os);
  }
  // Without the destructors of the parent.
  _exit(0);
}

Child::Child(Child &&other)
    : process(other.process), descriptor(other.descriptor),
      messages(other.messages), partial(std::move(other.partial)) {
  other.process = other.descriptor = other.messages = -1;
}

Child::~Child() {
  if (process > 0) {
    kill(process, SIGKILL);
    (void)wait();
  }
}

bool Child::read(std::vector<std::string> &lines) {
  char buffer[4096];
  ssize_t count;
  do
    count = ::read(descriptor, buffer, sizeof(buffer));
  while (count < 0 && errno == EINTR);
  if (count <= 0)
    return false;
  partial.append(buffer, count);
  for (size_t end; (end = partial.find('\n')) != std::string::npos;) {
    lines.push_back(partial.substr(0, end));
    partial.erase(0, end + 1);
  }
  return true;
}

ChildEnd Child::wait() {
  int status = 0;
  while (waitpid(process, &status, 0) < 0 && errno == EINTR)
    ;
  process = -1;
  close(descriptor);
  ChildEnd end;
  end.isGood = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  if (WIFSIGNALED(status)) {
    end.tookLong = WTERMSIG(status) == SIGPROF;
    end.reason = strsignal(WTERMSIG(status));
  } else {
    end.reason = "exit code " + std::to_string(WEXITSTATUS(status));
  }
  char text[2000];
  if (ssize_t count = pread(messages, text, sizeof(text), 0); count > 0)
    end.reason += "\n" + std::string(text, count);
  close(messages);
  return end;
}

void Child::limitTime(int seconds) {
  itimerval timer{};
  timer.it_value.tv_sec = seconds;
  setitimer(ITIMER_PROF, &timer, nullptr);
}

llvm::Expected<ChildResult>
nn::runChild(llvm::function_ref<void(llvm::raw_ostream &)> work) {
  llvm::Expected<Child> child = Child::start(work);
  if (!child)
    return child.takeError();
  ChildResult result;
  while (child->read(result.lines))
    ;
  result.end = child->wait();
  return result;
}
