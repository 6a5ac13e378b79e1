"""One object of each kind in the embedded Datadog is imported and adopted; then there is nothing to do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dogwatch.client import Http, Target
from dogwatch.kinds import KINDS, Body, Request
from dogwatch.local.server import Running, running
from tests.cli.command import dogwatch

MONITOR = {
    "name": "Slow",
    "type": "query alert",
    "query": "avg(last_5m):avg:shop.seconds{*} > 2",
    "message": "Look. @slack-shop",
    "tags": ["team:shop"],
    "options": {"thresholds": {"critical": 2}},
}
SLO = {
    "name": "Works",
    "type": "metric",
    "tags": ["team:shop"],
    "query": {"numerator": "sum:shop.good{*}.as_count()", "denominator": "sum:shop.all{*}.as_count()"},
    "thresholds": [{"timeframe": "30d", "target": 99.9}],
}
NOTE = {"definition": {"type": "note", "content": "Read me"}}
TEST = {
    "type": "api",
    "subtype": "http",
    "name": "It answers",
    "message": "Nobody can pay. @slack-shop",
    "tags": ["team:shop"],
    "locations": ["aws:eu-central-1"],
    "options": {"tick_every": 60, "retry": {"count": 1, "interval": 300}},
    "config": {
        "request": {"method": "GET", "url": "https://shop.example.com"},
        "assertions": [{"type": "statusCode", "operator": "is", "target": 200}],
    },
}
SYSTEM = {
    "apiVersion": "v3",
    "kind": "system",
    "metadata": {"name": "shop", "owner": "shop", "tags": ["team:shop"]},
    "spec": {"components": ["service:shop-api"]},
}


class Datadog:
    """The embedded Datadog, to make objects in."""

    def __init__(self, server: Running) -> None:
        self.url = server.url
        self._http = Http(Target(server.url, api_key=server.keys.api, app_key=server.keys.application))

    def make(self, kind: str, body: Body) -> Any:
        answer = self._http(KINDS[kind].wire.create(body))
        assert answer.is_success, (kind, answer.body)
        return KINDS[kind].wire.object_of(answer.body)

    def ask(self, request: Request) -> Any:
        answer = self._http(request)
        assert answer.is_success, answer.body
        return answer.body

    def close(self) -> None:
        self._http.close()


def rule(name: str) -> Body:
    attributes = {"name": name, "filter": {"tags": ["team:shop"]}, "recipients": ["slack-shop"]}
    return {"type": "monitor-notification-rule", "attributes": attributes}


def pack(name: str) -> Body:
    definition = {"type": "group", "layout_type": "ordered", "title": name, "widgets": [NOTE]}
    attributes = {"name": name, "description": "Read", "group_widget": {"definition": definition}, "tags": ["a:b"]}
    return {"type": "powerpack", "attributes": {**attributes, "template_variables": []}}


def downtime(monitors: Body, schedule: Body, message: str | None) -> Body:
    attributes = {"scope": "env:prod", "monitor_identifier": monitors, "schedule": schedule, "message": message}
    return {"type": "downtime", "attributes": attributes}


def fill(datadog: Datadog) -> int:
    """One of each kind, and some that refer to others; how many there are."""
    monitor = datadog.make("monitor", MONITOR)
    slo = datadog.make("slo", SLO)
    kept = datadog.make("powerpack", pack("Kept once"))
    shown = {"definition": {"type": "powerpack", "title": "Kept once", "powerpack_id": kept["id"]}}
    board = datadog.make("dashboard", {"title": "Shop", "layout_type": "ordered", "widgets": [NOTE, shown]})
    datadog.make("synthetic_test", TEST)
    datadog.make("notification_rule", rule("Shop"))
    datadog.make("downtime", downtime({"monitor_id": monitor["id"]}, {"end": "2098-01-01T00:00:00+00:00"}, "Moves"))
    recurring = {"recurrences": [{"rrule": "FREQ=DAILY", "duration": "1h"}], "timezone": "Europe/Berlin"}
    datadog.make("downtime", downtime({"monitor_tags": ["team:shop"]}, recurring, None))
    times = {"start": 4_000_000_000, "end": 4_000_003_600, "category": "Deployment", "slo_id": slo["id"]}
    datadog.make("slo_correction", {"type": "correction", "attributes": {**times, "description": "It moves"}})
    listed = datadog.make("dashboard_list", {"name": "Shop"})
    contents = KINDS["dashboard_list"].contents
    assert contents is not None
    body = {"name": "Shop", "dashboards": [{"id": board["id"], "type": "custom_timeboard"}]}
    datadog.ask(contents.write(str(listed["id"]), body))
    datadog.make("system", SYSTEM)
    return 11


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int, dict[str, Any]]:
    """The folder of an import with --adopt, how many objects there are, and what the commands after it said."""
    folder = tmp_path_factory.mktemp("import")
    with running() as server:
        datadog = Datadog(server)
        count = fill(datadog)
        compute = {"compute": {"aggregation_type": "count"}}
        datadog.make("log_metric", {"type": "logs_metrics", "id": "shop.refused", "attributes": compute})
        said = {
            name: dogwatch(folder, *arguments, url=server.url)
            for name, arguments in {
                "import": ["import", "--all", "--local", "--out", "shop"],
                "plan": ["plan", "--local", "--catalog", "shop", "--json"],
                "adopt": ["import", "--all", "--local", "--out", "shop", "--adopt", "--yes"],
                "after": ["plan", "--local", "--catalog", "shop", "--json"],
                "again": ["import", "--all", "--local", "--out", "shop"],
                "check": ["check", "--catalog", "shop"],
            }.items()
        }
        datadog.close()
    return folder, count, said


def test_one_of_each_kind_is_written_and_equal(there: tuple[Path, int, dict[str, Any]]) -> None:
    _, count, said = there
    assert said["import"].returncode == 0, said["import"].stderr
    assert said["import"].stdout.splitlines()[-1] == f"Read {count}, wrote {count}, equal {count}."
    assert said["check"].returncode == 0, said["check"].stdout


def test_what_nothing_is_written_for_is_named(there: tuple[Path, int, dict[str, Any]]) -> None:
    _, _, said = there
    assert said["import"].stderr.splitlines() == [
        "left out: 1 log_metric; declare it as LogMetric(…), with a description",
        "left out: 1 made by a synthetic test",
    ]


def test_before_it_is_adopted_a_plan_only_marks(there: tuple[Path, int, dict[str, Any]]) -> None:
    _, count, said = there
    plan = json.loads(said["plan"].stdout)
    assert (plan["summary"]["create"], plan["summary"]["update"], plan["summary"]["delete"]) == (0, count, 0)
    fields = {(each["kind"], *(field["path"] for field in each["fields"])) for each in plan["changes"]}
    assert fields == {
        ("dashboard", "description"),
        ("dashboard_list", "name"),
        ("downtime", "message"),
        ("monitor", "tags"),
        ("notification_rule", "name"),
        ("powerpack", "description"),
        ("slo", "tags"),
        ("slo_correction", "description"),
        ("synthetic_test", "tags"),
        ("system", "metadata.tags"),
    }


def test_adopted_there_is_nothing_to_do(there: tuple[Path, int, dict[str, Any]]) -> None:
    _, count, said = there
    assert f"0 created, {count} updated, 0 deleted." in said["adopt"].stdout, said["adopt"].stderr
    summary = json.loads(said["after"].stdout)["summary"]
    assert (summary["create"], summary["update"], summary["delete"], summary["unchanged"]) == (0, 0, 0, count)
    assert said["again"].stdout.splitlines()[-1] == f"Read {count} ({count} there already), wrote 0, equal 0."


def test_ids_of_what_is_declared_are_references(there: tuple[Path, int, dict[str, Any]]) -> None:
    folder, _, _ = there
    text = "\n".join(file.read_text(encoding="utf-8") for file in (folder / "shop").glob("*.py"))
    assert '"monitor_id": slow.reference' in text
    assert '"slo_id": works.reference' in text
    assert '"powerpack_id": kept_once.reference' in text
    assert '"dashboards": [{"id": shop_3.reference, "type": "custom_timeboard"}]' in text


def test_whether_a_test_is_paused_is_left_to_people(there: tuple[Path, int, dict[str, Any]]) -> None:
    folder, _, _ = there
    assert not any('"status":' in file.read_text(encoding="utf-8") for file in (folder / "shop").glob("s*.py"))
