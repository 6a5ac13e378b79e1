"""A plan of every kind of change, and the file that it is saved in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dogwatch.kinds import MONITOR, SLO, Body, Resource
from dogwatch.plan import Found, Plan, diff, sort_out
from dogwatch.report import plan_data
from dogwatch.saved import Build, PlanFile, plan_file_data, read_plan_file
from tests.bodies import LOG_ALERT, found, resource
from tests.kinds.slo import bodies as slo

SLO_KEY = slo.KEY
ORGANISATION = "550e8400-e29b-41d4-a716-446655440000"
BURNS = {"type": "slo alert", "query": f'burn_rate("${{slo:{SLO_KEY}}}").over("30d") > 14.4'}
DECLARED = [
    Resource("slo", SLO_KEY, slo.declared()),
    resource("shop/adopted", name="lost"),
    resource("shop/burns", **BURNS),
    resource("shop/changed", priority=5),
    replace(resource("shop/moved"), formerly="store/moved"),
    resource("shop/new", options={"thresholds": {"critical": 5.0, "warning": 5}}),
    resource("shop/retyped"),
    resource("shop/same"),
]
THERE = [
    found(1, "shop/adopted", name="lost", tags=["team:payments"]),
    found(2, "shop/changed", priority=4),
    found(3, "shop/gone"),
    found(4, "shop/retyped", **LOG_ALERT),
    found(5, "shop/same"),
    found(6, "store/moved"),
]


def surveyed(monitors: Sequence[Body] = THERE, slos: Sequence[Body] = ()) -> Mapping[str, Found]:
    """What is there, by kind."""
    return {
        "monitor": sort_out(MONITOR, monitors, "shop", "prod", formerly={"store/moved"}),
        "slo": sort_out(SLO, slos, "shop", "prod"),
    }


def made(declared: Sequence[Resource] = DECLARED, there: Mapping[str, Found] | None = None) -> Plan:
    return diff(declared, surveyed() if there is None else there, "https://api.datadoghq.eu, environment prod")


def data_of(plan: Plan, declared: Sequence[Resource] = DECLARED) -> dict[str, Any]:
    shown = {**plan_data(plan), "refused": [], "not_validated": []}
    saved = plan_file_data(shown, plan, Build("shop", "prod", declared, ("shop",)), "1.2.3", ORGANISATION)
    copy: dict[str, Any] = json.loads(json.dumps(saved))
    return copy


def read(data: Any) -> PlanFile:
    return read_plan_file(json.dumps(data).encode(), "plan.json")
