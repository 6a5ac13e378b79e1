from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dogwatch.draw.figures.check_status import check_status
from dogwatch.draw.paint.manage_status import paint
from dogwatch.draw.remark import NotDrawn
from dogwatch.judge import CheckRun
from tests.draw.samples import NOW, data, store, view

RUNS = [
    CheckRun("up", 0, NOW - 60, frozenset({"env:prod", "host:a"})),
    CheckRun("up", 2, NOW - 60, frozenset({"env:prod", "host:b"})),
    CheckRun("up", 1, NOW - 60, frozenset({"env:dev", "host:c"})),
]
CHECKED = replace(data(store()), checks=lambda check: RUNS if check == "up" else [])


def rows(**fields: Any) -> list[tuple[str, str]]:
    figure = check_status({"type": "check_status", "check": "up", "grouping": "cluster", **fields}, CHECKED, view())
    return [(row.state, row.name) for row in figure.rows]


def test_lists_the_last_status_of_each_set_of_tags_the_worst_first() -> None:
    assert rows() == [("Critical", "env:prod, host:b"), ("Warning", "env:dev, host:c"), ("OK", "env:prod, host:a")]


def test_a_group_is_as_bad_as_the_worst_in_it() -> None:
    assert rows(group_by=["env"]) == [("Critical", "env:prod"), ("Warning", "env:dev")]


def test_looks_at_those_with_the_tags_or_at_one_group() -> None:
    assert [name for _, name in rows(tags=["$env"])] == ["env:prod, host:b", "env:prod, host:a"]
    assert rows(grouping="check", group="host:a") == [("OK", "env:prod, host:a")]


def test_counts_are_in_the_colours_of_their_states() -> None:
    text = paint(check_status({"check": "up"}, CHECKED, view()))
    assert '<p class="error"><b>1</b> Critical</p>' in text


def test_a_group_of_a_check_leads_to_no_monitor() -> None:
    assert "<a" not in paint(check_status({"check": "up"}, CHECKED, view()), leads=True)


def test_a_check_that_has_not_run_is_named() -> None:
    with pytest.raises(NotDrawn, match=r"No status of down has come here\."):
        check_status({"check": "down"}, CHECKED, view())
