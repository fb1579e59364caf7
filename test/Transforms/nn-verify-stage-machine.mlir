// RUN: nn-opt %s --split-input-file --verify-diagnostics --nn-verify-stage=stage=machine

llvm.func @admitted() { llvm.return }

// -----

// expected-error @below {{'func.func' op cannot stand at stage 'machine': the stage holds no ops of dialect 'func'}}
func.func private @declared()
