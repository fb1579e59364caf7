// Schedules for nn-translate --schedules: see GiveASchedule.md.

module attributes {transform.with_named_sequence} {
  // Products of two inputs, summed up over one loop of three.
  transform.named_sequence @is_product(%op: !transform.any_op {transform.readonly})
      -> !transform.any_op {
    %product = transform.match.structured failures(propagate) %op
        : (!transform.any_op) -> !transform.any_op {
    ^bb0(%struct: !transform.any_op):
      %rank = transform.match.structured.rank %struct
          : (!transform.any_op) -> !transform.param<i64>
      %three = transform.param.constant 3 : i64 -> !transform.param<i64>
      transform.match.param.cmpi eq %rank, %three : !transform.param<i64>
      transform.match.structured.body %struct {contraction = ["arith.mulf", "arith.addf"]}
          : !transform.any_op
      transform.match.structured.yield %struct : !transform.any_op
    }
    transform.yield %product : !transform.any_op
  }

  // Tiles of 4 rows (loop 0) and 16 columns (loop 1), in vectors of 8.
  transform.named_sequence @schedule_product(%op: !transform.any_op {transform.readonly}) {
    %schedule = transform.param.constant
        #nn.schedule<[1 by 16, 0 by 4, 2 by 1], 8 lanes of 1> -> !transform.any_param
    transform.annotate %op "nn.schedule" = %schedule
        : !transform.any_op, !transform.any_param
    transform.yield
  }

  transform.named_sequence @__transform_main(%module: !transform.any_op) {
    %same = transform.foreach_match in %module @is_product -> @schedule_product
        : (!transform.any_op) -> !transform.any_op
    transform.yield
  }
}
