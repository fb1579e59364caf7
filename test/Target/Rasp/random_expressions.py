"""Random RASP expressions: what `random_programs.py` makes programs of."""

import random

import rasp_oracle
from rasp_syntax import LEVELS, Parser

# The kinds of the elements of a sequence, beside bool and string; each is also
# acceptable where a later one is.
NUMBERS = ("int", "dyadic", "float", "inexact")
EXACT = ("int", "dyadic", "float")
BASES = {"inexact": "inexact"}

WORDS = {
    "ab": "ab", "letters": "abc", "brackets": "()", "pairs": "(){}",
    "sentence": "a<B,", "digits": "0123", "accents": "aé日", "hello": "helo",
}
TEXTS = ["ab", "a", "", "b", "ab", "xyz", "é", "日本", "a b", "#", "1", "True"]


class Text:
    """A piece of a program: the level of its operator tells where it needs
    parentheses, `flows` whether it is an s-op rather than an atom."""

    def __init__(self, text, level=10, flows=False):
        self.text, self.level, self.flows = text, level, flows

    def __str__(self):
        return self.text


class Expressions:
    """Makes expressions of a wanted kind, and the inputs that they run on."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.names = {}  # name -> (kind, flows)
        self.functions = {}  # name -> (kinds of parameters, kind of result)
        self.fresh = 0
        self.statements = []
        self.is_large = self.random.random() < 0.2
        if self.is_large:
            self.statements.append("# large")
        self.interpreter = rasp_oracle.Interpreter(())
        self.make_inputs()

    # Inputs

    def make_inputs(self):
        choose = self.random.choice
        self.family = self.random.choices(
            ["word", "int", "float", "bool", "string", "numeral", "mixed"],
            [2, 8, 1, 0, 0, 0, 0] if self.is_large else [6, 4, 2, 1, 2, 1, 1],
        )[0]
        sizes = [1, self.random.randint(2, 4)]
        if self.random.random() < 0.2:
            sizes.append(self.random.randint(13, 40))
        sizes += [self.random.randint(4, 12) for _ in range(2)]
        alphabet = WORDS[choose(sorted(WORDS))]
        span = choose([2, 3, 9])
        self.some = {
            "word": lambda: choose(alphabet),
            "numeral": lambda: choose("0123456789"),
            "int": lambda: self.integer() if self.is_large
            else self.random.randint(-span, span),
            "mixed": lambda: choose([True, False, self.random.randint(-span, span),
                                     self.random.randint(-4 * span, 4 * span) / 4]),
            "float": lambda: self.random.randint(-4 * span, 4 * span) / 4,
            "bool": lambda: choose([True, False]),
            "string": lambda: choose(TEXTS),
        }[self.family]
        self.inputs = []
        for size in sizes:
            tokens = [self.some() for _ in range(size)]
            text = self.family in ("word", "numeral")
            self.inputs.append("".join(tokens) if text else tokens)
        own = {"word": "string", "numeral": "string", "string": "string",
               "int": "int", "float": "dyadic", "mixed": "dyadic",
               "bool": "bool"}[self.family]
        if own != "string" or self.random.random() < 0.1:
            which = {"string": "str", "dyadic": "float"}.get(own, own)
            if self.family != "mixed":
                which = choose([which, which, "asis"])
            if which == "asis":  # the example tells what the tokens are
                self.statements.append("set example %s" % literal_text(self.inputs[1]))
            self.statements.append("tokens = tokens_%s;" % which)
            self.interpreter.execute(
                Parser(self.statements[-1], "program").program()[0],
                self.interpreter.top,
            )
        self.names = {
            "tokens": (own, True), "indices": ("int", True), "length": ("int", True)
        }
        if self.family == "numeral":
            self.names["tokens_int"] = ("int", True)
            self.names["tokens_float"] = ("dyadic", True)
        if self.family in ("float", "mixed"):
            self.names["tokens_int"] = ("int", True)
        if self.family in ("int", "float", "bool", "mixed"):
            self.names["tokens_bool"] = ("bool", True)
        if self.family in ("int", "bool"):
            self.names["tokens_str"] = ("string", True)

    def integer(self):
        """A number near a bound of what a float, or 64 bits, can hold."""
        number = self.random.choice([2**31, 2**53, 2**53, 2**62, 2**63 - 3, 10**17])
        number += self.random.randint(-2, 2)
        return self.random.choice([number, -number, self.random.randint(-9, 9)])

    def literal(self, kind):
        choose = self.random.choice
        if kind == "int":
            number = self.integer() if self.is_large else choose([0, 1, 1, 2, 3, self.random.randint(-4, 9)])
            return str(number) if number >= 0 else "(%d)" % number
        if kind in ("dyadic", "float", "inexact"):
            return choose(["0.5", "1.25", "2.0", "0.25", "(-1.5)", "0.0", "1", "True"])
        if kind == "bool":
            return choose(["True", "False"])
        if self.family in ("word", "numeral", "string"):
            return self.quote(choose([self.some(), self.some(), "a", "-", ""]))
        return self.quote(choose(["", "-", "1", "True", "ab"]))

    @staticmethod
    def quote(text):
        return '"%s"' % text

    # Pieces

    def wrap(self, piece, level):
        """The text of a piece for a place that takes `level` and tighter."""
        if piece.level < level or self.random.random() < 0.04:
            return "(%s)" % piece
        return piece.text

    def operation(self, op, left, right):
        level = LEVELS[op]
        return Text(
            "%s %s %s" % (self.wrap(left, level), op, self.wrap(right, level + 1)),
            level, left.flows or right.flows,
        )

    def call(self, name, *arguments):
        return Text("%s(%s)" % (name, ", ".join(map(str, arguments))), 10, True)

    def choice(self, options):
        """Calls one of the functions, given with weights."""
        functions, weights = zip(*options)
        return self.random.choices(functions, weights)[0]()

    def named(self, kind, flows=None):
        kinds = NUMBERS[: NUMBERS.index(kind) + 1] if kind in NUMBERS else (kind,)
        names = [
            name
            for name, (its, flow) in self.names.items()
            if its in kinds and (flows is None or flow == flows)
        ]
        if not names:
            return None
        # The recent ones are likelier, so that programs get deep.
        name = names[min(int(self.random.expovariate(0.4)), len(names) - 1) * -1 - 1]
        return Text(name, 10, self.names[name][1])

    def leaf(self, kind):
        name = self.named(kind)
        if name and self.random.random() < 0.75:
            return name
        return Text(self.literal(kind))

    def flow(self, kind, depth):
        """An s-op, where an atom would not do."""
        for _ in range(4):
            piece = self.expression(kind, depth)
            if piece.flows:
                return piece
        piece = self.named(kind, True)
        if piece:
            return piece
        return {
            "string": lambda: Text('"ab"[indices % 2]', 10, True),
            "bool": lambda: Text("(indices == 0)", 10, True),
        }.get(kind, lambda: Text("indices", 10, True))()

    def expression(self, kind, depth):
        if depth <= 0:
            return self.leaf(kind)
        options = getattr(self, kind + "_options")(depth - 1) + [
            (lambda: self.leaf(kind), 2),
            (lambda: self.conditional(kind, depth - 1), 2),
        ]
        callable_ = [n for n, (_, result) in self.functions.items() if result == kind]
        if callable_:
            options.append((lambda: self.own_call(callable_, depth - 1), 4))
        return self.choice(options)

    def conditional(self, kind, depth):
        condition = self.expression("bool", depth)
        yes, no = self.expression(kind, depth), self.expression(kind, depth)
        level = LEVELS["if"]
        return Text(
            "%s if %s else %s"
            % (self.wrap(yes, level), condition, self.wrap(no, level + 1)),
            level,
            # An atom as condition leaves one branch, which may be an atom.
            condition.flows or (yes.flows and no.flows),
        )

    def own_call(self, names, depth):
        name = self.random.choice(names)
        arguments = [
            self.selector(depth) if kind == "selector" else self.flow(kind, depth)
            for kind in self.functions[name][0]
        ]
        return self.call(name, *arguments)

    # Numbers

    def sum(self, kind, depth):
        other = self.random.choice(NUMBERS[: NUMBERS.index(kind) + 1])
        pieces = [self.expression(kind, depth), self.expression(other, depth)]
        self.random.shuffle(pieces)
        return self.operation(self.random.choice(["+", "-", "+"]), *pieces)

    def scaled(self, kind, depth):
        factor = Text(self.literal(self.random.choice(["int", kind])))
        return self.operation("*", self.expression(kind, depth), factor)

    def unary(self, op, piece):
        space = " " if op == "not" else ""
        return Text("%s%s%s" % (op, space, self.wrap(piece, 9)), 9, piece.flows)

    def moves(self, kind, depth):
        """What moves elements of any kind between positions."""
        choose = self.random.choice
        values = lambda: self.flow(kind, depth)
        default = lambda: Text(self.literal(kind))
        return [
            (lambda: self.call("aggregate", self.single(depth), values(),
                               default()), 3),
            (lambda: self.call("shift", values(), choose(["1", "2", "-1", "0"]),
                               default()), 1),
            (lambda: self.call("sort", values(),
                               self.flow(choose(["int", "string", kind])
                                         if kind != "inexact" else "int", depth)), 1),
            (lambda: self.call("aggregate",
                               "select(indices, length - 1 - indices, ==)",
                               values()), 1),
            (lambda: Text("%s[%s]" % (self.wrap(values(), 10),
                                      choose(["0", "-1"])), 10, True), 1),
        ]

    def int_options(self, depth):
        choose = self.random.choice
        modulus = lambda: Text(choose(["2", "3", "5", "-3", "length"]), 10)
        options = self.moves("int", depth) + [
            (lambda: self.sum("int", depth), 4),
            (lambda: self.scaled("int", depth), 2),
            (lambda: self.operation("%", self.expression("int", depth), modulus()), 2),
            (lambda: self.unary(choose("-+-"), self.expression("int", depth)), 1),
            (lambda: self.call("indicator", self.flow("bool", depth)), 3),
            (lambda: self.rounded(depth), 2),
            (lambda: self.operation(choose("+-*"), self.flow("bool", depth),
                                    self.expression("bool", depth)), 0.5),
            (lambda: self.call("selector_width", self.selector(depth)), 5),
            (lambda: self.counted(depth), 2),
            (lambda: self.power(depth), 1),
            (lambda: self.call(choose(["max", "min"]), self.flow("int", depth),
                               self.expression("int", depth)), 1),
            (lambda: self.call("load_from_location", self.flow("int", depth),
                               self.expression("int", depth)), 1),
            (lambda: self.indexed("int", depth), 2),
            (lambda: Text("%s[%s]" % (self.wrap(self.flow("int", depth), 10),
                                      choose(["1", "3", "-2", "True"])), 10, True), 1),
            (lambda: Text("len(%s)" % self.list_of("int", 4)), 0.3),
            (lambda: self.careless(depth), 0.7),
        ]
        return options

    def careless(self, depth):
        """An s-op of what has no result on some inputs, and does not matter."""
        at = self.random.randint(0, len(self.inputs[-1]))
        fails = Text(self.random.choice([
            "(1 / (indices - %d))" % at, "(indices %% (length - %d))" % at,
            "[1, 2, 3][indices + length - %d]" % at, "{0: 1}[indices / length]",
        ]), 10, True)
        other = self.wrap(self.flow("int", depth), 7)
        return Text(self.random.choice([
            "({x} if {f} > 0 else {x})", "indicator({f} == \"a\")",
            "indicator({f} > 0 or indices >= 0 or True)", "{x} * (round({f}) * 0)",
            "selector_width(select({f}, 0, ==) or full_s)",
            "selector_width(full_s and select({f}, \"a\", !=))",
            "indicator({f} in [])", "(0 if {f} == \"\" else {x})",
        ]).format(x=other, f=fails), 10, True)

    def rounded(self, depth):
        piece = self.expression(self.random.choice(EXACT), depth)
        return Text("round(%s)" % piece, 10, piece.flows)

    def counted(self, depth):
        kind = self.random.choice(["string", "int", "bool"])
        return self.call("count", self.flow(kind, depth), self.expression(kind, 0))

    def power(self, depth):
        base = self.operation("%", self.flow("int", depth), Text("4"))
        return self.operation("^", base, Text(self.random.choice("2230")))

    def dyadic_options(self, depth):
        return self.moves("dyadic", depth) + [
            (lambda: self.sum("dyadic", depth), 4),
            (lambda: self.scaled("dyadic", depth), 1),
            (lambda: self.unary("-", self.expression("dyadic", depth)), 1),
            (lambda: self.operation("%", self.expression("dyadic", depth),
                                    Text(self.random.choice(["2", "1", "0.5"]))), 1),
            (lambda: self.operation("/", self.expression("dyadic", depth),
                                    Text(self.random.choice("24"))), 1),
            (lambda: self.operation("^", Text("2"), self.unary(
                "-", self.operation("%", self.flow("int", depth), Text("5")))), 0.5),
        ]

    def mean(self, kind, depth):
        arguments = [self.selector(depth), self.expression(kind, depth)]
        if self.random.random() < 0.5:
            arguments.append(self.literal(self.random.choice(["int", "dyadic"])))
        return self.call("aggregate", *arguments)

    def float_options(self, depth):
        choose = self.random.choice
        summed = lambda: self.random.choice(["int", "int", "dyadic"])
        return self.moves("float", depth) + [
            (lambda: self.mean(summed(), depth), 8),
            (lambda: self.call("average", self.flow(summed(), depth)), 1),
            (lambda: self.sum("float", depth), 2),
            (lambda: self.scaled("float", depth), 1),
            (lambda: self.unary("-", self.expression("float", depth)), 1),
            (lambda: self.quotient(depth), 4),
            (lambda: self.call(choose(["max", "min"]), self.flow("float", depth),
                               self.expression("float", depth)), 1),
        ]

    def quotient(self, depth):
        choose = self.random.choice
        below = choose(["3", "10", "(indices + 1)", "length", "-3"])
        if self.random.random() < 0.15:
            below = choose(["(indices - 4)", "(length - 1)", "(length - %d)"
                            % len(self.inputs[2])])
        piece = Text(below, 9, below[0] not in "31-")
        return self.operation("/", self.expression(choose(EXACT), depth), piece)

    def inexact_options(self, depth):
        return self.moves("inexact", depth) + [
            (lambda: self.mean(self.random.choice(["float", "inexact"]), depth), 6),
            (lambda: self.call("average", self.flow("float", depth)), 1),
            (lambda: self.sum("inexact", depth), 2),
            (lambda: self.unary("-", self.expression("inexact", depth)), 1),
        ]

    # Booleans and strings

    def comparison(self, depth):
        kind = self.random.choice(
            ["int", "int", "string", "string", "dyadic", "float", "bool"]
        )
        op = self.random.choice(["==", "==", "<", "<=", ">", ">="])
        left, right = self.expression(kind, depth), self.expression(kind, 0)
        if self.random.random() < 0.03:  # never equal, but well typed
            op, right = "==", self.expression("string", 0)
        return self.operation(op, left, right)

    def member(self, depth):
        kind = self.random.choice(["int", "string", "string"])
        return self.operation("in", self.flow(kind, depth), Text(self.list_of(kind, 3)))

    def bool_options(self, depth):
        choose = self.random.choice
        key = lambda: choose(["int", "string"])

        def marked(kind):
            return self.call(
                choose(["mark_last_instance", "mark_first_instance"]),
                self.flow(kind, depth), self.expression(kind, 0),
            )

        def found(kind):
            return self.operation(
                "in", Text(self.literal(kind)), self.flow(kind, depth)
            )

        def contained(kind):
            return self.call(
                "contains", self.flow(kind, depth), self.expression(kind, 0)
            )

        return self.moves("bool", depth) + [
            (lambda: self.comparison(depth), 10),
            (lambda: self.unary("not", self.expression("bool", depth)), 2),
            (lambda: self.operation(choose(["and", "or"]),
                                    self.expression("bool", depth),
                                    self.flow("bool", depth)), 4),
            # A number or a string counts by itself; the result is a bool.
            (lambda: self.operation(choose(["and", "or"]),
                                    self.flow(choose(["int", "string"]), depth),
                                    self.flow("bool", depth)), 0.5),
            (lambda: self.member(depth), 2),
            (lambda: found(key()), 1),
            (lambda: contained(key()), 1),
            (lambda: marked(key()), 1),
            (lambda: self.call("has_focus", self.selector(depth)), 2),
        ]

    def string_options(self, depth):
        choose = self.random.choice
        options = self.moves("string", depth) + [
            (lambda: self.operation("+", self.expression("string", depth),
                                    self.expression("string", 0)), 2),
            (lambda: self.indexed("string", depth), 2),
            (lambda: Text('"abé("[%s]' % self.operation(
                "%", self.flow("int", depth), Text("4")), 10, True), 1),
            (lambda: self.call(choose(["max", "min"]), self.flow("string", depth),
                               self.expression("string", 0)), 1),
        ]
        if self.random.random() < 0.06:  # several strings marked: an error
            options.append((lambda: self.call("aggregate", self.selector(depth),
                                              self.flow("string", 0), '""'), 4))
        return options

    # Lists and dicts

    def list_of(self, kind, size):
        return "[%s]" % ", ".join(self.literal(kind) for _ in range(size))

    def indexed(self, kind, depth):
        index = self.flow("int", depth)
        if self.random.random() < 0.6:
            size = self.random.randint(1, 4)
            values = Text(self.list_of(kind, size))
            modulus = size if self.random.random() < 0.9 else size + 1
            index = self.operation("%", index, Text(str(modulus)))
            return Text("%s[%s]" % (values, index), 10, True)
        if self.random.random() < 0.5:
            size = self.random.choice([2, 3, 3, 3, 3])
            table = ", ".join("%d: %s" % (i, self.literal(kind)) for i in range(size))
            index = self.operation("%", index, Text("3"))
            return Text("{%s}[%s]" % (table, index), 10, True)
        keys = {self.quote(token) for tokens in self.inputs for token in tokens
                if isinstance(token, str)}
        if not keys:
            table = "True: %s, False: %s" % (self.literal(kind), self.literal(kind))
            return Text("{%s}[%s]" % (table, self.flow("bool", depth)), 10, True)
        table = ", ".join("%s: %s" % (k, self.literal(kind)) for k in sorted(keys))
        return Text("{%s}[tokens_str]" % table, 10, True)

    # Selectors

    def selector(self, depth):
        names = [n for n, (kind, _) in self.names.items() if kind == "selector"]
        if names and self.random.random() < 0.3:
            return Text(self.random.choice(names[-3:]), 10)
        if depth <= 0:
            return Text(self.random.choice(self.plain_selectors()))
        return self.choice([
            (lambda: Text(self.random.choice(self.plain_selectors())), 4),
            (lambda: self.compared(depth - 1), 6),
            (lambda: self.operation(self.random.choice(["and", "and", "or"]),
                                    self.selector(depth - 1),
                                    self.selector(depth - 1)), 4),
            (lambda: self.unary("not", self.selector(depth - 1)), 1),
            (lambda: self.single(depth - 1), 2),
            (lambda: self.call(self.random.choice(["select_from_last",
                                                   "select_from_first"]),
                               self.flow("string", depth - 1),
                               self.literal("string")), 0.7),
            (lambda: self.call("select_next_identical",
                               self.flow(self.random.choice(["int", "string"]),
                                         depth - 1)), 0.7),
        ])

    def plain_selectors(self):
        window = self.random.choice(["1", "2", "-1", "0"])
        op = self.random.choice(["<", "<=", ">", ">=", "!=", "=="])
        return [
            "full_s", "select(tokens, tokens, ==)", "select(indices, indices, %s)" % op,
            "select(indices, indices + %s, %s)" % (window, op),
            "select(indices - %s, indices, %s)" % (window, op),
            "select(indices, 0, ==)", "select(indices, 99, ==)",
            "select(tokens, %s, ==)" % self.literal(self.names["tokens"][0]),
            "(select(indices, indices - 2, >=) and select(indices, indices, <=))",
            "select(1, 2, ==)", "select(1, True, ==)",
        ]

    def compared(self, depth):
        kind = self.random.choice(["int", "int", "string", "bool", "float", "dyadic"])
        op = self.random.choice(["==", "==", "==", "!=", "<", "<=", ">", ">="])
        key, query = self.flow(kind, depth), self.expression(kind, depth)
        if self.random.random() < 0.3:
            query = key
        if self.random.random() < 0.3:
            key, query = query, key
        return self.call("select", key, query, op)

    def single(self, depth):
        """A selector that marks at most one position in a row."""
        piece = self.choice([
            (lambda: self.call("select", "indices",
                               self.expression("int", depth), "=="), 4),
            (lambda: self.call("select", "indices + %s"
                               % self.random.choice(["1", "2", "(-1)"]),
                               "indices", "=="), 2),
            (lambda: self.call("select", "indices", self.random.choice(
                ["indices - 1", "length - 1", "0", "indices + 3", "indices"]),
                "=="), 2),
        ])
        if self.random.random() < 0.3:
            piece = self.operation("and", piece, self.selector(0))
        return piece


def literal_text(value):
    if isinstance(value, list):
        return "[%s]" % ", ".join(map(literal_text, value))
    return '"%s"' % value if isinstance(value, str) else str(value)
