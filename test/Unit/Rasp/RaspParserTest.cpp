//===- RaspParserTest.cpp - Reading RASP ----------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParsedText.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SourceMgr.h"
#include <cmath>

using namespace nntest;

//===----------------------------------------------------------------------===//
// Expressions
//===----------------------------------------------------------------------===//

// What the parser that ANTLR makes of the reference's grammar says.
TEST(RaspParser, Precedence) {
  static constexpr std::pair<const char *, const char *> cases[] = {
      {"not a == b", "(== (not a) b)"},
      {"-2^2", "(^ (- 2) 2)"},
      {"2^-3^2", "(^ (^ 2 (- 3)) 2)"},
      {"2^3^2", "(^ (^ 2 3) 2)"},
      {"not a in b", "(in (not a) b)"},
      {"a in not b", "(in a (not b))"},
      {"a in b in c", "(in (in a b) c)"},
      {"a and b or c", "(or (and a b) c)"},
      {"a or b and c", "(and (or a b) c)"},
      {"not a and b", "(and (not a) b)"},
      {"a and not b == c", "(and a (== (not b) c))"},
      {"a == not b == c", "(== (== a (not b)) c)"},
      {"a^not b^c", "(^ (^ a (not b)) c)"},
      {"-a[0]", "(- (index a 0))"},
      {"-f(x)", "(- (call f x))"},
      {"-a*b", "(* (- a) b)"},
      {"--a", "(- (- a))"},
      {"-not +a", "(- (not (+ a)))"},
      {"a^b[0](c)", "(^ a (call (index b 0) c))"},
      {"a*b/c", "(/ (* a b) c)"},
      {"a*b%c", "(% (* a b) c)"},
      {"a%b*c", "(% a (* b c))"},
      {"a-b%c", "(- a (% b c))"},
      {"a-b+c", "(+ (- a b) c)"},
      {"a+b==c", "(== (+ a b) c)"},
      {"a==b<c", "(< (== a b) c)"},
      {"a+b in c+d", "(in (+ a b) (+ c d))"},
      {"a if c else b if d else e", "(if d (if c a b) e)"},
      {"a if b if c else d else e", "(if (if c b d) a e)"},
      {"a if c else (b if d else e)", "(if c a (if d b e))"},
      {"a in b if c else d", "(in a (if c b d))"},
      {"a if c else b in d", "(in (if c a b) d)"},
      {"a if c in l else b", "(if (in c l) a b)"},
      {"a and b if c else d or e", "(if c (and a b) (or d e))"},
      {"not a if b else c", "(if b (not a) c)"},
      {"1if a else 2", "(if a 1 2)"},
  };
  for (auto [text, expected] : cases) {
    EXPECT_EQ(exprTree(text), expected) << text;
    checkRoundTrip(std::string(text) + ";");
  }
}

TEST(RaspParser, PrecedenceOfAllPairs) {
  // Loosest first; operators of one line group to the left.
  const std::vector<std::vector<std::string>> levels = {
      {"in"},     {"and", "or"}, {"==", "<=", ">=", "<", ">"},
      {"+", "-"}, {"%"},         {"*", "/"},
      {"^"}};
  for (auto [i, firsts] : llvm::enumerate(levels))
    for (auto [j, seconds] : llvm::enumerate(levels))
      for (const std::string &first : firsts)
        for (const std::string &second : seconds) {
          std::string text = "a " + first + " b " + second + " c";
          std::string left = "(" + second + " (" + first + " a b) c)";
          std::string right = "(" + first + " a (" + second + " b c))";
          EXPECT_EQ(exprTree(text), i >= j ? left : right) << text;
          checkRoundTrip(text + ";");
          checkRoundTrip("a " + first + " (b " + second + " c);");
          checkRoundTrip("(a " + first + " b) " + second + " c;");
        }
}

TEST(RaspParser, Expressions) {
  static constexpr std::pair<const char *, const char *> cases[] = {
      {"[]", "(list)"},
      {"[1, \"a\", [b]]", "(list 1 \"a\" (list b))"},
      {"{}", "(dict)"},
      {"{1: a, \"b\": 2}", "(dict (1 a) (\"b\" 2))"},
      {"[x+1 for x in l]", "(list-for (+ x 1) (x) l)"},
      {"[x for x, y in zip(a, b) if c else d]",
       "(list-for x (x y) (if c (zip a b) d))"},
      {"{a in b: c for x in y in z}", "(dict-for (in a b) c (x) (in y z))"},
      {"select(a, b == c, !=)", "(select a (== b c) !=)"},
      {"aggregate(s, v)", "(aggregate s v)"},
      {"aggregate(s, v, 0)", "(aggregate s v 0)"},
      {"round(a)[0](b)", "(call (index (round a) 0) b)"},
      {"indicator(a)", "(indicator a)"},
      {"range(1, 2, 3, 4)", "(range 1 2 3 4)"},
      {"zip(a)", "(zip a)"},
      {"len([])", "(len (list))"},
      {"f()", "(call f)"},
      {"3(4)", "(call 3 4)"},
      {"\"a\"[0]", "(index \"a\" 0)"},
      {"(((a)))(b)", "(call a b)"},
      // Space before '(' is our extension.
      {"select (a, b, <)", "(select a b <)"},
      {"aggregate\n(a, b)", "(aggregate a b)"},
      {"range (1) + zip (a) + len (b)", "(+ (+ (range 1) (zip a)) (len b))"},
      {"round (a) + indicator (b)", "(+ (round a) (indicator b))"},
      // Without a '(', these are names, and so is what is in parentheses.
      {"select + zip", "(+ select zip)"},
      {"(select)(a)", "(call select a)"},
      {"True", "True"},
  };
  for (auto [text, expected] : cases) {
    EXPECT_EQ(exprTree(text), expected) << text;
    checkRoundTrip(std::string(text) + ";");
  }
}

TEST(RaspParser, Numbers) {
  EXPECT_EQ(exprTree("007"), "7");
  EXPECT_EQ(exprTree("9223372036854775807"), "9223372036854775807");
  EXPECT_EQ(errors("a = -9223372036854775808; b = ;"),
            "1:6: the integer '9223372036854775808' does not fit 64 bits (the "
            "largest integer is 9223372036854775807)\n"
            "1:31: expected an expression, got ';'");
  // Python: float("...")
  std::string huge = "1" + std::string(400, '0') + ".0";
  std::string tiny = "0." + std::string(400, '0') + "1";
  std::string minimum = "0." + std::string(323, '0') + "5";
  std::string halfway = "9007199254740993.0" + std::string(1000, '0') + "1";
  const std::pair<std::string, double> cases[] = {
      {"0.1", 0.1},
      {"00.50", 0.5},
      {"1.7976931348623157", 1.7976931348623157},
      {"9007199254740993.0", 9007199254740992.0},
      {halfway, 9007199254740994.0},
      {huge, HUGE_VAL},
      {tiny, 0.0},
      {minimum, 5e-324},
  };
  for (const auto &[text, value] : cases) {
    Parsed parsed(text + ";");
    EXPECT_EQ(cast<FloatExpr>(parsed.expr())->value, value) << text;
    EXPECT_EQ(cast<FloatExpr>(parsed.expr())->spelling, text);
  }
}

TEST(RaspParser, Strings) {
  Parsed parsed("\"§ \\n # ; 'x'\t\";");
  EXPECT_EQ(cast<StringExpr>(parsed.expr())->value, "§ \\n # ; 'x'\t");
  EXPECT_EQ(exprTree("\"\""), "\"\"");
}

//===----------------------------------------------------------------------===//
// Statements
//===----------------------------------------------------------------------===//

TEST(RaspParser, Statements) {
  static constexpr std::pair<const char *, const char *> cases[] = {
      {"", ""},
      {"a;", "(do a)"},
      {"a = 1;", "(set (a) 1)"},
      {"a, b = 1, 2;", "(set (a b) 1 2)"},
      {"a = 1, 2;", "(set (a) 1 2)"},
      {"draw(a);", "(draw a)"},
      {"draw (a, \"b\");", "(draw a \"b\")"},
      {"load \"a/b\";", "(load \"a/b\")"},
      {"def f() { return 1; }", "(def f () (return 1))"},
      {"def f(a, b) { c = a; c; return b, c; }",
       "(def f (a b) (set (c) a) (do c) (return b c))"},
      {"def f() { def g() { return 1; } for i in l { i; } return g; }",
       "(def f () (def g () (return 1)) (for (i) l (do i)) (return g))"},
      {"for x in {1: 2} { draw(x); load \"a\"; }",
       "(for (x) (dict (1 2)) (draw x) (load \"a\"))"},
      {"for x in l { }", "(for (x) l)"},
      {"for x, y in a in b { # none\n }", "(for (x y) (in a b) #\" none\")"},
      {"set example \"a\"", "(set-example \"a\")"},
      {"set s-op example a + 1", "(set-example s-op (+ a 1))"},
      {"set selector example [1]", "(set-example selector (list 1))"},
      {"show example", "(show-example)"},
      {"show s-op example", "(show-example s-op)"},
      {"show selector example", "(show-example selector)"},
      {"examples on", "(examples on)"},
      {"s-op examples off", "(examples s-op off)"},
      {"selector examples on", "(examples selector on)"},
      {"full seq display on", "(full-display on)"},
      {"full seq display off", "(full-display off)"},
      {"exit", "(exit)"},
      {"exit()", "(exit)"},
      {"quit", "(exit)"},
      {"quit()", "(exit)"},
      {"\uFEFFa;", "(do a)"},
      // Several on a line are our extension.
      {"a; b = 1; show example c;",
       "(do a)\n(set (b) 1)\n(show-example)\n(do c)"},
  };
  for (auto [text, expected] : cases) {
    EXPECT_EQ(tree(text), expected) << text;
    checkRoundTrip(text);
  }
}

TEST(RaspParser, WordsThatAreNames) {
  EXPECT_EQ(tree("set = 1; show = set; example, on = off, s-op;"),
            "(set (set) 1)\n(set (show) set)\n(set (example on) off (- s op))");
  EXPECT_EQ(tree("load = load; draw = draw(1) + 2; draw;"),
            "(set (load) load)\n(set (draw) (+ (call draw 1) 2))\n(do draw)");
  EXPECT_EQ(tree("exit = 1; exit; exit + 1; quit[0]; quit(1);"),
            "(set (exit) 1)\n(do exit)\n(do (+ exit 1))\n(do (index quit 0))\n"
            "(do (call quit 1))");
  EXPECT_EQ(tree("examples; full; selector - s-op;"),
            "(do examples)\n(do full)\n(do (- (- selector s) op))");
  EXPECT_EQ(tree("(draw)(x); (exit)();"),
            "(do (call draw x))\n(do (call exit))");
  // The line, or what cannot go on, ends 'exit'.
  EXPECT_EQ(tree("exit\n(a);"), "(exit)\n(do a)");
  EXPECT_EQ(tree("exit a;"), "(exit)\n(do a)");
}

TEST(RaspParser, LineEndsSetExample) {
  EXPECT_EQ(tree("set example \"a\"\n[1];"),
            "(set-example \"a\")\n(do (list 1))");
  EXPECT_EQ(tree("set example a\n-b;"), "(set-example a)\n(do (- b))");
  EXPECT_EQ(tree("set example a +\nb"), "(set-example (+ a b))");
  EXPECT_EQ(tree("set example [a\n+ b]"), "(set-example (list (+ a b)))");
  EXPECT_EQ(tree("set example a if b\n+ c else d\n+ e;"),
            "(set-example (if (+ b c) a d))\n(do (+ e))");
}

TEST(RaspParser, Comments) {
  Parsed parsed("# one\n#two  \na = 1; # three\n"
                "def f( # four\n x) # five\n{ # six\n b; c = 2 + # seven\n 3;\n"
                "return c; # eight\n # nine\n} # ten\n#eleven");
  EXPECT_EQ(parsed.print(), "# one\n#two\na = 1; # three\n"
                            "# four\n# five\ndef f(x) {\n  # six\n  b;\n"
                            "  # seven\n  c = 2 + 3;\n  return c; # eight\n"
                            "  # nine\n} # ten\n#eleven\n");
  ASSERT_TRUE(parsed.result.program);
  EXPECT_EQ(parsed.statement()->comments.leading[1].text, "two");
  EXPECT_EQ(getText(parsed.statement()->comments.leading[1].range), "#two");
  EXPECT_EQ(parsed.statement()->comments.trailing->text, " three");
  const auto *function = cast<FunctionStmt>(parsed.statement(1));
  EXPECT_EQ(function->returned->comments.trailing->text, " eight");
  EXPECT_EQ(function->body.closingComments[0].text, " nine");
  EXPECT_EQ(parsed.result.program->body.closingComments[0].text, "eleven");
  checkRoundTrip(parsed.text);
  EXPECT_EQ(tree("a; b; # c\n# d\nfor x in l { #\n }"),
            "(do a)\n(do b) <#\" c\"\n#\" d\" (for (x) l #\"\")");
  // A carriage return ends a line as well.
  EXPECT_EQ(tree("# a\rb;"), "#\" a\" (do b)");
}

TEST(RaspParser, Ranges) {
  Parsed parsed(
      "  f = (a + b) * -c[1] if p else q;\ndef  g(x , y) { return 1; }"
      "\nset example [1] # c\ns = select ( a,b , >= );");
  ASSERT_TRUE(parsed.result.program) << parsed.diagnostics.messages;
  const auto *assign = cast<AssignStmt>(parsed.statement());
  EXPECT_EQ(getText(assign->range), "f = (a + b) * -c[1] if p else q;");
  EXPECT_EQ(getText(assign->targets[0].range), "f");
  EXPECT_EQ(getText(assign->assignRange), "=");
  const auto *conditional = cast<ConditionalExpr>(assign->values[0]);
  EXPECT_EQ(getText(conditional->range), "(a + b) * -c[1] if p else q");
  EXPECT_EQ(getText(conditional->ifRange), "if");
  EXPECT_EQ(getText(conditional->elseRange), "else");
  const auto *product = cast<BinaryExpr>(conditional->value);
  EXPECT_EQ(getText(product->range), "(a + b) * -c[1]");
  EXPECT_EQ(getText(product->opRange), "*");
  EXPECT_EQ(getText(product->left->range), "a + b");
  EXPECT_EQ(getText(product->right->range), "-c[1]");
  const auto *minus = cast<UnaryExpr>(product->right);
  EXPECT_EQ(getText(minus->opRange), "-");
  EXPECT_EQ(getText(cast<IndexExpr>(minus->operand)->index->range), "1");
  EXPECT_EQ(conditional->height, 5u);

  const auto *function = cast<FunctionStmt>(parsed.statement(1));
  EXPECT_EQ(getText(function->range), "def  g(x , y) { return 1; }");
  EXPECT_EQ(getText(function->name.range), "g");
  EXPECT_EQ(getText(function->parameters[1].range), "y");
  EXPECT_EQ(getText(function->returned->range), "return 1;");
  EXPECT_EQ(getText(parsed.statement(2)->range), "set example [1]");
  const auto *select =
      cast<SelectExpr>(cast<AssignStmt>(parsed.statement(3))->values[0]);
  EXPECT_EQ(getText(select->range), "select ( a,b , >= )");
  EXPECT_EQ(getText(select->nameRange), "select");
  EXPECT_EQ(getText(select->predicateRange), ">=");
  EXPECT_EQ(select->predicate, Predicate::GreaterEqual);
}

TEST(RaspParser, ProgramsOwnWhatTheyNeed) {
  std::unique_ptr<Program> program;
  {
    std::string text = "# c\nname = \"value\" + 1.5; load \"path\";";
    CollectedDiagnostics diagnostics(text);
    program = parse(text, diagnostics).program;
    std::fill(text.begin(), text.end(), '?');
  }
  std::string printed;
  llvm::raw_string_ostream os(printed);
  print(*program, os);
  EXPECT_EQ(printed, "# c\nname = \"value\" + 1.5;\nload \"path\";\n");
}

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

TEST(RaspParser, Errors) {
  static constexpr std::pair<const char *, const char *> cases[] = {
      // What ends a statement.
      {"a = 3\nb = 4;",
       "1:6: expected ';' after the assignment, got the end of the line"},
      {"a = 3 b = 4;", "1:7: expected ';' after the assignment, got 'b'"},
      {"def f() { return 1 }",
       "1:19: expected ';' after the values of 'return', got '}'"},
      {"def f() { return 1; };",
       "1:22: expected a statement, got ';' (a statement ends with one ';', a "
       "block with none)"},
      // Operators of other languages.
      {"a == b and f(x = 3);", "1:16: expected an operator, got '=' ('==' "
                               "compares)"},
      {"a if b = 3 else c;",
       "1:8: expected an operator, got '=' ('==' compares)"},
      {"x = a = 3;",
       "1:7: expected ';' after the assignment, got '=' ('==' compares; '=' "
       "assigns to names at the start of a statement)"},
      {"a[0] = 3;",
       "1:1: expected a name before '=', got an expression ('==' compares; "
       "lists, dicts and sequences cannot be changed)"},
      {"a && b;", "1:3: expected an operator, got '&&' (write 'and')"},
      {"a || b;", "1:3: expected an operator, got '||' (write 'or')"},
      {"!a;", "1:1: expected an operator, got '!' (write 'not')"},
      {"a != b;", "1:3: expected an operator, got '!=' (write 'not (a == b)'; "
                  "'!=' stands in 'select' only)"},
      {"a ** b;", "1:3: expected an operator, got '**' (power is '^')"},
      {"a // b;", "1:3: expected an operator, got '//' (division is '/'; a "
                  "comment starts with '#')"},
      {"// don't\na;", "1:1: expected a statement, got '//' (a comment starts "
                       "with '#'; division is '/')"},
      {"a += 1;", "1:4: expected an expression, got '=' (write 'a = a + b')"},
      {"a not in b;", "1:3: expected ';' after the expression, got 'not' "
                      "(write 'not (a in b)')"},
      {"a ? b : c;", "1:3: expected a token, got the character '?' ('a if c "
                     "else b' chooses between two values)"},
      // Functions of the language.
      {"select(q, k);",
       "1:12: expected ',' and a predicate after the query of 'select', got "
       "')' (write 'select(key, query, ==)')"},
      {"select(q, k, a);", "1:14: expected a predicate of 'select', got 'a' (a "
                           "predicate is one of ==, !=, <, <=, > and >=)"},
      {"select(q, k, =);", "1:14: expected a predicate, got '=' ('==' "
                           "compares)"},
      {"aggregate(a);",
       "1:12: expected ',' after the selector of 'aggregate', got ')'"},
      {"len(a, b);", "1:6: expected ')' after the argument of 'len', got ','"},
      {"zip();", "1:5: expected an expression, got ')'"},
      {"round;", "1:6: expected '(' after 'round', got ';' ('round' belongs to "
                 "the language)"},
      {"def zip(a) { return a; }", "1:5: expected the name of a function, got "
                                   "'zip' ('zip' belongs to the language)"},
      // Strings and numbers.
      {"x = 'abc';", "1:5: expected '\"', got a single quote (a string stands "
                     "in double quotes: \"text\")"},
      {"x = \u201Cabc\u201D;", "1:5: expected '\"', got a typographic quote (a "
                               "string stands in double quotes: \"text\")"},
      {"x = \"abc;\ny = 1;", "1:5: expected '\"' at the end of the string, got "
                             "the end of the line"},
      {"2x;", "1:2: expected ';' after the expression, got 'x' (a name starts "
              "with a letter or '_')"},
      {"1e5;", "1:2: expected ';' after the expression, got 'e5' (a number has "
               "no exponent)"},
      {".5;", "1:1: expected a token, got the character '.' (there are no "
              "members; a number has digits on both sides of its point: 0.5)"},
      // Lists.
      {"[1, 2,];", "1:7: expected an expression after ',', got ']' (no ',' "
                   "stands after the last one)"},
      {"{1: 2,};", "1:7: expected an expression after ',', got '}' (no ',' "
                   "stands after the last one)"},
      {"{1, 2};", "1:3: expected ':' after the key, got ',' (a list stands in "
                  "'[...]')"},
      {"(1, 2);", "1:3: expected ')' after the expression, got ',' (a list "
                  "stands in '[...]')"},
      {"a[1:2];", "1:4: expected ']' after the index, got ':' (there are no "
                  "slices)"},
      {"[x for x in l if x > 3];",
       "1:23: expected 'else' after the condition, got ']' (a comprehension "
       "takes no condition)"},
      {"[x for x in l for y in z];",
       "1:15: expected ',' or ']' after an element, got 'for' (a comprehension "
       "has one 'for')"},
      {"a, b;", "1:5: expected '=' after the names, got ';' (a list stands in "
                "'[...]')"},
      // Statements of other languages.
      {"if a { b; } else { c; }",
       "1:1: expected a statement, got 'if' (there is no 'if' statement; write "
       "'a = b if condition else c;')"},
      {"if a:\n  b = 1;\nelif c:\n  d = 1;\nelse:\n  e = 1;",
       "1:1: expected a statement, got 'if' (there is no 'if' statement; write "
       "'a = b if condition else c;')"},
      {"x = a if b elif c else d;", "1:12: expected 'else' after the "
                                    "condition, got 'elif' (write 'a if p else "
                                    "(b if q else c)')"},
      {"x = a if b else if c else d;",
       "1:17: expected an expression, got 'if' ('if' stands between two "
       "values: 'a if condition else b')"},
      {"while a { b = a; c; }",
       "1:7: expected ';' after the expression, got 'a' (there is no 'while'; "
       "'for' loops over a list)"},
      {"load a;", "1:6: expected ';' after the expression, got 'a' (the path "
                  "is a string: 'load \"path\";')"},
      {"def f(x):\n  y = x;\n  return y;\nz = 3;",
       "1:9: expected '{' before the body of the function, got ':' (a block "
       "stands in braces: '{ ... }')"},
      {"for x in l:\n  y = x;\nz = 3;",
       "1:11: expected '{' before the body of the loop, got ':' (a block "
       "stands in braces: '{ ... }')"},
      // Blocks.
      {"def f() { a; }", "1:14: expected 'return' at the end of function 'f', "
                         "got '}' (a function ends with 'return value;')"},
      {"def f() { return 1; a; return 2; }",
       "1:21: expected '}' after 'return', got 'a' ('return' is the last "
       "statement of a function)"},
      {"return 1;", "1:1: expected a statement, got 'return' ('return' is the "
                    "last statement of a function)"},
      {"for x in l { return 1; }",
       "1:14: expected a statement, got 'return' ('return' is the last "
       "statement of a function)"},
      {"def f() { show example return 1; }",
       "1:11: expected a statement of a block, got 'show' (commands of the "
       "interactive program stand in no block)"},
      {"} a;", "1:1: expected a statement, got '}' (no block is open here)"},
      {"{ a = 1; b; }", "1:1: expected a statement, got '{' (a block belongs "
                        "to 'def' or 'for')"},
      {"def if() { return 1; }",
       "1:5: expected the name of a function, got 'if' ('if' is a keyword)"},
      {"def f() { a;", "1:13: expected '}' at the end of the block, got the "
                       "end of the text\n1:9: note: the block starts here"},
      // Characters.
      {"a @ b;", "1:3: expected a token, got the character '@'"},
      {"a \u2264 b;", "1:3: expected a token, got the character '\u2264' "
                      "(U+2264) (write '<=' or '>=')"},
      {"a\u00A0;", "1:2: expected a token, got the character (U+00A0) (between "
                   "tokens are spaces, tabs and line ends)"},
      {"a = \"\xFF\xFE\";", "1:6: expected UTF-8, got the byte 0xff"},
      {"a; # \xC3(", "1:6: expected UTF-8, got the byte 0xc3"},
      {"a \xED\xA0\x80 b;", "1:3: expected UTF-8, got the byte 0xed"},
  };
  for (auto [text, expected] : cases)
    EXPECT_EQ(errors(text), expected) << text;
}

TEST(RaspParser, NulBytes) {
  EXPECT_EQ(errors(StringRef("a \0\0;", 5)),
            "1:3: expected text, got a NUL byte");
  EXPECT_EQ(errors(StringRef("\"\0\";", 4)),
            "1:2: expected text, got a NUL byte");
  EXPECT_EQ(errors(StringRef("#\0\na;", 5)),
            "1:2: expected text, got a NUL byte");
}

// Each mistake, and nothing else, is reported.
TEST(RaspParser, Recovers) {
  EXPECT_EQ(errors("a = ;\nb = 1;\nc = );\ndef f(x) {\n  y = [1;\n  z = x +;\n"
                   "  return y;\n}\nd = *;"),
            "1:5: expected an expression, got ';'\n"
            "3:5: expected an expression, got ')'\n"
            "5:9: expected ',' or ']' after an element, got ';'\n"
            "6:10: expected an expression, got ';'\n"
            "9:5: expected an expression, got '*' (power is '^')");
  // A head that is wrong, with a block that is looked at.
  EXPECT_EQ(errors("def f(x, 3) { a = ; return 1; }\nfor x l { b = ; }\nc = ;"),
            "1:10: expected the name of a parameter, got '3'\n"
            "1:19: expected an expression, got ';'\n"
            "2:7: expected 'in' after the names, got 'l'\n"
            "2:15: expected an expression, got ';'\n"
            "3:5: expected an expression, got ';'");
  EXPECT_EQ(errors("for x y in {1: {2: 3}} { a = ; }"),
            "1:7: expected 'in' after the names, got 'y'\n"
            "1:30: expected an expression, got ';'");
  EXPECT_EQ(errors("a = b && c || ;\nd = !;"),
            "1:7: expected an operator, got '&&' (write 'and')\n"
            "1:12: expected an operator, got '||' (write 'or')\n"
            "1:15: expected an expression, got ';'\n"
            "2:5: expected an operator, got '!' (write 'not')\n"
            "2:6: expected an expression, got ';'");
  // Braces that are skipped.
  EXPECT_EQ(errors("a b {1: 2}; c = ;\nfor x in l { a b {c; d} e = ; }\nf = ;"),
            "1:3: expected ';' after the expression, got 'b'\n"
            "1:17: expected an expression, got ';'\n"
            "2:16: expected ';' after the expression, got 'b'\n"
            "2:29: expected an expression, got ';'\n"
            "3:5: expected an expression, got ';'");
  EXPECT_EQ(errors("examples maybe\nshow op example\nset foo\na = ;"),
            "1:10: expected 'on' or 'off', got 'maybe'\n"
            "2:6: expected 'example', got 'op'\n"
            "3:5: expected 'example', got 'foo'\n"
            "4:5: expected an expression, got ';'");
}

TEST(RaspParser, StopsAfterTwentyErrors) {
  std::string text = repeat("a = ;\n", 1000);
  Parsed parsed(text);
  EXPECT_EQ(parsed.result.status, ParseStatus::Wrong);
  EXPECT_EQ(parsed.diagnostics.getNumErrors(), 20u);
  EXPECT_TRUE(StringRef(parsed.diagnostics.messages)
                  .ends_with("20:5: expected an expression, got ';'\n21:5: "
                             "note: there are more errors from here on; only "
                             "the first 20 are shown\n"));
  // Twenty are no reason to say so.
  Parsed twenty(repeat("a = ;\n", 20));
  EXPECT_EQ(StringRef(twenty.diagnostics.messages).count("note"), 0u);
  EXPECT_EQ(StringRef(Parsed(repeat("# \xFF\n", 100)).diagnostics.messages)
                .count('\n'),
            21u);
}

TEST(RaspParser, Unfinished) {
  for (StringRef text :
       {"a", "a = 3", "a = 3 +", "f(a,", "def", "def f(x) {", "def f(x) { a;\n",
        "def f(x) { return 1;", "for x in [1, 2", "set example", "load \"a\"",
        "a if b", "select(a, b", "{1: 2", "examples"})
    EXPECT_EQ(Parsed(text).result.status, ParseStatus::Unfinished)
        << text.str();
  for (StringRef text : {"a = \"b", "a = ; b", ")", "a b", "$", "else"})
    EXPECT_EQ(Parsed(text).result.status, ParseStatus::Wrong) << text.str();
}

TEST(RaspParser, KeepsErrorsOfOthersApart) {
  StringRef text = "a;a = ";
  CollectedDiagnostics diagnostics(text);
  StringRef good = text.take_front(2), wrong = text.drop_front(2);
  EXPECT_EQ(parse(wrong, diagnostics).status, ParseStatus::Unfinished);
  EXPECT_EQ(parse(good, diagnostics).status, ParseStatus::Good);
  EXPECT_EQ(parse(wrong, diagnostics).status, ParseStatus::Unfinished);
  EXPECT_EQ(diagnostics.getNumErrors(), 2u);
}

TEST(RaspDiagnostics, Prints) {
  llvm::SourceMgr sources;
  unsigned id = sources.AddNewSourceBuffer(
      llvm::MemoryBuffer::getMemBuffer("a;\nbc = d != 1;\n", "dir/x.rasp"),
      llvm::SMLoc());
  std::string printed;
  llvm::raw_string_ostream os(printed);
  SourceMgrDiagnostics diagnostics(sources, os);
  parse(sources.getMemoryBuffer(id)->getBuffer(), diagnostics);
  EXPECT_EQ(printed, "dir/x.rasp:2:8: error: expected an operator, got '!='\n"
                     "bc = d != 1;\n"
                     "       ^~\n"
                     "dir/x.rasp:2:8: note: write 'not (a == b)'; '!=' stands "
                     "in 'select' only\n"
                     "bc = d != 1;\n"
                     "       ^\n");
}

//===----------------------------------------------------------------------===//
// Limits
//===----------------------------------------------------------------------===//

static void expectNesting(StringRef open, StringRef close, size_t levels) {
  auto nest = [&](size_t count) {
    return repeat(open, count) + "a" + repeat(close, count) + ";";
  };
  checkRoundTrip(nest(levels));
  EXPECT_EQ(Parsed(nest(levels + 1)).result.status, ParseStatus::OverLimit);
  Parsed parsed(nest(100000));
  EXPECT_EQ(parsed.result.status, ParseStatus::OverLimit) << open.str();
  EXPECT_EQ(StringRef(parsed.diagnostics.messages).split(": ").second,
            "expressions nest deeper than 256 levels\n");
}

TEST(RaspParser, NestingIsLimited) {
  expectNesting("(", ")", 256);
  expectNesting("[", "]", 256);
  expectNesting("{1:", "}", 256);
  expectNesting("f(", ")", 256);
  expectNesting("b[", "]", 256);
  expectNesting("-", "", 256);
  expectNesting("not ", "", 256);
  expectNesting("a if ", " else b", 256);
  ParserLimits limits;
  limits.maxNesting = 2;
  EXPECT_EQ(Parsed("-(a);", limits).result.status, ParseStatus::Good);
  EXPECT_EQ(Parsed("-(-a);", limits).result.status, ParseStatus::OverLimit);
}

// Found by fuzzing: the errors are full where the limit is passed.
TEST(RaspParser, ErrorsEndBeforeALimit) {
  Parsed parsed(repeat("a = ;", 20) + repeat("(", 257) + "$");
  EXPECT_EQ(parsed.result.status, ParseStatus::Wrong);
}

TEST(RaspParser, BlocksAreLimited) {
  auto nest = [](size_t count) {
    return repeat("for x in l {\n", count) + "a;" + repeat("}", count);
  };
  checkRoundTrip(nest(64));
  EXPECT_EQ(errors(nest(65)),
            "65:12: functions and loops nest deeper than 64 levels");
  EXPECT_EQ(errors(nest(100000)),
            "65:12: functions and loops nest deeper than 64 levels");
  EXPECT_EQ(errors(repeat("def f() {\n", 100000)),
            "65:9: functions and loops nest deeper than 64 levels");
}

TEST(RaspParser, ChainsAreLimited) {
  checkRoundTrip("1" + repeat("+1", 999) + ";");
  for (StringRef link :
       {"+1", "^1", " and b", " in b", " if c else b", "[1]", "(1)"}) {
    Parsed parsed(("a" + repeat(link, 1000)) + ";");
    EXPECT_EQ(parsed.result.status, ParseStatus::OverLimit);
    EXPECT_EQ(StringRef(parsed.diagnostics.messages).split(": ").second,
              "an expression has more than 1000 operators one inside the "
              "other\n");
    EXPECT_EQ(Parsed("a" + repeat(link, 100000)).result.status,
              ParseStatus::OverLimit);
  }
  // A chain inside of a chain counts as one.
  std::string chain = "1" + repeat("+1", 600);
  EXPECT_EQ(Parsed("(" + chain + ")" + repeat("*1", 300) + ";").result.status,
            ParseStatus::Good);
  EXPECT_EQ(Parsed("(" + chain + ")" + repeat("*1", 600) + ";").result.status,
            ParseStatus::OverLimit);
}

TEST(RaspParser, ReadsLongTexts) {
  Parsed list("[1" + repeat(", 1", 100000) + "];");
  EXPECT_EQ(cast<ListExpr>(list.expr())->elements.size(), 100001u);
  Parsed statements(repeat("a = b; # c\n", 100000));
  ASSERT_TRUE(statements.result.program);
  EXPECT_EQ(statements.result.program->body.statements.size(), 100000u);
  Parsed comments(repeat("# c\n", 100000));
  EXPECT_EQ(comments.result.program->body.closingComments.size(), 100000u);
  EXPECT_EQ(Parsed(repeat("9", 1000000) + ";").diagnostics.messages,
            "1:1: the integer '9999999999999999999999999999999999999999...' "
            "does not fit 64 bits (the largest integer is "
            "9223372036854775807)\n");
  EXPECT_EQ(Parsed(repeat("9", 1000000) + ".0;").result.status,
            ParseStatus::Good);
  for (StringRef one :
       {"{", "}", "(", ";", "\"", "\"\"", "'", "def ", "for ", "a ", "else ",
        "if ", "if {", "a{1;", "return ", "exit "})
    EXPECT_NE(Parsed(repeat(one, 100000)).result.status,
              ParseStatus::Unfinished)
        << one.str();
}
