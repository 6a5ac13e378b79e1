from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from dogwatch.client import Http, Target
from dogwatch.kinds import Request
from tests.faults import Answer, Faulty
from tests.reported import running_with_durations as running

from .command import dogwatch, shop


def test_three_says_that_datadog_is_not_what_is_declared(tmp_path: Path) -> None:
    with running() as server:
        before = dogwatch(shop(tmp_path), "drift", "--local", "--summary", "drift.md", url=server.url)
        dogwatch(tmp_path, "apply", "--local", "--yes", url=server.url)
        after = dogwatch(tmp_path, "drift", "--local", url=server.url)
    assert before.returncode == 3
    assert before.stdout.endswith("\nPlan: 2 to create, 0 to update, 0 to delete, 0 unchanged.\n")
    assert before.stderr == "Datadog has drifted from the catalog: dogwatch apply puts it right.\n"
    assert (tmp_path / "drift.md").read_text().startswith("**Plan: 2 to create, ")
    assert (after.returncode, after.stderr) == (0, "")
    assert after.stdout == f"No drift: {server.url}, environment prod is what the catalog declares.\n"


def changed_by_hand(url: str) -> None:
    """What somebody does in the browser."""
    with closing(Http(Target(url, api_key="local", app_key="local"))) as send:
        assert send(Request("PUT", "/api/v1/monitor/10000001", body={"name": "mine"})).is_success


def test_says_when_it_was_changed_and_by_whom_as_far_as_the_keys_may_know(tmp_path: Path) -> None:
    with running(now=lambda: datetime(2026, 11, 27, 12, 30, tzinfo=UTC)) as server:
        dogwatch(shop(tmp_path), "apply", "--local", "--yes", url=server.url)
        changed_by_hand(server.url)
        ended = dogwatch(tmp_path, "drift", "--local", "--summary", "drift.md", url=server.url)
    assert ended.returncode == 3
    said = [line.strip() for line in ended.stdout.partition("changed last\n")[2].splitlines()]
    about = said[0].partition(" (10000001): ")[2]
    assert about == "2026-11-27 12:30 UTC, by whom is not known; made by you@localhost"
    assert said[1:3] == [
        f"{server.url}/monitors/10000001",
        "who changed them is not known with these keys: the audit trail needs the permission audit_logs_read",
    ]
    assert said[-1] == "Plan: 0 to create, 1 to update, 0 to delete, 1 unchanged."
    summary = (tmp_path / "drift.md").read_text()
    assert "<summary>Changed last (1)</summary>" in summary
    assert f" (10000001): {about}\n" in summary


def test_the_audit_trail_says_who_it_was(tmp_path: Path) -> None:
    about = {"asset": {"type": "monitor", "id": "10000001"}, "usr": {"email": "eve@shop.example"}}
    trail = {"data": [{"type": "audit", "attributes": {"attributes": about}}]}
    faulty = Faulty(lambda call: Answer(200, trail) if call.path == "/api/v2/audit/events/search" else None)
    with running(wrap=faulty.wrap) as server:
        dogwatch(shop(tmp_path), "apply", "--local", "--yes", url=server.url)
        changed_by_hand(server.url)
        ended = dogwatch(tmp_path, "drift", "--local", url=server.url)
    assert ended.returncode == 3
    assert " UTC by eve@shop.example\n" in ended.stdout
    assert "not known" not in ended.stdout


def test_the_audit_trail_is_read_only_where_something_drifted(tmp_path: Path) -> None:
    faulty = Faulty(lambda call: None)
    with running(wrap=faulty.wrap) as server:
        dogwatch(shop(tmp_path), "drift", "--local", url=server.url)
        dogwatch(tmp_path, "apply", "--local", "--yes", url=server.url)
        dogwatch(tmp_path, "drift", "--local", url=server.url)
    assert [call.path for call in faulty.calls if "audit" in call.path] == []


def test_drift_is_said_though_the_audit_trail_fails(tmp_path: Path) -> None:
    faulty = Faulty(lambda call: Answer(400, {"errors": ["no"]}) if call.path.startswith("/api/v2/audit") else None)
    with running(wrap=faulty.wrap) as server:
        dogwatch(shop(tmp_path), "apply", "--local", "--yes", url=server.url)
        changed_by_hand(server.url)
        ended = dogwatch(tmp_path, "drift", "--local", url=server.url)
    assert ended.returncode == 3
    assert "\n  who changed them is not known: audit trail: Datadog answered 400: no\n" in ended.stdout


def test_of_many_that_drifted_the_last_ones_are_shown(tmp_path: Path) -> None:
    many = """[
    Feature(f"f{number}", team=payments, service="a", signals=[Errors(rate="1%", least=0)]) for number in range(22)
]"""
    with running() as server:
        shop(tmp_path, "catalog = ", f"several = {many}\ncatalog = ")
        dogwatch(tmp_path, "apply", "--local", "--yes", url=server.url)
        shop(tmp_path, "catalog = ", f"several = {many.replace('1%', '2%')}\ncatalog = ")
        ended = dogwatch(tmp_path, "drift", "--local", url=server.url)
    told = ended.stdout.partition("changed last\n")[2]
    assert told.count("by whom is not known") == 20
    assert "\n  and 2 more, changed before them\n" in told


def test_programs_get_the_plan_and_what_is_known_of_its_past(tmp_path: Path) -> None:
    with running() as server:
        dogwatch(shop(tmp_path), "apply", "--local", "--yes", url=server.url)
        before = dogwatch(tmp_path, "drift", "--local", "--json", url=server.url)
        changed_by_hand(server.url)
        after = dogwatch(tmp_path, "drift", "--local", "--json", url=server.url)
    assert (before.returncode, json.loads(before.stdout)["changes"]) == (0, [])
    said = json.loads(after.stdout)
    assert (after.returncode, after.stderr) == (3, "")
    assert (len(said["changes"]), len(said["history"])) == (1, 1)
    assert "audit_logs_read" in said["history_note"]
