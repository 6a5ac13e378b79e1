"""Metrics computed from spans, RUM and logs, from a catalog over real HTTP: made, changed, healed, deleted."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from dogwatch.apply import Journal, Scope, Wanted, apply, read_journal, rollback_plan, standing_now
from dogwatch.cli.survey import Survey
from dogwatch.declare import check, load
from dogwatch.errors import ApiError
from dogwatch.kinds import Body, Request, Resource
from dogwatch.plan import LeftAlone, Plan, as_stored, diff
from dogwatch.report import plan_lines
from tests.declare.catalogs import write
from tests.faults import Answer, Call, Fault, Lose, on
from tests.organisation import Organisation, organisation

SPANS, RUM, LOGS = "/api/v2/apm/config/metrics", "/api/v2/rum/config/metrics", "/api/v2/logs/config/metrics"
QUERIES, LOADING, REFUSED = "shop.checkout.queries", "shop.checkout.loading", "shop.checkout.refused"

CATALOG = """\
from dogwatch import *
payments = Team("payments", notify="@slack-payments")
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])
{metrics}
catalog = Catalog("{name}", namespaces=["feature", "shop"])
"""
SPAN = """SpanMetric("shop.checkout.queries", feature=checkout, filter="type:sql OR type:cassandra", path="@duration",
    unit="nanosecond", group_by=["resource_name"], percentiles=True, description="Time of the queries of a checkout")"""
VIEW = """RumMetric("shop.checkout.loading", feature=checkout, event_type="view", path="@view.loading_time",
    unit="nanosecond", group_by={"@geo.country": "country"}, description="Time until the checkout is there")"""
LOG = """LogMetric("shop.checkout.refused", feature=checkout, filter="status:error", path="@duration",
    unit="nanosecond", group_by=["@error.kind"], percentiles=True, description="Time of what was refused")"""
DISTRIBUTION = """custom = CustomMetric("shop.checkout.custom", type="distribution", percentiles=True, tags=["env"],
    description="What it took")"""
ALL = f"queries = {SPAN}\nloading = {VIEW}\nrefused = {LOG}"


def catalog(folder: Path, metrics: str = "", name: str = "shop") -> list[Resource]:
    """What the catalog declares of metrics that Datadog computes; its monitors are made elsewhere."""
    made = check(load(write(folder, features=CATALOG.format(metrics=metrics, name=name))), "prod")
    return [resource for resource in made if resource.key.startswith(f"{name}/shop.")]


def planned(datadog: Organisation, resources: list[Resource], name: str = "shop", **about: Any) -> Plan:
    about = {"namespaces": ["feature", "shop"], **about}
    found = Survey(datadog.send, datadog.target, name, resources, **about).found()
    return diff(as_stored(resources, found), found, "the embedded Datadog")


def applied(datadog: Organisation, resources: list[Resource], **about: Any) -> Plan:
    plan = planned(datadog, resources, **about)
    outcomes = apply(plan, datadog.send, lambda seconds: None, parallel=4, watch=lambda outcome: None)
    assert [outcome.error for outcome in outcomes if outcome.error] == []
    return plan


def ask(datadog: Organisation, method: str, path: str, body: Any = None) -> Body:
    response = datadog.send(Request(method, path, body=body))  # type: ignore[arg-type]
    assert response.is_success, response
    return dict(response.body or {})


def report(datadog: Organisation, *metrics: str) -> None:
    """What Datadog does by itself once spans or RUM events come."""
    series = [{"metric": metric, "points": [[1767225600, [0.1]]], "tags": ["env:prod"]} for metric in metrics]
    ask(datadog, "POST", "/api/v1/distribution_points", {"series": series})


def changes(plan: Plan) -> list[tuple[str, str, str]]:
    return [(type(change).__name__, change.kind, change.key) for change in plan.changes]


def test_all_are_made_and_then_there_is_nothing_to_do(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, ALL)
    with organisation() as datadog:
        assert changes(applied(datadog, wanted)) == [
            ("Create", "log_metric", f"shop/{REFUSED}"),
            ("Create", "rum_metric", f"shop/{LOADING}"),
            ("Create", "span_metric", f"shop/{QUERIES}"),
        ]
        assert planned(datadog, wanted).changes == ()
        spans = ask(datadog, "GET", f"{SPANS}/{QUERIES}")["data"]["attributes"]
        views = ask(datadog, "GET", f"{RUM}/{LOADING}")["data"]["attributes"]
        logs = ask(datadog, "GET", f"{LOGS}/{REFUSED}")["data"]["attributes"]
    assert spans["filter"] == {"query": "@feature:checkout (type:sql OR type:cassandra)"}
    assert [group["tag_name"] for group in spans["group_by"]] == ["env", "service", "feature", "resource_name"]
    assert views["filter"] == {"query": "@context.feature:checkout"}
    assert logs["filter"] == {"query": "@feature:checkout status:error"}
    assert (views["event_type"], views["uniqueness"]) == ("view", {"when": "match"})


def test_their_metadata_waits_for_data_and_says_whose_they_are(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, ALL)
    with organisation() as datadog:
        plan = applied(datadog, wanted)
        assert {(thing.kind, thing.key) for thing in plan.waiting} == {
            ("metric_metadata", f"shop/{QUERIES}"),
            ("metric_metadata", f"shop/{LOADING}"),
            ("metric_metadata", f"shop/{REFUSED}"),
        }
        report(datadog, QUERIES, LOADING, REFUSED)
        assert {kind for _, kind, _ in changes(applied(datadog, wanted))} == {"metric_metadata"}
        assert planned(datadog, wanted).changes == ()
        assert ask(datadog, "GET", f"/api/v1/metrics/{QUERIES}")["description"].endswith("\n[dogwatch:shop]")


@pytest.mark.parametrize(("path", "metric"), [(SPANS, QUERIES), (RUM, LOADING), (LOGS, REFUSED)])
def test_what_is_deleted_by_hand_is_made_again(tmp_path: Path, path: str, metric: str) -> None:
    wanted = catalog(tmp_path, ALL)
    with organisation() as datadog:
        applied(datadog, wanted)
        ask(datadog, "DELETE", f"{path}/{metric}")
        assert [key for _, _, key in changes(applied(datadog, wanted))] == [f"shop/{metric}"]
        assert planned(datadog, wanted).changes == ()


@pytest.mark.parametrize(("path", "metric", "type"), [(SPANS, QUERIES, "spans"), (LOGS, REFUSED, "logs")])
def test_a_change_by_hand_shows_as_exactly_that_field_and_goes_back(
    tmp_path: Path, path: str, metric: str, type: str
) -> None:
    wanted = catalog(tmp_path, ALL)
    with organisation() as datadog:
        applied(datadog, wanted)
        by_hand = {"filter": {"query": "*"}, "group_by": [], "compute": {"include_percentiles": False}}
        ask(datadog, "PATCH", f"{path}/{metric}", {"data": {"type": f"{type}_metrics", "attributes": by_hand}})

        [update] = planned(datadog, wanted).updates
        assert [field.path for field in update.fields] == ["filter.query", "compute.include_percentiles", "group_by"]

        applied(datadog, wanted)
        assert planned(datadog, wanted).changes == ()


def test_a_field_removed_from_the_declaration_goes_back_to_datadogs_default(tmp_path: Path) -> None:
    plain = 'all = SpanMetric("shop.checkout.queries", path="@duration", description="Time of all that is done")'
    with organisation() as datadog:
        applied(datadog, catalog(tmp_path, f"queries = {SPAN}"))
        [update] = applied(datadog, catalog(tmp_path, plain)).updates
        assert {field.path: field.after for field in update.fields} == {
            "filter.query": "*",
            "compute.include_percentiles": False,
            "group_by": ["env as env", "service as service"],
        }
        assert planned(datadog, catalog(tmp_path, plain)).changes == ()


OTHERWISE = {
    "path": (f"queries = {SPAN}", SPAN.replace("@duration", "@sql.rows"), SPANS, QUERIES),
    "aggregation": (
        f"queries = {SPAN}",
        SPAN.replace('path="@duration",', "").replace("percentiles=True, ", ""),
        SPANS,
        QUERIES,
    ),
    "path in logs": (f"refused = {LOG}", LOG.replace("@duration", "@size"), LOGS, REFUSED),
    "event type": (f"loading = {VIEW}", VIEW.replace('"view"', '"session"'), RUM, LOADING),
    "uniqueness": (f"loading = {VIEW}", VIEW.replace('"view"', '"view", uniqueness="end"'), RUM, LOADING),
}


@pytest.mark.parametrize(("before", "after", "path", "metric"), OTHERWISE.values(), ids=OTHERWISE)
def test_what_cannot_be_changed_is_deleted_and_made_again(
    tmp_path: Path, before: str, after: str, path: str, metric: str
) -> None:
    with organisation() as datadog:
        applied(datadog, catalog(tmp_path, before))
        wanted = catalog(tmp_path, f"it = {after}")
        plan = applied(datadog, wanted)

        assert changes(plan) == [("Create", plan.changes[0].kind, f"shop/{metric}")]
        assert any("in the place of" in line and metric in line for line in plan_lines(plan))
        calls = [(call.method, call.path) for call in datadog.faulty.calls if call.path.startswith(path)]
        assert calls[-2:] == [("DELETE", f"{path}/{metric}"), ("POST", path)]
        assert planned(datadog, wanted).changes == ()


def test_a_part_of_the_catalog_replaces_nothing(tmp_path: Path) -> None:
    with organisation() as datadog:
        applied(datadog, catalog(tmp_path, f"queries = {SPAN}"))
        wanted = catalog(tmp_path, f"queries = {SPAN.replace('@duration', '@sql.rows')}")
        found = Survey(datadog.send, datadog.target, "shop", wanted).found()
        plan = diff(wanted, found, "the embedded Datadog", narrowed=True)
    assert plan.changes == ()
    assert [thing.kind for thing in plan.left_alone] == ["span_metric"]


def test_what_nothing_declares_any_more_is_deleted_after_what_is_said_of_it(tmp_path: Path) -> None:
    with organisation() as datadog:
        report(datadog, QUERIES, LOADING, REFUSED)
        applied(datadog, catalog(tmp_path, ALL))
        plan = applied(datadog, [])

        assert {(kind, key) for _, kind, key in changes(plan)} == {
            ("span_metric", f"shop/{QUERIES}"),
            ("rum_metric", f"shop/{LOADING}"),
            ("log_metric", f"shop/{REFUSED}"),
            ("metric_metadata", f"shop/{QUERIES}"),
            ("metric_metadata", f"shop/{LOADING}"),
            ("metric_metadata", f"shop/{REFUSED}"),
        }
        written = [(call.method, call.path.split("/")[3]) for call in datadog.faulty.calls if call.method != "GET"]
        assert Counter(written[-9:-3]) == {("PUT", "metrics"): 3, **{("PATCH", n): 1 for n in ("apm", "rum", "logs")}}
        assert sorted(written[-3:]) == [("DELETE", "apm"), ("DELETE", "logs"), ("DELETE", "rum")]
        assert [ask(datadog, "GET", path)["data"] for path in (SPANS, RUM, LOGS)] == [[], [], []]
        assert planned(datadog, []).changes == ()


def test_a_metric_of_another_catalog_is_neither_deleted_nor_taken(tmp_path: Path) -> None:
    with organisation() as datadog:
        report(datadog, QUERIES, LOADING, REFUSED)
        applied(datadog, catalog(tmp_path, ALL))

        assert planned(datadog, [], name="billing").changes == planned(datadog, [], name="billing").left_alone == ()
        theirs = catalog(
            tmp_path, ALL.replace("type:sql", "type:web").replace("status:error", "status:warn"), name="billing"
        )
        plan = planned(datadog, theirs, name="billing")
        assert plan.changes == ()
        assert {thing.kind for thing in plan.left_alone} == {
            "span_metric",
            "rum_metric",
            "log_metric",
            "metric_metadata",
        }
        assert all(thing.reason.startswith("the catalog shop keeps") for thing in plan.left_alone)

        taken = planned(datadog, theirs, name="billing", takes_over=["shop"])
        assert {change.kind for change in taken.updates} == {"span_metric", "log_metric", "metric_metadata"}


def test_what_may_be_anybodys_is_left_alone_and_named(tmp_path: Path) -> None:
    """A metric without an owner: made by hand, or not described yet since it has not reported."""
    with organisation() as datadog:
        applied(datadog, catalog(tmp_path, f"queries = {SPAN}"))
        plan = planned(datadog, [])
        assert plan.changes == ()
        reason = (
            "it is within the catalog's namespaces, and neither declared nor, by its description, anybody's; "
            "declare it, or delete it in Datadog"
        )
        assert plan.left_alone == (LeftAlone("span_metric", f"shop/{QUERIES}", (), reason),)
        assert planned(datadog, [], namespaces=["feature"]).left_alone == ()


def test_a_create_whose_answer_is_lost_is_looked_up_before_it_is_sent_again(tmp_path: Path) -> None:
    rule = on("POST", SPANS, Lose())
    with organisation(rule) as datadog:
        applied(datadog, catalog(tmp_path, f"queries = {SPAN}"))
        assert [call.method for call in datadog.faulty.calls if call.path == SPANS].count("POST") == 1
        assert planned(datadog, catalog(tmp_path, f"queries = {SPAN}")).changes == ()


def forbidden(call: Call) -> Fault:
    """Keys without the permissions of APM and RUM."""
    return Answer(403, {"errors": ["Forbidden"]}) if "/config/metrics" in call.path else None


def test_keys_that_may_not_read_them_are_enough_where_none_are_declared(tmp_path: Path) -> None:
    with organisation(forbidden) as datadog:
        assert planned(datadog, []).changes == ()
        with pytest.raises(ApiError, match="the catalog declares span_metrics, which these keys may not read"):
            planned(datadog, catalog(tmp_path, f"queries = {SPAN}"))


def test_who_reads_their_percentiles_is_written_after_them(tmp_path: Path) -> None:
    query = "avg(last_15m):p95:shop.checkout.queries{env:prod} > 1"
    slow = Resource("monitor", "shop/slow", {"query": query, "type": "query alert", "name": "slow"})
    with organisation() as datadog:
        plan = planned(datadog, [*catalog(tmp_path, f"queries = {SPAN}"), slow])
    needs = {change.key: [need.kind for need in change.needs] for change in plan.creates}
    assert needs == {f"shop/{QUERIES}": [], "shop/slow": ["span_metric"]}


@pytest.mark.parametrize("metrics", [ALL, DISTRIBUTION])
def test_a_run_that_ends_between_a_description_and_its_definition_is_gone_on_from(tmp_path: Path, metrics: str) -> None:
    wanted = catalog(tmp_path, metrics)
    names = {resource.key.rpartition("/")[2] for resource in wanted}
    with organisation() as datadog:
        report(datadog, *names)
        applied(datadog, wanted)
        before = {name: said_of(datadog, name) for name in names}
        datadog.faulty.rule = refused_deletes
        plan = planned(datadog, [])
        apply(plan, datadog.send, lambda seconds: None, parallel=4, watch=lambda outcome: None)
        datadog.faulty.rule = lambda call: None

        assert all(said_of(datadog, name) is None for name in names)
        left = {(kind, key) for _, kind, key in changes(planned(datadog, []))}
        assert left == {(kind, key) for _, kind, key in changes(plan) if kind != "metric_metadata"}
        assert changes(planned(datadog, [], name="others")) == []
        assert planned(datadog, [], name="others").left_alone == ()

        applied(datadog, wanted)
        assert {name: said_of(datadog, name) for name in names} == before
        assert planned(datadog, wanted).changes == ()

        applied(datadog, [])
        assert changes(planned(datadog, [])) == []
        assert all(said_of(datadog, name) is None for name in names)


@pytest.mark.parametrize("stays", [False, True])
@pytest.mark.parametrize("metrics", [ALL, DISTRIBUTION])
def test_a_rollback_brings_back_what_went_as_it_was(tmp_path: Path, metrics: str, stays: bool) -> None:
    """Also where the run ended before the definition went."""
    wanted = catalog(tmp_path, metrics)
    with organisation() as datadog:
        report(datadog, *{resource.key.rpartition("/")[2] for resource in wanted})
        applied(datadog, wanted)
        datadog.faulty.rule = refused_deletes if stays else lambda call: None
        with Journal.create(tmp_path, Scope(datadog.target.url, "shop", "prod"), "apply") as journal:
            plan = planned(datadog, [])
            apply(plan, datadog.send, lambda s: None, parallel=4, watch=lambda outcome: None, journal=journal)
        datadog.faulty.rule = lambda call: None
        past = read_journal(journal.path)
        back = rollback_plan(past, standing_now(datadog.send, past, 4), Wanted(), "somewhere")
        assert back.left_alone == ()
        outcomes = apply(back, datadog.send, lambda seconds: None, parallel=4, watch=lambda outcome: None)
        assert [outcome.error for outcome in outcomes if outcome.error] == []
        assert planned(datadog, wanted).changes == ()


def refused_deletes(call: Call) -> Fault:
    return Answer(403, {"errors": ["Forbidden"]}) if call.method == "DELETE" else None


def said_of(datadog: Organisation, metric: str) -> str | None:
    said: str | None = ask(datadog, "GET", f"/api/v1/metrics/{metric}").get("description")
    return said
