"""SLOs against a second evaluation, event by event and second by second, written from the pages alone."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dogwatch.judge.slo.account import Account, standings
from dogwatch.judge.slo.correction import read_correction
from dogwatch.judge.slo.objective import Threshold, read_objective
from dogwatch.judge.slo.uptime import Course
from dogwatch.measure import Store
from tests.measure.series import NOON

HOUR, MINUTE = 3600, 60
TARGET, WARNING = 90.0, 95.0
LASTS = 40 * MINUTE

spans = st.tuples(st.integers(0, 240), st.integers(1, 60)).map(lambda span: (10 * span[0], 10 * (span[0] + span[1])))
corrections = st.lists(spans, max_size=3)
windows = st.tuples(st.integers(0, 39), st.integers(1, 40)).map(
    lambda window: (MINUTE * window[0], MINUTE * min(40, window[0] + window[1]))
)
examples = settings(max_examples=25, deadline=None)


@dataclass
class Plain:
    good: float
    total: float
    is_seen: bool = True

    @property
    def sli(self) -> float:
        return 100 * self.good / self.total if self.total and self.is_seen else math.nan

    @property
    def remaining(self) -> float:
        budget = 1 - TARGET / 100
        return 100 * (budget - (1 - self.sli / 100)) / budget

    @property
    def state(self) -> str:
        if math.isnan(self.sli):
            return "no_data"
        return "breached" if self.sli < TARGET else "warning" if self.sli < WARNING else "ok"


def within(second: float, several: list[tuple[int, int]]) -> bool:
    return any(begin <= second < end for begin, end in several)


def check(account: Account, window: tuple[int, int], expected: Plain) -> None:
    threshold = Threshold("7d", TARGET, WARNING)
    begin, end = (NOON + each for each in window)
    (found,) = standings(account.measured(begin, end).overall, threshold, begin, end)
    assert math.isclose(found.good, expected.good, abs_tol=1e-6)
    assert math.isclose(found.total, expected.total, abs_tol=1e-6)
    if min(abs(expected.sli - TARGET), abs(expected.sli - WARNING)) > 1e-9 or math.isnan(expected.sli):
        assert found.state == expected.state
    for one, other in ((found.sli, expected.sli), (found.remaining, expected.remaining)):
        assert math.isclose(one, other, abs_tol=1e-6) or (math.isnan(one) and math.isnan(other))


def account(store: Store, several: list[tuple[int, int]], body: dict[str, Any], **members: Any) -> Account:
    thresholds = [{"timeframe": "7d", "target": TARGET, "warning": WARNING}]
    once = [read_correction({"start": NOON + begin, "end": NOON + end}) for begin, end in several]
    return Account(store, read_objective({**body, "thresholds": thresholds}), once, **members)


@examples
@given(
    st.lists(st.tuples(st.integers(0, 239), st.sampled_from(["ok", "error"]), st.integers(0, 9)), max_size=60),
    corrections,
    windows,
)
def test_events(events: list[tuple[int, str, int]], several: list[tuple[int, int]], window: tuple[int, int]) -> None:
    store = Store()
    for at, outcome, count in sorted(events):
        store.add(store.series("hits", [f"outcome:{outcome}"], "count"), NOON + 10 * at, float(count))
    expected = Plain(0, 0)
    for at, outcome, count in events:
        if window[0] <= 10 * at < window[1] and not within(10 * at, several):
            expected.total += count
            expected.good += count if outcome == "ok" else 0
    query = {"numerator": "sum:hits{outcome:ok}.as_count()", "denominator": "sum:hits{*}.as_count()"}
    check(account(store, several, {"type": "metric", "query": query}), window, expected)


@examples
@given(
    st.dictionaries(st.sampled_from("ab"), st.lists(st.sampled_from([None, 1.0, 5.0, 9.0]), min_size=40, max_size=40)),
    corrections,
    windows,
)
def test_slices(rows: dict[str, list[float | None]], several: list[tuple[int, int]], window: tuple[int, int]) -> None:
    store = Store()
    for minute in range(40):
        for host, row in rows.items():
            if row[minute] is not None:
                store.add(store.series("latency", [f"host:{host}"]), NOON + minute * MINUTE, row[minute])
    minutes = slice(window[0] // MINUTE, window[1] // MINUTE)
    expected = Plain(0, 0, any(value is not None for row in rows.values() for value in row[minutes]))
    for second in range(*window, 10):
        slow = any((row[second // MINUTE] or 0) > 5 for row in rows.values())
        expected.total += 10
        expected.good += 0 if slow and not within(second, several) else 10
    query = {"formulas": [{"formula": "a"}], "queries": [{"name": "a", "query": "avg:latency{*} by {host}.fill(null)"}]}
    slices = {"query": query, "comparator": "<=", "threshold": 5, "query_interval_seconds": 60}
    body = {"type": "time_slice", "sli_specification": {"time_slice": slices}}
    check(account(store, several, body), window, expected)


@examples
@given(
    st.dictionaries(st.sampled_from("123"), st.lists(st.booleans(), min_size=40, max_size=40), min_size=1),
    corrections,
    windows,
)
def test_monitors(rows: dict[str, list[bool]], several: list[tuple[int, int]], window: tuple[int, int]) -> None:
    expected = Plain(0, 0)
    for second in range(*window, 10):
        if not within(second, several):
            expected.total += 10
            expected.good += 0 if any(row[second // MINUTE] for row in rows.values()) else 10
    minutes = NOON + MINUTE * np.arange(40)
    courses = {name: Course(minutes, np.array(row)) for name, row in rows.items()}
    body = {"type": "monitor", "monitor_ids": [int(name) for name in rows]}
    check(account(Store(), several, body, members=lambda monitors: courses), window, expected)
