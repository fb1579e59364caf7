/* Calls of the model of failed-checks.mlir whose checks fail, with and without
 * a place for their number. */
#include "checked.h"
#include "model_calls.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Alignas(NN_WORKSPACE_ALIGN) char workspace[4096];

static nn_status pick(const float *x, int64_t i, float *y,
                      const nn_exec *exec) {
  return checked_pick(x, &i, y, NULL, workspace, sizeof workspace, exec);
}

static int endsWith(const char *text, const char *end) {
  size_t length = strlen(text), endLength = strlen(end);
  return length >= endLength && !strcmp(text + length - endLength, end);
}

int main(void) {
  const float rising[3] = {1, 2, 3}, falling[3] = {2, 1, 3};
  float y = 0, three[3];
  EXPECT(checked_pick_workspace_size() <= sizeof workspace);
  EXPECT(pick(rising, 2, &y, NULL) == NN_OK && y == 3);
  EXPECT(pick(falling, 2, &y, NULL) == NN_E_VALUE);
  EXPECT(pick(rising, 3, &y, NULL) == NN_E_INDEX);

  /* An execution that does not ask, as one of version 1 does not. */
  nn_exec exec = {0};
  exec.struct_size = sizeof exec;
  EXPECT(pick(falling, 2, &y, &exec) == NN_E_VALUE);
  EXPECT(pick(rising, 2, &y, &exec) == NN_OK);

  int32_t failed = 7;
  exec.failed_check = &failed;
  EXPECT(pick(rising, 2, &y, &exec) == NN_OK && failed == -1);
  EXPECT(pick(falling, 2, &y, &exec) == NN_E_VALUE && failed == 0);
  EXPECT(pick(rising, -1, &y, &exec) == NN_E_INDEX && failed == 1);
  /* The first one counts; what fails before the call is no check. */
  EXPECT(pick(falling, 3, &y, &exec) == NN_E_VALUE && failed == 0);
  EXPECT(pick(NULL, 2, &y, &exec) == NN_E_INVALID_ARG && failed == -1);
  failed = 7;
  EXPECT(checked_plain(rising, three, NULL, workspace, sizeof workspace,
                       &exec) == NN_OK &&
         failed == -1);

  const nn_model_info *info = checked_info();
  EXPECT(info->abi_version == NN_ABI_VERSION && info->num_entries == 2);
  const nn_entry_info *entry = &info->entries[0];
  EXPECT(!strcmp(entry->name, "pick") && entry->num_checks == 2);
  EXPECT(endsWith(entry->checks[0], ": expected rising numbers"));
  EXPECT(endsWith(entry->checks[1], ": an index lies outside of its axis"));
  EXPECT(info->entries[1].num_checks == 0 && !info->entries[1].checks);
  EXPECT(strcmp(nn_status_string(NN_E_VALUE), nn_status_string(99)) != 0);
  puts("passed");
  return 0;
}
