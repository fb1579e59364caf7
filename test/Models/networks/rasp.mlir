// A program in the manner of RASP (Weiss, Goldberg and Yahav: Thinking Like
// Transformers, arXiv:2106.06981) on a sequence of tokens, their scores and
// their names: how often each token occurs, the sequence in stable order, means
// so far, the best score among lower tokens, and the names, once and twice in a
// row, in the order of a dictionary.

!tokens = tensor<?xi64>
!scores = tensor<?x3xf32>
!names = tensor<?x?xi32>
!marks = tensor<?x?xi1>

module @rasp {
  nn.param @none : tensor<3xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>

  func.func @run(%given: tensor<?xi64, #nn.axes<time>> {nn.name = "tokens"},
                 %scores: tensor<?x3xf32, #nn.axes<time, _>> {nn.name = "scores"},
                 %names: tensor<?x?xi32, #nn.axes<time, _>> {nn.name = "names"})
      -> (!tokens {nn.name = "count"}, !tokens {nn.name = "ordered"},
          !scores {nn.name = "ordered_scores"}, !scores {nn.name = "mean"},
          !scores {nn.name = "best"}, !tokens {nn.name = "rank"},
          !tokens {nn.name = "twice"}, !tokens {nn.name = "before"}) {
    %isToken = nn.map %given : (tensor<?xi64, #nn.axes<time>>) -> tensor<?xi1> {
    ^bb0(%token: i64):
      %zero = arith.constant 0 : i64
      %ok = arith.cmpi sge, %token, %zero : i64
      nn.yield %ok : i1
    }
    %tokens = nn.require %given, %isToken, "expected tokens that are not negative"
        : (tensor<?xi64, #nn.axes<time>>, tensor<?xi1>) -> !tokens
    %time = nn.positions %tokens axis 0 : (!tokens) -> !tokens

    %same = nn.select eq %tokens, %tokens : (!tokens, !tokens) -> !marks
    %count = nn.selector_width %same : (!marks) -> !tokens

    // The place of a token is the number of those before it.
    %less = nn.select lt %tokens, %tokens : (!tokens, !tokens) -> !marks
    %earlier = nn.select lt %time, %time : (!tokens, !tokens) -> !marks
    %sameEarlier = arith.andi %same, %earlier : !marks
    %before = arith.ori %less, %sameEarlier : !marks
    %place = nn.selector_width %before : (!marks) -> !tokens
    %here = nn.select eq %place, %time : (!tokens, !tokens) -> !marks
    %ordered = nn.aggregate last %here, %tokens : (!marks, !tokens) -> !tokens
    %orderedScores = nn.aggregate mean %here, %scores
        : (!marks, tensor<?x3xf32, #nn.axes<time, _>>) -> !scores

    %seen = nn.select le %time, %time : (!tokens, !tokens) -> !marks
    %mean = nn.aggregate mean %seen, %scores
        : (!marks, tensor<?x3xf32, #nn.axes<time, _>>) -> !scores
    %none = nn.param_ref @none : tensor<3xf32>
    %best = nn.aggregate max %less, %scores default %none
        : (!marks, tensor<?x3xf32, #nn.axes<time, _>>, tensor<3xf32>) -> !scores

    // The number of names before each, and the first one that is the same.
    %doubled = nn.join_rows %names, %names
        : (tensor<?x?xi32, #nn.axes<time, _>>, tensor<?x?xi32, #nn.axes<time, _>>)
        -> !names
    %name, %double = nn.intern %names, %doubled
        : (tensor<?x?xi32, #nn.axes<time, _>>, !names) -> (!tokens, !tokens)
    %lower = nn.select lt %name, %name : (!tokens, !tokens) -> !marks
    %rank = nn.selector_width %lower : (!marks) -> !tokens
    %alike = nn.select eq %name, %double : (!tokens, !tokens) -> !marks
    %nowhere = arith.constant dense<-1> : tensor<i64>
    %twice = nn.aggregate first %alike, %time default %nowhere
        : (!marks, !tokens, tensor<i64>) -> !tokens
    %above = nn.select gt %double, %double : (!tokens, !tokens) -> !marks
    %beforeDouble = nn.selector_width %above : (!marks) -> !tokens
    return %count, %ordered, %orderedScores, %mean, %best, %rank, %twice,
        %beforeDouble : !tokens, !tokens, !scores, !scores, !scores, !tokens,
        !tokens, !tokens
  }
}
