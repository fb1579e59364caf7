#include "dialects/NN/NNOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "nn/Transforms/Passes.h"

int main() {
  mlir::MLIRContext context;
  context.loadDialect<nn::NNDialect>();
  auto module = mlir::parseSourceString<mlir::ModuleOp>(
      "nn.param @w : tensor<2xf32> = dense<1.0>", &context);
  mlir::PassManager pm(&context);
  pm.addPass(nn::createDecomposePass());
  if (!module || failed(pm.run(*module)))
    return 1;
  module->print(llvm::outs());
  return 0;
}
