from __future__ import annotations

from typing import Any

import pytest

from dogwatch.kinds import DASHBOARD_LIST

ITEM = {"id": "${dashboard:shop/page}", "type": "custom_timeboard"}


def wrong(**changes: Any) -> list[str]:
    body = {"name": "Shop", "dashboards": [ITEM], **changes}
    said = {name: value for name, value in body.items() if value is not ...}
    return [f"{each.path}: {each.seen}" for each in DASHBOARD_LIST.problems(said)]


def test_a_list_of_dashboards_is_right() -> None:
    assert wrong() == []
    assert wrong(dashboards=[]) == []


@pytest.mark.parametrize(
    ("changes", "seen"),
    [
        ({"name": ...}, "name: is missing"),
        ({"author": {}}, "author: is set by Datadog and cannot be declared"),
        ({"dashboards": ...}, "dashboards: is missing"),
        ({"dashboards": ["a"]}, "dashboards: 'a'"),
        ({"dashboards": [{"id": 1, "type": "custom_timeboard"}]}, "dashboards: {'id': 1, 'type': 'custom_timeboard'}"),
        ({"dashboards": [{**ITEM, "type": "host_timeboard"}]}, "dashboards: 'host_timeboard'"),
    ],
)
def test_says_what_datadog_would_refuse(changes: dict[str, Any], seen: str) -> None:
    assert wrong(**changes) == [seen]
