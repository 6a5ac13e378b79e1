from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from dogwatch import Dashboard
from dogwatch.declare import examine, load
from dogwatch.declare.checks import queries
from dogwatch.declare.checks.queries import formula_of_unknown_query, query_unreadable, texts_of
from tests.corpus import corpus
from tests.declare.catalogs import write
from tests.declare.checks.catalogs import BEGIN, END, names, said
from tests.test_corpus_end_to_end import bodies


def found(folder: Path, widget: str, more: str = "") -> list[str]:
    """What is said of a dashboard with this widget."""
    listed = f"widgets=[{widget}]" if widget else ""
    return [str(each) for each in said(folder, f'p = Dashboard("p", feature=checkout, title="t", {listed}{more})')]


def checks(folder: Path, widget: str) -> list[str]:
    return names(said(folder, f'p = Dashboard("p", feature=checkout, title="t", widgets=[{widget}])'))


def test_a_caret_stands_where_a_text_cannot_be_read(tmp_path: Path) -> None:
    (said,) = found(tmp_path, 'widgets.widget({"type": "toplist", "title": "Old", "requests": [{"q": "avg:a{"}]})')
    assert said.partition(": ")[2] == (
        "dashboard shop/checkout/p: widgets[0] 'Old': requests[0].q: the query ends too early [query-unreadable]\n"
        "    avg:a{\n"
        "          ^\n"
        "    expected a tag such as env:prod"
    )


@pytest.mark.parametrize(
    "widget",
    [
        'widgets.timeseries("t", widgets.formula("nofun(a)", a=orders))',
        'widgets.timeseries("t", orders, events=["(x"])',
        'widgets.timeseries("t", widgets.EventQuery("logs", "service:(a OR"))',
        'widgets.list_stream("t", "logs_stream", "service:(a OR")',
        'widgets.manage_status("t", "a AND AND")',
        'widgets.slo_list("t", "a:(b")',
        'widgets.group("g", [widgets.manage_status("t", "a AND AND")])',
        'widgets.split_group("g", widgets.timeseries("t", orders, events=["(x"]), "host")',
        '{"type": "group", "layout_type": "ordered", "widgets": [{"type": "manage_status", "query": "("}]}',
    ],
)
def test_texts_in_widgets_of_every_make_are_read(tmp_path: Path, widget: str) -> None:
    assert checks(tmp_path, widget) == ["query-unreadable"]


def test_those_of_tabs_bodies_and_pages_are_read_too(tmp_path: Path) -> None:
    bad = '{"type": "manage_status", "title": "t", "query": "("}'
    (tab,) = found(tmp_path, "", f'tabs=[Tab("a", [{bad}])]')
    (body,) = found(tmp_path, "", f'body={{"layout_type": "ordered", "widgets": [{{"definition": {bad}}}]}}')
    (page,) = map(str, said(tmp_path, f"p = feature_page(checkout, extra=[{bad}])"))
    assert "tabs[0].widgets[0] 't': query:" in tab
    assert "body.widgets[0].definition 't': query:" in body
    assert " 't': query: " in page


def test_those_of_powerpacks_are_read_too(tmp_path: Path) -> None:
    widgets = """[widgets.widget({"type": "toplist", "title": "Old", "requests": [{"q": "avg:a{"}]}),
    widgets.timeseries("t", widgets.formula("a + c", a=orders))]"""
    declared = f'p = Powerpack("p", feature=checkout, title="t", variables=TemplateVariable("env"), widgets={widgets})'
    lines = [str(each).partition(": ")[2].splitlines()[0] for each in said(tmp_path, declared)]
    formula = "requests[0].formulas[0].formula: the formula 'query1 + c' speaks of c, and no query has this name"
    assert sorted(lines) == [
        "powerpack shop/checkout/p: widgets[0] 'Old': requests[0].q: the query ends too early [query-unreadable]",
        f"powerpack shop/checkout/p: widgets[1] 't': {formula} [formula-of-unknown-query]",
    ]


def test_what_pages_print_is_not_read_again(tmp_path: Path) -> None:
    with patch.object(queries, "asked", side_effect=AssertionError("a printed text is read")):
        assert said(tmp_path, "p = feature_page(checkout)") == []


def test_of_what_was_imported_it_is_a_doubt(tmp_path: Path) -> None:
    widget = 'widgets.manage_status("t", "a AND AND")'
    of_prod = 'team=shop, title="t", environments="prod", imported="abc-def-ghi"'
    text = f'p = Dashboard("p", {of_prod}, widgets=[{widget}])'
    declared = load(write(tmp_path, features=f"{BEGIN}{text}\n{END}"))
    assert names(examine(declared, "prod").warnings) == ["query-unreadable"]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("a / b", []),
        ("a / c", ["formula-of-unknown-query"]),
        ("default_zero(c) + a + b", ["formula-of-unknown-query"]),
        ("fill(a, linear) + b", []),
        ("top(a, 5, mean, desc) + b", []),
        ("-a * 2 + b", []),
    ],
)
def test_formulas_speak_of_queries_beside_them(tmp_path: Path, formula: str, expected: list[str]) -> None:
    written = 'queries": [{"data_source": "metrics", "name": "a", "query": "avg:a{*}"}, {"data_source": "metrics", '
    written += '"name": "b", "query": "avg:b{*}"}], "response_format": "timeseries'
    request = f'{{"formulas": [{{"formula": "{formula}"}}], "{written}"}}'
    assert checks(tmp_path, f'widgets.widget({{"type": "timeseries", "requests": [{request}]}})') == expected


def test_published_dashboards_are_read_and_their_formulas_speak_of_what_is_there() -> None:
    shipped = [(name, body) for name, body in bodies(corpus("dashboards")) if "title" in body]
    seen = []
    with patch.object(queries, "_read", side_effect=queries._read) as read:
        for name, body in shipped:
            dashboard = Dashboard(name, team="shop", title="t", body=body)
            seen += [(name, *each) for each in query_unreadable(list(texts_of(dashboard)))]
            seen += [(name, *each) for each in formula_of_unknown_query(list(texts_of(dashboard)))]
    print(f"{len(shipped)} dashboards, {read.call_count} readings")
    assert seen == []
    assert read.call_count > 4000
