from __future__ import annotations

from typing import Any

import pytest

from dogwatch.kinds.slo.fields import SERVER_OWNED, primary, problems

from .bodies import COUNT, SLICE, declared, recorded


def sentences(body: dict[str, Any]) -> list[str]:
    return [f"{problem.path}: {problem.seen}; {problem.remedy}" for problem in problems(body)]


def without(name: str, **changes: Any) -> dict[str, Any]:
    return {field: value for field, value in declared(**changes).items() if field != name}


def test_finds_nothing_wrong_in_right_bodies() -> None:
    assert problems(declared()) == []
    assert problems(declared(thresholds=[{"timeframe": "7d", "target": 99.998, "warning": 99.999}])) == []
    assert problems(without("query", sli_specification={"count": COUNT})) == []
    assert problems(without("query", type="time_slice", sli_specification={"time_slice": SLICE})) == []
    assert problems(without("query", type="monitor", monitor_ids=["${monitor:shop/checkout/errors}"])) == []


# Clients send back what only Datadog sets; a catalog may not. There is nothing else wrong in what Datadog accepted.
@pytest.mark.parametrize("op", ["create", "update"])
def test_finds_nothing_wrong_in_what_datadog_accepted(op: str) -> None:
    rows = recorded(op)
    for row in rows:
        assert {problem.path for problem in problems(row["request"])} <= SERVER_OWNED, row["source"]
    assert len(rows) > 10


@pytest.mark.parametrize("name", ["name", "type", "thresholds"])
def test_misses_what_every_slo_has(name: str) -> None:
    assert f"{name}: is missing; declare its {name}" in sentences(without(name))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (without("query"), 'query: is missing; write {"numerator": ..., "denominator": ...}'),
        (
            without("query", type="time_slice"),
            "sli_specification.time_slice: is missing; declare comparator, threshold and query",
        ),
        (
            without("query", type="monitor"),
            "monitor_ids: is missing; name the monitors that an SLO of the type 'monitor' counts",
        ),
        (without("query", type="monitor", monitor_ids=list(range(21))), "monitor_ids: 21 monitors; name at most 20"),
        (declared(name=5), "name: 5; write a text"),
        (declared(query="a / b"), "query: 'a / b'; write an object"),
        (declared(type="count"), "type: 'count'; write one of 'metric', 'monitor', 'time_slice'"),
        (declared(timeframe="1d"), "timeframe: '1d'; write one of '7d', '30d', '90d'"),
        (declared(timeframe="7d"), "timeframe: '7d' has no threshold; write one of 30d"),
        (declared(name=" "), "name: is empty; write what people call it"),
        (declared(tags=["Team:A"]), "tags: 'Team:A' has capital letters; write 'team:a'"),
        (
            without("query", type="monitor", monitor_ids=[1, 2], groups=["a:b"]),
            "groups: groups of 2 monitors; name a single monitor, or leave groups out",
        ),
        (
            without("query", type="monitor", monitor_ids=["one"]),
            "monitor_ids: 'one' is no id; write a number or ${monitor:…}",
        ),
        (
            declared(thresholds=[{"timeframe": "7d", "target": 99}] * 2),
            "thresholds: 2 targets over 7d; keep one of them",
        ),
        (
            without("query", type="monitor", monitor_ids=[1], thresholds=[{"timeframe": "30d", "target": 99.955}]),
            "thresholds[0].target: 99.955 has more than 2 decimals; write 99.95",
        ),
        (declared(thresholds="99%"), "thresholds: '99%'; write a list"),
        (declared(thresholds=["99%"]), "thresholds[0]: '99%'; write an object"),
        (declared(thresholds=[]), 'thresholds: is empty; write [{"timeframe": "30d", "target": 99.9}]'),
        (declared(id="a"), "id: is set by Datadog and cannot be declared; leave 'id' out"),
    ],
)
def test_says_what_is_wrong(body: dict[str, Any], said: str) -> None:
    assert sentences(body) == [said]


@pytest.mark.parametrize(
    ("threshold", "said"),
    [
        ({"target": 99}, "thresholds[0].timeframe: is missing; declare its timeframe"),
        ({"timeframe": "30d"}, "thresholds[0].target: is missing; declare its target"),
        ({"timeframe": "30d", "target": "99%"}, "thresholds[0].target: '99%'; write a number"),
        (
            {"timeframe": "30d", "target": 100},
            "thresholds[0].target: 100 leaves no error budget; write a number above 0 and below 100",
        ),
        (
            {"timeframe": "30d", "target": 0},
            "thresholds[0].target: 0 leaves no error budget; write a number above 0 and below 100",
        ),
        (
            {"timeframe": "30d", "target": 99.9999},
            "thresholds[0].target: 99.9999 has more than 3 decimals; write 99.999",
        ),
        (
            {"timeframe": "30d", "target": 99, "warning": 99},
            "thresholds[0].warning: 99 does not lie above the target; write more than 99",
        ),
        (
            {"timeframe": "30d", "target": 99, "warning": 100},
            "thresholds[0].warning: 100 does not lie above the target; write more than 99",
        ),
        ({"timeframe": "30d", "target": 99, "warning": "a"}, "thresholds[0].warning: 'a'; write a number"),
    ],
)
def test_says_what_cannot_be_promised(threshold: dict[str, Any], said: str) -> None:
    assert sentences(declared(thresholds=[threshold])) == [said]


def test_tells_everything_at_once() -> None:
    body = declared(
        name=1, id="a", thresholds=[{"timeframe": "1d", "target": 101}, {"timeframe": "30d", "target": 101}]
    )
    assert {problem.path for problem in problems(body)} == {
        "name",
        "id",
        "thresholds[0].timeframe",
        "thresholds[1].target",
    }


def test_the_primary_time_frame_is_the_declared_one_else_the_shortest() -> None:
    thresholds = [{"timeframe": "30d", "target": 99, "warning": 99.5}, {"timeframe": "7d", "target": 98}]
    assert primary({"thresholds": thresholds}) == {
        "timeframe": "7d",
        "target_threshold": 98,
        "warning_threshold": None,
    }
    assert primary({"thresholds": thresholds, "timeframe": "30d"}) == {
        "timeframe": "30d",
        "target_threshold": 99,
        "warning_threshold": 99.5,
    }
