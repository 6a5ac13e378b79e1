from __future__ import annotations

from collections.abc import Callable

import pytest

from dogwatch.apply import Outcome, apply
from dogwatch.kinds import MONITOR, Body, Reference, Request, Resource
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


@pytest.mark.parametrize("path", ["/api/v1/synthetics/tests/delete", "/api/v2/logs/config/metrics/shop.refused"])
def test_what_is_said_of_a_metric_goes_with_its_definition_whatever_else_failed(path: str) -> None:
    """No later run would find it. Where the definition is still there, both are left to the next run."""
    metric = {"type": "logs_metrics", "id": "shop.refused", "attributes": {"compute": {"aggregation_type": "count"}}}
    gone = [
        Delete("synthetic_test", "shop/page", "abc-def-ghi", {}),
        Delete("log_metric", "shop/shop.refused", "shop.refused", {}),
        Delete("metric_metadata", "shop/shop.refused", "shop.refused", {"metric": "shop.refused"}),
        Delete("metric_metadata", "shop/shop.others", "shop.others", {"metric": "shop.others"}),
    ]
    with organisation() as datadog:
        assert datadog.send(Request("POST", "/api/v2/logs/config/metrics", body={"data": metric})).is_success
        for name in ("shop.refused", "shop.others"):
            series = [{"metric": name, "points": [[1767225600, 1]], "type": "gauge"}]
            assert datadog.send(Request("POST", "/api/v1/series", body={"series": series})).is_success
        datadog.faulty.rule = failing(path)
        outcomes = applied(datadog, Plan("somewhere", tuple(gone), unchanged=0, managed=4))
    done = {(outcome.change.kind, outcome.change.key) for outcome in outcomes if not outcome.error}
    kinds = {kind for kind, key in done if key == "shop/shop.refused"}
    assert kinds == (set() if "logs" in path else {"log_metric", "metric_metadata"})
    assert ("metric_metadata", "shop/shop.others") not in done
    assert len(outcomes) == 4


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


def test_text_that_only_looks_like_a_link_is_sent_as_it_is() -> None:
    said = "See ${dashboard:elsewhere/page}. @slack-payments"
    asking = Resource(
        "monitor", "shop/both", declared("shop/both", type="composite", query="${monitor:shop/a}", message=said)
    ).knowing((Reference("monitor", "shop/a"),))
    with organisation() as datadog:
        outcomes = applied(datadog, planned([resource("shop/a"), asking], []))
        assert [outcome.error for outcome in outcomes] == [None, None]
        assert datadog.by_name()["[prod] shop/both"]["message"] == said
