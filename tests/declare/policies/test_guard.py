from __future__ import annotations

from collections.abc import Iterable

import pytest

from dogwatch import Monitor
from dogwatch.declare.bodies.recovery import recovery_thresholds
from dogwatch.declare.policies.guard import enough_for_percentile, enough_for_share, guarded, silent_while
from dogwatch.values import Duration, Percent
from tests.declare.features import feature

CHECKOUT = feature()
CALLS = CHECKOUT.metrics.hits.sum().by("region").as_count()
WINDOW = Duration(600.0)


def slow(**arguments: object) -> Monitor:
    return Monitor(
        "slow",
        feature=CHECKOUT,
        title="slow",
        what="Calls of {{region.name}} take {{value}} s.",
        query=CHECKOUT.metrics.duration.p95().by("region").over("10m", "percentile") > 1,
        warn=0.5,
        options={"on_missing_data": "resolve", "evaluation_delay": 60, "new_group_delay": 600},
        absence="it is quiet",
        **arguments,  # type: ignore[arg-type]
    )


def parts(monitors: Iterable[Monitor]) -> tuple[Monitor, Monitor, Monitor]:
    measured, few, told = monitors
    return measured, few, told


@pytest.mark.parametrize(("percent", "calls"), [(50, 20), (90, 20), (95, 20), (99, 100), (99.9, 1000)])
def test_a_percentile_needs_calls_beside_the_slowest(percent: float, calls: int) -> None:
    assert enough_for_percentile(percent) == calls


@pytest.mark.parametrize(("limit", "calls"), [("50%", 20), ("5%", 20), ("3%", 34), ("1%", 100), ("0.1%", 1000)])
def test_a_single_failure_of_enough_calls_keeps_to_the_limit(limit: str, calls: int) -> None:
    share = Percent.parse(limit)
    assert enough_for_share(share) == calls
    assert 1 / calls <= share.fraction


def test_alerts_on_what_is_measured_unless_the_calls_are_few() -> None:
    measured, few, told = parts(guarded(slow(), CALLS, 30, WINDOW))
    assert (measured.name, few.name, told.name) == ("slow-measured", "slow-few-calls", "slow")
    assert (told.type, told.query) == (
        "composite",
        "${monitor:$catalog/checkout/slow-measured} && !${monitor:$catalog/checkout/slow-few-calls}",
    )


def test_only_the_whole_tells() -> None:
    measured, few, told = parts(guarded(slow(pages=False), CALLS, 30, WINDOW))
    assert [monitor.tells for monitor in (measured, few, told)] == [False, False, True]
    assert not told.pages


def test_counts_in_the_same_window_with_the_same_delays_and_groups() -> None:
    measured, few, _ = parts(guarded(slow(), CALLS, 30, WINDOW))
    assert str(few.query) == f"sum(last_10m):{CALLS} < 30"
    kept = {name: value for name, value in few.options.items() if name != "thresholds"}
    assert kept == {**measured.options, "on_missing_data": "default", "require_full_window": False}


def test_enough_calls_are_enough_whatever_ends_the_alerts_of_the_tier() -> None:
    _, few, _ = parts(guarded(slow(), CALLS, 30, WINDOW))
    thresholds = {**few.options["thresholds"], "critical": 20}
    assert recovery_thresholds(few, Percent(0.9), thresholds) == {}


def test_what_is_measured_keeps_its_query_and_its_warning() -> None:
    before = slow()
    measured, _, told = parts(guarded(before, CALLS, 30, WINDOW))
    assert (measured.query, measured.warn, measured.options) == (before.query, before.warn, before.options)
    assert (told.warn, told.options) == (None, {})


def test_the_message_shows_the_value_of_what_is_measured() -> None:
    _, _, told = parts(guarded(slow(), CALLS, 30, WINDOW))
    assert told.what == "Calls of {{region.name}} take {{a.value}} s."
    assert told.absence == "it is quiet"


@pytest.mark.parametrize("least", [0, 1])
def test_without_a_least_number_it_is_left_alone(least: int) -> None:
    before = slow()
    assert list(guarded(before, CALLS, least, WINDOW)) == [before]


def test_is_silent_while_any_of_the_others_alerts() -> None:
    other = slow()
    *_, told = silent_while([other, other], slow())
    assert str(told.query).count(f"&& !{other.reference}") == 2


def test_all_parts_stand_where_it_stands() -> None:
    before = slow(tags=["area:shop"])
    assert {monitor.place for monitor in guarded(before, CALLS, 30, WINDOW)} == {before.place}
    assert {monitor.tags for monitor in guarded(before, CALLS, 30, WINDOW)} == {("area:shop",)}
