// Two layers of graph convolution (Kipf and Welling: Semi-supervised
// classification with graph convolutional networks, arXiv:1609.02907) over a
// list of edges: each node takes the sum over its edges and itself, both ends
// of an edge weighed by 1 / sqrt(degree). Any number of nodes and edges; an
// edge that occurs twice counts twice.

!nodes = tensor<?x5xf32>
!hidden = tensor<?x8xf32>
!score = tensor<?x3xf32>
!edges = tensor<2x?xi64>
!index = tensor<?xi64>
!number = tensor<?xf32>

module @graph_conv {
  nn.param @layer1.weight : tensor<8x5xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 0.5>
  nn.param @layer1.bias : tensor<8xf32> = #nn.init<uniform, seed = 2, low = -0.25, high = 0.25>
  nn.param @layer2.weight : tensor<3x8xf32> = #nn.init<normal, seed = 3, mean = 0.0, stddev = 0.5>
  nn.param @layer2.bias : tensor<3xf32> = #nn.init<uniform, seed = 4, low = -0.25, high = 0.25>

  func.func @classify(%nodes: !nodes {nn.name = "nodes"},
                      %edges: !edges {nn.name = "edges"})
      -> (!score {nn.name = "score"}) {
    %from = nn.slice "0, :" %edges : (!edges) -> !index
    %to = nn.slice "1, :" %edges : (!edges) -> !index

    // The degree of a node counts the edges that end at it, and itself.
    %node = nn.positions %nodes axis 0 : (!nodes) -> !index
    %selves = nn.map %node : (!index) -> !number {
    ^bb0(%unused: i64):
      %one = arith.constant 1.0 : f32
      nn.yield %one : f32
    }
    %ones = nn.map %to : (!index) -> !number {
    ^bb0(%unused: i64):
      %one = arith.constant 1.0 : f32
      nn.yield %one : f32
    }
    %degree = nn.scatter %ones into %selves axes [0] at %to
        : (!number, !number, !index) -> !number {
    ^bb0(%old: f32, %update: f32):
      %sum = arith.addf %old, %update : f32
      nn.yield %sum : f32
    }
    %weight = nn.map %degree : (!number) -> tensor<?xf32> {
    ^bb0(%d: f32):
      %root = math.rsqrt %d : f32
      nn.yield %root : f32
    }
    %column = nn.rearrange "n -> n 1" %weight : (!number) -> tensor<?x1xf32>

    %w1 = nn.param_ref @layer1.weight : tensor<8x5xf32>
    %b1 = nn.param_ref @layer1.bias : tensor<8xf32>
    %x1 = nn.linear %nodes, %w1 : (!nodes, tensor<8x5xf32>) -> !hidden
    %sent1 = nn.map %x1, %column : (!hidden, tensor<?x1xf32>) -> !hidden {
    ^bb0(%x: f32, %w: f32):
      %product = arith.mulf %x, %w : f32
      nn.yield %product : f32
    }
    %messages1 = nn.gather %sent1 axes [0] at %from
        : (!hidden, !index) -> !hidden
    %sum1 = nn.scatter %messages1 into %sent1 axes [0] at %to
        : (!hidden, !hidden, !index) -> !hidden {
    ^bb0(%old: f32, %update: f32):
      %sum = arith.addf %old, %update : f32
      nn.yield %sum : f32
    }
    %y1 = nn.map %sum1, %column, %b1
        : (!hidden, tensor<?x1xf32>, tensor<8xf32>) -> !hidden {
    ^bb0(%x: f32, %w: f32, %b: f32):
      %product = arith.mulf %x, %w : f32
      %sum = arith.addf %product, %b : f32
      nn.yield %sum : f32
    }
    %h = nn.activation #nn.relu, %y1 : !hidden

    %w2 = nn.param_ref @layer2.weight : tensor<3x8xf32>
    %b2 = nn.param_ref @layer2.bias : tensor<3xf32>
    %x2 = nn.linear %h, %w2 : (!hidden, tensor<3x8xf32>) -> !score
    %sent2 = nn.map %x2, %column : (!score, tensor<?x1xf32>) -> !score {
    ^bb0(%x: f32, %w: f32):
      %product = arith.mulf %x, %w : f32
      nn.yield %product : f32
    }
    %messages2 = nn.gather %sent2 axes [0] at %from : (!score, !index) -> !score
    %sum2 = nn.scatter %messages2 into %sent2 axes [0] at %to
        : (!score, !score, !index) -> !score {
    ^bb0(%old: f32, %update: f32):
      %sum = arith.addf %old, %update : f32
      nn.yield %sum : f32
    }
    %score = nn.map %sum2, %column, %b2
        : (!score, tensor<?x1xf32>, tensor<3xf32>) -> !score {
    ^bb0(%x: f32, %w: f32, %b: f32):
      %product = arith.mulf %x, %w : f32
      %sum = arith.addf %product, %b : f32
      nn.yield %sum : f32
    }
    return %score : !score
  }
}
