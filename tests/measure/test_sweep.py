from __future__ import annotations

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dogwatch.measure import Round, Store, Sweep, Watch, Windows
from dogwatch.query import Expression, Over, read_window

from .plain import Series
from .queries import expressions, leaves, several_series, tops
from .series import NOON

WINDOWS = {"1m": 60, "5m": 300, "10m": 600, "5h": 5 * 3600}


def stored(several: list[Series], before: int) -> Store:
    """What has come in by a moment."""
    store = Store()
    added = []
    for series in several:
        early = [(time, value) for time, value in series.points if time < before]
        if early:
            number = store.series(series.metric, series.tags, series.kind, series.interval)  # type: ignore[arg-type]
            added += [(time, number, value, series.kind) for time, value in early]
    for time, number, value, kind in sorted(added):
        add = store.add_samples if kind == "distribution" else store.add
        assert add(number, time, value) == 0
    return store


def check(several: list[Series], tree: Expression, aggregator: str, window: str, begin: int) -> None:
    """All moments in one go come to what each of them does alone, when the store has no more than came in by then."""
    length = WINDOWS[window]
    over = Over(aggregator, read_window(window), tree)
    windows = Windows(NOON + begin - length, length, number=9)
    whole = stored(several, NOON + 3600)
    (swept,) = Sweep(whole, [Watch(whole, over)]).values([windows])
    for turn in range(windows.number):
        moment = windows.window(turn)
        store = stored(several, moment[1])
        (alone,) = Round(store, [Watch(store, over)]).values([moment])
        found = dict(zip(swept.groups, swept.values[:, turn].tolist(), strict=True))
        expected = dict(zip(alone.groups, alone.values.tolist(), strict=True))
        assert set(expected) <= set(found)
        for group, value in found.items():
            other = expected.get(group, math.nan)
            assert value == other or (math.isnan(value) and math.isnan(other)), (str(tree), turn, group, value, other)


def play(request: pytest.FixtureRequest, trees: st.SearchStrategy[Expression]) -> None:
    number = 3000 if "nightly" in request.config.getoption("markexpr") else 60
    settings(max_examples=number, deadline=None, suppress_health_check=[HealthCheck.too_slow])(
        given(
            several=several_series(),
            tree=trees,
            aggregator=st.sampled_from(["avg", "sum", "min", "max", "last"]),
            window=st.sampled_from(sorted(WINDOWS)),
            begin=st.sampled_from([0, 60, 300, 630]),
        )(check)
    )()


@pytest.mark.nightly
def test_expressions_over_many_windows(request: pytest.FixtureRequest) -> None:
    play(request, expressions(["avg", "sum", "min", "max", "count"]))


@pytest.mark.nightly
def test_queries_over_many_windows(request: pytest.FixtureRequest) -> None:
    play(request, leaves(["avg", "sum", "min", "max", "count"]))


@pytest.mark.nightly
def test_percentiles_over_many_windows(request: pytest.FixtureRequest) -> None:
    play(request, leaves(["p50", "p95"], "d"))


@pytest.mark.nightly
def test_ranks_over_many_windows(request: pytest.FixtureRequest) -> None:
    play(request, tops())
