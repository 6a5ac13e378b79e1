"""Names and texts that are made to break out of a string, a comment or a line: the package is valid, and equal."""

from __future__ import annotations

import ast
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dogwatch import query
from dogwatch.adopt import Original
from dogwatch.cli.home import Home
from dogwatch.cli.import_ import _written
from dogwatch.kinds import Body

from .ruffed import complaints
from .test_literal import HOSTILE

anything = st.one_of(
    st.sampled_from([text for text in HOSTILE if "\ud800" not in text]),
    st.text(max_size=60),
    st.text(alphabet="\"'\\\n\r {}$`#;\u202e\u2066", max_size=40),
    st.sampled_from(
        [
            "${monitor:elsewhere/x}",
            "${dashboard:x}",
            "${HOME:-/tmp}",
            "$env",
            "{{host.name}}",
            '"); import os; os._exit(7) #',
            "'''; raise SystemExit(7)",
            "\\",
            "import",
            "__init__",
            "../../etc",
        ]
    ),
)
# What would be taken for a reference is refused by name; hypothesis has it from the source.
texts = anything.filter(lambda text: "found/" not in text and "$catalog" not in text)
json_values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**12), 10**12),
        st.floats(allow_nan=False, allow_infinity=False),
        texts,
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=5,
)
further = st.dictionaries(st.sampled_from(["new_field", "odd\nfield"]), texts, max_size=2)
tags = st.lists(
    st.one_of(texts, texts.map(lambda text: f"team:{text}"), texts.map(lambda text: f"service:{text}")), max_size=4
)

# Texts where the builder has a word for what stands around them.
queries = st.one_of(
    texts,
    texts.map(lambda text: f"{text} > 5"),
    texts.map(lambda text: f"avg(last_5m):avg:a{{k:{text}}} by {{{text}}} > 5"),
    texts.map(lambda text: f"sum(last_1h):top(sum:a{{!{text}}}.as_count(), 5, '{text}', 'desc') / 2 >= -1.5"),
    st.text(alphabet="ab:_-./*", min_size=1, max_size=9).map(lambda text: f"avg(last_5m):avg:a{{k:{text}}} > 5"),
)
FUNCTIONS = {
    "Catalog",
    "Dashboard",
    "Events",
    "Monitor",
    "Preset",
    "Slices",
    "Slo",
    "Team",
    "TemplateVariable",
    "Uptime",
}
METHODS = {"at", "where", "without", "by", "over", "avg", "sum", "as_count"}


@st.composite
def monitors(draw: st.DrawFn) -> Body:
    options = draw(st.dictionaries(texts, json_values, max_size=2))
    body = {"name": draw(texts), "type": "query alert", "query": draw(queries), "message": draw(texts)}
    return {**body, "tags": draw(tags), "options": {**options, "escalation_message": draw(texts)}, **draw(further)}


_SLICES: Body = {
    "comparator": "<",
    "threshold": 1,
    "query": {"formulas": [{"formula": "a"}], "queries": [{"name": "a", "query": "$env {\n"}]},
}


@st.composite
def slos(draw: st.DrawFn) -> Body:
    measured = draw(
        st.sampled_from(
            [
                {"type": "metric", "query": {"numerator": "$env {\n", "denominator": '"""'}},
                {"type": "monitor", "monitor_ids": [1]},
                {"type": "time_slice", "sli_specification": {"time_slice": {**_SLICES, '"': "\\"}}},
            ]
        )
    )
    thresholds = [{"timeframe": "7d", "target": draw(st.sampled_from([99, 99.9, 95.12]))}]
    name = draw(texts.filter(str.strip))
    small = [tag.lower() for tag in draw(tags)]
    body = {"name": name, "description": draw(texts), "thresholds": thresholds, "tags": small}
    return {**body, **measured, "groups": draw(st.lists(texts, max_size=2)), **draw(further)}


@st.composite
def dashboards(draw: st.DrawFn) -> Body:
    layout = {"x": 0, "y": 0.5, "width": 3, "height": 1}
    inside = [{"definition": {"type": "note", "content": draw(texts)}, "layout": layout}]
    definitions = [
        {"type": "note", "content": draw(texts)},
        {"type": draw(texts), draw(texts): draw(json_values)},
        {"type": "alert_graph", "alert_id": draw(texts), "title": draw(texts)},
        {
            "type": "group",
            "layout_type": "ordered",
            "title": draw(texts),
            "widgets": inside,
        },
    ]
    widgets = [{"definition": definition, "layout": layout} for definition in definitions]
    variables = [{"name": draw(texts), "prefix": draw(texts), "default": draw(texts.filter(bool))}]
    views = [{"name": draw(texts), "template_variables": [{"name": draw(texts), "values": [draw(texts)]}]}]
    return {
        "title": draw(texts),
        "description": draw(texts),
        "layout_type": "ordered",
        "reflow_type": draw(st.sampled_from(["fixed", "auto"])),
        "widgets": widgets,
        "template_variables": variables,
        "template_variable_presets": views,
        **draw(further),
    }


@st.composite
def organisations(draw: st.DrawFn) -> list[Original]:
    kinds = {"monitor": monitors(), "slo": slos(), "dashboard": dashboards()}
    return [
        Original(kind, draw(texts) + f" {number}", {"id": number, **draw(bodies)}, draw(texts))
        for number, (kind, bodies) in enumerate([*kinds.items(), *kinds.items()])
    ]


@given(organisations())
@settings(max_examples=25, deadline=None)
def test_whatever_they_say_the_package_is_equal(originals: list[Original]) -> None:
    with tempfile.TemporaryDirectory() as name:
        package = Path(name) / "found"
        outcome = _written(Home.of(package, package, None), originals, "prod")

        assert (outcome.unequal, outcome.sorted.refused, len(outcome.entries)) == ([], [], len(originals))
        assert complaints(package, may_be_long=True) == ""
        for module in package.glob("*.py"):
            only_literals(module.read_text(encoding="utf-8"))


def only_literals(code: str) -> None:
    """Nothing in a module can do anything: it imports, and binds names to calls of the library's own functions."""
    assert code.isprintable() or all(line.isprintable() for line in code.split("\n"))
    imported: set[str] = set()
    for statement in ast.parse(code).body:
        match statement:
            case ast.Expr(ast.Constant(str())):
                continue
            case ast.ImportFrom(level=level, module=module):
                assert level == 1 or module in ("dogwatch", "dogwatch.query")
                imported |= {alias.name for alias in statement.names}
            case ast.Assign([ast.Name(name)], ast.Call() as call):
                inside(call, imported)
                imported.add(name)
            case _:
                raise AssertionError(ast.unparse(statement))


def inside(value: ast.expr, known: set[str]) -> None:
    match value:
        case ast.Constant():
            return
        case ast.Name(name):
            assert name in known
        case ast.Attribute(of, "reference"):
            inside(of, known)
        case ast.UnaryOp(ast.USub(), ast.Constant(int() | float())):
            return
        case ast.List(items):
            for item in items:
                inside(item, known)
        case ast.Dict(names, values):
            for item in [*names, *values]:
                assert item is not None
                inside(item, known)
        case ast.BinOp(left, ast.Add() | ast.Sub() | ast.Mult() | ast.Div(), right):
            inside(left, known)
            inside(right, known)
        case ast.Compare(left, [ast.Gt() | ast.GtE() | ast.Lt() | ast.LtE()], [right]):
            inside(left, known)
            inside(right, known)
        case ast.Call(function, first, keywords):
            called(function, known)
            for item in [*first, *(keyword.value for keyword in keywords)]:
                inside(item, known)
        case _:
            raise AssertionError(ast.unparse(value))


def called(function: ast.expr, known: set[str]) -> None:
    match function:
        case ast.Name(name):
            assert name in known
            assert name in FUNCTIONS or name in query.__all__
        case ast.Attribute(ast.Name("widgets"), _):
            return
        case ast.Attribute(of, method):
            assert method in METHODS
            inside(of, known)
        case _:
            raise AssertionError(ast.unparse(function))


@pytest.mark.parametrize("code", ["import os", "x = f'{1}'", "x = open('y')", "x = Monitor(*[])", "x = a.b()", "del x"])
def test_code_that_could_do_something_is_seen(code: str) -> None:
    with pytest.raises(AssertionError):
        only_literals(f"from dogwatch import Monitor\n{code}")
