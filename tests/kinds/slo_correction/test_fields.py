from __future__ import annotations

from typing import Any

import pytest

from dogwatch.kinds import SLO_CORRECTION

RIGHT = {"slo_id": "${slo:shop/fast}", "category": "Deployment", "start": 100, "end": 200}


def wrong(**attributes: Any) -> list[str]:
    said = {name: value for name, value in {**RIGHT, **attributes}.items() if value is not ...}
    return [f"{each.path}: {each.seen}" for each in SLO_CORRECTION.problems({"type": "correction", "attributes": said})]


def test_one_that_happens_once_or_recurs_is_right() -> None:
    assert wrong() == []
    assert wrong(slo_id=..., slo_query="team:payments") == []
    assert wrong(end=..., rrule="FREQ=DAILY", duration=60) == []


@pytest.mark.parametrize(
    ("attributes", "seen"),
    [
        ({"end": None}, "end: Datadog takes no null"),
        ({"modifier": {}}, "modifier: is set by Datadog and cannot be declared"),
        ({"start": ...}, "start: is missing"),
        ({"start": "100"}, "start: '100'"),
        ({"category": "Deploy"}, "category: 'Deploy'"),
        ({"slo_id": ...}, "slo_id: is missing"),
        ({"slo_query": "team:payments"}, "slo_id: it has both"),
        ({"rrule": "FREQ=DAILY", "duration": 60}, "rrule: what recurs has a duration and no end"),
        ({"duration": 60}, "duration: only what recurs has one"),
        ({"end": 100}, "end: it is not after start"),
    ],
)
def test_says_what_datadog_would_refuse(attributes: dict[str, Any], seen: str) -> None:
    assert wrong(**attributes) == [seen]
