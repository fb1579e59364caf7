// RUN: nn-opt %s --verify-diagnostics --nn-verify-stage=stage=scheduled

// expected-error @below {{expected stage 'model', 'structured', 'buffers', 'machine', got 'scheduled'}}
module {}
