from __future__ import annotations

import pytest

from dogwatch.local.web.monitors import finder, judged
from tests.local.alerting.living import NOON, Living
from tests.local.web.visits import stored, visit

STATES = {"definition": {"type": "manage_status", "title": "States", "query": 'tag:("team:shop")'}}


def test_a_page_shows_the_groups_that_alert_and_since_when() -> None:
    here = Living()
    here.watch(tags=["team:shop"])
    here.watch(name="of others")
    here.send_value(9, "queue:mail")
    here.pass_(1, 1, "queue:print")
    here.pass_(3)

    text = visit(here, stored(here, widgets=[STATES])["url"]).text
    assert '<span class="state error">Alert</span>' in text
    assert "queues are long" in text
    assert "queue:mail" in text
    assert "3 min" in text
    assert "queue:print" not in text
    assert "of others" not in text


def test_a_monitor_that_is_not_judged_has_no_state() -> None:
    here = Living()
    here.watch(query="avg(last_5m):anomalies(avg:queue.length{*}, 'basic', 2) > 0.5")
    here.pass_(1)

    assert [each.state for each in finder(here.world)("")] == ["Not judged"]


def test_a_group_that_a_downtime_mutes_is_marked_and_a_monitor_all_of_whose_groups_are() -> None:
    here = Living()
    id = here.watch()
    here.send_value(9, "queue:mail")
    here.pass_(1, 1, "queue:print")
    for scope in ("queue:mail", "*"):
        attributes = {"monitor_identifier": {"monitor_id": id}, "scope": scope}
        status, body = here.ask("POST", "/api/v2/downtime", {"data": {"type": "downtime", "attributes": attributes}})
        assert status == 200, body
        here.pass_(1)
        (state,) = finder(here.world)("")
        muted = {group.name: group.is_muted for group in state.groups}
        assert muted == {"queue:mail": True, "queue:print": scope == "*"}
        assert state.is_muted is (scope == "*")


def test_since_is_when_a_group_came_to_its_state() -> None:
    here = Living()
    here.watch()
    here.send_value(9, "queue:mail")
    here.pass_(2)

    (state,) = finder(here.world)("")
    assert [(group.name, group.since) for group in state.groups] == [("queue:mail", NOON + 60)]


def test_a_search_that_cannot_be_read_says_why() -> None:
    with pytest.raises(ValueError, match="a bracket is not closed"):
        finder(Living().world)("(a")


def test_a_page_lists_what_monitors_told() -> None:
    here = Living()
    here.watch(tags=["team:shop"])
    here.send_value(9, "queue:mail")
    here.pass_(2)

    stream = {"definition": {"type": "event_stream", "query": "source:alert status:error team:shop"}}
    text = visit(here, stored(here, widgets=[stream])["url"]).text
    assert "queues are long" in text


def test_knows_when_a_monitor_was_in_trouble_and_what_was_measured_last() -> None:
    here = Living()
    id = str(here.watch(query="avg(last_1m):avg:queue.length{env:prod} > 5"))
    for value in (1, 9, 9, 2):
        here.pass_(1, value)

    found = judged(here.world, id, NOON, here.now)
    assert (found.state, found.value) == ("OK", 2)
    assert [(each.begin - NOON, each.end - NOON, each.state) for each in found.troubles] == [(120, 240, "Alert")]


def test_a_monitor_that_is_not_there_is_named() -> None:
    with pytest.raises(ValueError, match="there is no monitor 7"):
        judged(Living().world, "7", 0, 60)


def test_a_page_shows_what_a_check_said_last() -> None:
    here = Living()
    for status in (0, 2):
        run = {"check": "app.up", "host_name": "a", "status": status, "tags": ["env:prod"], "timestamp": here.now}
        assert here.ask("POST", "/api/v1/check_run", [run])[0] == 202
    widget = {"definition": {"type": "check_status", "check": "app.up", "grouping": "cluster"}}
    text = visit(here, stored(here, widgets=[widget])["url"]).text
    assert "<b>1</b> Critical" in text
    assert "env:prod, host:a" in text
