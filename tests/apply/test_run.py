from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from dogwatch.apply import Outcome, apply
from dogwatch.kinds import LOG_METRIC, MONITOR, Body, Reference, Request, Resource, released, released_by
from dogwatch.plan import Delete, Plan, diff, sort_out
from tests.bodies import declared, resource
from tests.faults import Answer, Call, Fault
from tests.organisation import Organisation, organisation

KEYS = [f"shop/monitor-{number:02}" for number in range(12)]


def planned(wanted: list[Resource], there: list[Body]) -> Plan:
    return diff(wanted, {"monitor": sort_out(MONITOR, there, "shop", "prod")}, "somewhere")


def applied(datadog: Organisation, plan: Plan) -> list[Outcome]:
    return apply(plan, datadog.send, lambda seconds: None, parallel=4, watch=lambda outcome: None)


def test_carries_out_every_change_and_says_the_id() -> None:
    plan = planned([resource(key) for key in KEYS], [])
    with organisation() as datadog:
        outcomes = applied(datadog, plan)
        ids = {monitor["name"]: str(monitor["id"]) for monitor in datadog.monitors()}
    assert {outcome.change.key for outcome in outcomes} == set(KEYS)
    assert all(outcome.error is None for outcome in outcomes)
    assert {f"[prod] {outcome.change.key}": outcome.id for outcome in outcomes} == ids


def test_an_empty_plan_sends_nothing() -> None:
    with organisation() as datadog:
        assert applied(datadog, planned([], [])) == []
    assert datadog.faulty.calls == []


def test_deletes_come_after_everything_else() -> None:
    with organisation() as datadog:
        for key in KEYS[:4]:
            datadog.create(declared(key))
        applied(datadog, planned([resource(key) for key in KEYS[4:]], datadog.monitors()))
        assert set(datadog.by_name()) == {f"[prod] {key}" for key in KEYS[4:]}
    methods = [call.method for call in datadog.faulty.written()]
    assert methods == ["POST"] * 8 + ["DELETE"] * 4


def test_a_change_that_fails_stops_no_other_but_holds_deletes_back() -> None:
    wanted = [resource(key) for key in KEYS]
    wanted[3] = resource(KEYS[3], query="no query")
    watched: list[Outcome] = []
    with organisation() as datadog:
        datadog.create(declared("shop/gone"))
        plan = planned(wanted, datadog.monitors())
        outcomes = apply(plan, datadog.send, lambda seconds: None, parallel=4, watch=watched.append)
        names = set(datadog.by_name())
    failed = {outcome.change.key: outcome.error for outcome in outcomes if outcome.error}
    assert set(failed) == {KEYS[3], "shop/gone"}
    assert failed["shop/gone"] == "monitor shop/gone: not deleted, since other changes failed"
    assert "[prod] shop/gone" in names
    assert len(names) == len(KEYS)
    assert watched == outcomes


def test_a_delete_that_fails_stops_no_other() -> None:
    with organisation() as datadog:
        ids = [datadog.create(declared(key)) for key in KEYS[:3]]
        datadog.faulty.rule = failing(f"/api/v1/monitor/{ids[1]}")
        outcomes = applied(datadog, planned([], datadog.monitors()))
        assert len(datadog.monitors()) == 1
    assert sum(outcome.error is not None for outcome in outcomes) == 1


def failing(path: str) -> Callable[[Call], Fault]:
    def rule(call: Call) -> Fault:
        return Answer(400, {"errors": ["in use"]}) if call.path == path else None

    return rule


LOGS = "/api/v2/logs/config/metrics"
SAID = "/api/v1/metrics/shop.refused"


def test_a_definition_says_whose_it_is_before_what_is_said_of_its_metric_goes_and_goes_last() -> None:
    with organisation() as datadog:
        plan = of_a_metric_that_goes(datadog)
        datadog.faulty.calls.clear()
        outcomes = applied(datadog, plan)
        written = [(call.method, call.path) for call in datadog.faulty.written()]
    assert [outcome.error for outcome in outcomes] == [None, None]
    assert written == [("PATCH", f"{LOGS}/shop.refused"), ("PUT", SAID), ("DELETE", f"{LOGS}/shop.refused")]


@pytest.mark.parametrize(("path", "cleared"), [(SAID, False), (f"{LOGS}/shop.refused", False), ("", True)])
def test_whichever_of_it_fails_a_definition_stays_that_says_whose_it_is(path: str, cleared: bool) -> None:
    """Where the description is there no more, the definition names the catalog."""
    with organisation() as datadog:
        plan = of_a_metric_that_goes(datadog)
        refused = Answer(400, {"errors": ["in use"]})
        datadog.faulty.rule = lambda call: refused if path == call.path or call.method == "DELETE" else None
        outcomes = applied(datadog, plan)
        datadog.faulty.rule = lambda call: None
        definition = datadog.send(Request("GET", f"{LOGS}/shop.refused")).body["data"]
        description = datadog.send(Request("GET", SAID)).body["description"]
    assert len([outcome for outcome in outcomes if outcome.error]) == (1 if cleared else 2)
    assert (description is None) is cleared
    assert released_by(definition) == (None if path.startswith(LOGS) else "shop")


def test_what_says_already_that_it_goes_is_only_deleted() -> None:
    with organisation() as datadog:
        plan = of_a_metric_that_goes(datadog)
        definition = replace(plan.deletes[1], before=released(LOG_METRIC, plan.deletes[1].before, "shop"))
        datadog.faulty.calls.clear()
        applied(datadog, replace(plan, changes=(plan.changes[0], definition)))
        assert [call.method for call in datadog.faulty.written()] == ["PUT", "DELETE"]


def of_a_metric_that_goes(datadog: Organisation) -> Plan:
    definition = {
        "type": "logs_metrics",
        "id": "shop.refused",
        "attributes": {"compute": {"aggregation_type": "count"}, "filter": {"query": "status:error"}},
    }
    said = {"description": "Refused\n[dogwatch:shop]"}
    series = [{"metric": "shop.refused", "points": [[1767225600, 1]], "type": "gauge"}]
    for request in (
        Request("POST", LOGS, body={"data": definition}),
        Request("POST", "/api/v1/series", body={"series": series}),
        Request("PUT", SAID, body=said),
    ):
        assert datadog.send(request).is_success
    gone = (
        Delete("metric_metadata", "shop/shop.refused", "shop.refused", {"metric": "shop.refused", **said}),
        Delete("log_metric", "shop/shop.refused", "shop.refused", definition),
    )
    return Plan("somewhere", gone, unchanged=0, managed=2)


def test_each_outcome_is_watched_once() -> None:
    watched: list[Outcome] = []
    plan = planned([resource(key) for key in KEYS], [])
    with organisation() as datadog:
        outcomes = apply(plan, datadog.send, lambda seconds: None, parallel=4, watch=watched.append)
    assert watched == outcomes
    assert len(watched) == len(KEYS)


def test_what_has_not_begun_when_it_is_interrupted_never_begins() -> None:
    def interrupted(outcome: Outcome) -> None:
        raise KeyboardInterrupt

    plan = planned([resource(f"shop/{number}") for number in range(300)], [])
    with organisation() as datadog:
        with pytest.raises(KeyboardInterrupt):
            apply(plan, datadog.send, lambda seconds: None, parallel=2, watch=interrupted)
        there = len(datadog.monitors())
        assert there == len(datadog.faulty.written())
    assert 0 < there < 300


def test_what_needs_something_that_an_interruption_held_up_is_held_up_by_that() -> None:
    body = declared("shop/both", type="composite", query="${monitor:shop/a}")
    both = Resource("monitor", "shop/both", body).knowing((Reference("monitor", "shop/a"),))
    plan = planned([resource("shop/a"), both], [])
    with organisation() as datadog:
        outcomes = apply(
            plan, datadog.send, lambda s: None, parallel=1, watch=lambda outcome: None, stop=lambda: "of Ctrl-C"
        )
    assert [outcome.error for outcome in outcomes] == [
        "monitor shop/a: not written, since of Ctrl-C",
        "monitor shop/both: not written, since of Ctrl-C",
    ]


def test_text_that_only_looks_like_a_link_is_sent_as_it_is() -> None:
    said = "See ${dashboard:elsewhere/page}. @slack-payments"
    asking = Resource(
        "monitor", "shop/both", declared("shop/both", type="composite", query="${monitor:shop/a}", message=said)
    ).knowing((Reference("monitor", "shop/a"),))
    with organisation() as datadog:
        outcomes = applied(datadog, planned([resource("shop/a"), asking], []))
        assert [outcome.error for outcome in outcomes] == [None, None]
        assert datadog.by_name()["[prod] shop/both"]["message"] == said
