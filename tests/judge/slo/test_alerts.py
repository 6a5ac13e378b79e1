import time
from typing import Any

import numpy as np
import pytest

from dogwatch.errors import NotEvaluated
from dogwatch.judge import Judging, Notice
from dogwatch.judge.slo.alerts import SloAlerts
from dogwatch.measure import Store
from dogwatch.query import parse_monitor
from tests.measure.series import NOON

DAY, MINUTE = 86400, 60
QUERY = {"numerator": "sum:hits{code:2xx}.as_count()", "denominator": "sum:hits{*}.as_count()"}
BURN = 'burn_rate("a").over("30d").long_window("1h").short_window("5m") > 14.4'
BUDGET = 'error_budget("a").over("7d") > 75'


def slo(**changes: Any) -> dict[str, Any]:
    thresholds = [{"timeframe": "7d", "target": 99.0}, {"timeframe": "30d", "target": 99.9}]
    return {"type": "metric", "name": "availability", "query": QUERY, "thresholds": thresholds, **changes}


def alert(query: str, **options: Any) -> dict[str, Any]:
    return {"type": "slo alert", "name": "burns", "query": query, "message": "", "options": options}


def hits(store: Store, begin: int, end: int, *, failing: float) -> None:
    """A hundred requests each ten seconds, of which a share fails."""
    times = np.arange(begin, end, 10)
    good, bad = (store.series("hits", [f"code:{code}"], "count") for code in ("2xx", "5xx"))
    for at in range(0, len(times), 1000):
        store.add(good, times[at : at + 1000], np.full(len(times[at : at + 1000]), 100 * (1 - failing)))
        store.add(bad, times[at : at + 1000], np.full(len(times[at : at + 1000]), 100 * failing))


def told(notices: list[Notice]) -> list[tuple[float, str]]:
    return [((notice.at - NOON) / MINUTE, notice.status.word) for notice in notices]


def test_alerts_when_both_windows_burn_and_recovers_with_the_short_one():
    store = Store()
    hits(store, NOON - 2 * 3600, NOON, failing=0)
    hits(store, NOON, NOON + 20 * MINUTE, failing=0.1)
    hits(store, NOON + 20 * MINUTE, NOON + 60 * MINUTE, failing=0)
    judging = Judging(store, {1: alert(BURN)}, now=NOON, kinds=[SloAlerts(store, {"a": slo()})])
    notices = judging.run(NOON + 60 * MINUTE)
    # A tenth fails: 100 times as fast in a window that is full of it; 14.4 times after 9 minutes of an hour.
    assert told(notices) == [(9, "Alert"), (25, "OK")]
    assert notices[0].transition.value == pytest.approx(100 * 9 / 60)
    assert notices[0].transition.threshold == 14.4


def test_all_that_fails_burns_as_fast_as_can_be_asked_for():
    store = Store()
    hits(store, NOON - 3600, NOON + 5 * MINUTE, failing=1.0)
    threshold = slo(thresholds=[{"timeframe": "30d", "target": 96.0}])
    query = BURN.replace("14.4", "25")
    judging = Judging(store, {1: alert(query)}, now=NOON, kinds=[SloAlerts(store, {"a": threshold})])
    assert told(judging.run(NOON + 5 * MINUTE)) == [(1, "Alert")]


def test_one_window_alone_does_not_alert():
    store = Store()
    hits(store, NOON - 3600, NOON + 5 * MINUTE, failing=0.0)
    hits(store, NOON + 5 * MINUTE, NOON + 10 * MINUTE, failing=0.1)
    judging = Judging(store, {1: alert(BURN)}, now=NOON, kinds=[SloAlerts(store, {"a": slo()})])
    assert judging.run(NOON + 30 * MINUTE) == []


def test_an_alert_on_the_budget_compares_what_is_used_up():
    store = Store()
    hits(store, NOON - DAY, NOON, failing=0)
    hits(store, NOON, NOON + 3600, failing=0.5)
    query = 'error_budget("a").over("7d") > 75'
    judging = Judging(
        store,
        {1: alert(query, thresholds={"critical": 75, "warning": 50})},
        now=NOON,
        kinds=[SloAlerts(store, {"a": slo()})],
    )
    # After m minutes of half failures the share is 0.5 m / (1440 + m), of which a budget of 1 % allows 0.75 %.
    assert told(judging.run(NOON + 3600)) == [(15, "Warn"), (22, "Alert")]


def test_variables_tell_both_burn_rates():
    store = Store()
    hits(store, NOON - 3600, NOON, failing=0.01)
    alerts = SloAlerts(store, {"a": slo()})
    assert alerts.variables(parse_monitor(BURN, "slo alert"), NOON) == {  # type: ignore[arg-type]
        "timeframe": "30d",
        "value": pytest.approx(10),
        "long_window_burn_rate": pytest.approx(10),
        "short_window_burn_rate": pytest.approx(10),
    }
    assert alerts.variables(parse_monitor(BUDGET, "slo alert"), NOON) == {  # type: ignore[arg-type]
        "timeframe": "7d",
        "value": pytest.approx(100),
    }
    assert alerts.variables(parse_monitor(BUDGET, "slo alert"), NOON - 9 * DAY) == {"timeframe": "7d"}  # type: ignore[arg-type]


def test_without_events_the_state_stays():
    store = Store()
    hits(store, NOON - 3600, NOON, failing=0.5)
    judging = Judging(store, {1: alert(BURN)}, now=NOON - MINUTE, kinds=[SloAlerts(store, {"a": slo()})])
    assert told(judging.run(NOON + 3 * 3600)) == [(0, "Alert")]


@pytest.mark.parametrize(("tags", "statuses"), [(["team:pay"], []), (["team:else"], ["Alert", "OK"])])
def test_what_is_corrected_burns_nothing(tags: list[str], statuses: list[str]):
    store = Store()
    hits(store, NOON - 3600, NOON, failing=0)
    hits(store, NOON, NOON + 1800, failing=0.5)
    hits(store, NOON + 1800, NOON + 3600, failing=0)
    correction = {"slo_query": "team:pay", "start": NOON, "end": NOON + 1800, "category": "Deployment"}
    alerts = SloAlerts(store, {"a": slo(tags=tags)}, [correction])
    notices = Judging(store, {1: alert(BURN)}, now=NOON, kinds=[alerts]).run(NOON + 3600)
    assert [notice.status.word for notice in notices] == statuses


def test_an_alert_on_monitors_reads_their_states():
    store = Store()
    load = store.series("load", ["host:a"])
    for minute in range(120):
        store.add(load, NOON + minute * MINUTE, 9.0 if 60 <= minute < 90 else 1.0)
    monitors = {
        1: {
            "type": "query alert",
            "name": "load",
            "query": "avg(last_1m):avg:load{*} by {host} > 4",
            "message": "",
            "options": {},
        },
        2: alert('burn_rate("a").over("7d").long_window("1h").short_window("5m") > 5'),
    }
    body = slo(type="monitor", monitor_ids=[1], thresholds=[{"timeframe": "7d", "target": 89}])
    judging = Judging(store, monitors, now=NOON, kinds=[SloAlerts(store, {"a": body})])
    notices = [notice for notice in judging.run(NOON + 120 * MINUTE) if notice.monitor == 2]
    # Down from minute 61 to 91: half of an hour at most, which is 4.5 times as fast, or 5.6 times with a higher target.
    assert told(notices) == []
    judging = Judging(
        store,
        monitors,
        now=NOON,
        kinds=[SloAlerts(store, {"a": body | {"thresholds": [{"timeframe": "7d", "target": 91}]}})],
    )
    notices = [notice for notice in judging.run(NOON + 120 * MINUTE) if notice.monitor == 2]
    assert told(notices) == [(88, "Alert"), (94, "OK")]
    # It is about all groups together, and has none of its own.
    assert [notice.transition.tags for notice in notices] == [{}, {}]


def test_minute_by_minute_is_the_same_as_at_once():
    store = Store()
    hits(store, NOON - 3600, NOON + 600, failing=0)
    hits(store, NOON + 600, NOON + 2000, failing=0.3)
    hits(store, NOON + 2000, NOON + 7000, failing=0)
    whole = Judging(store, {1: alert(BURN)}, now=NOON, kinds=[SloAlerts(store, {"a": slo()})]).run(NOON + 7000)
    by_minute = Judging(store, {1: alert(BURN)}, now=NOON, kinds=[SloAlerts(store, {"a": slo()})])
    parts = [notice for minute in range(0, 7000, 60) for notice in by_minute.run(NOON + minute)]
    assert told(parts) == told(whole) != []


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ('error_budget("b").over("7d") > 75', "there is no SLO b; name one that is there"),
        ('error_budget("a").over("90d") > 75', "the SLO a has no target over 90d; write one of 7d, 30d"),
    ],
)
def test_an_alert_on_what_is_not_there_is_refused(query: str, said: str):
    with pytest.raises(NotEvaluated, match=said):
        SloAlerts(Store(), {"a": slo()}).subject(alert(query))
    assert SloAlerts(Store(), {}).subject({"type": "query alert", "query": query}) is None


def test_a_day_of_minutes_reads_its_slo_once():
    store = Store()
    hits(store, NOON - 8 * DAY, NOON, failing=0.001)
    judging = Judging(store, {1: alert(BUDGET), 2: alert(BURN)}, now=NOON - DAY, kinds=[SloAlerts(store, {"a": slo()})])
    begin = time.process_time()
    judging.run(NOON)
    taken = time.process_time() - begin
    print(f"\na day of an alert on a budget and one on a burn rate: {1000 * taken:.0f} ms")
    assert taken < 1
