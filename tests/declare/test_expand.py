from __future__ import annotations

from pathlib import Path

import pytest

from dogwatch import Catalog
from dogwatch.declare import Declaration, Declared, check
from dogwatch.declare.expand import resource_of
from dogwatch.declare.setting import Setting
from dogwatch.kinds import Reference, references_in

from .catalogs import declared, resources

LOAD = 'load = Monitor("load", team="payments", title="load", what="Much to do.", {more})\n'
SIMPLE = LOAD.format(more='query="avg(last_5m):avg:system.load.1{$env} > 3"')


def test_makes_nothing_outside_the_environments_of_a_monitor(tmp_path: Path) -> None:
    text = LOAD.format(more='query="avg(last_5m):avg:system.load.1{*} > 3", environments=["prod"]')
    assert list(resources(tmp_path, text, "prod")) == ["shop/load"]
    assert list(resources(tmp_path, text, "staging")) == []


def test_makes_each_kind_of_thing_what_it_is(tmp_path: Path) -> None:
    text = """
    f = Feature("f", team=payments, service="a", signals=[Traffic(min="1/s")], objectives=[Availability("99%")])
    page = Dashboard("page", team=payments, title="page", widgets=[{"type": "note", "content": "hello"}])
    """
    made = resources(tmp_path, text)
    assert {made[key].kind for key in made} == {"monitor", "slo", "dashboard"}
    assert (made["shop/f/availability"].kind, made["shop/page"].kind) == ("slo", "dashboard")


def test_puts_the_catalogs_name_into_references_that_leave_it_open(tmp_path: Path) -> None:
    text = SIMPLE + LOAD.format(more='type="composite", query=f"!{load.reference} && !${{monitor:shop/load}}"').replace(
        'load = Monitor("load', 'not_busy = Monitor("not-busy'
    )
    body = resources(tmp_path, text)["shop/not-busy"].body
    assert body["query"] == "!${monitor:shop/load} && !${monitor:shop/load}"


def test_messages_link_to_the_page_of_their_feature_where_it_is(tmp_path: Path) -> None:
    text = """
    f = Feature("f", team=payments, service="a", signals=[Traffic(min="1/s")])
    page = Dashboard("page", feature=f, title="page", linked=True, environments=["prod"], widgets=[widgets.note("a")])
    """
    link = "https://app.datadoghq.com/dashboard/${dashboard:shop/f/page}?"
    assert link in resources(tmp_path, text)["shop/f/traffic-min"].body["message"]
    assert "Dashboard:" not in resources(tmp_path, text, "staging")["shop/f/traffic-min"].body["message"]


class Weather(Declaration):
    kind = "weather"


def test_says_which_thing_has_no_body() -> None:
    setting = Setting.of(Declared(Catalog("shop"), (), (), (), ()), "prod")
    with pytest.raises(TypeError, match="nothing says what becomes of a Weather"):
        resource_of(Weather("a"), setting, [])


def test_sorts_by_key(tmp_path: Path) -> None:
    text = "\n".join(
        f'{name} = Feature("{name}", team=payments, service="a", signals=[Traffic(min="1/s")])' for name in "cab"
    )
    assert list(resources(tmp_path, text)) == ["shop/a/traffic-min", "shop/b/traffic-min", "shop/c/traffic-min"]


def test_metrics_are_configured_alike_for_every_environment(tmp_path: Path) -> None:
    text = """
f = Feature("f", team=payments, service="a", signals=[Errors(rate="1%")])
only = Monitor("only", feature=f, environments=["staging"], title="t", what="w",
    query=f.metrics.hits.sum().by("shard").as_count().over("5m") < 1)
"""
    made = declared(tmp_path, text)
    tags = [
        [resource.body for resource in check(made, env) if resource.kind == "metric_tags"]
        for env in ("prod", "staging")
    ]
    assert tags[0] == tags[1]
    assert "shard" in tags[0][0]["attributes"]["tags"]


def test_a_resource_knows_what_its_body_refers_to(tmp_path: Path) -> None:
    text = """
    f = Feature("f", team=payments, service="a", signals=[Traffic(min="1/s")], objectives=[Availability("99%")])
    page = feature_page(f)
    mine = Dashboard("mine", feature=f, title="mine", widgets=[{"type": "x", "of": ("${monitor:shop/f/traffic-min}",)}])
    """
    made = resources(tmp_path, text)
    assert {key: list(each.references) for key, each in made.items()} == {
        key: references_in(each.body) for key, each in made.items()
    }
    assert Reference("monitor", "shop/f/traffic-min") in made["shop/f/mine"].references
