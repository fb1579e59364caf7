/* What C programs of the tests that call models have in common. Stands behind
 * the header of a model, or nn_abi.h. */
#ifndef NN_TEST_MODEL_CALLS_H
#define NN_TEST_MODEL_CALLS_H

#include <stdio.h>
#include <stdlib.h>

/* Ends the program with 1 if a condition does not hold. */
#define EXPECT(condition)                                                      \
  do {                                                                         \
    if (!(condition)) {                                                        \
      fprintf(stderr, "line %d: %s\n", __LINE__, #condition);                  \
      exit(1);                                                                 \
    }                                                                          \
  } while (0)

static inline size_t element_bytes(nn_dtype dtype) {
  switch (dtype) {
  case NN_F64:
  case NN_I64:
    return 8;
  case NN_F32:
  case NN_I32:
    return 4;
  case NN_F16:
  case NN_BF16:
  case NN_I16:
    return 2;
  default:
    return 1;
  }
}

#endif
