"""Expressions: arithmetic and functions over metric queries, or in a formula over the names of queries."""

from __future__ import annotations

import re
from typing import NoReturn

from dogwatch.caret import quoted
from dogwatch.query.known import AGGREGATORS, FUNCTIONS, is_aggregator, is_function
from dogwatch.query.metric import Argument, Arithmetic, Expression, Function, Keyword, Name, Negative, Number, Text
from dogwatch.query.node import set_read

from .metrics import HEAD, read_modifiers, read_query
from .reader import Reader
from .values import DIGITS, STRING, number, unescaped

_OPERAND = re.compile(
    rf"""\s*+(?:
      (?P<query>{HEAD})
    | (?P<number>(?P<sign>-\s*+)?(?P<digits>{DIGITS})(?![\w.]))
    | (?P<call>(?P<function>[A-Za-z_]\w*+)\s*+\()
    | (?P<group>\()
    | (?P<minus>-)
    | (?P<name>[A-Za-z_]\w*+)
    )""",
    re.ASCII | re.VERBOSE,
)
_OPERATOR = re.compile(r"\s*+([-+*/])", re.ASCII).match
_CLOSE = re.compile(r"\s*+\)", re.ASCII)
_COMMA = re.compile(r"\s*+,", re.ASCII)
_WORD = re.compile(r"\s*+(?P<word>[A-Za-z_]\w*+)(?=\s*+[,)])", re.ASCII)
_TEXT = re.compile(rf"\s*+(?P<text>{STRING})", re.ASCII)
_KEYWORD = re.compile(
    rf"\s*+(?P<keyword>[A-Za-z_]\w*+)\s*+=\s*+(?:(?P<number>-?{DIGITS})(?![\w.])|(?P<text>{STRING}))", re.ASCII
)
_AGGREGATED = re.compile(r"\s*+([A-Za-z][\w.]*+)\s*+:", re.ASCII)
_METRIC = re.compile(r"\s*+[A-Za-z][\w.]*+", re.ASCII)


class Expressions:
    """What an expression is made of: metric queries, or in a formula the names of queries."""

    __slots__ = ("in_formula", "reader")

    def __init__(self, reader: Reader, *, in_formula: bool) -> None:
        self.reader, self.in_formula = reader, in_formula

    def read(self, depth: int = 0) -> Expression:
        """The sum that begins here, each of its terms a product; equals are read from the left."""
        reader = self.reader
        left = self._operand(depth)
        start, height = reader.began, reader.height
        # What stands in front of a + or - that waits for the product behind it.
        pending: tuple[str, Expression, int, int] | None = None
        while found := _OPERATOR(reader.text, reader.at):
            end, operator = reader.at, found[1]
            reader.at = found.end()
            if operator in "+-":
                if pending is not None:
                    left, start = self._sum(pending, left, height, end)
                    height = reader.height
                pending = (operator, left, start, height)
                left = self._operand(depth)
                start, height = reader.began, reader.height
            else:
                right = self._operand(depth)
                reader.rise(height, reader.height)
                height = reader.height
                left = Arithmetic(operator, left, right)  # type: ignore[arg-type]  # the pattern's operators
                set_read(left, (reader.text, start, reader.at))
        reader.height = height
        if pending is not None:
            left, start = self._sum(pending, left, height, reader.at)
        reader.began = start
        return left

    def _sum(
        self, pending: tuple[str, Expression, int, int], right: Expression, height: int, end: int
    ) -> tuple[Expression, int]:
        operator, left, start, left_height = pending
        summed = Arithmetic(operator, left, right)  # type: ignore[arg-type]  # the pattern's operators
        set_read(summed, (self.reader.text, start, end))
        self.reader.rise(left_height, height)
        return summed, start

    def _operand(self, depth: int) -> Expression:
        """A query, a number, a function, a name, or an expression in parentheses; leaves its beginning and height."""
        reader = self.reader
        found = _OPERAND.match(reader.text, reader.at)
        if found is None:
            reader.expected("a metric query, a function or a number" if not self.in_formula else "the name of a query")
        kind = found.lastgroup
        start = found.start(kind)  # type: ignore[arg-type]  # one of the pattern's names
        operand: Expression
        match kind:
            case "query":
                if self.in_formula:
                    seen = f"a metric query stands in a formula, which names queries: {quoted(found['metric'])}"
                    reader.fail(seen, "write the name of a query, as in query1", start)
                reader.at = found.end()
                operand = read_query(reader, found)
                reader.height = 1
            case "number":
                reader.at = found.end()
                digits = found["digits"]
                operand = Number(number(reader, f"-{digits}" if found["sign"] else digits, start))
                set_read(operand, (reader.text, start, reader.at))
                reader.height = 1
            case "call":
                operand = self._function(found, depth)
            case "group":
                reader.at = found.end()
                operand = self.read(reader.deeper(depth))
                if reader.take(_CLOSE) is None:
                    reader.expected("an operator or ')'")
            case "minus":
                reader.at = found.end()
                operand = Negative(self._operand(reader.deeper(depth)))
                reader.rise(reader.height)
                set_read(operand, (reader.text, start, reader.at))
            case _:
                if not self.in_formula:
                    self._fail_at_word()
                reader.at = found.end()
                operand = Name(found["name"])
                set_read(operand, (reader.text, start, reader.at))
                reader.height = 1
        reader.began = start
        return operand

    def _function(self, found: re.Match[str], depth: int) -> Function:
        reader, name, start = self.reader, found["function"], found.start("function")
        if not is_function(name):
            otherwise = "write one of Datadog's, such as default_zero or top"
            reader.unknown("function of Datadog", name, FUNCTIONS, start, otherwise)
        reader.at = found.end()
        depth = reader.deeper(depth)
        arguments: list[Argument] = [self.read(depth)]
        height = reader.height
        while reader.take(_COMMA):
            arguments.append(self._argument(depth))
            height = max(height, reader.height)
        if reader.take(_CLOSE) is None:
            reader.expected("an operator, ',' or ')'")
        function = Function(name, tuple(arguments), read_modifiers(reader))
        set_read(function, (reader.text, start, reader.at))
        reader.rise(height)
        return function

    def _argument(self, depth: int) -> Argument:
        reader = self.reader
        if found := reader.take(_TEXT):
            return self._text(found)
        if found := reader.take(_KEYWORD):
            value = self._text(found) if found["text"] else self._number(found)
            keyword = Keyword(found["keyword"], value)
            set_read(keyword, (reader.text, found.start("keyword"), found.end()))
            return keyword
        if found := reader.take(_WORD):
            name = Name(found["word"])
            set_read(name, (reader.text, *found.span("word")))
            return name
        return self.read(depth)

    def _text(self, found: re.Match[str]) -> Text:
        text = Text(unescaped(found["text"]))
        set_read(text, (self.reader.text, *found.span("text")))
        return text

    def _number(self, found: re.Match[str]) -> Number:
        value = Number(number(self.reader, found["number"], found.start("number")))
        set_read(value, (self.reader.text, *found.span("number")))
        return value

    def _fail_at_word(self) -> NoReturn:
        """Where a metric query begins, but does not go on as one."""
        reader = self.reader
        if aggregated := reader.take(_AGGREGATED):
            if not is_aggregator(aggregated[1]):
                otherwise = "write one of avg, sum, min, max, count, or a percentile such as p95"
                noun = "way to aggregate a metric"
                reader.unknown(noun, aggregated[1], AGGREGATORS, aggregated.start(1), otherwise)
            if _METRIC.match(reader.text, reader.at) is None:
                reader.expected("the name of a metric")
        reader.take(_METRIC)
        reader.expected("the scope of the metric, such as {*}")
