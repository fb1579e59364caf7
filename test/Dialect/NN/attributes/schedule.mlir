// #nn.schedule: loops with steps, outermost first, and the lanes of one of them.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s

// A loop that stands twice is cut into blocks, and these into tiles.
// CHECK: nn.schedule = #nn.schedule<[0 by 96, 1 by 32, 0 by 12, 2 by 1], 16 lanes of 1>
func.func private @blocks() attributes {nn.schedule = #nn.schedule<[0 by 96, 1 by 32, 0 by 12, 2 by 1], 16 lanes of 1>}
// CHECK: nn.schedule = #nn.schedule<[1 by 4, 0 by 2]>
func.func private @scalar() attributes {nn.schedule = #nn.schedule<[1 by 4, 0 by 2]>}
// CHECK: nn.schedule = #nn.schedule<[]>
func.func private @none() attributes {nn.schedule = #nn.schedule<[]>}
// The vector loop need not be among those with steps.
// CHECK: nn.schedule = #nn.schedule<[1 by 1], 8 lanes of 0>
func.func private @vector_loop() attributes {nn.schedule = #nn.schedule<[1 by 1], 8 lanes of 0>}
// One lane of a loop is not the same as no vector loop.
// CHECK: nn.schedule = #nn.schedule<[0 by 3], 1 lanes of 0>
func.func private @one_lane() attributes {nn.schedule = #nn.schedule<[0 by 3], 1 lanes of 0>}
// Four products at once in every lane.
// CHECK: nn.schedule = #nn.schedule<[1 by 32, 0 by 12, 2 by 8], 16 lanes of 1, dots of 4 of 2>
func.func private @dots() attributes {nn.schedule = #nn.schedule<[1 by 32, 0 by 12, 2 by 8], 16 lanes of 1, dots of 4 of 2>}

// CHECK: nn.schedule = #nn.schedule<[1 by 32, 0 by 48, 2 by 4], 16 lanes of 1, dots of 4 of 2, matrices of 0>
func.func private @matrices() attributes {nn.schedule = #nn.schedule<[1 by 32, 0 by 48, 2 by 4], 16 lanes of 1, dots of 4 of 2, matrices of 0>}
