from __future__ import annotations

from typing import Any

import pytest

from tests.local.organisation import NOON, Organisation

AT = int(NOON.timestamp()) // 60 * 60 - 120


def sent(organisation: Organisation, metric: str, values: list[float], *tags: str, **others: Any) -> None:
    """Points of a metric every ten seconds from `AT` on."""
    points = [[AT + 10 * place, value] for place, value in enumerate(values)]
    series = {"metric": metric, "points": points, "tags": list(tags), **others}
    assert organisation.ask("POST", "/api/v1/series", {"series": [series]})[0] == 202


@pytest.fixture
def organisation() -> Organisation:
    """With hits in two environments and errors in one."""
    made = Organisation()
    sent(made, "hits", [1, 2, 3, 4], "env:prod", type="count")
    sent(made, "hits", [10, 20, 30, 40], "env:dev", type="count")
    sent(made, "errors", [1, 0], "env:prod", type="count")
    return made
