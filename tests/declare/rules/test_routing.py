from __future__ import annotations

from pathlib import Path

import pytest

from dogwatch.declare import check, load
from dogwatch.errors import CatalogError
from tests.declare.catalogs import write

CATALOG = """
from dogwatch import *
deaf = Team("deaf", {team})
load = Monitor("load", team=deaf, title="t", what="{what}", query="avg(last_5m):avg:x{{$env}} > 3", {more})
catalog = Catalog("shop")
"""


def said(folder: Path, team: str = "", what: str = "w", more: str = "", env: str = "prod") -> list[str]:
    """What is wrong with a team and its monitor."""
    file = write(folder, features=CATALOG.format(team=team, what=what, more=more))
    try:
        check(load(file), env)
    except CatalogError as error:
        return [f"{mistake.subject}: {mistake.seen}" for mistake in error.mistakes]
    return []


UNHEARD = ["team deaf: nobody hears of monitor shop/load"]


def test_a_monitor_that_nobody_hears_is_none(tmp_path: Path) -> None:
    assert said(tmp_path) == UNHEARD
    assert said(tmp_path, 'notify="@slack-a"') == []


def test_outside_production_nobody_has_to_hear(tmp_path: Path) -> None:
    assert said(tmp_path, env="staging") == []


def test_a_handle_by_hand_is_enough(tmp_path: Path) -> None:
    assert said(tmp_path, what="Tell @slack-a") == []
    assert said(tmp_path, what="w {{#is_alert}}@slack-a{{/is_alert}}") == []


@pytest.mark.parametrize("more", ["warn=2", "options={'notify_no_data': True}"])
def test_warnings_and_missing_data_have_to_be_heard_too(tmp_path: Path, more: str) -> None:
    assert said(tmp_path, 'page="@oncall-a"', more=f"pages=True, {more}") == UNHEARD
    assert said(tmp_path, 'page="@oncall-a"', more="pages=True") == []


def test_a_wrong_handle_is_said_once(tmp_path: Path) -> None:
    assert said(tmp_path, 'notify="slack-a"') == [
        "team deaf: notify: 'slack-a' does not begin with @, so Datadog would not deliver to it"
    ]


def test_a_monitor_that_wakes_somebody_needs_somebody_to_wake(tmp_path: Path) -> None:
    assert said(tmp_path, 'notify="@slack-a"', more="pages=True") == [
        "monitor shop/load: pages: it wakes somebody, but the team deaf has no page"
    ]


@pytest.mark.parametrize(("status", "more"), [("warn", "warn=2"), ("no data", "options={'notify_no_data': True}")])
def test_only_what_is_told_can_be_told_again(tmp_path: Path, status: str, more: str) -> None:
    again = f"renotify=Renotify('1h', statuses=['{status}'])"
    assert said(tmp_path, 'notify="@slack-a"', more=again) == [
        f"monitor shop/load: renotify: it tells '{status}' again, and never tells it"
    ]
    assert said(tmp_path, 'notify="@slack-a"', more=f"{again}, {more}") == []
