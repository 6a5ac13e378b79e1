"""The message of a monitor: what, since when, for whom, runbook, dashboard, team, and who is told.

Datadog renders `{{...}}` when it notifies; the template's own marks are `<< >>` and `<% %>`. A handle that stands in a
block is told at that transition only, so the page handle stands in the alert and in its recovery: without the second a
pager would never resolve (docs: monitors, notification variables).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template

from dogwatch.declare.addresses import address
from dogwatch.declare.catalog import Catalog
from dogwatch.declare.declaration import Declaration
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.slo import Slo
from dogwatch.declare.team import Team

# From this tier on nobody is woken.
PAGING_TIER = 1


def message(monitor: Monitor, team: Team, catalog: Catalog, env: str) -> str:
    """The text that Datadog sends for a monitor in an environment; of one that tells nobody only what it is."""
    if not monitor.tells:
        return monitor.what.strip()
    feature = monitor.feature
    page, notify = handles(monitor, team, catalog, env)
    text = _template().render(
        what=monitor.what.strip(),
        concerns=_concerns(monitor, env),
        runbook=address(catalog, feature.runbook if feature else None),
        dashboard=address(catalog, feature.dashboard if feature else None),
        team=team.name,
        page=page,
        notify=notify,
    )
    return str(text).strip()


def description(slo: Slo, team: Team, catalog: Catalog, env: str) -> str:
    """The text that stands at an SLO: what is promised, to whom, where to read on, and who answers."""
    runbook = address(catalog, slo.feature.runbook if slo.feature else None)
    lines = [slo.what.strip(), "", f"For: {_concerns(slo, env)}"]
    lines += [f"Runbook: {runbook}"] if runbook else []
    return "\n".join([*lines, f"Team: {team.name}"])


def handles(monitor: Monitor, team: Team, catalog: Catalog, env: str) -> tuple[str | None, str | None]:
    """Who is paged and who is notified: tier 1 pages, everything notifies, and outside production nobody is told."""
    if env not in catalog.production:
        return None, None
    pages = monitor.pages and monitor.feature is not None and monitor.feature.tier <= PAGING_TIER
    return (team.page if pages else None), team.notify


def _concerns(thing: Declaration, env: str) -> str:
    """Whom it concerns, in words: the feature and what it does for people, where."""
    feature = thing.feature
    if feature is None:
        return f"{thing.service or thing.name} in {env}"
    about = f": {feature.description}" if feature.description else ""
    return f"{feature.name}{about} (tier {feature.tier}, service {thing.service or feature.service}, {env})"


@cache
def _template() -> Template:
    source = (Path(__file__).parent / "templates" / "message.txt").read_text(encoding="utf-8")
    environment = Environment(
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
        undefined=StrictUndefined,
        autoescape=False,  # Datadog's messages are Markdown, not HTML
        trim_blocks=True,
    )
    return environment.from_string(source)
