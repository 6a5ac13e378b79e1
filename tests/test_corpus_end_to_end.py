"""Published dashboards and monitors go through check, plan and apply, and come back from Datadog unchanged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dogwatch.apply import apply
from dogwatch.cli.survey import Survey
from dogwatch.kinds import KINDS, Body, Request, Resource
from dogwatch.names import Mark
from dogwatch.plan import Plan, diff
from tests.corpus import corpus
from tests.organisation import Organisation, organisation


def bodies(folder: Path) -> list[tuple[str, Body]]:
    """The files of a folder as (name, body), out of the wrapper that some of them have."""
    files = sorted(folder.rglob("*.json"))
    loaded = [(str(file.relative_to(folder)), json.loads(file.read_text(encoding="utf-8"))) for file in files]
    return [(name, body.get("definition", body)) for name, body in loaded]


def dashboard(number: int, body: Body) -> Resource:
    key = f"corpus/dashboard-{number}"
    description = f"{body.get('description') or ''}\n\n{Mark('prod', key).tag}".strip()
    server = {"id", "url", "author_handle", "author_name", "author_info", "created_at", "modified_at", "is_read_only"}
    kept = {name: value for name, value in body.items() if name not in server}
    return Resource("dashboard", key, {**kept, "description": description})


def monitor(number: int, body: Body) -> Resource:
    key = f"corpus/monitor-{number}"
    kept = {name: body[name] for name in ("name", "type", "query", "message", "options", "priority") if name in body}
    options = {name: value for name, value in body.get("options", {}).items() if name != "silenced"}
    tags = [*body.get("tags", []), "catalog:corpus", Mark("prod", key).tag]
    return Resource("monitor", key, {**kept, "options": options, "tags": tags})


def planned(datadog: Organisation, resources: list[Resource]) -> Plan:
    found = Survey(datadog.send, datadog.target, "corpus", resources).found()
    return diff(resources, found, "the embedded Datadog")


def applied(datadog: Organisation, resources: list[Resource]) -> dict[str, str]:
    """The ids by key, after the first apply; the second plan has nothing to do."""
    plan = planned(datadog, resources)
    outcomes = apply(plan, datadog.send, lambda seconds: None, parallel=8, watch=lambda outcome: None)
    assert [outcome.error for outcome in outcomes if outcome.error] == []
    assert planned(datadog, resources).changes == ()
    return {outcome.change.key: str(outcome.id) for outcome in outcomes}


def without_ids(widgets: Any) -> Any:
    """Widgets without the ids that Datadog gives to those that have none."""
    if isinstance(widgets, dict):
        return {name: without_ids(value) for name, value in widgets.items() if name != "id"}
    return [without_ids(item) for item in widgets] if isinstance(widgets, list) else widgets


def test_every_dashboard_comes_back_as_it_was_key_order_and_number_types_included() -> None:
    shipped = bodies(corpus("dashboards"))
    # One board is from before 2018: it has no title and widgets without definitions, and check refuses it.
    current = [(name, body) for name, body in shipped if "title" in body]
    assert len(shipped) - len(current) == 1
    resources = [dashboard(number, body) for number, (_, body) in enumerate(current)]
    assert [KINDS[each.kind].problems(each.body) for each in resources if KINDS[each.kind].problems(each.body)] == []
    with organisation() as datadog:
        ids = applied(datadog, resources)
        for resource in resources:
            response = datadog.send(Request("GET", f"/api/v1/dashboard/{ids[resource.key]}"))
            stored = {name: response.body[name] for name in resource.body}
            assert json.dumps(without_ids(stored)) == json.dumps(without_ids(resource.body)), resource.key
    print(f"{len(resources)} dashboards came back as they were")


# What Datadog adds to the options of a monitor that leaves them open (recorded).
ADDED = {
    "notify_audit": False,
    "include_tags": True,
    "notify_no_data": False,
    "new_host_delay": 300,
    "groupby_simple_monitor": False,
    "silenced": {},
}


def kept_options(monitor: Body) -> Body:
    """A monitor's options as Datadog keeps them. It turns the numbers of thresholds into floats, and drops those that
    are null of all but composites, and then the thresholds of which nothing is left (recorded)."""
    options = dict(monitor["options"])
    thresholds = {
        name: float(value) if isinstance(value, int | float) else value
        for name, value in (options.get("thresholds") or {}).items()
        if value is not None or monitor["type"] == "composite"
    }
    if thresholds:
        return {**options, "thresholds": thresholds}
    return {name: value for name, value in options.items() if name != "thresholds"}


def kept(monitor: Body) -> Body:
    """What is compared of a monitor. Datadog takes the white space off the ends of its texts (recorded)."""
    texts = {name: monitor[name].strip() for name in ("name", "query", "message")}
    return {**texts, "tags": monitor["tags"], "priority": monitor.get("priority"), "options": kept_options(monitor)}


def test_every_monitor_comes_back_as_it_was_key_order_and_number_types_included() -> None:
    shipped = bodies(corpus("monitors"))
    resources = [monitor(number, body) for number, (_, body) in enumerate(shipped)]
    wrong = {
        name: said
        for (name, _), each in zip(shipped, resources, strict=True)
        if (said := KINDS["monitor"].problems(each.body))
    }
    assert wrong == {}
    with organisation() as datadog:
        applied(datadog, resources)
        stored = {monitor["tags"][-1]: monitor for monitor in datadog.monitors()}
    for resource in resources:
        expected, found = kept(resource.body), stored[resource.body["tags"][-1]]
        added = [name for name in found["options"] if name not in expected["options"]]
        expected["options"] |= {name: ADDED[name] for name in added}
        assert json.dumps({name: found[name] for name in expected}) == json.dumps(expected), resource.key
    print(f"{len(resources)} monitors came back as they were")
