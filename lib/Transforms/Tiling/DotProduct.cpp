//===- DotProduct.cpp - Several products added at once --------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DotProduct.h"
#include "dialects/NN/ProductAttributes.h"
#include "mlir/Dialect/AMX/AMXDialect.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

using namespace mlir;
using namespace nn;

/// What a dot product takes where the processor leaves bf16 to matrices.
static constexpr double kSlowDot = 4;

Operation *nn::getExtension(Value element) {
  if (!element.hasOneUse())
    return nullptr;
  Operation *user = *element.user_begin();
  return isa<arith::ExtFOp, arith::ExtSIOp, arith::ExtUIOp>(user) ? user
                                                                  : nullptr;
}

std::optional<DotBody> nn::matchDotBody(linalg::GenericOp op) {
  if (op.getNumDpsInits() != 1 || op.getNumReductionLoops() == 0)
    return std::nullopt;
  // sum + extend(a) * extend(b), in five ops.
  Block &body = *op.getBody();
  Operation *add = body.getTerminator()->getOperand(0).getDefiningOp();
  if (!isa_and_present<arith::AddFOp, arith::AddIOp>(add) ||
      llvm::range_size(body) != 5)
    return std::nullopt;
  BlockArgument sum = op.getRegionOutputArgs()[0];
  Value product = add->getOperand(add->getOperand(0) == sum);
  Operation *multiply = product.getDefiningOp();
  if (!llvm::is_contained(add->getOperands(), sum) ||
      !isa_and_present<arith::MulFOp, arith::MulIOp>(multiply) ||
      getElementTypeOrSelf(sum).getIntOrFloatBitWidth() != 32)
    return std::nullopt;
  DotBody result;
  result.tinyIsZero = multiply->hasAttr(kTinyIsZeroAttr);
  for (int i : {0, 1}) {
    Operation *extension = multiply->getOperand(i).getDefiningOp();
    auto factor = extension ? dyn_cast<BlockArgument>(extension->getOperand(0))
                            : BlockArgument();
    if (!factor || getExtension(factor) != extension ||
        factor.getArgNumber() >= static_cast<unsigned>(op.getNumDpsInputs()))
      return std::nullopt;
    if (i == 1 && factor.getType() != result.element)
      return std::nullopt;
    result.factors[i] = factor.getArgNumber();
    result.isSigned[i] = !isa<arith::ExtUIOp>(extension);
    result.element = factor.getType();
  }
  return result;
}

std::optional<DotProduct> DotProduct::get(const DotBody &body, unsigned uniform,
                                          ArrayRef<DotUnit> units) {
  auto has = [&](DotUnit unit) { return llvm::is_contained(units, unit); };
  bool uniformSigned = body.isSigned[uniform],
       varyingSigned = body.isSigned[1 - uniform];
  auto makeArm = [&](StringRef name, int64_t size) {
    DotProduct result(Kind::Arm, size);
    result.name = name;
    result.uniformFirst = !uniformSigned;
    return result;
  };
  // The instructions for bf16 take subnormal numbers for zero.
  if (body.element.isBF16() && body.tinyIsZero) {
    if (has(DotUnit::Avx512Bf16) || has(DotUnit::AmxBf16)) {
      DotProduct result(Kind::X86Bf16, 2);
      result.matrices = has(DotUnit::AmxBf16);
      if (!has(DotUnit::Avx512Bf16))
        result.cost = kSlowDot;
      return result;
    }
    if (has(DotUnit::Bf16))
      return makeArm("bfdot", 2);
  }
  if (body.element.isInteger(16) && uniformSigned && varyingSigned &&
      has(DotUnit::Avx512Vnni))
    return DotProduct(Kind::X86Words, 2);
  if (body.element.isInteger(8)) {
    if (has(DotUnit::Avx512Vnni)) {
      DotProduct result(Kind::X86Bytes, 4);
      result.uniformFirst = varyingSigned;
      result.flipsUniform = uniformSigned == varyingSigned;
      result.uniformSigned = uniformSigned;
      result.varyingSigned = varyingSigned;
      result.matrices = has(DotUnit::AmxInt8);
      return result;
    }
    if (uniformSigned != varyingSigned && has(DotUnit::I8mm))
      return makeArm("usdot", 4);
    if (uniformSigned == varyingSigned && has(DotUnit::DotProd))
      return makeArm(uniformSigned ? "sdot" : "udot", 4);
  }
  return std::nullopt;
}

/// A vector like `like` of one number.
static Value makeSplat(OpBuilder &b, Location loc, Value like, int8_t number) {
  auto type = cast<VectorType>(like.getType());
  return arith::ConstantOp::create(
      b, loc, type,
      DenseElementsAttr::get(type,
                             b.getIntegerAttr(type.getElementType(), number)));
}

Value DotProduct::call(OpBuilder &b, Location loc, Value sum, Value first,
                       Value second) const {
  auto type = cast<VectorType>(sum.getType());
  std::string bits = std::to_string(
      type.getNumElements() * type.getElementType().getIntOrFloatBitWidth());
  std::string intrinsic;
  switch (kind) {
  case Kind::X86Bytes:
    intrinsic = "llvm.x86.avx512.vpdpbusd." + bits;
    break;
  case Kind::X86Words:
    intrinsic = "llvm.x86.avx512.vpdpwssd." + bits;
    break;
  case Kind::X86Bf16:
    intrinsic = "llvm.x86.avx512bf16.dpbf16ps." + bits;
    break;
  case Kind::Arm:
    intrinsic = ("llvm.aarch64.neon." + name).str();
    break;
  }
  return LLVM::CallIntrinsicOp::create(b, loc, type, b.getStringAttr(intrinsic),
                                       ValueRange{sum, first, second})
      .getResult(0);
}

Value DotProduct::prepareUniform(OpBuilder &b, Location loc,
                                 Value uniform) const {
  if (!flipsUniform)
    return uniform;
  return arith::XOrIOp::create(b, loc, uniform,
                               makeSplat(b, loc, uniform, INT8_MIN));
}

Value DotProduct::emit(OpBuilder &b, Location loc, Value sum, Value uniform,
                       Value varying) const {
  return uniformFirst ? call(b, loc, sum, uniform, varying)
                      : call(b, loc, sum, varying, uniform);
}

Value DotProduct::emitCorrection(OpBuilder &b, Location loc, Value correction,
                                 Value varying) const {
  return emit(b, loc, correction, makeSplat(b, loc, varying, 1), varying);
}

Value DotProduct::applyCorrection(OpBuilder &b, Location loc, Value sum,
                                  Value correction) const {
  Value times128 = arith::ShLIOp::create(b, loc, correction,
                                         makeSplat(b, loc, correction, 7));
  // Without its sign a factor is 128 too large, with a sign as much too small.
  if (uniformFirst)
    return arith::SubIOp::create(b, loc, sum, times128);
  return arith::AddIOp::create(b, loc, sum, times128);
}

Value DotProduct::emitMatrix(OpBuilder &b, Location loc, Value sum,
                             Value uniform, Value varying) const {
  if (kind == Kind::X86Bf16)
    return amx::TileMulFOp::create(b, loc, sum.getType(), uniform, varying,
                                   sum);
  return amx::TileMulIOp::create(b, loc, sum.getType(), uniform, varying, sum,
                                 !uniformSigned, !varyingSigned);
}
