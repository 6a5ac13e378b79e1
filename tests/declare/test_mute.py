from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from dogwatch.declare import Mute
from dogwatch.kinds import DOWNTIME

MUTE = Mute("prod", "shop", "checkout", datetime(2027, 1, 31, 22, tzinfo=UTC), "The bank moves\nover night")


def found(**attributes: Any) -> dict[str, Any]:
    return {**MUTE.body, "id": "7", "attributes": {**MUTE.body["attributes"], **attributes}}


def test_is_a_downtime_of_the_catalogs_monitors_that_datadog_takes() -> None:
    assert DOWNTIME.problems(MUTE.body) == []
    assert MUTE.body["attributes"]["monitor_identifier"] == {
        "monitor_tags": ["catalog:shop", "feature:checkout", "env:prod"]
    }


def test_comes_back_as_it_was_made() -> None:
    read = Mute.read(found())
    assert read is not None
    assert (read.id, read.feature, read.until, read.reason) == ("7", "checkout", MUTE.until, MUTE.reason)


def test_is_nothing_that_a_catalog_declares() -> None:
    assert DOWNTIME.marks.marks_of(found()) == []


@pytest.mark.parametrize(
    "other",
    [{"message": None}, {"message": "Deploying"}, {"message": "x\n\nmuted:prod"}, {"schedule": {"recurrences": []}}],
)
def test_any_other_downtime_is_none(other: dict[str, Any]) -> None:
    assert Mute.read(found(**other)) is None
