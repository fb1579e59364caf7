// RUN: nn-opt %s --split-input-file --verify-diagnostics --nn-verify-stage=stage=buffers

func.func @tensor(%x: memref<4xf32>) {
  // expected-error @below {{cannot stand at stage 'buffers': the stage holds no ops of dialect 'bufferization'}}
  %0 = bufferization.to_tensor %x : memref<4xf32> to tensor<4xf32>
  return
}

// -----

func.func @allocation() -> f32 {
  // expected-error @below {{cannot stand at stage 'buffers': a buffer lies in the workspace}}
  %0 = memref.alloc() : memref<4xf32>
  %c0 = arith.constant 0 : index
  %1 = memref.load %0[%c0] : memref<4xf32>
  return %1 : f32
}

// -----

func.func @constant() {
  // expected-error @below {{a tensor is left that is no buffer}}
  %0 = arith.constant dense<1.0> : tensor<4xf32>
  return
}

// -----

nn.param @w : tensor<2xf32> = dense<1.0>
func.func @core() {
  // expected-error @below {{'nn.param_ref' op cannot stand at stage 'buffers': it has not been lowered}}
  %0 = nn.param_ref @w : tensor<2xf32>
  return
}
