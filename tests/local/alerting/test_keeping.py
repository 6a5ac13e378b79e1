from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.local.alerting.living import NOON, Living


def restarted(here: Living, data: Path, seconds: int = 0) -> None:
    """The process is gone as if it was killed, and another one is there so many seconds later."""
    here.world.store.close()
    here.clock.pass_(seconds)
    here.start(data)


def transitions(here: Living) -> list[str]:
    return [each["transition"] for each in here.inbox()]


def test_what_was_told_is_not_told_again_after_a_restart(tmp_path: Path):
    here = Living(data=tmp_path)
    here.watch()
    here.pass_(1, 9, "queue:mail")
    restarted(here, tmp_path)
    here.pass_(3, 9, "queue:mail")

    assert (transitions(here), len(here.told)) == (["Triggered"], 1)


def test_a_recovery_is_told_after_a_restart(tmp_path: Path):
    here = Living(data=tmp_path)
    here.watch()
    here.pass_(1, 9, "queue:mail")
    restarted(here, tmp_path, 120)
    here.pass_(6, 1, "queue:mail")

    assert transitions(here) == ["Triggered", "Recovered"]


def test_a_recovery_is_told_also_after_a_long_time(tmp_path: Path):
    here = Living(data=tmp_path)
    here.watch()
    here.pass_(1, 9, "queue:mail")
    restarted(here, tmp_path, 7 * 3600)
    here.pass_(6, 1, "queue:mail")

    assert transitions(here) == ["Triggered", "Recovered"]


def test_the_states_of_groups_and_when_they_came_to_that_stay(tmp_path: Path):
    here = Living(data=tmp_path)
    id = here.watch()
    here.pass_(1, 9, "queue:mail")
    before = here.ask("GET", f"/api/v1/monitor/{id}", group_states="all")
    restarted(here, tmp_path)

    assert before[1]["state"]["groups"]["queue:mail"]["last_triggered_ts"] == NOON + 60
    assert here.ask("GET", f"/api/v1/monitor/{id}", group_states="all") == before


def test_the_inbox_goes_on_where_it_was(tmp_path: Path):
    here = Living(data=tmp_path)
    here.watch()
    here.pass_(1, 9, "queue:mail")
    restarted(here, tmp_path)
    here.pass_(6, 1, "queue:mail")

    assert [(each["id"], each["transition"]) for each in here.inbox(after=1)] == [(2, "Recovered")]


def test_a_monitor_that_was_changed_just_before_the_end_begins_anew(tmp_path: Path):
    here = Living(data=tmp_path)
    id = here.watch()
    here.pass_(1, 9, "queue:mail")
    assert (
        here.ask("PUT", f"/api/v1/monitor/{id}", {"query": "avg(last_5m):avg:queue.length{*} by {queue} > 7"})[0] == 200
    )
    restarted(here, tmp_path)

    assert here.ask("GET", f"/api/v1/monitor/{id}", group_states="all")[1]["state"] == {"groups": {}}


def test_a_downtime_that_ends_after_a_restart_tells_what_is_still_in_trouble(tmp_path: Path):
    here = Living(data=tmp_path)
    here.watch()
    schedule = {"start": "2026-01-02T12:01:00+00:00", "end": "2026-01-02T12:05:00+00:00"}
    identifier = {"monitor_tags": ["*"]}
    attributes = {"scope": "*", "monitor_identifier": identifier, "schedule": schedule}
    sent = {"data": {"type": "downtime", "attributes": attributes}}
    assert here.ask("POST", "/api/v2/downtime", sent)[0] == 200
    here.pass_(2, 9, "queue:mail")
    restarted(here, tmp_path)
    here.pass_(4, 9, "queue:mail")

    assert [(each["transition"], each["at"]) for each in here.inbox()] == [("Triggered", NOON + 300)]


def test_in_memory_nothing_is_written():
    here = Living()
    here.watch()
    here.pass_(1, 9, "queue:mail")

    assert here.world.store.all("states") == []


def uptime(here: Living, slo: str) -> Any:
    """The share of the time since noon at which the SLO's monitors were up."""
    status, answer = here.ask("GET", f"/api/v1/slo/{slo}/history", from_ts=NOON, to_ts=here.world.alerts.judging.now)
    assert status == 200, answer
    return answer["data"]["overall"]["sli_value"]


def test_when_a_monitor_was_down_stays_known_to_its_slo(tmp_path: Path):
    here = Living(data=tmp_path)
    id = here.watch(query="max(last_1m):max:queue.length{*} > 5")
    slo = here.created_slo(type="monitor", monitor_ids=[id], query=None)["id"]
    here.pass_(5, 9)
    here.pass_(5, 1)
    before = uptime(here, slo)
    restarted(here, tmp_path)
    assert before == pytest.approx(50)
    assert uptime(here, slo) == before
    # From there on it goes on: another five minutes down of twenty.
    here.pass_(5, 9)
    here.pass_(5, 1)
    restarted(here, tmp_path)
    assert uptime(here, slo) == pytest.approx(50)


def test_a_monitor_that_went_down_before_a_restart_is_down_until_it_is_seen_up(tmp_path: Path):
    here = Living(data=tmp_path)
    id = here.watch(query="max(last_1m):max:queue.length{*} > 5")
    slo = here.created_slo(type="monitor", monitor_ids=[id], query=None)["id"]
    here.pass_(2, 9)
    here.pass_(3, 1)
    here.pass_(1, 9)
    restarted(here, tmp_path, 240)
    here.pass_(5, 1)
    assert uptime(here, slo) == pytest.approx(100 * 8 / 15)


def test_the_book_is_written_only_when_it_has_changed(tmp_path: Path):
    here = Living(data=tmp_path)
    here.created_slo(type="monitor", monitor_ids=[here.watch(query="max(last_1m):max:queue.length{*} > 5")], query=None)
    here.pass_(2, 1)
    written = here.world.store.watch("states")
    written.clear()
    here.pass_(3, 1)
    assert written == {"monitors"}
    here.pass_(1, 9)
    assert written == {"monitors", "uptime"}
