// What #nn.schedule refuses: cases per constraint, named after it, and other ways
// to write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// expected-error @below {{expected a loop and a positive step, got 0 by 0}}
func.func private @schedule_c1_step() attributes {nn.schedule = #nn.schedule<[0 by 0]>}

// -----

// expected-error @below {{expected a loop and a positive step, got 1 by -4}}
func.func private @schedule_c1_negative_step() attributes {nn.schedule = #nn.schedule<[0 by 1, 1 by -4]>}

// -----

// expected-error @below {{expected a loop and a positive step, got -1 by 4}}
func.func private @schedule_c1_loop() attributes {nn.schedule = #nn.schedule<[-1 by 4]>}

// -----

// expected-error @below {{expected lanes of a loop, got 0 of 0}}
func.func private @schedule_c2_lanes() attributes {nn.schedule = #nn.schedule<[0 by 4], 0 lanes of 0>}

// -----

// expected-error @below {{expected lanes of a loop, got 4 of -1}}
func.func private @schedule_c2_loop() attributes {nn.schedule = #nn.schedule<[0 by 4], 4 lanes of -1>}

// -----

// expected-error @below {{expected the step of loop 1 to fill vectors of 4 lanes, got 6}}
func.func private @schedule_c3() attributes {nn.schedule = #nn.schedule<[0 by 4, 1 by 6], 4 lanes of 1>}

// -----

// Of several steps the last one counts.
// expected-error @below {{expected the step of loop 0 to fill vectors of 4 lanes, got 2}}
func.func private @schedule_c3_last() attributes {nn.schedule = #nn.schedule<[0 by 4, 0 by 2], 4 lanes of 0>}

// -----

// expected-error @below {{expected dot products of another loop than that of the vectors, got 3 of 1 with vectors of 0}}
func.func private @schedule_c4_size() attributes {nn.schedule = #nn.schedule<[1 by 3], 4 lanes of 0, dots of 3 of 1>}

// -----

// expected-error @below {{expected dot products of another loop than that of the vectors, got 4 of 0 with vectors of 0}}
func.func private @schedule_c4_vector_loop() attributes {nn.schedule = #nn.schedule<[0 by 4], 4 lanes of 0, dots of 4 of 0>}

// -----

// expected-error @below {{expected dot products of another loop than that of the vectors, got 4 of 1 with vectors of -1}}
func.func private @schedule_c4_no_vectors() attributes {nn.schedule = #nn.schedule<[1 by 4], 1 lanes of -1, dots of 4 of 1>}

// -----

// expected-error @below {{expected the step of loop 1 to fill dot products of 4, got 6}}
func.func private @schedule_c4_step() attributes {nn.schedule = #nn.schedule<[1 by 6], 4 lanes of 0, dots of 4 of 1>}

// -----

// expected-error @below {{expected 'by'}}
func.func private @schedule_no_step() attributes {nn.schedule = #nn.schedule<[0, 1]>}

// -----

// expected-error @below {{expected 'lanes'}}
func.func private @schedule_no_lanes() attributes {nn.schedule = #nn.schedule<[0 by 4], 4 of 0>}

// -----

// expected-error @below {{expected 'dots'}}
func.func private @schedule_no_dots() attributes {nn.schedule = #nn.schedule<[0 by 4], 4 lanes of 0, 4 of 1>}

// -----

// expected-error @below {{expected 'nn.schedule' to be a '#nn.schedule'}}
func.func private @schedule_other() attributes {nn.schedule = [0, 4]}

// -----

// expected-error @+1 {{expected matrices of rows of a third loop, of dot products in 16 lanes, got rows of 0 and 8 lanes of 1}}
func.func private @schedule_c5_lanes() attributes {nn.schedule = #nn.schedule<[0 by 16], 8 lanes of 1, dots of 2 of 2, matrices of 0>}

// -----

// expected-error @+1 {{expected matrices of rows of a third loop, of dot products in 16 lanes, got rows of 2 and 16 lanes of 1}}
func.func private @schedule_c5_loop() attributes {nn.schedule = #nn.schedule<[2 by 16], 16 lanes of 1, dots of 2 of 2, matrices of 2>}

// -----

// expected-error @+1 {{expected the step of loop 0 to fill matrices of 16 rows, got 24}}
func.func private @schedule_c5_step() attributes {nn.schedule = #nn.schedule<[0 by 24], 16 lanes of 1, dots of 2 of 2, matrices of 0>}

// -----

// expected-error @+1 {{expected matrices of rows of a third loop, of dot products in 16 lanes, got rows of -5 and 16 lanes of 1}}
func.func private @schedule_c5_negative() attributes {nn.schedule = #nn.schedule<[0 by 16], 16 lanes of 1, dots of 2 of 2, matrices of -5>}
