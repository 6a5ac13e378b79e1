"""The features of the product: how they are, what is left of their budgets, and who answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import quote, urlencode

from dogwatch.draw import Data, Markup, element, joined, severity, stated
from dogwatch.local.api.world import World

from . import runbooks
from .budgets import Budget, budgets, promised
from .controls import variables_in
from .dashboards import body_at
from .drawing import data_of
from .drawn import drawn
from .feature import Feature, features
from .sent import Query, Sent, missing, one, refused, shown

PLACE: Final = "/"
FOLDER: Final = "/features/"
_HOW: Final = (
    "None yet: dogwatch apply --local brings those of a catalog here, and so does any object with a tag feature:NAME."
)


def all_of_them(world: World, query: Query) -> Sent:
    """The list, of the environment `env` alone where one is chosen."""
    found, chosen = features(world), one(query, "env")
    envs = sorted({each.env for each in found if each.env})
    data, now = data_of(world), int(world.now().timestamp())
    rows = [_row(each, budgets(each.slos, data, now)) for each in found if chosen in ("", each.env)]
    head = element("tr", *[element("th", name, scope="col") for name in _COLUMNS])
    table = element("table", element("thead", head), element("tbody", *rows)) if rows else element("p", _HOW)
    header = element("header", element("h1", "Features"), _choice(envs, chosen), class_="page")
    return shown(
        "Features", element("main", header, element("div", table, class_="board features"), data_live="features"), PLACE
    )


def one_of_them(world: World, name: str, query: Query) -> Sent:
    """A feature: who answers, what is promised, its alerts, and its page."""
    found = [each for each in features(world) if each.name == name]
    if not found:
        return missing(f"There is no feature {name}.")
    chosen = one(query, "env")
    feature = next((each for each in found if each.env == chosen), found[0])
    data, now = data_of(world), int(world.now().timestamp())
    try:
        graphs = _page(feature, data, world, query, now)
    except ValueError as error:
        return refused(str(error))
    header = element(
        "header",
        element("h1", feature.name, " ", stated(feature.state)),
        _choice(sorted(each.env for each in found if each.env), feature.env),
        class_="page",
        data_live="state",
    )
    # Whoever is woken looks for what is wrong and what to do; who answers is known to them.
    parts = [_alerts(feature), _promises(budgets(feature.slos, data, now)), _about(feature)]
    summary = element("div", *parts, class_="summary", data_live="summary")
    return shown(feature.name, joined(header, ways(feature), summary, graphs), PLACE)


def ways(feature: Feature, *, leads_to_it: bool = False) -> Markup | None:
    """Where to go from here: the runbook, the dashboards, and the feature itself with `leads_to_it`."""
    page = element("a", f"Feature {feature.name}", href=address(feature.name, feature.env), class_="chip")
    runbook = feature.runbook
    links = [
        page if leads_to_it else None,
        element("a", "Runbook", href=runbook, rel="noreferrer", class_="chip") if runbook and _leads(runbook) else None,
        *_pages(feature),
    ]
    return element("p", *links, class_="ways") if any(links) else None


_COLUMNS: Final = ("feature", "health", "alerts", "budget left", "team", "tier", "pages")


def _row(feature: Feature, found: Iterable[Budget]) -> Markup:
    link = element("a", feature.name, href=address(feature.name, feature.env))
    env = element("small", f" {feature.env}") if feature.env else None
    worst = min((each for each in found if each.left is not None), key=lambda each: each.left or 0.0, default=None)
    return element(
        "tr",
        element("th", link, env, element("span", feature.description, class_="faint"), scope="row"),
        element("td", stated(feature.state)),
        element("td", _count(feature), class_="number", data_label="alerts"),
        element("td", worst.bar if worst else element("span", "nothing is promised", class_="faint")),
        element("td", feature.team or "–", data_label="team"),
        element("td", feature.tier or "–", class_="number", data_label="tier"),
        element("td", *_pages(feature)),
    )


def address(name: str, env: str) -> str:
    """Where a feature is seen."""
    return f"{FOLDER}{quote(name)}" + (f"?{urlencode({'env': env})}" if env else "")


def _count(feature: Feature) -> str:
    return f"{feature.alerting} of {len(feature.monitors)}"


def _pages(feature: Feature) -> list[Markup]:
    return [element("a", f"Dashboard {each.title}", href=each.path, class_="chip") for each in feature.dashboards]


def _choice(envs: list[str], chosen: str) -> Markup | None:
    if len(envs) < 2:
        return None
    options = [
        element("option", env or "all", value=env, selected="" if env == chosen else None) for env in ("", *envs)
    ]
    label = element("label", "environment ", element("select", *options, name="env"))
    return element("form", label, element("button", "Show"), method="get", class_="controls")


def _about(feature: Feature) -> Markup:
    said = [
        ("team", feature.team),
        ("service", feature.service),
        ("tier", feature.tier),
        ("environment", feature.env),
        ("runbook", None if _leads(feature.runbook) else feature.runbook),
    ]
    rows = [element("tr", element("th", name, scope="row"), element("td", value)) for name, value in said if value]
    return element(
        "section", element("h2", feature.description or "Who answers"), element("table", *rows), class_="card"
    )


def _leads(address: str | None) -> bool:
    return address is not None and address.startswith(("https://", "http://", runbooks.FOLDER))


def _alerts(feature: Feature) -> Markup:
    rows = [
        element(
            "tr",
            element("td", stated(each.state)),
            element("td", element("a", each.name, href=f"/monitors/{each.id}"), class_="wide"),
        )
        for each in sorted(feature.monitors, key=lambda each: (severity(each.state), each.name))
    ]
    table = (
        element("div", element("table", *rows), class_="scroll", tabindex=0) if rows else element("p", "No monitors.")
    )
    return element("section", element("h2", f"Alerts: {_count(feature)} monitors"), table, class_="card")


def _promises(found: Iterable[Budget]) -> Markup:
    table = promised(found) or element("p", "Nothing is promised.")
    return element("section", element("h2", "What is promised"), table, class_="card")


def _page(feature: Feature, data: Data, world: World, query: Query, now: int) -> Markup | None:
    """The feature's own dashboard, the first of them."""
    first = next(iter(feature.dashboards), None)
    body = body_at(world, first.path) if first else None
    if body is None:
        return None
    given = {"env": [feature.env], **variables_in(query)} if feature.env else variables_in(query)
    return drawn(body, data, query, given, now).shown
