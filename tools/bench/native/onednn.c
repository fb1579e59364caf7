/* Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Calls oneDNN: a convolution or a product with a constant weight, which is
 * laid out beforehand as the library likes it. */
#include "clock.h"
#include <oneapi/dnnl/dnnl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* How the input and the output of a plan lie. */
enum layout {
  kPlain,    /* row-major, and computed upon as they are */
  kReorder,  /* row-major, and laid out anew in every call */
  kPreferred /* as the library likes it */
};

struct step {
  dnnl_primitive_t primitive;
  int count;
  dnnl_exec_arg_t args[3];
};

struct plan {
  dnnl_engine_t engine;
  dnnl_stream_t stream;
  int count;
  struct step steps[3];
  struct step collect; /* brings the result into place; may be empty */
};

/* A failure makes the functions return null; what they had made is lost, which
 * does no harm in a program that ends soon. */
#define TRY(call)                                                              \
  do {                                                                         \
    if ((call) != dnnl_success)                                                \
      return 0;                                                                \
  } while (0)

static dnnl_memory_desc_t plain(int rank, const int64_t *extents,
                                dnnl_data_type_t type) {
  static const dnnl_format_tag_t tags[] = {dnnl_ab, dnnl_abcd, dnnl_abcde};
  dnnl_memory_desc_t desc = 0;
  dnnl_format_tag_t tag = rank == 2 ? tags[0] : rank == 4 ? tags[1] : tags[2];
  dnnl_memory_desc_create_with_tag(&desc, rank, extents, type, tag);
  return desc;
}

static dnnl_memory_desc_t any(int rank, const int64_t *extents,
                              dnnl_data_type_t type) {
  dnnl_memory_desc_t desc = 0;
  dnnl_memory_desc_create_with_tag(&desc, rank, extents, type,
                                   dnnl_format_tag_any);
  return desc;
}

static dnnl_memory_t memory(struct plan *plan, const_dnnl_memory_desc_t desc,
                            const void *data) {
  dnnl_memory_t result = 0;
  dnnl_memory_create(&result, desc, plan->engine,
                     data ? (void *)data : DNNL_MEMORY_ALLOCATE);
  return result;
}

static int run(const struct plan *plan, const struct step *step) {
  return dnnl_primitive_execute(step->primitive, plan->stream, step->count,
                                step->args) == dnnl_success;
}

static int make_reorder(struct plan *plan, struct step *step,
                        dnnl_memory_t from, dnnl_memory_t to) {
  const_dnnl_memory_desc_t source, target;
  dnnl_primitive_desc_t desc;
  TRY(dnnl_memory_get_memory_desc(from, &source));
  TRY(dnnl_memory_get_memory_desc(to, &target));
  TRY(dnnl_reorder_primitive_desc_create(&desc, source, plan->engine, target,
                                         plan->engine, 0));
  TRY(dnnl_primitive_create(&step->primitive, desc));
  step->count = 2;
  step->args[0] = (dnnl_exec_arg_t){DNNL_ARG_FROM, from};
  step->args[1] = (dnnl_exec_arg_t){DNNL_ARG_TO, to};
  return 1;
}

/* The memory of an operand: `given` if it lies as the primitive wants it, else
 * another one. */
static dnnl_memory_t place(struct plan *plan, dnnl_primitive_desc_t desc,
                           dnnl_query_t query, dnnl_memory_t given) {
  const_dnnl_memory_desc_t have;
  const_dnnl_memory_desc_t want = dnnl_primitive_desc_query_md(desc, query, 0);
  dnnl_memory_get_memory_desc(given, &have);
  return dnnl_memory_desc_equal(have, want) ? given : memory(plan, want, 0);
}

/* The steps around the primitive `desc` on row-major operands. */
static struct plan *finish(struct plan *plan, dnnl_primitive_desc_t desc,
                           dnnl_memory_t x, dnnl_memory_t w, dnnl_memory_t y,
                           enum layout layout) {
  dnnl_memory_t source = place(plan, desc, dnnl_query_src_md, x);
  dnnl_memory_t weights = place(plan, desc, dnnl_query_weights_md, w);
  dnnl_memory_t target = place(plan, desc, dnnl_query_dst_md, y);
  struct step once;
  if (weights != w &&
      !(make_reorder(plan, &once, w, weights) && run(plan, &once)))
    return 0;
  if (source != x) {
    struct step *step = layout == kPreferred ? &once : &plan->steps[0];
    if (!make_reorder(plan, step, x, source) || !run(plan, step))
      return 0;
    plan->count = step != &once;
  }
  struct step *step = &plan->steps[plan->count++];
  TRY(dnnl_primitive_create(&step->primitive, desc));
  step->count = 3;
  step->args[0] = (dnnl_exec_arg_t){DNNL_ARG_SRC, source};
  step->args[1] = (dnnl_exec_arg_t){DNNL_ARG_WEIGHTS, weights};
  step->args[2] = (dnnl_exec_arg_t){DNNL_ARG_DST, target};
  if (target != y) {
    step = layout == kPreferred ? &plan->collect : &plan->steps[plan->count++];
    if (!make_reorder(plan, step, target, y))
      return 0;
  }
  TRY(dnnl_stream_wait(plan->stream));
  return plan;
}

static struct plan *start(void) {
  struct plan *plan = calloc(1, sizeof(struct plan));
  TRY(dnnl_engine_create(&plan->engine, dnnl_cpu, 0));
  TRY(dnnl_stream_create(&plan->stream, plan->engine,
                         dnnl_stream_default_flags));
  return plan;
}

/* The types of a product, by name. */
struct types {
  const char *name;
  dnnl_data_type_t x, w, y;
};

static const struct types *find_types(const char *name) {
  static const struct types all[] = {{"f32", dnnl_f32, dnnl_f32, dnnl_f32},
                                     {"f16", dnnl_f16, dnnl_f16, dnnl_f16},
                                     {"bf16", dnnl_bf16, dnnl_bf16, dnnl_bf16},
                                     {"i8", dnnl_s8, dnnl_s8, dnnl_s32},
                                     {"u8 i8", dnnl_u8, dnnl_s8, dnnl_s32}};
  for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); ++i)
    if (!strcmp(name, all[i].name))
      return &all[i];
  return 0;
}

/* y[rows, outputs] = x[rows, inputs] times the transpose of w[outputs, inputs],
 * of elements `name`; null if the library has no product of these. */
struct plan *onednn_linear(const char *name, int64_t rows, int64_t outputs,
                           int64_t inputs, const void *x, const void *w,
                           void *y, enum layout layout) {
  const struct types *types = find_types(name);
  int64_t source[] = {rows, inputs}, target[] = {rows, outputs};
  int64_t weight[] = {inputs, outputs}, strides[] = {1, inputs};
  dnnl_memory_desc_t (*make)(int, const int64_t *, dnnl_data_type_t) =
      layout == kPlain ? plain : any;
  struct plan *plan = types ? start() : 0;
  dnnl_memory_desc_t turned;
  dnnl_primitive_desc_t desc;
  if (!plan)
    return 0;
  TRY(dnnl_memory_desc_create_with_strides(&turned, 2, weight, types->w,
                                           strides));
  TRY(dnnl_matmul_primitive_desc_create(
      &desc, plan->engine, make(2, source, types->x),
      any(2, weight, types->w), 0, make(2, target, types->y), 0));
  return finish(plan, desc, memory(plan, plain(2, source, types->x), x),
                memory(plan, turned, w),
                memory(plan, plain(2, target, types->y), y), layout);
}

/* A convolution of x[batch, channel, row, column] with w[filter, channel, row,
 * column], or with groups w[group, filter, channel, row, column]. */
struct plan *onednn_conv(const int64_t *source, const int64_t *weight,
                         int weight_rank, const int64_t *target, int64_t stride,
                         int64_t padding, const float *x, const float *w,
                         float *y, enum layout layout) {
  int64_t strides[] = {stride, stride}, dilations[] = {0, 0};
  int64_t pads[] = {padding, padding};
  dnnl_memory_desc_t (*make)(int, const int64_t *, dnnl_data_type_t) =
      layout == kPlain ? plain : any;
  struct plan *plan = start();
  dnnl_primitive_desc_t desc;
  if (!plan)
    return 0;
  TRY(dnnl_convolution_forward_primitive_desc_create(
      &desc, plan->engine, dnnl_forward_inference, dnnl_convolution_auto,
      make(4, source, dnnl_f32), any(weight_rank, weight, dnnl_f32), 0,
      make(4, target, dnnl_f32), strides, dilations, pads, pads, 0));
  return finish(plan, desc, memory(plan, plain(4, source, dnnl_f32), x),
                memory(plan, plain(weight_rank, weight, dnnl_f32), w),
                memory(plan, plain(4, target, dnnl_f32), y), layout);
}

/* Nanoseconds of `calls` calls, negative if one fails. */
double onednn_time(const struct plan *plan, int64_t calls) {
  double before = now();
  for (int64_t i = 0; i < calls; ++i) {
    for (int step = 0; step < plan->count; ++step)
      if (!run(plan, &plan->steps[step]))
        return -1;
    dnnl_stream_wait(plan->stream);
  }
  return now() - before;
}

/* Brings the result of the last call into place; false if that fails. */
int onednn_collect(const struct plan *plan) {
  return !plan->collect.primitive ||
         (run(plan, &plan->collect) &&
          dnnl_stream_wait(plan->stream) == dnnl_success);
}
