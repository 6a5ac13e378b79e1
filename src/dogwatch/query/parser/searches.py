"""Searches: terms, facets, ranges and boolean operators; the leaves stay as they are written."""

from __future__ import annotations

import re

from dogwatch.query.node import set_read
from dogwatch.query.search import (
    Bound,
    Either,
    Every,
    Facet,
    FreeText,
    Phrase,
    Range,
    Search,
    SearchCondition,
    SearchFunction,
    Without,
)

from .booleans import Grammar
from .reader import Reader
from .values import unescaped
from .variables import NAME, interpolated, variable

_PHRASE = r'"(?:[^"\\]|\\(?s:.))*+"'
_WORD = r'(?:[^\s()"\\]|\\(?s:.))'
_RANGE = r"(?P<opening>[\[{])\s*+(?P<low>[^\s\[\]{}()]++)\s++TO\s++(?P<high>[^\s\[\]{}()]++)\s*+(?P<closing>[\]}])"
_ENDS = r'(?=[\s()"]|\Z)'
# What can stand as the value of a facet too.
_LEAF = rf"""
      (?P<group>\()
    | (?P<phrase>{_PHRASE})
    | (?P<range>{_RANGE})
    | (?P<bound>(?P<comparator>[<>]=?)(?P<compared>{_WORD}++))
    | \$(?P<variable>{NAME}){_ENDS}
"""
_OPERAND = re.compile(
    rf"""\s*+(?:
      (?P<minus>[-!](?=[^\s)]))
    | (?P<not>NOT{_ENDS})
    | (?P<joining>(?:AND|OR){_ENDS})
    | {_LEAF}
    | (?P<facet>(?P<key>(?:[^\s()":\\]|\\(?s:.))++):)
    | (?P<function>(?P<name>[A-Za-z_]\w*+)\((?P<arguments>[^()]*+)\))
    | (?P<word>{_WORD}++)
    )""",
    re.ASCII | re.VERBOSE,
)
_VALUE = re.compile(rf"(?:{_LEAF}|(?P<bracket>\[)|(?P<word>{_WORD}*+))", re.ASCII | re.VERBOSE)
_AND = re.compile(rf"\s*+AND{_ENDS}", re.ASCII)
_OR = re.compile(rf"\s*+OR{_ENDS}", re.ASCII)
_CLOSE = re.compile(r"\s*+\)", re.ASCII)
_GOES_ON = re.compile(r"\s*+[^\s)]", re.ASCII)
_EMPTY = re.compile(r"\s*+\Z", re.ASCII)


def read_search(reader: Reader) -> Search:
    """The search that is all of the text."""
    if _EMPTY.match(reader.text):
        reader.at = len(reader.text)
        return Search()
    condition = _GRAMMAR.read(reader, 0)
    reader.end("a term, AND, OR or the end")
    return Search(condition)


def _goes_on(reader: Reader) -> bool:
    """Terms that must all match stand side by side, or have AND between them."""
    if _GOES_ON.match(reader.text, reader.at) is None or _OR.match(reader.text, reader.at):
        return False
    reader.take(_AND)
    return True


def _term(reader: Reader, depth: int) -> SearchCondition:
    found = _OPERAND.match(reader.text, reader.at)
    if found is None or found.lastgroup == "joining":
        reader.skip_space()
        if reader.text.startswith('"', reader.at):
            reader.fail("the quote is not closed", "close it, or write a backslash in front of it")
        reader.expected("a term")
    reader.at = found.end()
    start = found.start(found.lastgroup)  # type: ignore[arg-type]  # one of the pattern's names
    term: SearchCondition
    reader.height = 1
    match found.lastgroup:
        case "minus" | "not":
            term = Without(_term(reader, reader.deeper(depth)))
            reader.rise(reader.height)
        case "facet":
            term = Facet(found["key"], _value(reader, reader.deeper(depth)))
            reader.rise(reader.height)
        case "function":
            term = SearchFunction(found["name"], found["arguments"])
        case "word":
            term = FreeText(interpolated(found["word"], reader.text, start))
        case "group":
            term = _GRAMMAR.read(reader, reader.deeper(depth))
            _close(reader)
            return term
        case _:
            return _leaf(reader, found)
    set_read(term, (reader.text, start, reader.at))
    return term


def _value(reader: Reader, depth: int) -> SearchCondition:
    found = _VALUE.match(reader.text, reader.at)
    assert found is not None  # a value may be empty
    if found.lastgroup == "bracket":
        reader.expected("a range such as [200 TO 299]")
    start, reader.at = reader.at, found.end()
    if found.lastgroup == "group":
        group = _GRAMMAR.read(reader, reader.deeper(depth))
        _close(reader)
        return group
    reader.height = 1
    if found.lastgroup != "word":
        return _leaf(reader, found)
    word = FreeText(interpolated(found["word"], reader.text, start))
    set_read(word, (reader.text, start, reader.at))
    return word


def _close(reader: Reader) -> None:
    if reader.take(_CLOSE) is None:
        reader.expected("a term, AND, OR or ')'")


def _leaf(reader: Reader, found: re.Match[str]) -> SearchCondition:
    text = reader.text
    leaf: SearchCondition
    match found.lastgroup:
        case "variable":
            return variable(found["variable"], (text, found.start("variable") - 1, found.end("variable")))
        case "phrase":
            leaf = Phrase(unescaped(found["phrase"]))
        case "range":
            leaf = Range(found["low"], found["high"], found["opening"] == "[", found["closing"] == "]")
        case _:
            compared = interpolated(found["compared"], text, found.start("compared"))
            leaf = Bound(found["comparator"], compared)  # type: ignore[arg-type]  # the pattern's comparators
    set_read(leaf, (text, *found.span(found.lastgroup)))  # type: ignore[arg-type]
    return leaf


_GRAMMAR: Grammar[SearchCondition] = Grammar(_term, _goes_on, _OR, Every, Either)
