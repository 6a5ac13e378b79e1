from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dogwatch.draw import Data
from dogwatch.draw.figures.alert import alert_graph, alert_value
from dogwatch.draw.figures.box import Box
from dogwatch.draw.figures.drawn import drawn
from dogwatch.draw.figures.toplist import Toplist
from dogwatch.draw.paint.timeseries import paint
from dogwatch.draw.remark import NotDrawn
from dogwatch.draw.states import Judged, Stretch
from tests.draw.samples import NOW, data, store, view

SLOW = {
    "name": "slow",
    "type": "query alert",
    "query": "avg(last_5m):avg:page.time{*} > 0.5",
    "options": {"thresholds": {"critical": 0.5, "warning": 0.4}},
}
TROUBLE = Stretch(NOW - 600, NOW - 300, "Alert")


def judged(body: dict[str, Any] = SLOW, value: float | None = 0.25) -> Data:
    times = data(store(("page.time", ["host:a"], "gauge", [0.3] * 20)))
    return replace(times, monitor=lambda id, begin, end: Judged(body, "Alert", value, (TROUBLE,)))


def test_a_graph_has_the_query_the_thresholds_and_the_times_of_trouble() -> None:
    figure: Any = alert_graph({"type": "alert_graph", "alert_id": "1", "viz_type": "timeseries"}, judged(), view())
    assert [line.name for line in figure.lines] == ["avg:page.time{*}"]
    assert [(each.low, each.severity, each.label) for each in figure.markers] == [
        (0.5, "error", "alert > 0.5"),
        (0.4, "warning", "warn > 0.4"),
    ]
    assert figure.troubles == (TROUBLE,)
    text = paint(figure)
    assert 'class="band error"' in text
    assert "Alert from 2027-01-15 07:50:00 UTC to 2027-01-15 07:55:00 UTC" in text


def test_thresholds_of_a_change_are_no_values_of_the_metric() -> None:
    change = {**SLOW, "query": "change(avg(last_5m),last_5m):avg:page.time{*} > 0.5"}
    figure: Any = alert_graph({"alert_id": "1"}, judged(change), view())
    assert (len(figure.lines), figure.markers) == (1, ())


def test_a_graph_may_be_a_list() -> None:
    assert isinstance(alert_graph({"viz_type": "toplist"}, judged(), view()), Toplist)


def test_a_monitor_that_asks_for_no_metric_is_named() -> None:
    with pytest.raises(NotDrawn, match="both is not drawn here: a composite asks for no metric"):
        alert_graph({}, judged({"name": "both", "type": "composite", "query": "1 && 2"}), view())


@pytest.mark.parametrize(
    ("own", "name", "label"), [("auto", "second", None), ("beds", None, "beds"), (None, None, None)]
)
def test_a_value_has_its_own_unit_or_that_of_the_metric(own: str | None, name: str | None, label: str | None) -> None:
    figure = alert_value({"alert_id": "1", "unit": own, "precision": 1}, judged(), view())
    assert (figure.value, figure.unit.name, figure.unit.label, figure.precision) == (0.25, name, label, 1)
    assert figure.look.palette == "white_on_red"


@pytest.mark.parametrize("kind", ["alert_graph", "alert_value"])
def test_without_anybody_who_judges_it_says_where_monitors_are_judged(kind: str) -> None:
    box = drawn({"type": kind, "alert_id": "1"}, data(store()), view())
    assert isinstance(box, Box)
    assert box.reasons == ("Monitors have no state here: monitors are judged in a running dogwatch up.",)


def test_what_a_model_is_held_against_is_drawn_without_the_model_and_its_thresholds() -> None:
    odd = {**SLOW, "query": "avg(last_1h):anomalies(avg:page.time{*}, 'basic', 2) >= 0.5"}
    figure: Any = alert_graph({"alert_id": "1"}, judged(odd), view())
    assert [line.name for line in figure.lines] == ["avg:page.time{*}"]
    assert figure.markers == ()
    assert figure.remarks == ("Drawn without anomalies(), whose models only Datadog knows.",)
