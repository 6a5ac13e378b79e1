from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dogwatch.draw import Data
from dogwatch.draw.figures.alert import alert_graph, alert_value
from dogwatch.draw.remark import NotDrawn
from dogwatch.draw.states import Judged, Stretch
from dogwatch.judge import Judging, SloAlerts
from tests.draw.figures.test_slo import GOOD
from tests.draw.samples import NOW, data, store, view

FAST = 'burn_rate("good").over("7d").long_window("1h").short_window("5m") > 16.8'
GONE = 'error_budget("good").over("7d") > 75'
# All went well until ten minutes ago, since when half of it fails.
MEASURED = store(
    ("page.hits", ["outcome:ok"], "count", [100.0] * 110 + [50.0] * 10),
    ("page.hits", ["outcome:error"], "count", [0.0] * 110 + [50.0] * 10),
)
TROUBLE = Stretch(NOW - 300, NOW, "Alert")


def alert(query: str) -> dict[str, Any]:
    return {"id": 1, "type": "slo alert", "name": "burns", "query": query, "options": {"thresholds": {}}}


def judged(query: str, slo: dict[str, Any] = GOOD) -> Data:
    shop = data(MEASURED, {"good": slo})
    return replace(shop, monitor=lambda id, begin, end: Judged(alert(query), "Alert", 2.5, (TROUBLE,)))


def lines(query: str) -> dict[str, dict[int, float | None]]:
    figure: Any = alert_graph({"alert_id": "1"}, judged(query), view())
    return {line.name: dict(zip(figure.times, line.values, strict=True)) for line in figure.lines}


def test_both_windows_are_drawn_with_the_threshold_and_the_times_of_trouble() -> None:
    figure: Any = alert_graph({"alert_id": "1"}, judged(FAST), view())
    assert [line.name for line in figure.lines] == [
        "burn rate over 1h",
        "burn rate over 5m",
    ]
    long, short = (line.values[-1] for line in figure.lines)
    # A twelfth of an hour's calls failed, half of those of five minutes; a twentieth may.
    assert (long, short) == (pytest.approx(100 / 12 / 5, rel=0.02), pytest.approx(10))
    assert [(each.low, each.label) for each in figure.markers] == [(16.8, "alert > 16.8")]
    assert figure.troubles == (TROUBLE,)


def test_the_threshold_is_in_the_graph_however_far_it_is() -> None:
    figure: Any = alert_graph({"alert_id": "1"}, judged(FAST.replace("16.8", "1600")), view())
    assert figure.left.most > 1600


def test_what_is_drawn_is_what_evaluations_compare() -> None:
    drawn = lines(FAST)
    judging = Judging(MEASURED, {1: alert(FAST)}, now=NOW - 1800, kinds=[SloAlerts(MEASURED, {"good": GOOD})])
    judging.run(NOW)
    instants = [
        (int(at), float(value))
        for verdicts, _ in judging.history(1).batches
        for at, value in zip(verdicts.instants, verdicts.values[0], strict=True)
    ]
    assert len(instants) > 20
    for at, value in instants:
        assert value == pytest.approx(min(each[at] for each in drawn.values()))  # type: ignore[type-var]


def test_of_an_error_budget_it_is_the_share_that_is_used_up() -> None:
    figure: Any = alert_graph({"alert_id": "1"}, judged(GONE), view())
    (line,) = figure.lines
    assert (line.name, line.unit.name) == ("budget of 7d used up", "percent")
    assert line.values[-1] == pytest.approx(100 * (500 / 12000) / 0.05)
    assert alert_value({"alert_id": "1", "unit": "auto"}, judged(GONE), view()).unit.name == "percent"


def test_nothing_is_drawn_of_what_is_to_come() -> None:
    ahead = replace(view(), end=NOW + 1800)
    figure: Any = alert_graph({"alert_id": "1"}, judged(FAST), ahead)
    assert max(figure.times) <= NOW


def test_a_window_of_which_there_is_no_target_is_said() -> None:
    with pytest.raises(NotDrawn, match="no target over 30d"):
        alert_graph({"alert_id": "1"}, judged(GONE.replace("7d", "30d")), view())
    with pytest.raises(NotDrawn, match="the SLO good is not known here"):
        alert_graph({"alert_id": "1"}, replace(judged(GONE), slo={}.get), view())
