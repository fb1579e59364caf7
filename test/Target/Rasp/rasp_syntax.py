"""The syntax of RASP: text to tokens to a tree. Part of rasp_oracle.py."""

import re
from collections import namedtuple

CATEGORIES = ("syntax", "name", "type", "value", "arity", "load")

Pos = namedtuple("Pos", "file line col")


class RaspError(Exception):
    """What is wrong with a program, or with a program on an input."""

    def __init__(self, category, message, pos=None):
        assert category in CATEGORIES
        super().__init__(message)
        self.category, self.message, self.pos = category, message, pos

    def __str__(self):
        where = "%s:%d:%d: " % self.pos if self.pos else ""
        return "%s%s error: %s" % (where, self.category, self.message)


# --- Text to tokens ----------------------------------------------------------

KEYWORDS = frozenset(
    "if else not and or def return for in round indicator draw load "
    "set show example examples on off exit quit selector".split()
)
# These are built in where a parenthesis follows and plain names elsewhere.
BUILTIN_CALLS = frozenset(["select", "aggregate", "range", "zip", "len"])

TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+|\#[^\r\n]*)
      | (?P<float>[0-9]+\.[0-9]+)
      | (?P<int>[0-9]+)
      | (?P<string>"[^"\r\n]*")
      | (?P<id>[a-zA-Z_][a-zA-Z_0-9]*)
      | (?P<op>==|!=|<=|>=|[-+*/%^<>=()\[\]{},;:])""",
    re.VERBOSE,
)

# `line` and `col` count from 1, a column is a code point; `end` is the offset
# behind the token.
Token = namedtuple("Token", "kind text pos end")


def tokenize(text, file):
    tokens, at, line, line_start = [], 0, 1, 0
    while at < len(text):
        pos = Pos(file, line, at - line_start + 1)
        match = TOKEN.match(text, at)
        if not match:
            raise RaspError("syntax", "unexpected %r" % text[at], pos)
        kind, chunk = match.lastgroup, match.group()
        if kind == "id" and chunk in KEYWORDS:
            kind = "keyword"
        if kind != "space":
            tokens.append(Token(kind, chunk, pos, match.end()))
        if "\n" in chunk:
            line += chunk.count("\n")
            line_start = match.start() + chunk.rindex("\n") + 1
        at = match.end()
    tokens.append(Token("end", "end of text", Pos(file, line, at - line_start + 1), at))
    return tokens


# --- Tokens to a tree --------------------------------------------------------


class Node:
    """An expression or a statement.

    `pos` is where an error of this very node is reported: the operator of a
    binary operation, else the first token. `start` is always the first token.
    """

    def __init__(self, kind, pos, start=None, **parts):
        self.kind, self.pos, self.start = kind, pos, start or pos
        self.__dict__.update(parts)


# Binary operators, tighter ones have the higher level. All group to the left,
# the conditional expression too.
LEVELS = {"in": 1, "if": 2, "and": 3, "or": 3}
LEVELS.update(dict.fromkeys(["==", "<=", ">=", "<", ">"], 4))
LEVELS.update({"+": 5, "-": 5, "%": 6, "*": 7, "/": 7, "^": 8})
UNARY_LEVEL = 9

PREDICATES = ("==", "!=", "<", "<=", ">", ">=")


class Parser:
    def __init__(self, text, file):
        self.tokens = tokenize(text, file)
        self.at = 0
        # A command such as `set example` has no semicolon: its expression ends
        # with the line on which it is complete.
        self.ends_with_line = False

    # Tokens

    @property
    def token(self):
        return self.tokens[self.at]

    def ahead(self, distance=1):
        return self.tokens[min(self.at + distance, len(self.tokens) - 1)]

    def error(self, expected, token=None):
        token = token or self.token
        raise RaspError(
            "syntax", "expected %s, got '%s'" % (expected, token.text), token.pos
        )

    def take(self):
        token = self.token
        self.at += token.kind != "end"
        return token

    def sees(self, *texts):
        return self.token.kind in ("op", "keyword") and self.token.text in texts

    def accept(self, *texts):
        return self.take() if self.sees(*texts) else None

    def expect(self, *texts):
        return self.accept(*texts) or self.error(
            " or ".join("'%s'" % text for text in texts)
        )

    def name(self):
        return self.take() if self.token.kind == "id" else self.error("a name")

    def sees_s_op(self, distance=0):
        """`s-op` is one word, and only in the commands about examples."""
        three = [self.ahead(distance + i) for i in range(3)]
        return [t.text for t in three] == ["s", "-", "op"] and (
            three[0].end + 3 == three[2].end
        )

    # Statements

    def program(self):
        statements = []
        while self.token.kind != "end":
            statements.append(self.command() or self.statement())
        return statements

    def command(self):
        """What the interactive session knows besides the language."""
        start = self.token
        node = None
        if self.sees("set", "show"):
            self.take()
            if self.sees_s_op():
                self.at += 3
            else:
                self.accept("selector")
            self.expect("example")
            example = None
            if start.text == "set":
                self.ends_with_line = True
                example = self.expression()
                self.ends_with_line = False
            node = Node("example", start.pos, example=example)
        elif self.sees("examples", "selector") or (
            self.sees_s_op() and self.ahead(3).text == "examples"
        ):
            if self.sees_s_op():
                self.at += 3
            else:
                self.accept("selector")
            self.expect("examples")
            self.expect("on", "off")
            node = Node("example", start.pos, example=None)
        elif [self.ahead(i).text for i in range(3)] == ["full", "seq", "display"]:
            self.at += 3
            self.expect("on", "off")
            node = Node("example", start.pos, example=None)
        elif self.accept("exit", "quit"):
            if self.sees("(") and self.ahead().text == ")":
                self.at += 2
            node = Node("exit", start.pos)
        if node:
            self.accept(";")
        return node

    def statement(self):
        start = self.token
        if self.accept("def"):
            return self.definition(start)
        if self.accept("for"):
            names = self.names()
            self.expect("in")
            iterable = self.expression()
            self.expect("{")
            body = []
            while not self.accept("}"):
                body.append(self.statement())
            return Node("for", start.pos, names=names, iterable=iterable, body=body)
        if self.accept("load"):
            if self.token.kind != "string":
                self.error("the name of a file as a string")
            file = self.take()
            node = Node("load", file.pos, file=file.text[1:-1])
        elif self.accept("draw"):
            self.expect("(")
            sop, example = self.expression(), None
            if self.accept(","):
                example = self.expression()
            self.expect(")")
            node = Node("draw", start.pos, sop=sop, example=example)
        elif start.kind == "id" and self.ahead().text in ("=", ","):
            names = self.names()
            self.expect("=")
            node = Node("assign", start.pos, names=names, values=self.expressions())
        else:
            node = Node("expression", start.pos, value=self.expression())
        self.expect(";")
        return node

    def definition(self, start):
        name = self.name()
        self.expect("(")
        parameters = [] if self.sees(")") else self.names()
        self.expect(")")
        self.expect("{")
        body = []
        while not self.sees("return"):
            if self.sees("}"):
                self.error("'return'")
            body.append(self.statement())
        self.take()
        result = self.expressions()
        self.expect(";")
        self.expect("}")
        return Node(
            "def", start.pos, name=name, parameters=parameters, body=body, result=result
        )

    def names(self):
        names = [self.name()]
        while self.accept(","):
            names.append(self.name())
        return names

    def expressions(self):
        values = [self.expression()]
        while self.accept(","):
            values.append(self.expression())
        return values

    # Expressions

    def expression(self, level=0):
        left = self.unary()
        while True:
            token = self.token
            if not self.sees(*LEVELS) or LEVELS[token.text] < level:
                return left
            if self.ended_with_line():
                return left
            self.take()
            above = LEVELS[token.text] + 1
            if token.text == "if":
                condition = self.expression()
                self.expect("else")
                left = Node(
                    "if", token.pos, left.start,
                    yes=left, condition=condition, no=self.expression(above),
                )
            else:
                left = Node(
                    "binary", token.pos, left.start,
                    op=token.text, left=left, right=self.expression(above),
                )

    def unary(self):
        token = self.accept("not", "-", "+")
        if token:
            # Tighter than any binary operator, looser than `[...]` and `(...)`.
            return Node("unary", token.pos, op=token.text, value=self.unary())
        return self.postfix()

    def postfix(self):
        value = self.primary()
        while self.sees("[", "(") and not self.ended_with_line():
            if self.take().text == "[":
                index = self.inside(self.expression)
                self.expect("]")
                value = Node("index", value.start, container=value, index=index)
            else:
                arguments = [] if self.sees(")") else self.inside(self.expressions)
                self.expect(")")
                value = Node("call", value.start, callee=value, arguments=arguments)
        return value

    def ended_with_line(self):
        before = self.tokens[self.at - 1]
        return self.ends_with_line and self.token.pos.line > before.pos.line

    def inside(self, parse):
        """Within brackets an expression may go over several lines."""
        outer, self.ends_with_line = self.ends_with_line, False
        result = parse()
        self.ends_with_line = outer
        return result

    def primary(self):
        token = self.take()
        if token.kind == "int":
            return Node("atom", token.pos, value=int(token.text))
        if token.kind == "float":
            return Node("atom", token.pos, value=float(token.text))
        if token.kind == "string":
            return Node("atom", token.pos, value=token.text[1:-1])
        if token.kind == "id":
            if token.text in BUILTIN_CALLS and self.sees("("):
                self.take()
                node = self.inside(lambda: self.builtin(token))
                self.expect(")")
                return node
            return Node("name", token.pos, name=token.text)
        if token.text in ("round", "indicator") and token.kind == "keyword":
            self.expect("(")
            value = self.inside(self.expression)
            self.expect(")")
            return Node("unary", token.pos, op=token.text, value=value)
        if token.kind == "op" and token.text in ("(", "[", "{"):
            close = {"(": ")", "[": "]", "{": "}"}[token.text]
            parse = {"(": self.expression, "[": self.list, "{": self.dict}[token.text]
            if token.text == "(":
                node = self.inside(parse)
                # The same tree, but it starts at the parenthesis.
                node = Node("group", token.pos, value=node)
            else:
                node = self.inside(lambda: parse(token))
            self.expect(close)
            return node
        self.error("an expression", token)

    def builtin(self, token):
        if token.text == "select":
            key = self.expression()
            self.expect(",")
            query = self.expression()
            self.expect(",")
            predicate = self.expect(*PREDICATES).text
            return Node("select", token.pos, key=key, query=query, predicate=predicate)
        if token.text == "aggregate":
            selector = self.expression()
            self.expect(",")
            values, default = self.expression(), None
            if self.accept(","):
                default = self.expression()
            return Node(
                "aggregate", token.pos,
                selector=selector, values=values, default=default,
            )
        if token.text == "len":
            return Node("len", token.pos, value=self.expression())
        return Node(token.text, token.pos, arguments=self.expressions())

    def list(self, token):
        if self.sees("]"):
            return Node("list", token.pos, values=[])
        value = self.expression()
        if self.accept("for"):
            return self.comprehension(token, None, value)
        values = [value]
        while self.accept(","):
            values.append(self.expression())
        return Node("list", token.pos, values=values)

    def dict(self, token):
        if self.sees("}"):
            return Node("dict", token.pos, items=[])
        items = []
        while True:
            key = self.expression()
            self.expect(":")
            value = self.expression()
            if not items and self.accept("for"):
                return self.comprehension(token, key, value)
            items.append((key, value))
            if not self.accept(","):
                return Node("dict", token.pos, items=items)

    def comprehension(self, token, key, value):
        names = self.names()
        self.expect("in")
        return Node(
            "comprehension", token.pos,
            key=key, value=value, names=names, iterable=self.expression(),
        )
