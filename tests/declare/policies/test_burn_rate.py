from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dogwatch import Availability, Events, Monitor, Slo
from dogwatch.declare import budget_gone, burn_rates
from dogwatch.declare.policies.burn_rate import burns_fast, pairs
from dogwatch.query import TimeFrame
from dogwatch.values import Percent
from tests.declare.features import feature

EVENTS = Events(good="sum:a{$env,ok:true}.as_count()", total="sum:a{$env}.as_count()")
# docs: SLO, burn rate; the table for a target of 99.9%
RECOMMENDED = {"7d": [16.8, 5.6, 2.8], "30d": [14.4, 6, 3], "90d": [21.6, 10.8, 4.5]}


def slo(target: str = "99.9%", over: str = "30d") -> Slo:
    return Slo("availability", feature=feature(), target=target, over=over, sli=EVENTS, title="t", what="w")


def factors(target: str, over: TimeFrame) -> list[float]:
    return [pair.factor for pair in pairs(Percent.parse(target), over)]


@pytest.mark.parametrize("over", ["7d", "30d", "90d"])
def test_has_the_factors_that_datadog_recommends(over: TimeFrame) -> None:
    for target in ("96.6%", "99%", "99.9%", "99.999%"):
        assert factors(target, over) == RECOMMENDED[over]
    windows = [(pair.long_window, pair.short_window) for pair in pairs(Percent.parse("99.9%"), over)]
    assert windows == [("1h", "5m"), ("6h", "30m"), ("24h", "120m")]


@pytest.mark.parametrize(
    ("target", "over", "expected"),
    [
        ("95%", "30d", [14.4, 6, 3]),
        ("95%", "90d", [15, 10.8, 4.5]),
        ("92%", "30d", [9.37, 6, 3]),
        ("90%", "30d", [7.5, 6, 3]),
        # 6 would be lowered to 3.75 as well, which the pair before reaches first.
        ("80%", "30d", [3.75, 3]),
        ("50%", "30d", [1.5]),
        ("25%", "30d", []),
        ("1%", "7d", []),
    ],
)
def test_lowers_or_drops_what_a_target_cannot_reach(target: str, over: TimeFrame, expected: list[float]) -> None:
    assert factors(target, over) == expected


@given(thousandths=st.integers(1, 99_999), over=st.sampled_from(["7d", "30d", "90d"]))
def test_no_factor_is_above_what_a_target_can_reach_and_each_is_below_the_one_before(
    thousandths: int, over: TimeFrame
) -> None:
    target = Percent.parse(f"{thousandths / 1000:.3f}%")
    chosen = [pair.factor for pair in pairs(target, over)]
    assert all(1 < factor <= 0.75 / (1 - target.fraction) + 1e-6 for factor in chosen)
    assert chosen == sorted(set(chosen), reverse=True)
    assert chosen or target.fraction < 0.26


def test_a_monitor_per_pair_asks_for_both_windows() -> None:
    made = list(burn_rates(slo()))
    assert [(monitor.name, str(monitor.query)) for monitor in made] == [
        (
            f"availability-burn-{long}",
            'burn_rate("${slo:$catalog/checkout/availability}").over("30d")'
            f'.long_window("{long}").short_window("{short}") > {factor}',
        )
        for long, short, factor in [("1h", "5m", 14.4), ("6h", "30m", 6), ("24h", "120m", 3)]
    ]
    assert {monitor.type for monitor in made} == {"slo alert"}


@pytest.mark.parametrize(("target", "count"), [("99.9%", 3), ("80%", 2)])
def test_only_the_fastest_may_wake_somebody_and_the_others_are_milder(target: str, count: int) -> None:
    made = list(burn_rates(slo(target)))
    assert [monitor.pages for monitor in made] == [None, False, False][:count]
    assert [monitor.milder for monitor in made] == [0, 1, 2][:count]


@pytest.mark.parametrize(
    ("target", "over", "gone"),
    [
        ("99.9%", "7d", ["10%", "20%", "40%"]),
        ("99.9%", "30d", ["2%", "5%", "10%"]),
        ("99.9%", "90d", ["1%", "3%", "5%"]),
        ("90%", "30d", ["1.04%", "5%", "10%"]),
    ],
)
def test_says_how_much_of_the_budget_went(target: str, over: str, gone: list[str]) -> None:
    made = list(burn_rates(slo(target, over)))
    assert [monitor.what.split(" ")[0] for monitor in made] == gone
    assert [monitor.title.split(" ")[1] for monitor in made] == gone


def test_says_how_long_the_budget_lasts() -> None:
    assert [monitor.what.rpartition("would last ")[2] for monitor in burn_rates(slo())] == [
        "50 hours at most.",
        "5 days at most.",
        "10 days at most.",
    ]


def test_a_share_of_the_budget_is_told_and_wakes_nobody() -> None:
    monitor = budget_gone(slo(), Percent(0.75))
    assert str(monitor.query) == 'error_budget("${slo:$catalog/checkout/availability}").over("30d") > 75'
    assert (monitor.name, monitor.type) == ("availability-budget", "slo alert")
    assert (monitor.pages, monitor.milder) == (False, 2)


def test_stands_where_its_slo_stands() -> None:
    promised = slo()
    made: list[Monitor] = [*burn_rates(promised), budget_gone(promised, Percent(0.5))]
    assert {monitor.place for monitor in made} == {promised.place}
    assert {monitor.path.partition("/")[0] for monitor in made} == {"checkout"}


def test_says_that_no_events_burn_nothing() -> None:
    alerts = [*burn_rates(slo()), budget_gone(slo(), Percent.parse("50%"))]
    assert {monitor.absence.partition(":")[0] for monitor in alerts} == {"no events burn no budget"}


def test_only_targets_whose_budget_can_burn_fast_take_the_pager_from_a_signal() -> None:
    assert burns_fast([Availability("20%"), Availability("99.9%", name="other")])
    assert not burns_fast([Availability("20%")])
    assert not burns_fast([])
