from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dogwatch import Dashboard
from dogwatch.declare.checks.template_variables import template_variable_undefined, template_variable_unused
from tests.corpus import corpus
from tests.declare.checks.catalogs import names, said
from tests.test_corpus_end_to_end import bodies


def found(folder: Path, query: str, more: str = "") -> list[str]:
    widget = f"widgets.timeseries('t', {query!r})"
    return names(said(folder, f'p = Dashboard("p", feature=checkout, title="t", widgets=[{widget}]{more})'))


@pytest.mark.parametrize("query", ["avg:x{$env,$service}", "avg:x{env:$env.value} by {host}", "avg:x{a:b}"])
def test_env_and_service_are_variables_of_every_dashboard_and_need_no_use(tmp_path: Path, query: str) -> None:
    assert found(tmp_path, query) == []


def test_any_other_is_declared(tmp_path: Path) -> None:
    assert found(tmp_path, "avg:x{$usr.id}") == ["template-variable-undefined"]
    assert found(tmp_path, "avg:x{$usr.id.value}", ", variables=[TemplateVariable('usr.id')]") == []


def test_a_variable_of_a_body_is_one(tmp_path: Path) -> None:
    more = ", body={'template_variables': [{'name': 'env', 'prefix': 'env', 'defaults': ['*']}]}"
    assert found(tmp_path, "avg:x{$env}", more) == []
    assert found(tmp_path, "avg:x{$service}", more) == ["template-variable-undefined"]


def test_prices_in_words_are_no_variables() -> None:
    note = {"definition": {"type": "note", "content": "It costs $money, 5$ and $$."}}
    dashboard = Dashboard("p", team="shop", title="t")
    assert list(template_variable_undefined(dashboard, {"widgets": [note]})) == []


def test_published_dashboards_have_no_undefined_variables() -> None:
    shipped = [(name, body) for name, body in bodies(corpus("dashboards")) if "title" in body]
    undefined: dict[str, Any] = {}
    unused = 0
    for name, body in shipped:
        dashboard = Dashboard(name, team="shop", title="t", body=body)
        undefined[name] = list(template_variable_undefined(dashboard, body))
        unused += any(True for _ in template_variable_unused(dashboard, body))
    print(f"{len(shipped)} dashboards, {unused} with variables that nothing uses")
    assert [name for name, seen in undefined.items() if seen] == []
    assert unused == 4
