"""Every tree prints as a text that is read as the same tree; every text is read, or refused, in linear time."""

from __future__ import annotations

import copy
import json
import os
import pickle
import random
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dogwatch.errors import QuerySyntaxError
from dogwatch.query import (
    EVERYTHING,
    LANGUAGES,
    TYPES,
    Commas,
    Node,
    Search,
    canonical,
    nodes,
    parse_formula,
    parse_metric,
    parse_monitor,
    parse_search,
    parse_slo,
)
from dogwatch.query.parser.reader import DEEPEST
from tests.query.trees import ALERTS

from . import trees

Parse = Callable[[str], Node]


def of(type: str) -> Parse:
    return lambda text: parse_monitor(text, type)


PARSERS: dict[str, Parse] = {
    "metric": parse_metric,
    "formula": parse_formula,
    "search": parse_search,
    "slo": parse_slo,
    **{type: of(type) for type in TYPES},
}


def assert_is_read_as_itself(parse: Parse, tree: object) -> None:
    assert isinstance(tree, Node)
    found = parse(str(tree))
    assert found == tree
    assert hash(found) == hash(tree)
    assert str(found) == str(tree)
    assert canonical(found) == canonical(tree)


@given(tree=trees.METRICS | trees.GRAPHS)
def test_a_metric_tree_is_read_as_itself(tree: object) -> None:
    assert_is_read_as_itself(parse_metric, tree)


@given(tree=trees.FORMULAS)
def test_a_formula_is_read_as_itself(tree: object) -> None:
    assert_is_read_as_itself(parse_formula, tree)


@given(tree=trees.SEARCHES)
def test_a_search_is_read_as_itself(tree: object) -> None:
    assert_is_read_as_itself(parse_search, tree)


@given(tree=ALERTS | trees.METRIC_ALERTS)
def test_an_alert_on_metrics_is_read_as_itself(tree: object) -> None:
    assert_is_read_as_itself(of("query alert"), tree)


@given(tree=trees.EVENT_ALERTS | trees.FORMULA_ALERTS)
def test_an_alert_on_events_is_read_as_itself(tree: object) -> None:
    assert_is_read_as_itself(of("log alert"), tree)


@given(tree=trees.CHECK_ALERTS)
def test_an_alert_on_checks_is_read_as_itself(tree: object) -> None:
    assert_is_read_as_itself(of("service check"), tree)


@given(tree=trees.COMPOSITES)
def test_a_composite_is_read_as_itself(tree: object) -> None:
    assert_is_read_as_itself(of("composite"), tree)


def read(parse: Parse, text: str) -> Node | QuerySyntaxError:
    """The tree of a text, or why it is none."""
    try:
        return parse(text)
    except QuerySyntaxError as error:
        return error


def assert_read_or_refused(parse: Parse, text: str) -> bool:
    """Whether it is read; then its tree prints it, and its canonical form is read as an equal tree."""
    found = read(parse, text)
    if isinstance(found, Node):
        assert str(found) == text
        assert parse(canonical(found)) == found
        return True
    assert 0 <= found.at <= len(text)
    assert "\n" not in str(found)
    assert found.shown.count("\n") == 1
    return False


PIECES = st.sampled_from(
    [
        *("avg:", "a", "{", "}", "*", "$env", "$a.value", " by {", ",", ":", "(", ")", "abs(", "+", "-", "/", " "),
        *(".as_count()", ".rollup(", ".", "'", '"', "\\", "1", "0.5", "1e5", "9" * 400, "1e999", "AND", "OR", "NOT"),
        *("IN (", "!", "avg(last_5m):", "change(", "logs(", '"x"', ".last(", " > 1", "formula(", "&&", "||", "\n"),
        *("\x00", "\u202e", "é", "\udc80", "𝟙", "\xa0", "@k:", ">=", "query1", "count(v: v<1):", "threshold"),
    ]
)


@given(text=st.text() | st.lists(PIECES, max_size=12).map("".join), name=st.sampled_from(sorted(PARSERS)))
def test_any_text_is_read_or_refused(text: str, name: str) -> None:
    assert_read_or_refused(PARSERS[name], text)


SAMPLES = [
    ("metric", "sum:hits{$env,!a:b*,c:x-$d.value} by {host,$group}.as_count().rollup(sum, 60)"),
    (
        "metric",
        "top(default_zero(avg:a{b:c AND (d:e OR f IN (g,$h.value))} by {i} * 100 / -avg:j{*}), 10, 'mean', \"desc\")",
    ),
    ("formula", "(query1 - calendar_shift(query2, '-1w', 'UTC')) / query3 * -1"),
    ("search", 'service:web -@http.status_code:(>=400 AND <500) "a b" @n:[1 TO 5} (x OR NOT y) $env'),
    ("query alert", "avg(last_4h):anomalies(avg:a{b:c} by {d}, 'agile', 2, direction='above', interval=60) >= 1"),
    ("query alert", "pct_change(avg(last_5m),last_1h):sum:a{*}.as_count() > -50.5"),
    ("log alert", r'logs("service:web @m:\"a b\"").index("main").rollup("count").by("host,@b").last("5m") > 2'),
    ("cost alert", 'formula("exclude_null(query1)").last("7d").anomaly(direction="above", threshold=10) >= 5'),
    ("service check", '"a.up".over("env:prod").by("host").last(3).count_by_status()'),
    ("composite", "( 1 && !22 ) || ${monitor:shop/checkout/errors}"),
    ("slo alert", 'burn_rate("abc").over("30d").long_window("1h").short_window("5m") > 14.4'),
]


def queries() -> list[tuple[Parse, str]]:
    """Queries with their parsers: those above, and real ones where they are."""
    file = Path(os.environ.get("DOGWATCH_CORPUS", "")) / "corpus" / "queries.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    rows = [json.loads(line) for line in lines]
    real = [(lambda text, row=row: LANGUAGES[row["kind"]](row["type"], text), row["query"]) for row in rows]
    return [*((PARSERS[name], text) for name, text in SAMPLES), *real]


# What one meaning can be spelled with and without.
_SPELLING = re.compile(r"[\s'\"()*,\\!-]|AND|NOT")


def test_every_node_knows_where_it_was_read() -> None:
    """What stands there is what it says, but for its spelling; only `{*}` is everywhere the same node."""
    for parse, text in queries():
        tree = parse(text)
        for node in nodes(tree):
            if node is EVERYTHING:
                continue
            assert node.read is not None, node
            said, meant = (_SPELLING.sub("", form.upper()) for form in (str(node), canonical(node)))
            assert said == meant, text
            if node is not tree and not isinstance(node, Commas | Search):
                assert str(node) == str(node).strip(), text


def test_nodes_that_say_what_is_below_them_leave_out_nothing() -> None:
    of_any_node = Node.below.__get__  # type: ignore[attr-defined]
    for parse, text in queries():
        assert all(node.below == of_any_node(node) for node in nodes(parse(text)))


def mutated(text: str, other: str, chance: random.Random) -> str:
    """The text with one to three pieces lost, doubled, replaced, put in or taken from another."""
    for _ in range(chance.randint(1, 3)):
        start = chance.randint(0, len(text))
        end = min(len(text), start + chance.choice([0, 1, 1, 1, 2, 5, 20]))
        piece = chance.choice(
            ["", text[start:end] * 2, chance.choice("(){}[]<>=!\"'\\$,.:*&|-+/ \n\x00é0aN"), other[start:end], "AND "]
        )
        text = text[:start] + piece + text[end:]
    return text


@pytest.mark.nightly
def test_what_becomes_of_real_queries_by_accident_is_read_or_refused(request: pytest.FixtureRequest) -> None:
    """100,000 of them with `-m nightly`, else a small share."""
    number = 100_000 if "nightly" in request.config.getoption("markexpr") else 2_000
    seed = random.randrange(2**32)
    print(f"{number} mutated queries, seed {seed}")
    chance, known = random.Random(seed), queries()
    assert all(assert_read_or_refused(parse, text) for parse, text in known)
    were_read = 0
    for _ in range(number):
        parse, text = chance.choice(known)
        were_read += assert_read_or_refused(parse, mutated(text, chance.choice(known)[1], chance))
    print(f"{were_read} of them were read")
    assert 0 < were_read < number


N = 100_000
LONG = {
    "parentheses": "(" * N,
    "minuses": "-" * N,
    "functions": "abs(" * (N // 4),
    "a sum": "+".join(["avg:a{*}"] * (N // 9)),
    "a product": "*".join(["query1"] * (N // 7)),
    "a graph": ",".join(["avg:a{*}"] * (N // 9)),
    "commas": f"avg:a{{{'b:c,' * (N // 4)}}}",
    "words": f"avg:a{{{'b:c AND ' * (N // 8)}d}}",
    "nots": f"avg:a{{{'NOT ' * (N // 4)}d}}",
    "groups": f"avg:a{{{'(' * N}",
    "values": f"avg:a{{b IN ({'c,' * (N // 2)}",
    "half an IN": f"avg:a{{{'b IN ' * (N // 5)}",
    "variables": f"avg:a{{b:{'$c' * (N // 2)}}}",
    "keys": f"avg:a{{*}} by {{{'k,' * (N // 2)}k}}",
    "modifiers": f"avg:a{{*}}{'.as_count()' * (N // 11)}",
    "braces": "avg:a{" * (N // 6),
    "space": f"avg:a{{*}}{' ' * N}x",
    "nothing but space": " " * N,
    "a name": "a" * N,
    "dots": "a." * (N // 2),
    "colons": "a:" * (N // 2),
    "digits": "9" * N,
    "an open quote": "top(avg:a{*}, '" + "\\'" * (N // 2),
    "quotes": '"' * N,
    "escapes": "\\" * N,
    "ranges": "a:[1 TO " * (N // 8),
    "facets": "a:(" * (N // 3),
    "ids": "1 && " * (N // 5),
    "bangs": "!" * N,
    "steps": '.by("a")' * (N // 8),
    "letters of two bytes": "é" * N,
    "control letters": "\x00" * N,
}
AROUND: dict[str, tuple[Parse, Callable[[str], str]]] = {
    "metric": (parse_metric, str),
    "formula": (parse_formula, str),
    "search": (parse_search, str),
    "query alert": (of("query alert"), lambda text: f"avg(last_5m):{text} > 1"),
    "log alert": (of("log alert"), lambda text: f'logs("{text}").rollup("count").last("5m") > 1'),
    "chain": (of("log alert"), lambda text: f'logs("a"){text}'),
    "composite": (of("composite"), str),
    "service check": (of("service check"), str),
}


@pytest.mark.parametrize("language", AROUND)
@pytest.mark.parametrize("shape", LONG)
def test_a_long_text_is_read_or_refused_in_linear_time(shape: str, language: str) -> None:
    parse, around = AROUND[language]
    text = around(LONG[shape])
    began = time.perf_counter()
    found = read(parse, text)
    said = str(found)
    shown = found.shown if isinstance(found, QuerySyntaxError) else ""
    taken = time.perf_counter() - began
    assert isinstance(found, Node) or len(said) < 1000
    assert all(len(line) < 700 for line in shown.splitlines())
    # 0.1 s at most on the machine where this was written; in quadratic time it would be minutes.
    assert taken < 3


NESTED: dict[str, tuple[Parse, Callable[[int], str]]] = {
    "parentheses": (parse_metric, lambda depth: f"{'(' * depth}avg:a{{*}}{')' * depth}"),
    "functions": (parse_metric, lambda depth: f"{'abs(' * depth}avg:a{{*}}{')' * depth}"),
    "minuses": (parse_metric, lambda depth: f"{'-' * depth}avg:a{{*}}"),
    "products": (parse_formula, lambda depth: " * ".join(["query1"] * (depth + 1))),
    "differences": (parse_metric, lambda depth: "-".join(["avg:a{*}"] * (depth + 1))),
    "sums in products": (parse_formula, lambda depth: f"{'2 * (1 + ' * (depth // 2)}a{')' * (depth // 2)}"),
    "words": (parse_metric, lambda depth: f"avg:a{{{'NOT (' * depth}b:c{')' * depth}}}"),
    "choices": (parse_search, lambda depth: f"{'(a OR ' * depth}b{')' * depth}"),
    "exclusions": (parse_search, lambda depth: f"{'-' * depth}a"),
    "facets": (parse_search, lambda depth: f"{'a:(' * depth}b{')' * depth}"),
    "composites": (of("composite"), lambda depth: f"{'!(1 && ' * (depth // 2)}1{')' * (depth // 2)}"),
}


@pytest.mark.parametrize("shape", NESTED)
def test_the_deepest_trees_can_be_used_and_deeper_ones_are_refused(shape: str) -> None:
    parse, nested = NESTED[shape]
    text = nested(DEEPEST - 1)
    tree = parse(text)
    assert str(tree) == text
    assert parse(canonical(tree)) == tree
    assert {tree: 1}[copy.deepcopy(tree)] == 1
    assert pickle.loads(pickle.dumps(tree)) == tree
    assert len(repr(tree)) >= len(list(nodes(tree)))
    # Parentheses are no level of a tree, but read by recursion.
    for deeper in [3 * DEEPEST] if shape == "parentheses" else [DEEPEST + 2, 3 * DEEPEST]:
        with pytest.raises(QuerySyntaxError, match=f"it is nested deeper than {DEEPEST} levels"):
            parse(nested(deeper))
