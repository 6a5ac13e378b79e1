"""Scopes: `{env:prod,!region:us}` with commas, and `{env:prod AND (a:b OR c:d)}` with words."""

from __future__ import annotations

import re
from typing import NoReturn

from dogwatch.query.node import set_read
from dogwatch.query.scope import EVERYTHING, And, Commas, Excluded, In, Not, Or, Scope, Tag, Value, Variable, Word

from .booleans import Grammar
from .reader import Reader
from .variables import NAME, interpolated, variable

_KEY = r"""[^\s,{}()$:!"'-][^\s,{}()$:!"']*+"""
_VALUE = r"[^\s,{}()]*+"
# A term between commas, and what ends it.
_TERM = re.compile(rf"\s*+([!-]?)(?:\$({NAME})|({_KEY})(:\s*+)?({_VALUE}))\s*+([,}}])", re.ASCII).match

_OPERAND = re.compile(
    rf"""\s*+(?:
      (?P<not>(?:NOT|not)(?=[\s(]))
    | (?P<open>\()
    | (?P<in>(?P<of>{_KEY})\s++(?P<negated>(?:NOT|not)\s++)?(?:IN|in)\s*+\((?P<values>[^(){{}}]*+)\))
    | \$(?P<variable>{NAME})
    | (?P<tag>(?P<key>{_KEY})(?P<colon>:\s*+)?(?P<value>{_VALUE}))
    )""",
    re.ASCII | re.VERBOSE,
)
_AND = re.compile(r"\s*+(?:AND|and)(?=[\s(])", re.ASCII)
_OR = re.compile(r"\s*+(?:OR|or)(?=[\s(])", re.ASCII)
_END = re.compile(r"\s*+\}", re.ASCII)
_CLOSE = re.compile(r"\s*+\)", re.ASCII)
_ITEM = re.compile(rf"\s*+({_VALUE})(\s*+)(,|\Z)?", re.ASCII).match
# What stands in a scope of words but not in one of commas, or the other way around.
_SIMPLE = rf"\s*+[!-]?(?:\${NAME}|{_KEY}(?::\s*+)?{_VALUE})"
_SIMPLE_TERM = re.compile(_SIMPLE, re.ASCII)
_WORDS = re.compile(rf"(?:{_SIMPLE}\s++(?=[A-Za-z])|\s*+)(?P<joining>\(|(?:AND|OR|NOT|IN|and|or|not|in)\b)", re.ASCII)
_COMMAS = re.compile(r"\s*+[,!-]", re.ASCII)
_JOINING = frozenset({"AND", "OR", "NOT", "IN", "and", "or", "not", "in"})


def read_scope(reader: Reader) -> Scope:
    """The scope that begins here, behind its brace; the reader ends up behind the closing one."""
    text, start = reader.text, reader.at
    if text.startswith("*}", start):
        reader.at = start + 2
        return EVERYTHING
    terms: list[Tag | Variable | Excluded] = []
    at = start
    while found := _TERM(text, at):
        sign, name, key, colon, value, end = found.groups()
        term: Tag | Variable
        if name is not None:
            term = variable(name, (text, found.start(2) - 1, found.end(2)))
        elif colon is None:
            term = Tag(key)
            set_read(term, (text, found.start(3), found.end(3)))
        else:
            term = Tag(key, interpolated(value, text, found.start(5)) if "$" in value else value)
            set_read(term, (text, found.start(3), found.end(5)))
        if sign:
            excluded = Excluded(term)
            set_read(excluded, (text, found.start(1), term.read[2]))  # type: ignore[index]
            terms.append(excluded)
        elif key != "*" or colon is not None:  # a star among others asks for nothing
            terms.append(term)
        at = found.end()
        if end == "}":
            reader.at = at
            scope = Commas(tuple(terms))
            set_read(scope, (text, start, at - 1))
            return scope
    if at > start:
        reader.at = at
        _fail_between_commas(reader)
    return _read_words(reader)


def _fail_between_commas(reader: Reader) -> NoReturn:
    if words := _WORDS.match(reader.text, reader.at):
        reader.at = words.start("joining")
        _fail_mixed(reader)
    if reader.take(_SIMPLE_TERM):
        reader.expected("',' or '}'")
    reader.expected("a tag such as env:prod")


def _fail_mixed(reader: Reader) -> NoReturn:
    seen = "the scope mixes commas or ! with AND, OR, NOT or IN, which Datadog refuses"
    reader.fail(seen, "write AND for commas and NOT for ! throughout")


def _fail_between_words(reader: Reader, expected: str) -> NoReturn:
    reader.skip_space()
    if _COMMAS.match(reader.text, reader.at):
        _fail_mixed(reader)
    reader.expected(expected)


def _read_words(reader: Reader) -> Scope:
    start = reader.at
    word = _WORDS_GRAMMAR.read(reader, 0)
    end = reader.at
    if reader.take(_END) is None:
        _fail_between_words(reader, "AND, OR or '}'")
    if isinstance(word, Tag | Variable):
        scope: Scope = Commas((word,)) if word != Tag("*") else Commas()
        set_read(scope, (reader.text, start, end))
        return scope
    return word


def _operand(reader: Reader, depth: int) -> Word:
    text = reader.text
    found = reader.take(_OPERAND)
    if found is None:
        _fail_between_words(reader, "a tag such as env:prod")
    word: Word
    reader.height = 1
    match found.lastgroup:
        case "variable":
            return variable(found["variable"], (text, found.start("variable") - 1, found.end()))
        case "not":
            word = Not(_operand(reader, reader.deeper(depth)))
            reader.rise(reader.height)
            set_read(word, (text, found.start("not"), reader.at))
        case "open":
            word = _WORDS_GRAMMAR.read(reader, reader.deeper(depth))
            if reader.take(_CLOSE) is None:
                _fail_between_words(reader, "AND, OR or ')'")
        case "in":
            values = _values(reader, found.start("values"), found["values"])
            word = In(found["of"], values, found["negated"] is not None)
            set_read(word, (text, found.start("in"), found.end()))
        case _:
            word = _tag(reader, found)
    return word


def _tag(reader: Reader, found: re.Match[str]) -> Tag:
    key, value = found["key"], found["value"]
    if found["colon"] is not None:
        tag = Tag(key, interpolated(value, reader.text, found.start("value")))
    elif key not in _JOINING:
        tag = Tag(key)
    else:
        reader.at = found.start("tag")
        reader.expected("a tag such as env:prod")
    set_read(tag, (reader.text, found.start("tag"), found.end()))
    return tag


def _values(reader: Reader, start: int, values: str) -> tuple[Value, ...]:
    """The values of an IN; they begin at `start`."""
    found, at = [], 0
    while True:
        item = _ITEM(values, at)
        if item is None or not item[1] or item[3] is None:
            reader.at = start + (item.end() if item else at)
            reader.expected("',' or ')'" if item and item[1] else "a value")
        found.append(interpolated(item[1], reader.text, start + item.start(1)))
        if item[3] != ",":
            return tuple(found)
        at = item.end()


_WORDS_GRAMMAR: Grammar[Word] = Grammar(_operand, lambda reader: reader.take(_AND), _OR, And, Or)
