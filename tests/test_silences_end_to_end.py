"""Rules, downtimes and corrections together over real HTTP: cut off anywhere, the next run ends in the same state."""

from __future__ import annotations

from pathlib import Path

import pytest

from dogwatch.kinds import LISTED
from dogwatch.plan import Plan
from dogwatch.report import plan_data, plan_lines
from dogwatch.report.markdown import plan_markdown
from tests.cutting import cut_off, disturbed
from tests.faults import Drop, Fault, Lose
from tests.organisation import Organisation, organisation
from tests.silenced import applied, ask, catalog, planned

EVERYTHING = """
slow = Monitor("slow", feature=checkout, title="Slow", what="Slow.", query="avg(last_5m):avg:shop.time{$env} > 1")
fast = Slo("fast", feature=checkout, title="Fast", what="Fast.", target="99%",
    sli=Events(good="sum:shop.good{$env}.as_count()", total="sum:shop.all{$env}.as_count()"))
rule = NotificationRule("also", team=payments, tells="@slack-others", title="Others")
move = Downtime("move", feature=checkout, monitor=slow, end="2099-01-01T00:00Z", why="The database moves")
nightly = Downtime("nightly", team=payments, every="FREQ=DAILY", lasts="1h", why="Backups")
moved = Correction("moved", feature=checkout, slo=fast, start="2027-01-01T00:00Z", lasts="2h", category="Other",
    why="The database moved")
"""
OF_KIND = {
    "/api/v1/monitor": 1,
    "/api/v1/slo": 1,
    "/api/v2/monitor/notification_rule": 1,
    "/api/v2/downtime": 2,
    "/api/v1/slo/correction": 1,
}
# As many requests as the first run makes, so that each of them is the one: of each kind a list is read.
REQUESTS = len(LISTED) + 8


def count(datadog: Organisation, path: str) -> int:
    return len(datadog.monitors() if path == "/api/v1/monitor" else ask(datadog, "GET", path)["data"])


@pytest.mark.parametrize("fault", [Lose(), Drop()])
@pytest.mark.parametrize("at", range(1, REQUESTS + 1))
def test_cut_off_at_any_request_the_next_run_ends_in_the_same_state(at: int, fault: Fault, tmp_path: Path) -> None:
    wanted = catalog(tmp_path, EVERYTHING)
    with organisation() as datadog:
        disturbed(datadog, wanted, cut_off(at, fault))
        assert {path: count(datadog, path) for path in OF_KIND} == OF_KIND


def test_each_request_of_the_first_run_was_cut_off(tmp_path: Path) -> None:
    with organisation() as datadog:
        applied(datadog, catalog(tmp_path, EVERYTHING))
        assert len(datadog.faulty.calls) == REQUESTS


def first_plan(folder: Path) -> Plan:
    with organisation() as datadog:
        return planned(datadog, catalog(folder, EVERYTHING))


def test_a_plan_shows_what_people_know_them_by(tmp_path: Path) -> None:
    plan = first_plan(tmp_path)
    lines = [line.strip() for line in plan_lines(plan)]
    titles = {line: lines[place + 1] for place, line in enumerate(lines) if line.startswith("+ ")}
    assert titles["+ notification_rule shop/also"] == "Others [dogwatch:prod/shop/also]"
    assert titles["+ downtime shop/checkout/move"] == "The database moves"
    assert titles["+ slo_correction shop/checkout/moved"] == "The database moved"


def test_a_plan_as_markdown_has_them_as_well(tmp_path: Path) -> None:
    text = plan_markdown(plan_data(first_plan(tmp_path)))
    assert all(
        name in text for name in ("notification_rule shop/also", "downtime shop/checkout/move", "slo_correction")
    )
