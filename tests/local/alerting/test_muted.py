"""What searches say of monitors and groups that downtimes mute."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests.local.alerting.living import NOON, Living


def mute(here: Living, scope: str, end: int | None = None, **identifier: Any) -> str:
    schedule = {} if end is None else {"schedule": {"end": datetime.fromtimestamp(end, UTC).isoformat()}}
    attributes = {"monitor_identifier": identifier, "scope": scope, **schedule}
    status, body = here.ask("POST", "/api/v2/downtime", {"data": {"type": "downtime", "attributes": attributes}})
    assert status == 200, body
    return str(body["data"]["id"])


def muted(here: Living) -> tuple[list[Any], dict[str, Any]]:
    """Whether the monitor is muted and until when, and of each group until when, if it is."""
    (monitor,) = here.ask("GET", "/api/v1/monitor/search")[1]["monitors"]
    (counted,) = here.ask("GET", "/api/v1/monitor/search")[1]["counts"]["muted"]
    groups = here.ask("GET", "/api/v1/monitor/groups/search")[1]["groups"]
    return [counted["name"], monitor["muted_until_ts"]], {
        each["group"]: each["muted_until_ts"] for each in groups if each["muted"]
    }


def two_queues() -> tuple[Living, int]:
    here = Living()
    id = here.watch()
    here.send_value(9, "queue:mail")
    here.pass_(1, 1, "queue:print")
    return here, id


def test_a_group_is_muted_by_a_downtime_about_it_and_a_monitor_once_all_its_groups_are():
    here, id = two_queues()
    assert muted(here) == ([False, None], {})
    mute(here, "queue:mail", NOON + 3600, monitor_id=id)
    assert muted(here) == ([False, None], {"queue:mail": NOON + 3600})
    mute(here, "queue:print", NOON + 1800, monitor_id=id)
    assert muted(here) == ([True, NOON + 1800], {"queue:mail": NOON + 3600, "queue:print": NOON + 1800})
    assert [each["id"] for each in here.ask("GET", "/api/v1/monitor/search", query="muted:true")[1]["monitors"]] == [id]


def test_what_is_over_or_cancelled_mutes_nobody():
    here, id = two_queues()
    mute(here, "*", here.now + 300, monitor_id=id)
    without_end = mute(here, "queue:mail", monitor_tags=["*"])
    assert muted(here)[0] == [True, here.now + 300]
    here.pass_(5)
    assert muted(here) == ([False, None], {"queue:mail": None})
    assert here.ask("DELETE", f"/api/v2/downtime/{without_end}")[0] == 204
    assert muted(here) == ([False, None], {})


def test_a_monitor_without_groups_is_muted_by_what_is_about_any():
    here = Living()
    here.watch()
    mute(here, "queue:mail", monitor_tags=["*"])
    assert muted(here) == ([False, None], {})
    mute(here, "env:prod", monitor_tags=["*"])
    assert muted(here) == ([True, None], {})
