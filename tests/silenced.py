"""Catalogs that declare rules, downtimes and corrections, applied to the embedded Datadog."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dogwatch.apply import Outcome, apply
from dogwatch.cli.survey import Survey
from dogwatch.declare import check, load
from dogwatch.kinds import Body, Request, Resource
from dogwatch.plan import Plan, diff
from tests.declare.catalogs import write
from tests.organisation import Organisation

CATALOG = """\
from datetime import UTC, datetime, timedelta
from dogwatch import *
payments = Team("payments", notify="@slack-payments")
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])
{declared}
catalog = Catalog("{name}", namespaces=[], policies=[])
"""


def catalog(folder: Path, declared: str = "", name: str = "shop", env: str = "prod") -> list[Resource]:
    """What a catalog declares with these lines, beside a team and a feature that no policy makes anything of."""
    folder.mkdir(exist_ok=True)
    return check(load(write(folder, features=CATALOG.format(declared=declared, name=name))), env)


def planned(datadog: Organisation, resources: list[Resource], name: str = "shop", **about: Any) -> Plan:
    return diff(resources, Survey(datadog.send, datadog.target, name, resources, **about).found(), "here")


def applied(datadog: Organisation, resources: list[Resource], name: str = "shop", **about: Any) -> Plan:
    """The plan, once it has been carried out without an error."""
    plan = planned(datadog, resources, name, **about)
    assert [outcome.error for outcome in carried_out(datadog, plan) if outcome.error] == []
    return plan


def carried_out(datadog: Organisation, plan: Plan) -> list[Outcome]:
    return apply(plan, datadog.send, lambda seconds: None, parallel=4, watch=lambda outcome: None)


def changes(plan: Plan) -> list[tuple[str, str, str]]:
    return [(type(change).__name__, change.kind, change.key) for change in plan.changes]


def ask(datadog: Organisation, method: str, path: str, body: Any = None) -> Body:
    """What a person does by hand."""
    response = datadog.send(Request(method, path, body=body))  # type: ignore[arg-type]
    assert response.is_success, response
    return dict(response.body or {})


def attributes_by_title(datadog: Organisation, path: str) -> dict[str, Body]:
    """What is there, by its name."""
    return {each["attributes"]["name"]: each["attributes"] for each in ask(datadog, "GET", path)["data"]}
