//===- Composer.cpp - A network under construction ------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Composer.h"
#include "Moves.h"
#include "dialects/NN/ElementTypes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"

using namespace mlir;
using namespace nn;

static constexpr unsigned kMaxInputs = 8;
static constexpr size_t kMaxParams = 6;
static constexpr int kMaxDepth = 2;

std::vector<OpGenerator> nn::getOpGenerators() {
  std::vector<OpGenerator> all;
  for (ArrayRef<OpGenerator> family :
       {getCoreGenerators(), getIndexingGenerators(), getRaspGenerators(),
        getControlGenerators(), getLayerGenerators(), getImageGenerators(),
        getSequenceGenerators(), getFunctionGenerators(),
        getTensorGenerators()})
    all.insert(all.end(), family.begin(), family.end());
  return all;
}

ModuleContext::ModuleContext(MLIRContext *context, uint64_t seed,
                             const GeneratorOptions &options)
    : loc(UnknownLoc::get(context)), random(seed), options(options),
      module(ModuleOp::create(loc)), sampler(loc) {
  for (const OpGenerator &generator : getOpGenerators())
    if (options.only.empty() ||
        llvm::is_contained(options.only, generator.name.str()))
      generators.push_back(generator);
}

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

Composer::Composer(ModuleContext &shared, StringRef name, Role role)
    : shared(shared), random(shared.random),
      builder(shared.module->getContext()), loc(shared.loc), role(role),
      seed(random.next()),
      usesNames(role != Role::Subroutine && random.chance(25)),
      movesOnly(role == Role::Entry && random.chance(8)) {
  for (const OpGenerator &generator : shared.generators)
    if (!movesOnly ||
        movesElements(OperationName(generator.name, builder.getContext())))
      generators.push_back(generator);
  builder.setInsertionPointToEnd(shared.module->getBody());
  function =
      func::FuncOp::create(builder, loc, name, builder.getFunctionType({}, {}));
  if (role != Role::Entry)
    function.setPrivate();
  function.setNoInline(role == Role::Subroutine);
  body = function.addEntryBlock();
  builder.setInsertionPointToEnd(body);

  int percentDynamic = random.pick({0, 30, 60});
  for (const char *axis : {"n", "m", "k", "l"}) {
    // Seldom one that fills vectors and tiles, with or without a remainder.
    auto pickSize = [&](ArrayRef<int64_t> sizes) {
      return random.chance(8)
                 ? random.pick<int64_t>({15, 16, 17, 31, 32, 33, 64})
                 : random.pick(sizes);
    };
    Extent extent = fixed(pickSize({1, 2, 3, 3, 4, 4, 5, 6, 7, 8}));
    extent.name = axis;
    extent.isDynamic = random.chance(percentDynamic);
    if (extent.isDynamic)
      extent.samples.back() = pickSize({0, 1, 1, 2, 3, 4, 5, 6, 7, 9});
    extents.push_back(std::move(extent));
  }
}

func::FuncOp Composer::finish(int64_t numOps) {
  for (int64_t i = 0; i < numOps; ++i)
    addOp();
  // All that nothing uses: the compiler may drop what has no use together with
  // its checks. Now and then another value or the same once more.
  SmallVector<Value> results;
  for (size_t i = live.size(); i-- > 0;) {
    const LiveTensor *tensor = live[i].get();
    if (!tensor->value.use_empty() || !tensor->value.getDefiningOp())
      continue;
    // An entry gives no indices.
    if (tensor->getElement().isIndex() && function.isPublic())
      tensor = castIndices(tensor, builder.getI64Type());
    if (tensor)
      results.push_back(tensor->value);
  }
  if (results.empty()) {
    function.erase();
    return nullptr;
  }
  if (random.chance(10))
    if (Value any = random.pick(live)->value;
        isStoredType(getElementTypeOrSelf(any)))
      results.push_back(any);
  func::ReturnOp::create(builder, loc, results);
  // Inputs keep their names, from which their values follow.
  SmallVector<Attribute> names;
  for (unsigned i = 0; i < body->getNumArguments(); ++i)
    names.push_back(builder.getStringAttr(getInputName(i)));
  for (unsigned i = body->getNumArguments(); i-- > 0;)
    if (body->getArgument(i).use_empty()) {
      body->eraseArgument(i);
      names.erase(names.begin() + i);
    }
  function.setType(builder.getFunctionType(body->getArgumentTypes(),
                                           ValueRange(results).getTypes()));
  for (auto [i, name] : llvm::enumerate(names))
    function.setArgAttr(i, kNameAttr, name);
  return function;
}

std::vector<SmallVector<Extent>> Composer::getInputExtents() const {
  std::vector<SmallVector<Extent>> inputs;
  for (BlockArgument argument : body->getArguments())
    inputs.push_back(find(argument)->getExtents());
  return inputs;
}

bool Composer::addOp() {
  if (random.chance(10) && addOps([&] { return repeatOp(); }))
    return true;
  int64_t total = 0;
  for (const OpGenerator &generator : generators)
    total += generator.weight;
  for (int attempt = 0; attempt < 8 && total > 0; ++attempt) {
    int64_t place = random.between(0, total - 1);
    const OpGenerator *generator = generators.data();
    for (; place >= generator->weight; ++generator)
      place -= generator->weight;
    if (addOp(*generator))
      return true;
  }
  return false;
}

bool Composer::addOp(const OpGenerator &generator) {
  return addOps([&] { return generator.build(*this); });
}

bool Composer::repeatOp() {
  SmallVector<Operation *> known;
  for (Operation &op : *builder.getInsertionBlock())
    if (op.hasTrait<LongCode>())
      known.push_back(&op);
  if (known.empty())
    return false;
  Operation *op = random.pick(known);
  IRMapping others;
  for (Value operand : op->getOperands()) {
    const LiveTensor *tensor = find(operand);
    if (!tensor || random.chance(30))
      continue;
    // Of the same extents, or of any that the type allows.
    const LiveTensor *other =
        random.chance(50)
            ? getTensor(tensor->getElement(), tensor->getExtents())
            : pick([&](const LiveTensor &any) {
                return any.value.getType() == operand.getType();
              });
    if (other)
      others.map(operand, castTo(operand.getType(), other->value));
  }
  builder.clone(*op, others);
  return true;
}

bool Composer::addOps(llvm::function_ref<bool()> build) {
  Block *block = builder.getInsertionBlock();
  Operation *mark = block->empty() ? nullptr : &block->back();
  bool fits = build();
  auto first = mark ? std::next(Block::iterator(mark)) : block->begin();
  for (Operation &op : llvm::make_range(first, block->end()))
    fits = fits && admit(&op);
  if (!fits)
    eraseAfter(mark);
  return fits;
}

bool Composer::admit(Operation *op) {
  if (!llvm::any_of(op->getResultTypes(), llvm::IsaPred<RankedTensorType>) ||
      find(op->getResult(0)))
    return true;
  auto results =
      shared.sampler.evaluate(op, [this](Value value) { return find(value); });
  if (!results)
    return false;
  for (const std::vector<Tensor> &sample : *results)
    if (!llvm::all_of(sample, movesOnly ? isExact : isMeaningful))
      return false;
  for (OpResult result : op->getResults()) {
    std::vector<Tensor> samples;
    for (std::vector<Tensor> &sample : *results)
      samples.push_back(std::move(sample[result.getResultNumber()]));
    addLive(result, std::move(samples));
  }
  return true;
}

/// Erases the ops of a region that nothing uses. The compiler drops them with
/// their checks, or not.
void Composer::eraseUnused(Block &block) {
  for (Operation &op : llvm::make_early_inc_range(llvm::reverse(block))) {
    if (!op.use_empty() || op.hasTrait<OpTrait::IsTerminator>())
      continue;
    llvm::erase_if(live, [&](const std::unique_ptr<LiveTensor> &tensor) {
      return tensor->value.getDefiningOp() == &op;
    });
    op.erase();
  }
}

/// Whether a result of an op that has a body is used, and another is not: the
/// compiler drops a part of the body, or not.
static bool hasHalfUsedOps(Block &block) {
  return llvm::any_of(block, [](Operation &op) {
    bool hasBody = op.hasTrait<Control>() || isa<ApplyOp, func::CallOp>(op);
    return hasBody && llvm::any_of(op.getResults(), [](Value result) {
             return result.use_empty();
           });
  });
}

std::unique_ptr<Region>
Composer::buildRegion(ArrayRef<RegionArgument> arguments, int64_t numOps,
                      llvm::function_ref<SmallVector<Value>()> yield) {
  if (depth == kMaxDepth)
    return nullptr;
  // The verifier expects every region to have a parent, so that the op that the
  // region is for has to be stood in for.
  auto holder = ModuleOp::create(builder, loc);
  size_t numOutside = live.size();
  bool isEmpty = true;
  ++depth;
  {
    OpBuilder::InsertionGuard guard(builder);
    Block *block = holder.getBody();
    builder.setInsertionPointToEnd(block);
    for (const RegionArgument &argument : arguments)
      addLive(block->addArgument(argument.type, loc), argument.samples);
    for (int64_t i = 0; i < numOps; ++i)
      addOp();
    SmallVector<Value> values = yield();
    isEmpty = values.empty();
    if (!isEmpty) {
      YieldOp::create(builder, loc, values);
      eraseUnused(*block);
      isEmpty = hasHalfUsedOps(*block);
    }
  }
  --depth;
  // Inputs of the function that were made inside stay.
  auto isInside = [&](const std::unique_ptr<LiveTensor> &tensor) {
    auto argument = dyn_cast<BlockArgument>(tensor->value);
    return !argument || argument.getOwner() != body;
  };
  live.erase(std::remove_if(live.begin() + numOutside, live.end(), isInside),
             live.end());
  auto region = std::make_unique<Region>();
  region->takeBody(holder.getBodyRegion());
  holder.erase();
  return isEmpty ? nullptr : std::move(region);
}

/// Erases the ops after `mark` that define nothing live.
void Composer::eraseAfter(Operation *mark) {
  Block *block = builder.getInsertionBlock();
  for (Operation &op : llvm::make_early_inc_range(llvm::reverse(*block))) {
    if (&op == mark)
      break;
    bool isLive = llvm::any_of(op.getResults(),
                               [&](Value result) { return find(result); });
    if (!isLive && op.use_empty())
      op.erase();
  }
}

//===----------------------------------------------------------------------===//
// Live tensors
//===----------------------------------------------------------------------===//

const LiveTensor *Composer::find(Value value) const {
  for (const auto &tensor : live)
    if (tensor->value == value)
      return tensor.get();
  return nullptr;
}

const LiveTensor *Composer::addLive(Value value, std::vector<Tensor> samples) {
  live.push_back(
      std::make_unique<LiveTensor>(LiveTensor{value, std::move(samples)}));
  return live.back().get();
}

RankedTensorType Composer::makeType(Type element, ArrayRef<Extent> shape,
                                    bool isNamed) {
  SmallVector<int64_t> sizes;
  SmallVector<StringAttr> names;
  for (const Extent &extent : shape) {
    sizes.push_back(extent.asType());
    StringAttr name;
    if (isNamed && !extent.name.empty())
      name = builder.getStringAttr(extent.name);
    names.push_back(llvm::is_contained(names, name) ? StringAttr() : name);
  }
  return RankedTensorType::get(sizes, element,
                               getAxesEncoding(builder.getContext(), names));
}

std::string Composer::getInputName(unsigned input) const {
  StringRef prefix = movesOnly ? StringRef(kRawPrefix) : "x";
  return (prefix + Twine(input)).str();
}

const LiveTensor *Composer::addInput(Type element, ArrayRef<Extent> shape) {
  if (element.isIndex())
    return castIndices(addInput(builder.getI64Type(), shape), element);
  // In the interface, a name of axes stands for one extent.
  SmallVector<Extent> checked(shape);
  for (Extent &extent : checked)
    if (llvm::none_of(extents, [&](const Extent &known) {
          return known.name == extent.name && agree(known, extent);
        }))
      extent.name.clear();
  RankedTensorType type =
      makeType(element, checked, usesNames && random.chance(80));
  std::string name = getInputName(body->getNumArguments());
  std::vector<Tensor> samples;
  for (size_t sample = 0; sample < kNumSamples; ++sample) {
    SmallVector<int64_t> sizes;
    for (const Extent &extent : checked)
      sizes.push_back(extent.samples[sample]);
    samples.push_back(makeInput(name, element, sizes, getSampleSeed(sample)));
  }
  return addLive(body->addArgument(type, loc), std::move(samples));
}

const LiveTensor *Composer::castIndices(const LiveTensor *tensor,
                                        Type element) {
  if (!tensor)
    return nullptr;
  Operation *cast = arith::IndexCastOp::create(
      builder, loc, tensor->getType().clone(element), tensor->value);
  return admit(cast) ? find(cast->getResult(0)) : nullptr;
}

const LiveTensor *
Composer::pick(llvm::function_ref<bool(const LiveTensor &)> fits) {
  SmallVector<LiveTensor *> fitting, unused;
  for (auto &tensor : live)
    if (fits(*tensor)) {
      fitting.push_back(tensor.get());
      if (tensor->numUses == 0)
        unused.push_back(tensor.get());
    }
  if (fitting.empty())
    return nullptr;
  LiveTensor *chosen = !unused.empty() && random.chance(60)
                           ? random.pick(unused)
                           : random.pick(fitting);
  ++chosen->numUses;
  return chosen;
}

const LiveTensor *Composer::pickOrMake(llvm::function_ref<bool(Type)> isElement,
                                       int64_t minRank, int64_t maxRank) {
  bool mayMake = body->getNumArguments() < kMaxInputs;
  if (!mayMake || random.chance(80)) {
    const LiveTensor *found = pick([&](const LiveTensor &tensor) {
      return isElement(tensor.getElement()) && tensor.getRank() >= minRank &&
             tensor.getRank() <= maxRank;
    });
    if (found || !mayMake)
      return found;
  }
  Type element = pickElement();
  while (!isElement(element))
    element = pickElement();
  return addInput(element, pickShape(minRank, std::min<int64_t>(maxRank, 4)));
}

const LiveTensor *Composer::getTensor(Type element, ArrayRef<Extent> shape) {
  if (random.chance(70))
    if (const LiveTensor *found = pick([&](const LiveTensor &tensor) {
          return tensor.getElement() == element &&
                 llvm::equal(tensor.getExtents(), shape, agree);
        }))
      return found;
  bool isStatic =
      llvm::none_of(shape, [](const Extent &e) { return e.isDynamic; });
  bool mayMake = body->getNumArguments() < kMaxInputs;
  if (isStatic && (!mayMake || random.chance(50))) {
    RankedTensorType type = makeType(element, shape, usesNames);
    Operation *made = nullptr;
    if (mayUseParams() && isStoredType(element) && random.chance(70))
      made = ParamRefOp::create(builder, loc, type,
                                getParam(type).getSymNameAttr());
    else
      made = arith::ConstantOp::create(builder, loc, makeDense(type));
    return admit(made) ? find(made->getResult(0)) : nullptr;
  }
  return mayMake ? addInput(element, shape) : nullptr;
}

//===----------------------------------------------------------------------===//
// Choices
//===----------------------------------------------------------------------===//

Type Composer::pickElement() {
  if (random.chance(65))
    return pickFloat();
  if (random.chance(8))
    return builder.getIndexType();
  return builder.getIntegerType(random.pick({1, 1, 8, 16, 32, 32, 64}));
}

FloatType Composer::pickFloat() {
  int64_t choice = random.between(0, 99);
  if (choice < 60)
    return builder.getF32Type();
  if (choice < 76)
    return builder.getF64Type();
  return choice < 88 ? FloatType(builder.getF16Type())
                     : FloatType(builder.getBF16Type());
}

SmallVector<Extent> Composer::pickShape(int64_t minRank, int64_t maxRank) {
  int64_t rank = std::clamp<int64_t>(
      random.pick({0, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 4}), minRank, maxRank);
  SmallVector<Extent> shape;
  SmallVector<int64_t> counts(kNumSamples, 1);
  for (int64_t axis = 0; axis < rank; ++axis) {
    Extent extent = random.chance(8) ? fixed(1) : pickExtent();
    for (auto [count, size] : llvm::zip_equal(counts, extent.samples))
      if (count * size > kMaxElements / 2)
        extent = fixed(1);
    for (auto [count, size] : llvm::zip_equal(counts, extent.samples))
      count *= std::max<int64_t>(size, 1);
    shape.push_back(std::move(extent));
  }
  return shape;
}

TypedAttr Composer::makeNumber(Type element) {
  if (isa<FloatType>(element))
    return builder.getFloatAttr(
        element, static_cast<double>(random.between(-32, 32)) / 8);
  if (element.isInteger(1))
    return builder.getIntegerAttr(element, random.between(0, 1));
  return builder.getIntegerAttr(element, random.between(-9, 9));
}

DenseElementsAttr Composer::makeDense(RankedTensorType type) {
  if (random.chance(20))
    return DenseElementsAttr::get(type, makeNumber(type.getElementType()));
  SmallVector<Attribute> numbers;
  for (int64_t i = 0; i < type.getNumElements(); ++i)
    numbers.push_back(makeNumber(type.getElementType()));
  return DenseElementsAttr::get(type, numbers);
}

ParamOp Composer::getParam(RankedTensorType type) {
  SmallVector<ParamOp> known;
  for (ParamOp param : shared.params)
    if (param.getTensorType() == type)
      known.push_back(param);
  if (!known.empty() &&
      (shared.params.size() >= kMaxParams || random.chance(50)))
    return random.pick(known);
  Attribute value = makeDense(type);
  if (isa<FloatType>(type.getElementType()) && random.chance(40))
    value =
        random.chance(50)
            ? InitAttr::get(builder.getContext(), InitKind::Uniform,
                            random.between(0, 99), APFloat(-1.0), APFloat(1.0))
            : InitAttr::get(builder.getContext(), InitKind::Normal,
                            random.between(0, 99), APFloat(0.0), APFloat(0.5));
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(shared.module->getBody());
  auto param = ParamOp::create(builder, loc, shared.makeName("w"), type, value,
                               /*sym_visibility=*/StringAttr());
  shared.params.push_back(param);
  shared.sampler.addSymbol(param);
  return param;
}

//===----------------------------------------------------------------------===//
// Creation of ops
//===----------------------------------------------------------------------===//

/// `type` with one axis that is not known although it could be, or one that is
/// known from the samples although it need not be.
Type Composer::varyType(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  if (!tensor || tensor.getRank() == 0)
    return type;
  SmallVector<int64_t> shape(tensor.getShape());
  int64_t axis = random.between(0, tensor.getRank() - 1);
  shape[axis] = ShapedType::isDynamic(shape[axis]) ? pickExtent().samples[0]
                                                   : ShapedType::kDynamic;
  return tensor.clone(shape);
}

Operation *Composer::createInferred(OperationState &state) {
  std::optional<RegisteredOperationName> info = state.name.getRegisteredInfo();
  auto *inference = info->getInterface<InferTypeOpInterface>();
  if (OpaqueProperties properties = state.getRawProperties())
    info->populateDefaultProperties(properties);
  SmallVector<Type> types;
  if (failed(inference->inferReturnTypes(
          builder.getContext(), loc, state.operands,
          state.attributes.getDictionary(builder.getContext()),
          state.getRawProperties(), state.regions, types)))
    return nullptr;
  if (random.chance(6))
    types[0] = varyType(types[0]);
  state.addTypes(types);
  return createValid(state);
}

Operation *Composer::createMap(ValueRange inputs,
                               llvm::function_ref<Value(ValueRange)> makeBody) {
  OperationState state(loc, MapOp::getOperationName());
  state.addOperands(inputs);
  auto region = std::make_unique<Region>();
  {
    OpBuilder::InsertionGuard guard(builder);
    SmallVector<Type> elements;
    for (Value input : inputs)
      elements.push_back(getElementTypeOrSelf(input));
    SmallVector<Location> locs(elements.size(), loc);
    Block *block = builder.createBlock(region.get(), {}, elements, locs);
    YieldOp::create(builder, loc, makeBody(block->getArguments()));
  }
  state.addRegion(std::move(region));
  return createInferred(state);
}

const LiveTensor *Composer::makeRemainders(const LiveTensor &integers,
                                           Value divisor) {
  // Now and then a negative number that no sample holds stays as it is.
  int64_t outside = random.between(-9, -1);
  bool isHeld = llvm::any_of(integers.samples, [&](const Tensor &sample) {
    return llvm::any_of(
        sample.data, [&](Number number) { return number.integer == outside; });
  });
  bool mayLeave = !isHeld && random.chance(30);
  Operation *map = createMap(integers.value, [&](ValueRange v) -> Value {
    Value remainder = arith::RemUIOp::create(builder, loc, v[0], divisor);
    if (!mayLeave)
      return remainder;
    Value number = arith::ConstantOp::create(
        builder, loc, builder.getIntegerAttr(v[0].getType(), outside));
    Value leaves = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq,
                                         v[0], number);
    return arith::SelectOp::create(builder, loc, leaves, v[0], remainder);
  });
  return map && admit(map) ? find(map->getResult(0)) : nullptr;
}

Operation *Composer::createValid(OperationState &state) {
  Operation *op = builder.create(state);
  if (succeeded(verify(op)))
    return op;
  op->erase();
  return nullptr;
}

Value Composer::castTo(Type type, Value value) {
  if (value.getType() == type)
    return value;
  return tensor::CastOp::create(builder, loc, type, value);
}
