"""Catalogs that share an organisation never take each other's objects for ones that nothing declares any more.

Each of them declares something of every kind, with the same names of features; their own names begin alike.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dogwatch.apply import apply
from dogwatch.cli.survey import Survey
from dogwatch.declare import check, load
from dogwatch.kinds import KINDS, Request, Resource
from dogwatch.plan import Plan, as_stored, diff
from tests.declare.catalogs import write
from tests.organisation import Organisation, organisation

CATALOG = """\
from dogwatch import *
payments = Team("payments", notify="@slack-payments")
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])
age = CustomMetric("{space}.age", type="gauge", unit="second", description="Age of it", tags=["env"])
queries = SpanMetric("{space}.queries", path="@duration", unit="nanosecond", description="Time of queries")
loading = RumMetric("{space}.loading", event_type="view", path="@view.loading_time", description="Time of loading")
refused = LogMetric("{space}.refused", filter="status:error", description="What was refused")
slow = Monitor("slow", feature=checkout, title="Slow", what="Slow.", query="avg(last_5m):avg:{space}.age{{$env}} > 1")
fast = Slo("fast", feature=checkout, title="Fast", what="Fast.", target="99%",
    sli=Events(good="sum:{space}.good{{$env}}.as_count()", total="sum:{space}.all{{$env}}.as_count()"))
rule = NotificationRule("also", team=payments, tells="@slack-others", title="Others")
move = Downtime("move", feature=checkout, monitor=slow, end="2099-01-01T00:00Z", why="The database moves")
moved = Correction("moved", feature=checkout, slo=fast, start="2027-01-01T00:00Z", lasts="2h", category="Other",
    why="The database moved")
answers = SyntheticTest("answers", feature=checkout, title="The checkout answers", what="Nobody can pay.",
    url="https://$env.example.com/checkout", assertions=[Assertion("statusCode", "is", 200)],
    locations=["aws:eu-central-1"], tick_every="5m")
pack = Powerpack("pack", feature=checkout, title="The queue", description="How long it is.",
    widgets=[widgets.note("Read me")])
everything = DashboardList("all", team=payments, title="Shop", dashboards="*")
system = System("{name}", team=payments, title="Shop", components=["service:shop-api"], environments="prod")
page = Dashboard("page", feature=checkout, title="Checkout", widgets=[widgets.note("Read me")])
catalog = Catalog("{name}", namespaces=["{space}"], policies=[])
"""
SPACES = {"shop": "shop", "shop-eu": "shop.eu", "sho": "sho"}
MADE = ("age", "queries", "loading", "refused")


def catalog(folder: Path, name: str, env: str = "prod") -> list[Resource]:
    """What a catalog declares; its namespace is its own, and that of shop-eu is within that of shop."""
    folder.mkdir(exist_ok=True)
    return check(load(write(folder, features=CATALOG.format(name=name, space=SPACES[name]))), env)


def planned(
    datadog: Organisation, name: str, resources: list[Resource], env: str = "prod", takes_over: tuple[str, ...] = ()
) -> Plan:
    found = Survey(datadog.send, replace(datadog.target, env=env), name, resources, [SPACES[name]], takes_over).found()
    return diff(as_stored(resources, found), found, "here")


def applied(datadog: Organisation, name: str, resources: list[Resource], env: str = "prod") -> Plan:
    plan = planned(datadog, name, resources, env)
    outcomes = apply(plan, datadog.send, lambda seconds: None, parallel=4, watch=lambda outcome: None)
    assert [str(outcome.error) for outcome in outcomes if outcome.error] == []
    return plan


def report(datadog: Organisation) -> None:
    """What services and Datadog itself send, of all catalogs."""
    for space in SPACES.values():
        for metric in MADE:
            series = [{"metric": f"{space}.{metric}", "points": [[1767225600, 0.1]], "type": "gauge"}]
            assert datadog.send(Request("POST", "/api/v1/series", body={"series": series})).is_success


def test_a_catalog_of_every_kind_is_what_these_tests_are_about(tmp_path: Path) -> None:
    assert {resource.kind for resource in catalog(tmp_path, "shop")} == set(KINDS)


@pytest.mark.parametrize(
    ("gone", "stays"), [("shop", "shop-eu"), ("shop-eu", "shop"), ("sho", "shop"), ("shop", "sho")]
)
def test_a_catalog_that_declares_nothing_any_more_deletes_its_own_and_nothing_else(
    tmp_path: Path, gone: str, stays: str
) -> None:
    mine, theirs = catalog(tmp_path / "mine", gone), catalog(tmp_path / "theirs", stays)
    with organisation() as datadog:
        report(datadog)
        for name, resources in ((gone, mine), (stays, theirs)):
            applied(datadog, name, resources)
        assert planned(datadog, gone, mine).changes == ()
        assert planned(datadog, stays, theirs).changes == ()

        plan = applied(datadog, gone, [])
        assert {(change.kind, change.key) for change in plan.deletes} == {(one.kind, one.key) for one in mine}
        assert planned(datadog, stays, theirs).changes == ()
        assert planned(datadog, gone, []).managed == 0


def test_an_environment_deletes_nothing_of_another(tmp_path: Path) -> None:
    prod, staging = catalog(tmp_path / "prod", "shop"), catalog(tmp_path / "staging", "shop", "staging")
    # What belongs to metrics, and systems, are of the organisation and not of an environment.
    of_all = {kind for kind in KINDS if "metric" in kind} | {"system"}
    with organisation() as datadog:
        report(datadog)
        applied(datadog, "shop", prod)
        applied(datadog, "shop", staging, "staging")
        assert planned(datadog, "shop", prod).changes == ()

        kept = [resource for resource in staging if resource.kind in of_all]
        plan = applied(datadog, "shop", kept, "staging")
        assert {change.kind for change in plan.deletes} == set(KINDS) - of_all
        assert planned(datadog, "shop", prod).changes == ()


def test_a_catalog_that_takes_over_metrics_deletes_nothing_else_of_the_one_that_kept_them(tmp_path: Path) -> None:
    theirs = catalog(tmp_path, "shop-eu")
    with organisation() as datadog:
        report(datadog)
        applied(datadog, "shop-eu", theirs)
        plan = planned(datadog, "shop", [], takes_over=("shop-eu",))
    assert plan.changes == ()
    assert (plan.left_alone, plan.waiting) == ((), ())


def test_a_clone_that_carries_marks_of_two_catalogs_is_deleted_by_neither(tmp_path: Path) -> None:
    mine, theirs = catalog(tmp_path / "mine", "shop"), catalog(tmp_path / "theirs", "shop-eu")
    with organisation() as datadog:
        report(datadog)
        applied(datadog, "shop", mine)
        applied(datadog, "shop-eu", theirs)
        first, other = (monitor for monitor in datadog.monitors() if monitor["name"].endswith("Slow"))
        datadog.edit(first["id"], tags=[*first["tags"], *other["tags"]])
        plans = [planned(datadog, name, []) for name in ("shop", "shop-eu")]
    for plan in plans:
        assert str(first["id"]) not in [change.id for change in plan.deletes]
        assert any(str(first["id"]) in thing.ids for thing in plan.left_alone)
