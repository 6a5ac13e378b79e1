from __future__ import annotations

from collections.abc import Iterable

import pytest

from dogwatch import Engagement, Limit, Monitor, Resources
from dogwatch.declare import Signal
from dogwatch.declare.policies.usage import engagement, resources
from tests.declare.features import SCOPE, feature


def queries(monitors: Iterable[object]) -> dict[str, str]:
    return {monitor.name: str(monitor.query) for monitor in monitors if isinstance(monitor, Monitor)}


def the_monitor(signal: Signal) -> Monitor:
    [monitor] = [*resources(feature(signal)), *engagement(feature(signal))]
    assert isinstance(monitor, Monitor)
    return monitor


def test_compares_processor_time_per_call_and_the_largest_process() -> None:
    signal = Resources(cpu=Limit("50ms", warn="40ms"), memory=Limit("512MiB", warn="400MiB"), over="10m")
    cpu, memory = resources(feature(signal))
    assert queries([cpu, memory]) == {
        "cpu": f"percentile(last_10m):p95:feature.cpu{{{SCOPE}}} > 0.05",
        "memory": "avg(last_10m):max:feature.process.memory{$env,service:shop-api} > 536870912",
    }
    assert isinstance(cpu, Monitor)
    assert isinstance(memory, Monitor)
    assert (cpu.warn, memory.warn) == (0.04, 400 * 2**20)


def test_makes_only_what_has_a_limit() -> None:
    assert list(queries(resources(feature(Resources(cpu="1s"))))) == ["cpu"]
    assert list(queries(resources(feature(Resources(memory="1GiB"))))) == ["memory"]
    assert queries(resources(feature(Engagement(actions=["pay"], drop="30%")))) == {}
    assert queries(engagement(feature(Resources(cpu="1s")))) == {}


def test_a_drop_is_what_is_missing_to_the_share_that_may_be_missing() -> None:
    pay = f"sum:feature.interactions{{{SCOPE},action:pay}}.as_count()"
    assert queries(engagement(feature(Engagement(actions=["pay"], drop="30%", against="1w")))) == {
        "engagement-pay-drop": f"sum(last_1h):0.7 * week_before({pay}) - {pay} > 35"
    }


@pytest.mark.parametrize(
    ("against", "before"),
    [("1h", "hour_before("), ("1d", "day_before("), ("7d", "week_before("), ("2w", "timeshift(")],
)
def test_looks_back_by_the_function_that_has_a_name(against: str, before: str) -> None:
    assert f" * {before}" in str(the_monitor(Engagement(actions=["pay"], drop="10%", against=against)).query)
    fortnight = the_monitor(Engagement(actions=["pay"], drop="10%", against="2w"))
    assert ".as_count(), -1209600) - sum:" in str(fortnight.query)


@pytest.mark.parametrize(("least", "threshold"), [(0, "> 0"), (50, "> 35"), (100, "> 70"), (5, "> 3.5")])
def test_an_hour_with_no_more_than_the_least_number_says_nothing(least: int, threshold: str) -> None:
    """Nothing now and `least` before leaves exactly the threshold."""
    assert str(the_monitor(Engagement(actions=["pay"], drop="30%", least=least)).query).endswith(threshold)


def test_each_action_has_its_own_monitors() -> None:
    both = Engagement(actions=["add_to_cart", "pay"], drop="30%", band=3)
    assert list(queries(engagement(feature(both)))) == [
        "engagement-add_to_cart-drop",
        "engagement-add_to_cart-band",
        "engagement-pay-drop",
        "engagement-pay-band",
    ]


@pytest.mark.parametrize(
    ("over", "looked_at", "interval"),
    [
        ("5m", "4h", 60),
        ("15m", "4h", 120),
        ("30m", "4h", 300),
        ("1h", "1d", 600),
        ("2h", "1d", 1200),
        ("4h", "1w", 1200),
        ("1d", "1w", 3600),
    ],
)
def test_a_band_is_judged_by_at_least_five_points(over: str, looked_at: str, interval: int) -> None:
    monitor = the_monitor(Engagement(actions=["pay"], band=2.5, over=over))
    text = str(monitor.query)
    assert text.startswith(
        f"avg(last_{looked_at}):anomalies(sum:feature.interactions{{{SCOPE},action:pay}}.as_count(), "
    )
    assert f"'agile', 2.5, direction='below', alert_window='last_{over}', interval={interval}," in text
    assert text.endswith("seasonality='weekly') >= 1")
    assert monitor.options["threshold_windows"] == {"trigger_window": f"last_{over}", "recovery_window": f"last_{over}"}


def test_none_of_them_wakes_anybody() -> None:
    every = feature(Resources(cpu="1s", memory="1GiB"), Engagement(actions=["pay"], drop="30%", band=3))
    made = [*resources(every), *engagement(every)]
    assert len(made) == 4
    assert not any(monitor.pages for monitor in made if isinstance(monitor, Monitor))


def test_a_monitor_stands_where_its_signal_stands() -> None:
    for signal in (Resources(cpu="1s"), Resources(memory="1MB"), Engagement(actions="pay", band=2)):
        assert the_monitor(signal).place == signal.place


def test_what_no_longer_runs_takes_nothing() -> None:
    for monitor in resources(feature(Resources(cpu="1s", memory="1GiB"))):
        assert isinstance(monitor, Monitor)
        assert monitor.options == {"require_full_window": False, "on_missing_data": "resolve"}
        assert monitor.absence.endswith(("Traffic(min=...) to tell", "the alert ends"))


def test_a_drop_to_nothing_counts_as_zero_once_all_of_the_minute_is_there() -> None:
    monitor = the_monitor(Engagement(actions=["pay"], drop="30%"))
    assert (monitor.options["on_missing_data"], monitor.options["evaluation_delay"]) == ("default", 60)
    assert monitor.absence == "none count as zero: nobody does it at all"


def test_a_band_does_not_alert_for_ever_about_what_has_ended() -> None:
    monitor = the_monitor(Engagement(actions=["pay"], band=3))
    assert monitor.options["timeout_h"] == 24
    assert "on_missing_data" not in monitor.options
