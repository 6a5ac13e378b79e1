"""One plan that has every case, in each form in which plans are shown, held against files of what is expected.

`python -m tests.report.test_every_case` writes the files anew, for somebody to read what changed in them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dogwatch.kinds import (
    DASHBOARD,
    METRIC_METADATA,
    METRIC_TAGS,
    MONITOR,
    SLO,
    SPAN_METRIC,
    Body,
    Resource,
    owner_line,
)
from dogwatch.names import PROTECTED_TAG, Mark
from dogwatch.plan import Found, Plan, diff, sort_out
from dogwatch.report import plan_data, plan_lines, plan_markdown
from tests.bodies import LOG_ALERT, declared, found, resource
from tests.kinds.dashboard import bodies as dashboards
from tests.kinds.slo import bodies as slo

EXPECTED = Path(__file__).parent / "plans"
TARGET = "https://api.datadoghq.eu, environment prod"
PAGE = "shop/checkout/page"


def tags(key: str) -> list[str]:
    return [*declared(key)["tags"], PROTECTED_TAG]


def page(**changes: object) -> Body:
    mark = Mark("prod", PAGE).tag
    return dashboards.declared(dashboards.note("read me"), title="Checkout", description=mark, **changes)


def span_metric(aggregation: str) -> Body:
    compute = {"aggregation_type": aggregation, **({"path": "@duration"} if aggregation == "distribution" else {})}
    return {"type": "spans_metrics", "id": "shop.queries", "attributes": {"compute": compute}}


def metadata(unit: str) -> Body:
    said = {"description": f"How old the index is.\n{owner_line('shop')}", "unit": unit}
    return {"metric": "shop.index.age", **said}


BURNS = {"type": "slo alert", "query": f'burn_rate("${{slo:{slo.KEY}}}").over("30d") > 14.4'}
READS = {"query": "percentile(last_5m):p95:feature.duration{env:prod} > 0.4"}
DECLARED = [
    resource("shop/checkout/created", query="avg(last_5m):avg:a{env:prod} > 1\n", message="Neu: `größer`\n```\n@all"),
    resource(
        "shop/checkout/updated",
        message="Slow.\nLook at the runbook.\n@slack-payments",
        options={"thresholds": {"critical": 0.4, "warning": 5}},
    ),
    resource("shop/checkout/retyped"),
    replace(resource("shop/checkout/renamed"), formerly="shop/checkout/before"),
    replace(resource("shop/checkout/doubled"), formerly="shop/checkout/single"),
    resource("shop/checkout/adopted"),
    resource("shop/checkout/protected-type", tags=tags("shop/checkout/protected-type")),
    resource("shop/checkout/waits", **READS),
    resource("shop/checkout/burns", **BURNS),
    resource("shop/checkout/same"),
    resource("shop/disk"),
    Resource("slo", slo.KEY, slo.declared()),
    Resource("dashboard", PAGE, page()),
    Resource("span_metric", "shop/shop.queries", span_metric("distribution")),
    Resource("metric_metadata", "shop/shop.index.age", metadata("second")),
    Resource("metric_metadata", "shop/shop.new", {"metric": "shop.new", "description": owner_line("shop")}),
    Resource("metric_tags", "shop/shop.theirs", {"id": "shop.theirs", "attributes": {"metric_type": "count"}}),
]
FOUND = [
    found(
        1,
        "shop/checkout/updated",
        message="Slow.\nLook at the dashboard.\n@slack-payments",
        options={"thresholds": {"critical": 0.5, "warning": 5.0}},
        tags=[*declared("shop/checkout/updated")["tags"], "tier:2", "favourite:yes"],
    ),
    found(2, "shop/checkout/retyped", **LOG_ALERT),
    found(3, "shop/checkout/before"),
    found(4, "shop/checkout/doubled"),
    found(5, "shop/checkout/single"),
    found(6, "shop/checkout/adopted", tags=["team:payments"]),
    found(7, "shop/checkout/protected-type", tags=tags("shop/checkout/protected-type"), **LOG_ALERT),
    found(8, "shop/checkout/same"),
    found(9, "shop/disk"),
    found(10, "shop/disk", name="a copy"),
    found(11, "shop/search/deleted"),
    found(12, "shop/search/kept", tags=tags("shop/search/kept")),
]
THERE = {
    "monitor": sort_out(MONITOR, FOUND, "shop", "prod"),
    "slo": sort_out(SLO, [slo.found(type="time_slice", sli_specification={})], "shop", "prod"),
    "dashboard": sort_out(DASHBOARD, [{"id": "abc-def-ghi", **page(layout_type="free")}], "shop", "prod"),
    "span_metric": Found({"shop/shop.queries": [span_metric("count")]}),
    "metric_metadata": Found(
        {"shop/shop.index.age": [metadata("minute")]},
        waiting={"shop/shop.new": "the metric shop.new has not reported yet"},
        unowned={"shop/shop.index.age"},
    ),
    "metric_tags": Found(
        refused={"shop/shop.theirs": "the catalog billing keeps the settings of this metric"},
        lacking={"feature.duration": "the metric feature.duration has not reported yet"},
    ),
}


def plan() -> Plan:
    return diff(DECLARED, THERE, TARGET)


def shown() -> dict[str, object]:
    """The plan as `plan --json` has it."""
    refused = ["monitor shop/checkout/created: Datadog answered 400: no `such` metric"]
    return {**plan_data(plan()), "refused": refused, "not_validated": ["monitor shop/checkout/burns"]}


FORMS: dict[str, Callable[[], str]] = {
    "every_case.txt": lambda: "".join(f"{line}\n" for line in plan_lines(plan())),
    "every_case.md": lambda: plan_markdown(shown()),
    "every_case.json": lambda: json.dumps(shown(), indent=2, ensure_ascii=False) + "\n",
}


@pytest.mark.parametrize("name", FORMS)
def test_a_plan_is_shown_as_its_file_has_it(name: str) -> None:
    assert FORMS[name]() == (EXPECTED / name).read_text(encoding="utf-8")


def test_every_case_is_there() -> None:
    made = plan()
    assert {kind.name for kind in (METRIC_METADATA, METRIC_TAGS, MONITOR, SLO, DASHBOARD, SPAN_METRIC)} == {
        one.kind for one in (*made.changes, *made.left_alone, *made.waiting)
    }
    assert sorted(one.key for one in made.creates if one.replaces) == [
        "shop/checkout/availability",
        PAGE,
        "shop/checkout/retyped",
        "shop/shop.queries",
    ]
    assert [one.key for one in made.updates if one.renames] == ["shop/checkout/renamed"]
    assert sorted(one.key for one in made.updates if one.adopts) == ["shop/checkout/adopted", "shop/shop.index.age"]
    assert sum("protected" in one.reason for one in made.left_alone) == 2
    assert len(made.left_alone) == 5
    assert len(made.waiting) == 2
    assert made.unchanged == 1


if __name__ == "__main__":
    for name, form in FORMS.items():
        (EXPECTED / name).write_text(form(), encoding="utf-8")
