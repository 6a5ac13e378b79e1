from __future__ import annotations

from typing import Any

import pytest

from dogwatch.kinds import SLO_CORRECTION
from dogwatch.kinds.slo_correction.wire import CORRECTIONS
from dogwatch.names import Mark

MARK = Mark("prod", "shop/move")
DECLARED = {"slo_id": "1", "category": "Other", "description": f"Why\n\n{MARK.tag}", "start": 100, "end": 200}


def body(**attributes: Any) -> dict[str, Any]:
    said = {name: value for name, value in {**DECLARED, **attributes}.items() if value is not ...}
    return {"type": "correction", "attributes": said}


def found(**attributes: Any) -> dict[str, Any]:
    """As Datadog answers it."""
    shown = {"timezone": "UTC", "rrule": None, "duration": None, "slo_query": None, "created_at": 5}
    return {**body(**shown, **attributes), "id": "0"}


def test_what_datadog_adds_is_no_difference() -> None:
    assert SLO_CORRECTION.compare.differences(body(), found()) == []


def test_a_time_zone_that_is_declared_no_more_goes_back_to_utc() -> None:
    edited = found()
    edited["attributes"]["timezone"] = "Europe/Berlin"
    assert [change.path for change in SLO_CORRECTION.compare.differences(body(), edited)] == ["timezone"]
    assert SLO_CORRECTION.compare.merged(body(), edited)["attributes"]["timezone"] == "UTC"


@pytest.mark.parametrize("declared", [body(slo_id="2"), body(end=...), body(slo_id=..., slo_query="a:b")])
def test_neither_its_slo_nor_an_end_can_be_taken_away(declared: dict[str, Any]) -> None:
    assert not SLO_CORRECTION.compare.can_become(found(), declared)


def test_what_is_added_or_moved_is_an_update() -> None:
    assert SLO_CORRECTION.compare.can_become(found(), body(end=300))


def test_an_update_names_neither_itself_nor_its_slo() -> None:
    sent = CORRECTIONS.update("7", body()).body["data"]
    assert "id" not in sent
    assert "slo_id" not in sent["attributes"]


def test_a_mark_is_the_last_line_of_the_description() -> None:
    assert SLO_CORRECTION.marks.marks_of(found()) == [MARK]
    assert SLO_CORRECTION.marks.marks_of(body(description=f"{MARK.tag}\nand more")) == []
