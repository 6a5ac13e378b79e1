"""Objects that refer to one another, over real HTTP: ordered, healed, waiting and deleted in reverse."""

from __future__ import annotations

from typing import Any

from dogwatch.apply import apply
from dogwatch.cli.catalogs import Loaded
from dogwatch.cli.connection import Connection
from dogwatch.cli.session import Call, Session
from dogwatch.cli.survey import Survey
from dogwatch.client import OnlyTo
from dogwatch.declare import Catalog, Declared
from dogwatch.kinds import Body, Request, Resource
from dogwatch.names import Mark
from dogwatch.plan import Plan, as_stored, diff
from dogwatch.report import plan_lines
from tests.bodies import declared
from tests.organisation import Organisation, organisation

SLO_KEY, ALERT_KEY, SLOW_KEY, BOTH_KEY, PAGE_KEY = (
    f"shop/checkout/{name}" for name in ("promise", "burn", "slow", "both", "page")
)


def slo(target: float = 99.9, window: str = "30d") -> Resource:
    body: Body = {
        "name": "Checkout works",
        "type": "metric",
        "description": "",
        "query": {
            "numerator": "sum:feature.hits{env:prod,outcome:ok}.as_count()",
            "denominator": "sum:feature.hits{env:prod}.as_count()",
        },
        "thresholds": [{"timeframe": window, "target": target}],
        "tags": ["managed_by:dogwatch", "catalog:shop", "env:prod", Mark("prod", SLO_KEY).tag],
    }
    return Resource("slo", SLO_KEY, body)


def alert(burn: float = 14.4, window: str = "30d") -> Resource:
    query = f'burn_rate("${{slo:{SLO_KEY}}}").over("{window}").long_window("1h").short_window("5m") > {burn}'
    options = {"thresholds": {"critical": burn}}
    return Resource("monitor", ALERT_KEY, declared(ALERT_KEY, type="slo alert", query=query, options=options))


def slow() -> Resource:
    query = "avg(last_5m):avg:feature.duration{env:prod} > 0.4"
    return Resource("monitor", SLOW_KEY, declared(SLOW_KEY, query=query))


def both() -> Resource:
    query = f"${{monitor:{SLOW_KEY}}} && ${{monitor:{ALERT_KEY}}}"
    return Resource("monitor", BOTH_KEY, declared(BOTH_KEY, type="composite", query=query, options={}))


def page(**changes: Any) -> Resource:
    widgets = [
        {
            "definition": {
                "type": "slo",
                "slo_id": f"${{slo:{SLO_KEY}}}",
                "view_type": "detail",
                "time_windows": ["30d"],
            }
        },
        {"definition": {"type": "alert_graph", "alert_id": f"${{monitor:{ALERT_KEY}}}", "viz_type": "timeseries"}},
    ]
    body: Body = {
        "title": "Checkout",
        "description": f"How it does.\n\n{Mark('prod', PAGE_KEY).tag}",
        "layout_type": "ordered",
        "widgets": widgets,
        **changes,
    }
    return Resource("dashboard", PAGE_KEY, body)


EVERYTHING = [page(), both(), alert(), slo(), slow()]


def planned(datadog: Organisation, resources: list[Resource]) -> Plan:
    found = Survey(datadog.send, datadog.target, "shop", resources).found()
    return diff(resources, found, "the embedded Datadog")


def applied(datadog: Organisation, resources: list[Resource]) -> Plan:
    plan = planned(datadog, resources)
    outcomes = apply(plan, datadog.send, lambda seconds: None, parallel=8, watch=lambda outcome: None)
    assert [outcome.error for outcome in outcomes if outcome.error] == []
    return plan


def keys(plan: Plan) -> set[str]:
    return {change.key for change in plan.changes}


def ask(datadog: Organisation, method: str, path: str, body: Any = None) -> Body:
    response = datadog.send(Request(method, path, body=body))  # type: ignore[arg-type]
    assert response.is_success, response
    return dict(response.body)


def test_one_apply_makes_all_of_it_from_nothing_and_the_next_finds_nothing_to_do() -> None:
    with organisation() as datadog:
        assert keys(applied(datadog, EVERYTHING)) == {SLO_KEY, ALERT_KEY, SLOW_KEY, BOTH_KEY, PAGE_KEY}

        stored = datadog.by_name()
        slo_id = ask(datadog, "GET", "/api/v1/slo")["data"][0]["id"]
        assert stored[f"[prod] {ALERT_KEY}"]["query"].startswith(f'burn_rate("{slo_id}")')
        ids = [stored[f"[prod] {key}"]["id"] for key in (SLOW_KEY, ALERT_KEY)]
        assert stored[f"[prod] {BOTH_KEY}"]["query"] == f"{ids[0]} && {ids[1]}"
        assert planned(datadog, EVERYTHING).changes == ()


def test_whatever_is_deleted_by_hand_is_healed_together_with_what_refers_to_it() -> None:
    with organisation() as datadog:
        applied(datadog, EVERYTHING)
        for key, path, healed in (
            (SLOW_KEY, "monitor", {SLOW_KEY, BOTH_KEY}),
            (ALERT_KEY, "monitor", {ALERT_KEY, BOTH_KEY, PAGE_KEY}),
            (BOTH_KEY, "monitor", {BOTH_KEY}),
            (SLO_KEY, "slo", {SLO_KEY, ALERT_KEY, PAGE_KEY}),
            (PAGE_KEY, "dashboard", {PAGE_KEY}),
        ):
            id = id_of(datadog, path, key)
            ask(datadog, "DELETE", f"/api/v1/{path}/{id}?force=true")

            assert keys(applied(datadog, EVERYTHING)) == healed
            assert planned(datadog, EVERYTHING).changes == ()


def test_a_changed_target_reaches_the_slo_before_the_alert_that_it_makes_possible() -> None:
    with organisation() as datadog:
        applied(datadog, [slo(99.0), alert(14.4)])

        # A burn rate of 500 is out of reach for 99 % (100 at most), and within reach for 99.9 % (1000).
        assert keys(applied(datadog, [alert(500), slo(99.9)])) == {SLO_KEY, ALERT_KEY}
        assert planned(datadog, [alert(500), slo(99.9)]).changes == ()


def test_another_window_reaches_the_slo_before_the_alert_over_it() -> None:
    """Datadog refuses an alert over a window that its SLO does not have."""
    with organisation() as datadog:
        applied(datadog, [slo(), alert()])
        for window in ("7d", "30d"):
            wanted = [alert(window=window), slo(window=window)]
            datadog.faulty.calls.clear()
            assert keys(applied(datadog, wanted)) == {SLO_KEY, ALERT_KEY}
            assert [call.path.split("/")[3] for call in datadog.faulty.written()] == ["slo", "monitor"]
            assert planned(datadog, wanted).changes == ()


def test_nothing_is_refused_for_an_slo_that_the_same_plan_changes() -> None:
    """Today's target makes a burn rate of 500 unreachable; the planned one does not."""
    with organisation() as datadog:
        applied(datadog, [slo(99.0), alert(14.4)])
        resources = [slo(99.9), alert(500)]
        asked = Call(None, "prod", None, False, (), (), False)
        loaded = Loaded(Declared(Catalog("shop"), (), (), (), ()), resources, False, "prod")
        session = Session(
            Connection(datadog.target, OnlyTo(datadog.target, datadog.send), lambda seconds: None), loaded, asked
        )

        findings = session.validate(session.plan())

        assert (list(findings.refused), list(findings.not_validated)) == ([], [f"monitor {ALERT_KEY}"])
        assert len(session.validate(planned(datadog, [slo(99.0), alert(500)])).refused) == 1


def test_everything_goes_in_reverse_when_nothing_is_declared_any_more() -> None:
    with organisation() as datadog:
        applied(datadog, EVERYTHING)
        applied(datadog, [])

        assert datadog.monitors() == []
        assert ask(datadog, "GET", "/api/v1/slo")["data"] == []
        assert ask(datadog, "GET", "/api/v1/dashboard")["dashboards"] == []


def test_a_change_by_hand_shows_as_exactly_that_field_and_goes_back() -> None:
    with organisation() as datadog:
        applied(datadog, EVERYTHING)
        by_hand(datadog, "slo", SLO_KEY, description="changed", tags=["team:x", "area:pay"])
        by_hand(datadog, "dashboard", PAGE_KEY, title="Changed", notify_list=["somebody@example.com"])

        fields = {
            change.key: [field.path for field in change.fields] for change in planned(datadog, EVERYTHING).updates
        }
        assert fields == {SLO_KEY: ["description", "tags"], PAGE_KEY: ["title"]}

        applied(datadog, EVERYTHING)
        assert planned(datadog, EVERYTHING).changes == ()


def test_a_tag_and_a_notify_list_set_by_hand_stay() -> None:
    with organisation() as datadog:
        applied(datadog, EVERYTHING)
        stored = ask(datadog, "GET", f"/api/v1/slo/{id_of(datadog, 'slo', SLO_KEY)}")["data"]
        by_hand(datadog, "slo", SLO_KEY, tags=[*stored["tags"], "area:pay"])
        by_hand(datadog, "dashboard", PAGE_KEY, notify_list=["somebody@example.com"])
        assert planned(datadog, EVERYTHING).changes == ()

        others = [both(), alert(), slow()]
        applied(datadog, [page(title="Another title"), slo(99.5), *others])

        after = ask(datadog, "GET", f"/api/v1/slo/{id_of(datadog, 'slo', SLO_KEY)}")["data"]
        assert "area:pay" in after["tags"]
        shown = ask(datadog, "GET", f"/api/v1/dashboard/{id_of(datadog, 'dashboard', PAGE_KEY)}")
        assert (shown["title"], shown["notify_list"]) == ("Another title", ["somebody@example.com"])


def test_ids_of_widgets_survive_an_update() -> None:
    with organisation() as datadog:
        applied(datadog, EVERYTHING)
        path = f"/api/v1/dashboard/{id_of(datadog, 'dashboard', PAGE_KEY)}"
        before = [widget["id"] for widget in ask(datadog, "GET", path)["widgets"]]
        note = {"definition": {"type": "note", "content": "New"}}

        applied(datadog, [page(widgets=[note, *page().body["widgets"]]), both(), alert(), slo(), slow()])

        assert [widget["id"] for widget in ask(datadog, "GET", path)["widgets"]][1:] == before


def test_a_field_removed_from_the_declaration_goes_back_to_datadogs_default() -> None:
    with organisation() as datadog:
        variables = [{"name": "env", "prefix": "env", "defaults": ["prod"]}]
        described = Resource("slo", SLO_KEY, {**slo().body, "description": "What it means"})
        applied(datadog, [page(template_variables=variables), both(), alert(), described, slow()])
        plan = applied(datadog, EVERYTHING)

        fields = {change.key: [(field.path, field.after) for field in change.fields] for change in plan.updates}
        assert fields == {SLO_KEY: [("description", "")], PAGE_KEY: [("template_variables", [])]}
        assert planned(datadog, EVERYTHING).changes == ()


def id_of(datadog: Organisation, kind: str, key: str) -> str:
    """The id of what carries the mark of a key."""
    match kind:
        case "monitor":
            return str(datadog.by_name()[f"[prod] {key}"]["id"])
        case "slo":
            return str(ask(datadog, "GET", "/api/v1/slo")["data"][0]["id"])
        case _:
            return str(ask(datadog, "GET", "/api/v1/dashboard")["dashboards"][0]["id"])


def by_hand(datadog: Organisation, kind: str, key: str, **fields: Any) -> None:
    """What a person changes in the browser: the whole object is sent with new fields."""
    path = f"/api/v1/{kind}/{id_of(datadog, kind, key)}"
    stored = ask(datadog, "GET", path)
    body = {**(stored["data"] if kind == "slo" else stored), **fields}
    response = datadog.send(Request("PUT", path, body=body))
    assert response.is_success, response


def uptime() -> Resource:
    key = "shop/checkout/uptime"
    tags = ["managed_by:dogwatch", "catalog:shop", "env:prod", Mark("prod", key).tag]
    thresholds = [{"timeframe": "30d", "target": 99.0}]
    ids = [f"${{monitor:{SLOW_KEY}}}"]
    body: Body = {"name": "Up", "type": "monitor", "monitor_ids": ids, "thresholds": thresholds, "tags": tags}
    return Resource("slo", key, body)


def test_an_slo_of_monitors_gets_their_ids_as_numbers_and_follows_them() -> None:
    with organisation() as datadog:
        for _ in range(2):
            applied(datadog, [uptime(), slow()])
            id = datadog.by_name()[f"[prod] {SLOW_KEY}"]["id"]
            assert ask(datadog, "GET", "/api/v1/slo")["data"][0]["monitor_ids"] == [id]
            assert planned(datadog, [uptime(), slow()]).changes == ()
            ask(datadog, "DELETE", f"/api/v1/monitor/{id}?force=true")


METRIC = "feature.duration"
TAGS = Resource(
    "metric_tags",
    f"shop/{METRIC}",
    {
        "type": "manage_tags",
        "id": METRIC,
        "attributes": {"metric_type": "distribution", "tags": ["env", "feature"], "include_percentiles": True},
    },
)
METADATA = Resource(
    "metric_metadata",
    f"shop/{METRIC}",
    {"metric": METRIC, "description": "How long a call takes.\n[dogwatch:shop]", "unit": "second"},
)


def p95() -> Resource:
    return Resource("monitor", SLOW_KEY, declared(SLOW_KEY, query="avg(last_5m):p95:feature.duration{env:prod} > 0.4"))


def report_metric(datadog: Organisation) -> None:
    series = {"series": [{"metric": METRIC, "points": [[1767225600, [0.1, 0.2]]], "tags": ["env:prod"]}]}
    assert datadog.send(Request("POST", "/api/v1/distribution_points", body=series)).is_success


def test_what_belongs_to_a_metric_waits_until_it_has_reported_and_percentiles_with_it() -> None:
    resources = [p95(), TAGS, METADATA, slo()]
    with organisation() as datadog:
        plan = applied(datadog, resources)
        assert keys(plan) == {SLO_KEY}
        assert {(thing.kind, thing.key) for thing in plan.waiting} == {
            ("metric_tags", TAGS.key),
            ("metric_metadata", METADATA.key),
            ("monitor", SLOW_KEY),
        }

        report_metric(datadog)

        plan = applied(datadog, resources)
        assert keys(plan) == {TAGS.key, METADATA.key, SLOW_KEY}
        assert plan.waiting == ()
        assert planned(datadog, resources).changes == ()


def asked_by(datadog: Organisation, catalog: str, resources: list[Resource], **about: Any) -> Plan:
    found = Survey(datadog.send, datadog.target, catalog, resources, **about).found()
    return diff(as_stored(resources, found), found, "the embedded Datadog")


def test_the_settings_of_a_metric_have_one_keeper_until_another_takes_them_over() -> None:
    theirs = [
        Resource(TAGS.kind, f"billing/{METRIC}", TAGS.body),
        Resource(METADATA.kind, f"billing/{METRIC}", {**METADATA.body, "description": "Mine.\n[dogwatch:billing]"}),
    ]
    with organisation() as datadog:
        report_metric(datadog)
        applied(datadog, [TAGS, METADATA])

        plan = asked_by(datadog, "billing", theirs)
        assert plan.changes == ()
        assert {thing.reason for thing in plan.left_alone} == {
            "the catalog shop keeps the settings of this metric; take its namespace out of namespaces=, or say "
            "takes_over='shop' where this catalog keeps them from now on"
        }

        plan = asked_by(datadog, "billing", theirs, takes_over=["shop"])
        assert [(change.kind, change.adopts) for change in plan.updates] == [("metric_metadata", False)]
        apply(plan, datadog.send, lambda seconds: None, parallel=2, watch=lambda outcome: None)
        assert asked_by(datadog, "billing", theirs).changes == ()


def test_percentiles_that_another_catalog_has_to_switch_on_are_waited_for() -> None:
    with organisation() as datadog:
        [waiting] = asked_by(datadog, "billing", [p95()]).waiting
        assert waiting.reason == f"the metric {METRIC} has not reported yet"

        report_metric(datadog)
        [waiting] = asked_by(datadog, "billing", [p95()]).waiting
        assert (
            waiting.reason
            == f"the metric {METRIC} has no percentiles; a run of the whole catalog that keeps it sets them"
        )

        applied(datadog, [TAGS, METADATA])
        plan = asked_by(datadog, "billing", [p95()])
        assert plan.waiting == ()
        assert [change.kind for change in plan.changes] == ["monitor"]


def test_settings_that_nothing_declares_any_more_are_taken_back() -> None:
    with organisation() as datadog:
        report_metric(datadog)
        applied(datadog, [TAGS, METADATA])

        assert asked_by(datadog, "shop", [], namespaces=["shop"]).changes == ()
        plan = asked_by(datadog, "shop", [], namespaces=["feature"])
        assert [(change.kind, change.key) for change in plan.deletes] == [
            ("metric_metadata", METADATA.key),
            ("metric_tags", TAGS.key),
        ]
        apply(plan, datadog.send, lambda seconds: None, parallel=2, watch=lambda outcome: None)

        assert ask(datadog, "GET", f"/api/v1/metrics/{METRIC}")["description"] is None
        assert datadog.send(Request("GET", f"/api/v2/metrics/{METRIC}/tags")).status == 404
        assert asked_by(datadog, "shop", [], namespaces=["feature"]).changes == ()


def test_settings_that_another_catalog_keeps_are_never_taken_back() -> None:
    with organisation() as datadog:
        report_metric(datadog)
        applied(datadog, [TAGS, METADATA])
        assert asked_by(datadog, "billing", [], namespaces=["feature"]).changes == ()


def test_what_people_set_by_hand_is_taken_over_and_the_plan_says_so() -> None:
    with organisation() as datadog:
        report_metric(datadog)
        ask(datadog, "PUT", f"/api/v1/metrics/{METRIC}", {"description": "Somebody's words"})
        by_hand = {"type": "manage_tags", "id": METRIC, "attributes": {"metric_type": "distribution", "tags": ["host"]}}
        ask(datadog, "POST", f"/api/v2/metrics/{METRIC}/tags", {"data": by_hand})

        plan = asked_by(datadog, "shop", [TAGS, METADATA])

        assert [(change.kind, change.adopts) for change in plan.updates] == [
            ("metric_metadata", True),
            ("metric_tags", True),
        ]
        assert f"  ~ metric_tags {TAGS.key} ({METRIC}, which was set by hand)" in plan_lines(plan)


def test_a_counter_that_is_stored_as_a_rate_is_configured_as_one() -> None:
    body = {"type": "manage_tags", "id": "feature.hits", "attributes": {"metric_type": "count", "tags": ["env"]}}
    tags = Resource("metric_tags", "shop/feature.hits", body)
    described = {"metric": "feature.hits", "description": "Calls.\n[dogwatch:shop]"}
    metadata = Resource("metric_metadata", tags.key, described)
    with organisation() as datadog:
        series = {"series": [{"metric": "feature.hits", "type": 2, "points": [{"timestamp": 1767225600, "value": 1}]}]}
        ask(datadog, "POST", "/api/v2/series", series)
        plan = asked_by(datadog, "shop", [tags, metadata])
        [create] = [change for change in plan.creates if change.kind == "metric_tags"]
        assert create.body["attributes"]["metric_type"] == "rate"
