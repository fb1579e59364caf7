//===- Passes.td - Transformations -------------------------*- tablegen -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_TRANSFORMS_PASSES
#define NN_TRANSFORMS_PASSES

include "mlir/Pass/PassBase.td"

def DotUnitsOption
    : ListOption<"dotUnits", "dot-units", "::nn::DotUnit",
                 "what adds several products to a lane at once (avx512vnni, "
                 "avx512bf16, amx-int8, amx-bf16, dotprod, i8mm, bf16)">;

/// What passes that choose schedules know of the processor.
class CpuOptionList {
  list<Option> options = [Option<"vectorBits", "vector-bits", "int64_t",
                        /*default=*/"128", "width of a vector register">,
                 Option<"vectorRegisters", "vector-registers", "int64_t",
                        /*default=*/"16", "number of vector registers">,
                 Option<"maskedVectors", "masked-vectors", "bool",
                        /*default=*/"false",
                        "vectors are loaded and stored in part at no cost">,
                 Option<"packParams", "pack-params", "bool",
                        /*default=*/"false",
                        "'nn-pack-params' lays out parameters afterwards">,
                 DotUnitsOption];
}
def CpuOptions : CpuOptionList;

/// When a loop is run by several threads.
def PartCycles : Option<"partCycles", "part-cycles", "int64_t",
                        /*default=*/"8192",
                        "estimated cycles of a loop that are worth a thread; 0 "
                        "makes no parts">;

def VerifyStagePass : Pass<"nn-verify-stage", "::mlir::ModuleOp"> {
  let summary = "check that a module holds only what a stage admits";
  let description = [{
    The stages are `model`, `structured`, `buffers` and `machine`. Every op
    that the stage does not admit is reported with the reason, all of them at
    once, before the pass fails.
  }];
  let options = [Option<"stage", "stage", "std::string", /*default=*/"\"model\"",
                        "name of the stage">];
}

def SpecializeApplyPass : Pass<"nn-specialize-apply", "::mlir::ModuleOp"> {
  let summary = "turn nn.apply into calls";
  let description = [{
    Replaces every `nn.apply` by a call. Bound parameters become further
    arguments of a private clone of the callee, which is made once per set of
    bound parameters and only where the callee uses one of them.
  }];
  let dependentDialects = ["::mlir::func::FuncDialect",
                           "::mlir::tensor::TensorDialect"];
  let statistics = [Statistic<"numClones", "num-clones",
                              "functions cloned for bound parameters">];
}

def OutlineRepeatsPass : Pass<"nn-outline-repeats", "::mlir::ModuleOp"> {
  let summary = "compile what occurs several times once";
  let description = [{
    Ops that become long code, those with the trait `LongCode`, are moved to
    private functions with `no_inline` where equal ones occur several times in
    the module, outside of regions: on operands of the same types, with the same
    attributes and regions. Of `nn.selector_width` and `nn.aggregate`, the
    selector goes with the op, down to the sequences that it compares or to what
    has checks of its own. The places of the ops become those of the calls.
  }];
  let dependentDialects = ["::mlir::func::FuncDialect"];
  let statistics = [Statistic<"numOutlined", "num-outlined", "ops moved">,
                    Statistic<"numFunctions", "num-functions",
                              "functions made">];
}

def KeepSubroutinesPass : Pass<"nn-keep-subroutines", "::mlir::ModuleOp"> {
  let summary = "decide which functions are compiled by themselves";
  let description = [{
    A private function with `no_inline` stays a function, a subroutine, if all of
    its arguments and results are tensors without names of axes, and neither it
    nor what it calls reads parameters. Every other function loses `no_inline`,
    so that its calls are inlined.
  }];
  let statistics = [Statistic<"numKept", "num-kept", "subroutines">];
}

def DecomposePass : Pass<"nn-decompose"> {
  let summary = "replace layers by the core";
  let description = [{
    Replaces every op that implements `DecomposableOpInterface` by its
    decomposition, until none is left. A layer on 16-bit floats is decomposed as
    the layer on f32 of its operands, extended, whose results are rounded.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::math::MathDialect",
    "::mlir::tensor::TensorDialect"];
  let statistics = [Statistic<"numDecomposed", "num-decomposed",
                              "ops decomposed">];
}

def LowerSelectorsPass : Pass<"nn-lower-selectors", "::mlir::func::FuncOp"> {
  let summary = "reduce by selectors without their matrix";
  let description = [{
    Replaces `nn.selector_width` and `nn.aggregate` of the kinds `only`, `mean`
    and `sum`, where the selector is a boolean expression of up to four
    comparisons, by sorting, adding up by groups and prefix sums: in O(n log n)
    steps and O(n) memory. In a product of the expression, the comparisons may
    order by two kinds of keys (and each in both directions, as a window does),
    where a kind is one criterion, or one and then another. Floats are summed up
    only where that is done from the first key to the last. What is left goes
    through all keys of all queries, in O(n^2) steps and O(n) memory; a selector
    with one row does so in O(n).

    What is written is for the next pass: indices of `nn.gather` and `nn.scatter`
    are `in_bounds`, which a model may not say.

    Exactness: bit.
  }];
  let options = [Option<"report", "report", "bool", /*default=*/"false",
                        "a remark at each op says which way it goes">];
  let dependentDialects = ["::nn::NNDialect", "::mlir::arith::ArithDialect",
                           "::mlir::math::MathDialect",
                           "::mlir::tensor::TensorDialect"];
  let statistics = [Statistic<"numLowered", "num-lowered", "ops replaced">,
                    Statistic<"numLeft", "num-left", "ops that stay">];
}

def MapElementwisePass : Pass<"nn-map-elementwise"> {
  let summary = "turn arithmetic on tensors into nn.map";
  let description = [{
    Replaces every op of `arith` and `math` that works on tensors, element by
    element, by an `nn.map` whose region has the op on scalars.
  }];
  let dependentDialects = ["::nn::NNDialect", "::mlir::tensor::TensorDialect"];
  let statistics = [Statistic<"numMapped", "num-mapped", "ops replaced">];
}

def MakeEntriesPass : Pass<"nn-make-entries", "::mlir::ModuleOp"> {
  let summary = "give public functions the calling convention of kernels";
  let description = [{
    A public function `f(inputs) -> results` on tensors becomes a function on
    buffers, `f.kernel(inputs, parameters, outputs)`, where the parameters are those
    that the function refers to, in the order of their declaration. It returns
    the run-time extents of its outputs, one after the other. Its original
    interface is kept as the attribute `nn.signature`, from which the C
    interface is made.

    A subroutine gets a buffer for each of its results, which its calls make.
    All other calls must have been inlined.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::bufferization::BufferizationDialect",
    "::mlir::memref::MemRefDialect", "::mlir::tensor::TensorDialect"];
}

def StripAxesPass : Pass<"nn-strip-axes", "::mlir::ModuleOp"> {
  let summary = "remove the names of axes from tensor types";
  let description = [{
    Removes `#nn.axes` from the type of every value. Signatures of entries
    (`nn.signature`) keep theirs. Casts that only changed names disappear.
  }];
}

def FuseElementwisePass : Pass<"nn-fuse-elementwise", "::mlir::func::FuncOp"> {
  let summary = "fuse element-wise ops where nothing is computed twice";
  let description = [{
    Fuses an element-wise `linalg.generic` into its only user if every element
    of it is read once there, or if it only moves data. The upstream pass also
    fuses into users that read an element many times (a matrix product, say)
    and then computes it anew each time.

    A conversion to a wider type that costs no more than reading is fused into
    all its users: they read the narrow tensor. That of `f16` is one if
    `native-f16` says that the target has an instruction for it. So is a tensor
    of booleans that compares smaller ones (a selector of two sequences), unless
    it has many users: they compare again and it takes no memory.

    A `linalg.generic` on tensors of one element becomes scalar ops.
  }];
  let options = [Option<"nativeF16", "native-f16", "bool", /*default=*/"false",
                        "converting f16 to f32 is cheap">];
  let dependentDialects = ["::mlir::affine::AffineDialect",
                           "::mlir::linalg::LinalgDialect",
                           "::mlir::memref::MemRefDialect"];
}

def SplitBatchPass : Pass<"nn-split-batch", "::mlir::func::FuncOp"> {
  let summary = "compute one sample of a batch after the other";
  let description = [{
    The batch is axis 0 of the first input of an entry if its extent is known at
    run time, and of each that has the same. Ops that compute every sample by
    itself move into a loop over the samples, so that what lies between them is
    small enough for the caches. A product with a parameter of which one sample
    uses every element less than 16 times keeps its batch, with what follows it
    up to the next product.
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::memref::MemRefDialect",
                           "::mlir::scf::SCFDialect",
                           "::mlir::tensor::TensorDialect"];
  let statistics = [Statistic<"numLoops", "num-loops",
                              "loops over samples">];
}

def DropUnitLoopsPass : Pass<"nn-drop-unit-loops", "::mlir::func::FuncOp"> {
  let summary = "drop loops over one index, and the axes that they walk along";
  let description = [{
    Upstream's `linalg-fold-unit-extent-dims`, but for loops over the positions
    of a window, which upstream gets wrong: where a result has one position, the
    reduction would run over the whole input.
  }];
  let dependentDialects = ["::mlir::affine::AffineDialect",
                           "::mlir::linalg::LinalgDialect",
                           "::mlir::tensor::TensorDialect"];
}

def FuseRowsPass : Pass<"nn-fuse-rows", "::mlir::func::FuncOp"> {
  let summary = "run several passes over rows in one loop";
  let description = [{
    Finds ops that read rows which others compute, where at least one reduces
    them (a softmax, a normalisation, the two products of an attention), and
    computes all for a few rows at a time. What lies between them is then as
    large as these rows. Products with parameters stay as they are.
  }];
  let dependentDialects = ["::mlir::affine::AffineDialect",
                           "::mlir::linalg::LinalgDialect",
                           "::mlir::scf::SCFDialect",
                           "::mlir::tensor::TensorDialect"];
  let statistics = [Statistic<"numFused", "num-fused", "loops over rows">];
}

def ChooseLayoutsPass : Pass<"nn-choose-layouts", "::mlir::func::FuncOp"> {
  let summary = "choose the order in which axes lie in memory";
  let description = [{
    Permutes the axes of tensors that only linalg ops and slices see, so that
    the op that computes one is cheapest by the model of 'nn-choose-schedules':
    the channels of a convolution come last, say, where they fill vectors.
  }];
  let options = CpuOptions.options;
  let dependentDialects = ["::mlir::linalg::LinalgDialect",
                           "::mlir::tensor::TensorDialect"];
  let statistics = [Statistic<"numChanged", "num-changed",
                              "tensors whose axes were permuted">];
}

def WinogradPass : Pass<"nn-winograd", "::mlir::ModuleOp"> {
  let summary = "compute convolutions of 3 x 3 with fewer products";
  let description = [{
    Computes a convolution of f32 or f64 with windows of 3 x 3 and a stride of 1
    from tiles of 2 x 2 results with 16 products for each channel in place of 36
    (Winograd's minimal filtering F(2 x 2, 3 x 3); Lavin and Gray, CVPR 2016),
    where the model of 'nn-choose-schedules' says that this is faster: sums of
    the elements of the image, a product with the parameter, which is
    transformed when code is made (`#nn.relaid` with a factor), and sums of its
    results, a few rows of tiles after the other. An element-wise op that alone
    reads the result is computed with the latter.

    Results are rounded otherwise: their error is up to four times the bound of
    the sum of all products of the sums of absolute values of a window and of a
    channel of a filter. Where an element of the image is infinite, or products
    overflow, neighbouring results may be not-a-number.

    With a `random-seed`, which is for tests, convolutions and the rows that are
    computed at a time are drawn, whatever they cost.
  }];
  let options = !listconcat(CpuOptions.options,
      [Option<"randomSeed", "random-seed", "uint64_t", /*default=*/"0",
              "draw what is computed so, unless it is 0">]);
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::bufferization::BufferizationDialect",
                           "::mlir::linalg::LinalgDialect",
                           "::mlir::scf::SCFDialect",
                           "::mlir::tensor::TensorDialect", "::nn::NNDialect"];
  let statistics = [Statistic<"numTransformed", "num-transformed",
                              "convolutions with fewer products">];
}

def CollapseLoopsPass : Pass<"nn-collapse-loops", "::mlir::func::FuncOp"> {
  let summary = "make loops that follow each other in memory one";
  let description = [{
    Merges neighbouring loops of a `linalg.generic` whose axes follow each other
    in all tensors that have them: a long loop has no short rests. Tensors that
    are parts of others, or become such, keep their axes.

    What a product reads of an input at every so many indices, as a 1 x 1
    convolution with a stride does, is copied before: then these loops follow
    each other, too.
  }];
  let dependentDialects = ["::mlir::affine::AffineDialect",
                           "::mlir::linalg::LinalgDialect",
                           "::mlir::tensor::TensorDialect"];
}

def ChooseSchedulesPass : Pass<"nn-choose-schedules", "::mlir::func::FuncOp"> {
  let summary = "choose how the loops of linalg ops are cut into tiles";
  let description = [{
    Gives every `linalg.generic` that has no `nn.schedule` yet, and that vectors
    make faster, the `#nn.schedule` that costs the fewest cycles by a model of the
    processor: two vector operations and two loads a cycle, sums that take four,
    32 bytes a cycle from the second level of cache, and so many registers. Where
    an input is better read in another order, or extended to a wider type before,
    and copying it costs less than that gains, it is copied. Products of narrow
    elements become dot products where the processor has instructions for them.

    With a `random-seed`, which is for tests, every op gets a schedule at random
    among those that it admits, whatever it costs: vector loop, lanes, tiles,
    blocks and order. The same seed gives an op the same schedule.
  }];
  let options = !listconcat(CpuOptions.options,
      [Option<"randomSeed", "random-seed", "uint64_t", /*default=*/"0",
              "draw schedules at random, unless it is 0">]);
  let dependentDialects = ["::mlir::linalg::LinalgDialect",
                           "::mlir::tensor::TensorDialect",
                           "::nn::NNDialect"];
  let statistics = [Statistic<"numScheduled", "num-scheduled",
                              "ops that got a schedule">,
                    Statistic<"numPacked", "num-packed",
                              "inputs copied in another order">,
                    Statistic<"numWidened", "num-widened",
                              "inputs extended before they are read">];
}

def PackParamsPass : Pass<"nn-pack-params", "::mlir::ModuleOp"> {
  let summary = "lay out parameters as schedules read them";
  let description = [{
    For every parameter that an op with a schedule reads, and that the schedule
    cuts into tiles, declares another one with the value `#nn.relaid`: tile by
    tile, each in the order of the reductions. The kernel of the entry takes
    that one instead. The value is computed when code is made.
  }];
  let dependentDialects = ["::mlir::bufferization::BufferizationDialect",
                           "::nn::NNDialect"];
  let statistics = [Statistic<"numPacked", "num-packed",
                              "operands laid out anew">];
}

def LowerMatricesPass : Pass<"nn-lower-matrices", "::mlir::func::FuncOp"> {
  let summary = "lower ops on matrix registers, and loops that carry them";
  let description = [{
    Lowers the `amx` dialect, which `nn-lower-schedules` multiplies matrices
    with, to intrinsics of LLVM. Loops that carry matrices carry them as LLVM's
    type of such registers.
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

def LowerSchedulesPass : Pass<"nn-lower-schedules", "::mlir::func::FuncOp"> {
  let summary = "lower linalg ops with schedules to loops over vectors";
  let description = [{
    Lowers every `linalg.generic` on buffers that carries an `nn.schedule` to
    loops over tiles whose elements are held in vector registers while the
    reductions run. An element-wise op that alone reads the result is computed
    while it is in registers; the buffer in between is not written.

    Where the schedule asks for matrices, tiles are multiplied in the matrix
    registers of AMX, as far as the operands lie as these want them.

    In an entry, an op with enough work for several threads runs in an
    `nn.parallel` over the tiles of its longest parallel loop.
  }];
  let options = [Option<"vectorBits", "vector-bits", "int64_t",
                        /*default=*/"128", "width of a vector register">,
                 Option<"maskedVectors", "masked-vectors", "bool",
                        /*default=*/"false",
                        "vectors are loaded and stored in part at no cost">,
                 DotUnitsOption,
                 PartCycles];
  let dependentDialects = ["::mlir::affine::AffineDialect",
                           "::mlir::amx::AMXDialect",
                           "::mlir::arith::ArithDialect",
                           "::mlir::LLVM::LLVMDialect",
                           "::mlir::memref::MemRefDialect",
                           "::mlir::scf::SCFDialect",
                           "::mlir::vector::VectorDialect",
                           "::nn::NNDialect"];
  let statistics = [Statistic<"numLowered", "num-lowered", "ops lowered">,
                    Statistic<"numFused", "num-fused",
                              "element-wise ops computed in registers">,
                    Statistic<"numParallel", "num-parallel",
                              "ops computed in parallel parts">];
}

def LowerLinalgPass : Pass<"nn-lower-linalg", "::mlir::func::FuncOp"> {
  let summary = "lower linalg ops to loops over elements";
  let description = [{
    Upstream's `convert-linalg-to-loops`, which also says which loops may run in
    any order: outer ones that are parallel, and whose index is one of the places
    that the op writes to, get the attribute `nn.independent`.
  }];
  let dependentDialects = ["::mlir::affine::AffineDialect",
                           "::mlir::memref::MemRefDialect",
                           "::mlir::scf::SCFDialect", "::nn::NNDialect"];
}

def ParallelizeLoopsPass : Pass<"nn-parallelize-loops", "::mlir::func::FuncOp"> {
  let summary = "run loops whose iterations are independent in parallel parts";
  let description = [{
    In an entry, an `scf.for` with the attribute `nn.independent` that carries
    no values and has enough work for several threads becomes an `nn.parallel`
    with the loop over a part inside. One that makes checks or calls stays as it
    is: the first check that fails is the same in every run.
  }];
  let options = [PartCycles];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::scf::SCFDialect", "::nn::NNDialect"];
  let statistics = [Statistic<"numParallel", "num-parallel",
                              "loops run in parallel parts">];
}

def OutlineParallelPass : Pass<"nn-outline-parallel", "::mlir::ModuleOp"> {
  let summary = "move the regions of nn.parallel to functions";
  let description = [{
    Every entry gets a last argument of type `!llvm.ptr`, the team of threads
    that its caller offers, or null. The region of an `nn.parallel` becomes a
    private function `f.kernel.part<n>(team, begin, end, captures..., buffers...)`
    and the op a call of `f.kernel.part<n>.run(team, count, captures...,
    buffers...)`, which `nn-make-tasks` gives a body. What is computed of
    constants and extents alone is computed again in the region. Equal regions
    share these functions.
  }];
  let dependentDialects = ["::mlir::func::FuncDialect",
                           "::mlir::LLVM::LLVMDialect"];
  let statistics = [Statistic<"numShared", "num-shared",
                              "regions that share functions of others">];
}

def MakeTasksPass : Pass<"nn-make-tasks", "::mlir::ModuleOp"> {
  let summary = "hand parts of loops to the threads of the caller";
  let description = [{
    Gives the functions that `nn-outline-parallel` declares their bodies, in the
    LLVM dialect. They decide into how many parts a loop is cut, put what these
    need into a structure on the stack, and have the caller's `parallel_for`
    run a function for each part, or call it once for all.
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

def OrderLoopsPass : Pass<"nn-order-loops", "::mlir::func::FuncOp"> {
  let summary = "choose the order of the loops of linalg ops";
  let description = [{
    Interchanges the loops of every `linalg.generic` so that the innermost one
    walks memory with stride one or zero in as many operands as possible: a
    parallel loop over the last axis of the result if all operands allow it,
    else a reduction. The order of all other loops stays.
  }];
  let dependentDialects = ["::mlir::linalg::LinalgDialect"];
  let statistics = [Statistic<"numInterchanged", "num-interchanged",
                              "ops whose loops were interchanged">];
}

def JoinSlicesPass : Pass<"nn-join-slices", "::mlir::func::FuncOp"> {
  let summary = "let slices drop and add axes of one element";
  let description = [{
    A `tensor.collapse_shape` of a slice that only drops axes of one element
    becomes a slice of lower rank, and a `tensor.expand_shape` that only adds
    some is left out before a `tensor.insert_slice`, or before it is written to a
    part of an output: bufferization computes what is inserted in its place, and
    copies it if a reshape stands between. A slice of an empty tensor is one.
    `nn-separate-rank-reductions` undoes this where it is open which axes a slice
    drops.
  }];
  let dependentDialects = ["::mlir::memref::MemRefDialect",
                           "::mlir::tensor::TensorDialect"];
}

def SeparateDestinationsPass
    : Pass<"nn-separate-destinations", "::mlir::func::FuncOp"> {
  let summary = "give every op a destination of its own";
  let description = [{
    Afterwards a tensor of the function that an op takes as destination has no
    other use: `tensor.empty` and `linalg.fill` are made again for each, other
    tensors are copied; a fill stands right before its op. What is written to an
    output of the entry shares no buffer with a value that has another use; where
    it was reshaped, the output is, so that it can be computed there. Empty
    tensors stand as far up as their extents allow, so that what becomes a part
    of one can be computed there. No common subexpressions may be eliminated
    between this and bufferization.
  }];
  let dependentDialects = ["::mlir::bufferization::BufferizationDialect",
                           "::mlir::linalg::LinalgDialect",
                           "::mlir::memref::MemRefDialect",
                           "::mlir::tensor::TensorDialect"];
  let statistics = [Statistic<"numSeparated", "num-separated",
                              "destinations separated">];
}

def SeparateRankReductionsPass : Pass<"nn-separate-rank-reductions"> {
  let summary = "take slices at full rank where it is open which axes they drop";
  let description = [{
    A `tensor.extract_slice` or `tensor.insert_slice` of lower rank than its
    source or destination becomes one of full rank and a `tensor.collapse_shape`
    or `tensor.expand_shape`, if another axis of extent 1, or of an extent that
    may turn out to be 1, could be taken for one that is dropped. Upstream's
    folders guess differently in that case, and make invalid programs.
  }];
  let dependentDialects = ["::mlir::tensor::TensorDialect"];
  let statistics = [Statistic<"numSeparated", "num-separated",
                              "slices separated">];
}

def DropEmptyPartsPass : Pass<"nn-drop-empty-parts"> {
  let summary = "remove parts without elements from concatenations and paddings";
  let description = [{
    Drops the operands of `tensor.concat` that have an extent of 0, and
    `tensor.insert_slice` of such a tensor; `tensor.pad` of one becomes
    `tensor.generate`. Upstream bufferizes each part as a view of the result,
    and refuses an empty view that begins at the end of its buffer (LLVM 22).
  }];
  let dependentDialects = ["::mlir::affine::AffineDialect",
                           "::mlir::tensor::TensorDialect"];
  let statistics = [Statistic<"numDropped", "num-dropped", "parts removed">];
}

def SeparateIndexCastsPass : Pass<"nn-separate-index-casts"> {
  let summary = "cast indices to narrow integers in two steps";
  let description = [{
    `arith.index_cast` and `arith.index_castui` to an integer of less than 64
    bits become a cast to i64 and an `arith.trunci`. Upstream's canonicalization
    takes a cast to a narrow integer and back for the identity, and so loses the
    upper bits where the program does not (LLVM 22).
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect"];
  let statistics = [Statistic<"numSeparated", "num-separated",
                              "casts separated">];
}

def ReadFromWholePass : Pass<"nn-read-from-whole", "::mlir::func::FuncOp"> {
  let summary = "read what became part of a larger tensor from that";
  let description = [{
    Where a value is inserted into a larger tensor and read later, the reads
    become those of a slice of the larger tensor: then bufferization computes the
    value in its place.
  }];
  let dependentDialects = ["::mlir::tensor::TensorDialect"];
  let statistics = [Statistic<"numRead", "num-read", "values read elsewhere">];
}

def ComputeInPlacePass : Pass<"nn-compute-in-place", "::mlir::func::FuncOp"> {
  let summary = "compute results in the parts of buffers that they are copied to";
  let description = [{
    Where a `linalg` op writes a buffer that is only copied to a part of another
    one, it writes there, if nothing else touches that buffer in between, and
    other results of the op lie in disjoint parts of it.
  }];
  let statistics = [Statistic<"numForwarded", "num-forwarded",
                              "results that are not copied any more">];
}

def LowerCopiesPass : Pass<"nn-lower-copies"> {
  let summary = "turn memref.copy into linalg";
  let description = [{
    Replaces `memref.copy` by an element-wise `linalg.generic`, so that copies
    become loops; a copy of a buffer to itself is dropped. The upstream lowering
    of a copy between strided buffers calls a function of a runtime library,
    which our artefacts do not have.
  }];
  let options = [Option<"report", "report", "bool", /*default=*/"false",
                        "a remark at each copy that is left says why">];
  let dependentDialects = ["::mlir::linalg::LinalgDialect"];
  let statistics = [Statistic<"numCopies", "num-copies", "copies that are left">,
                    Statistic<"numDropped", "num-dropped",
                              "copies of a buffer to itself">];
}

def GuardArithmeticPass : Pass<"nn-guard-arithmetic"> {
  let summary = "give integer arithmetic a result everywhere";
  let description = [{
    LLVM leaves some results of integer arithmetic open, and processors stop at
    some of them. Afterwards, for signless integers, indices (which have 64
    bits) and vectors of them:

    - a division by zero and its remainder are 0; the lowest number divided by
      -1 is itself, with remainder 0;
    - a shift by the width or more gives 0, or the sign of a signed shift right;
    - a float that is converted to an integer is cut off towards 0; beyond the
      numbers of the type it gives the nearest of them, not-a-number gives 0.
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect"];
}

def ExpandMathPass : Pass<"nn-expand-math"> {
  let summary = "replace elementary functions of f32 by arithmetic";
  let description = [{
    Replaces the elementary functions of `math` on f32, and on vectors of f32,
    by arithmetic without branches and calls: exponential functions and
    logarithms, powers and roots, (inverse) trigonometric and hyperbolic
    functions, `erf` and `erfc`. What processors have instructions for stays:
    `sqrt`, `fma` and rounding to integers. `arith.minnumf` and
    `arith.maxnumf` of any float become comparisons.

    Over all floats the error is at most 4 units in the last place;
    `test/Integration/Inputs/measure_ulp.c` measures it. Zeros keep their sign,
    infinities and not-a-number give what IEEE 754 asks for, subnormal numbers
    count in full.

    `exp` and `erfc` of f64 are replaced where they may be approximate
    (`fastmath<afn>`). Their relative error is then below 2^-33, enough for a
    result that is rounded to f32, and what is outside of 2^-1020 to 2^1020
    becomes one of these. Other functions of f64 stay. The product
    `x erfc(-x / sqrt(2)) / 2` of an f32, as `gelu` has it, is computed in f32 as
    a whole, to 4 units in the last place, if the target has fused
    multiply-add: with more roundings, it would be 5.
  }];
  let options = [Option<"fusedMultiplyAdd", "fused-multiply-add", "bool",
                        /*default=*/"false",
                        "the target multiplies and adds with one rounding">];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::math::MathDialect"];
}

def HoistExtentsPass : Pass<"nn-hoist-extents", "::mlir::ModuleOp"> {
  let summary = "compute extents at the start of an entry";
  let description = [{
    The sizes of all buffers of an entry, the conditions of its `cf.assert` ops
    and the extents that it returns are computed at its start, from the extents
    of its arguments, also those of buffers inside of regions. Fails where one
    depends on more than extents. At the structured stage this settles what is
    returned, before outputs take the place of tensors; after bufferization, it
    settles the sizes of buffers.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::cf::ControlFlowDialect",
    "::mlir::memref::MemRefDialect"];
}

def ReportChecksPass : Pass<"nn-report-checks", "::mlir::ModuleOp"> {
  let summary = "let entries say which check failed";
  let description = [{
    Every entry gets a last argument of type `memref<i32>`, into which the first
    `nn.check` that fails writes its number, counted from 1. The caller sets it
    to 0 before. The signature of the entry lists the checks, each with the
    status of its kind (`nn_status` of `nn_abi.h`) and its message, before which
    its place in the source stands if that is known. Checks that agree in both
    have one number. A subroutine with checks gets that argument, too, and the
    number behind which its own begin.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::memref::MemRefDialect",
    "::mlir::scf::SCFDialect"];
}

def CallLibmPass : Pass<"nn-call-libm", "::mlir::ModuleOp"> {
  let summary = "call the C library for expm1 and log1p";
  let description = [{
    Replaces `math.expm1` and `math.log1p` by calls of the C library. The
    upstream lowering to LLVM computes `exp(x) - 1` and `log(1 + x)`, which near
    zero have no correct digit. Vectors are taken apart.
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::func::FuncDialect",
                           "::mlir::vector::VectorDialect"];
}

def WidenHalvesPass : Pass<"nn-widen-halves", "::mlir::func::FuncOp"> {
  let summary = "compute on 16-bit floats in f32";
  let description = [{
    Afterwards `f16` and `bf16` are only moved and converted:

    - the body of a `linalg.generic` computes in f32 from what it reads to what
      it yields, and rounds that once, to the nearest, of two to the one whose
      last bit is 0; explicit conversions round where they stand
    - an output that the body reads back in another iteration (a sum) is a
      tensor of f32, and another op rounds its elements at the end
    - outside of such bodies every op rounds its result

    To be run on linalg, before element-wise ops are fused: a body is what an op
    of the model was.
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::linalg::LinalgDialect",
                           "::mlir::tensor::TensorDialect"];
  let statistics = [Statistic<"numSums", "num-sums",
                              "outputs that became tensors of f32">];
}

def ExpandHalvesPass : Pass<"nn-expand-halves"> {
  let summary = "replace conversions of 16-bit floats by integer arithmetic";
  let description = [{
    Afterwards no conversion from or to `bf16` is left, and of those of `f16`
    only the ones between `f16` and `f32`, if `native-f16` says that the target
    has instructions for them. `arith.extf`, `arith.truncf`, `arith.sitofp`,
    `arith.uitofp`, `arith.fptosi` and `arith.fptoui` are replaced, on scalars
    and vectors, by operations on bits without branches and calls; a number is
    rounded once, to the nearest, of two to the one whose last bit is 0.
    Arithmetic on 16-bit floats is left alone, see `--nn-widen-halves`.
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::math::MathDialect"];
  let options = [Option<"nativeF16", "native-f16", "bool", /*default=*/"false",
                        "keep conversions between f16 and f32">];
}

def SettleRoundingPass : Pass<"nn-settle-rounding", "::mlir::ModuleOp"> {
  let summary = "decide which products and sums are rounded as one";
  let description = [{
    LLVM compiles a loop more than once: for one thread, for a task, unrolled or
    not. Where flags let it choose, it chooses for each copy, and the results
    depend on the number of threads. So it is settled before:

    - a sum or difference with `contract` of a product with `contract` and no
      other use is `llvm.intr.fmuladd`: a fused instruction where the processor
      has one, two instructions elsewhere
    - no op keeps `contract` or `reassoc`. Sums that gain from several
      accumulators got them from their schedules; the sum of the lanes of a
      vector (`llvm.intr.vector.reduce.fadd`, and `fmul`) keeps its flag, which
      stands for a fixed tree
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

def HoldHalvesAsBitsPass
    : Pass<"nn-hold-halves-as-bits", "::mlir::ModuleOp"> {
  let summary = "make integers of 16-bit floats that are not computed with";
  let description = [{
    In functions of the LLVM dialect a value of type `bf16`, or a vector of
    them, becomes one of `i16` with the same bits; so does one of `f16`, unless
    `native-f16` says that the target has instructions for its conversions. No
    arithmetic on them is left after `--nn-expand-halves`. Signatures of
    functions have no 16-bit floats and stay.
  }];
  let options = [Option<"nativeF16", "native-f16", "bool", /*default=*/"false",
                        "leave f16 alone">];
}

def PlanMemoryPass : Pass<"nn-plan-memory", "::mlir::ModuleOp"> {
  let summary = "place all buffers of an entry in one workspace";
  let description = [{
    Every `memref.alloc` of an entry becomes a view of a workspace, which is a
    new last argument of type `memref<?xi8>`. A subroutine gets its workspace
    from its calls, an argument for each set of run-time factors. Buffers whose
    lifetimes do not overlap share memory. Buffers whose sizes have the same
    run-time factors (say, the batch) are planned together in units of these
    factors, so the offset of each is a constant times the factors. A buffer that
    an `scf.for` hands to its next iteration has two places, which take turns; one
    that is handed on for longer is refused.

    What is allocated in an `nn.parallel` is a view of its buffers, one for each
    set of run-time factors, which those of its first part lie in. Each further
    part that runs at the same time needs as much memory again.

    A new function `f.plan` takes the run-time extents of the inputs (each
    named extent once, in order of appearance) and returns whether they fit
    (`i1`), the bytes of workspace (`index`), the bytes that each further part
    of any `nn.parallel` needs (`index`), and the run-time extents of the
    outputs. The `cf.assert` ops of the entry move there, and so does the check
    that no buffer exceeds 2^46 bytes.

    With `redzones` no buffers share memory, and behind each lie bytes that
    AddressSanitizer is told to let nobody access until the entry returns: by
    calls of `__asan_poison_memory_region` and `__asan_unpoison_memory_region`,
    functions of its runtime library.
  }];
  let options = [Option<"redzones", "redzones", "bool", /*default=*/"false",
                        "keep buffers apart for AddressSanitizer">];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::func::FuncDialect",
    "::mlir::memref::MemRefDialect"];
  let statistics = [
    Statistic<"numBuffers", "num-buffers", "buffers placed">,
    Statistic<"bytesShared", "bytes-shared",
              "bytes saved by sharing, per unit of the run-time factors">];
}

def CostReportPass : Pass<"nn-cost-report", "::mlir::ModuleOp"> {
  let summary = "report operations, bytes, parameters and live memory";
  let description = [{
    Writes what every function of a module at the model stage costs, in total
    and per op: arithmetic operations, bytes read and written, parameters, and
    the most memory of tensors that are live at the same time. Counts of
    functions with run-time extents are formulas in these, such as
    `1074 * batch`. `include/nn/Analysis/Cost.h` says what is counted,
    `docs/CostReport.md` how it is written. The module stays as it is.
  }];
  let options = [
    Option<"format", "format", "::nn::ReportFormat",
           /*default=*/"::nn::ReportFormat::Text", "form of the report",
           [{::llvm::cl::values(
               clEnumValN(::nn::ReportFormat::Text, "text", "for people"),
               clEnumValN(::nn::ReportFormat::Json, "json", "for programs"))}]>,
    Option<"output", "output", "std::string", /*default=*/"\"\"",
           "file to write; standard error if none is given">];
}

#endif // NN_TRANSFORMS_PASSES
