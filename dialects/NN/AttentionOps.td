//===- AttentionOps.td - Attention -------------------------*- tablegen -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_ATTENTIONOPS
#define NN_DIALECT_ATTENTIONOPS

include "dialects/NN/NNAttributes.td"
include "mlir/IR/BuiltinAttributes.td"

def NN_AttentionOp : NN_Layer<"attention", [AttrSizedOperandSegments]> {
  let summary = "means of values, weighted by how query and key agree";
  let description = [{
    Scaled dot-product attention (arXiv:1706.03762) of `query` [batch, head,
    query, depth], `key` [batch, key head, key, depth] and `value` [batch, key
    head, key, value depth]:

    `score[b, h, q, k] = scale * sum_d query[b, h, q, d] * key[b, g, k, d]
    + bias[b, h, q, k] - slopes[h] * |q + K - Q - k|`

    `result[b, h, q, e] = sum_k softmax_k(score[b, h, q, k]) * value[b, g, k, e]`

    `Q` and `K` are the numbers of queries and keys. The last query is aligned
    with the last key, so that the keys may be more than the queries, as where
    earlier ones come from a cache. `scale` is `1 / sqrt(max(depth, 1))` if
    absent, so that a depth of 0 weights all keys alike; bias and slopes (ALiBi,
    arXiv:2108.12409) count nothing if absent.

    With fewer heads of `key` and `value` than of `query`, each serves a group
    of neighbouring heads, `g = floor(h / (H / G))` with `H` and `G` the numbers
    of heads (grouped-query attention, arXiv:2305.13245).

    A query sees the keys where `mask` is true and, if `causal`, those with
    `k <= q + K - Q`; the softmax runs over the keys that it sees. A query that
    sees none gives zeros, as in PyTorch from version 2.5. The value of a key
    that is not seen is multiplied by zero, so it has to be finite.

    - (C1) the batches of all agree, as do the depths of `query` and `key`, and
      the heads and numbers of keys of `key` and `value`
    - (C2) the heads of `key` divide those of `query`, where none serve none;
      if their number is dynamic, it is that of `query`
    - (C3) `mask` and `bias` have at most four axes, and broadcast to [batch,
      head, query, key] as operands of `nn.map` do
    - (C4) `slopes` has the heads of `query`
    - (C5) `scale` is finite
    - (C6) all tensors but `mask` have the same element type

    ```mlir
    %y = nn.attention %q, %k, %v causal
        : (tensor<1x8x?x64xf32>, tensor<1x2x?x64xf32>, tensor<1x2x?x64xf32>)
        -> tensor<1x8x?x64xf32>
    ```
  }];
  let arguments = (ins NN_FloatTensorOfRank<4>:$query,
                       NN_FloatTensorOfRank<4>:$key,
                       NN_FloatTensorOfRank<4>:$value,
                       Optional<NN_BoolTensor>:$mask,
                       Optional<NN_FloatTensor>:$bias,
                       Optional<NN_FloatTensorOfRank<1>>:$slopes,
                       UnitAttr:$causal, OptionalAttr<F64Attr>:$scale);
  let results = (outs NN_FloatTensorOfRank<4>:$result);
  let assemblyFormat = [{
    $query `,` $key `,` $value (`mask` $mask^)? (`bias` $bias^)?
    (`slopes` $slopes^)? (`causal` $causal^)? (`scale` custom<Epsilon>($scale)^)?
    attr-dict `:` functional-type(operands, $result)
  }];
}

#endif // NN_DIALECT_ATTENTIONOPS
