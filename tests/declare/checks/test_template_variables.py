from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dogwatch import Dashboard
from dogwatch.declare.checks.template_variables import (
    Shown,
    template_variable_undefined,
    template_variable_unused,
)
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
    assert list(template_variable_undefined(Shown.of(dashboard, {"widgets": [note]}, {}))) == []


PACK = """queue = Powerpack("queue", team=shop, title="Queue", variables={variables},
    widgets=[widgets.timeseries("t", "avg:x{{$region}}"), widgets.note("It costs $money.")])
"""
PAGE = """p = Dashboard("p", feature=checkout, title="t", variables=[TemplateVariable("region")],
    widgets=[widgets.group("g", [widgets.powerpack("Queue", queue, {controlled})])])
"""
REGION = '[TemplateVariable("region")]'


def packed(folder: Path, controlled: str, variables: str = REGION) -> list[tuple[str, str]]:
    text = PACK.format(variables=variables) + PAGE.format(controlled=controlled)
    return [(str(each.check), each.seen) for each in said(folder, text)]


def test_a_powerpack_follows_variables_that_the_dashboard_has(tmp_path: Path) -> None:
    assert packed(tmp_path / "a", 'controlled_externally={"region": ["$region"]}') == []
    seen = "the powerpack 'Queue' follows $cluster, and the dashboard has no such variable"
    found = packed(tmp_path / "b", 'controlled_externally={"region": ["$region", "$cluster"]}')
    assert found == [("template-variable-undefined", seen)]


def test_a_dashboard_gives_values_to_variables_that_the_powerpack_has(tmp_path: Path) -> None:
    found = packed(tmp_path, 'controlled_by_powerpack={"zone": ["$region"]}')
    seen = "it gives the powerpack 'Queue' a variable zone, which that does not have"
    assert found == [("template-variable-undefined", seen)]


def test_a_variable_that_no_powerpack_follows_is_unused(tmp_path: Path) -> None:
    found = packed(tmp_path, 'controlled_by_powerpack={"region": ["eu"]}')
    assert found == [("template-variable-unused", "nothing on the dashboard uses $region")]


def test_a_powerpack_declares_what_its_queries_have(tmp_path: Path) -> None:
    follows = 'controlled_externally={"region": ["$region"]}'
    [undefined, *_] = packed(tmp_path / "a", follows, "[]")
    assert undefined == ("template-variable-undefined", "a query has $region, and the powerpack has no such variable")
    found = packed(tmp_path / "b", follows, '[TemplateVariable("region"), TemplateVariable("zone")]')
    assert found == [("template-variable-unused", "nothing on the powerpack uses $zone")]


def test_of_a_powerpack_made_in_datadog_nobody_knows_the_variables(tmp_path: Path) -> None:
    pack = 'widgets.powerpack("Theirs", "0f1e2d3c", controlled_by_powerpack={"zone": ["eu"]})'
    assert said(tmp_path, f'p = Dashboard("p", feature=checkout, title="t", widgets=[{pack}])') == []


def test_published_dashboards_have_no_undefined_variables() -> None:
    shipped = [(name, body) for name, body in bodies(corpus("dashboards")) if "title" in body]
    undefined: dict[str, Any] = {}
    unused = 0
    for name, body in shipped:
        dashboard = Dashboard(name, team="shop", title="t", body=body)
        shown = Shown.of(dashboard, body, {})
        undefined[name] = list(template_variable_undefined(shown))
        unused += any(True for _ in template_variable_unused(shown))
    print(f"{len(shipped)} dashboards, {unused} with variables that nothing uses")
    assert [name for name, seen in undefined.items() if seen] == []
    assert unused == 4
