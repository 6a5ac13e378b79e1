"""`dogwatch check`"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from dogwatch.cli.catalogs import catalog_options, catalog_path, load_catalog
from dogwatch.cli.repository import without_runbook
from dogwatch.declare import TeamCost, root_of, team_costs, woken_without_runbook
from dogwatch.errors import CatalogError
from dogwatch.kinds import KINDS, Resource

# What people call the kinds. A metric has metadata too, but counts once.
_NOUNS = {
    "monitor": "monitor",
    "slo": "SLO",
    "dashboard": "dashboard",
    "dashboard_list": "dashboard list",
    "system": "system",
    "downtime": "downtime",
    "notification_rule": "notification rule",
    "slo_correction": "correction",
    "synthetic_test": "synthetic test",
    "powerpack": "powerpack",
    "metric_tags": "metric",
    "span_metric": "span-based metric",
    "rum_metric": "RUM-based metric",
    "log_metric": "log-based metric",
}


@click.command("check", help="Find the mistakes in the catalog: all of them at once, each with its line. Offline.")
@catalog_options
@click.option(
    "--official",
    is_flag=True,
    help="Also hold every body against the models of Datadog's own client (pip install 'dogwatch[official]').",
)
def command(catalog: Path | None, env: str | None, official: bool) -> None:
    loaded = load_catalog(catalog, env)
    declared = loaded.declared
    kinds = Counter(resource.kind for resource in loaded.resources)
    counts = [
        _count(len(declared.teams), "team"),
        _count(len(declared.features), "feature"),
        *(_count(kinds[kind], noun) for kind, noun in _NOUNS.items() if kinds[kind]),
    ]
    for doubt in loaded.warnings:
        click.echo(f"warning: {doubt}", err=True)
    for resource in loaded.resources:
        for problem in KINDS[resource.kind].warnings(resource.body):
            where = f"{resource.place}: {resource.kind} {resource.key}: {problem.path}"
            _warn(f"{where}: {problem.seen}", problem.remedy)
    for feature in woken_without_runbook(declared):
        seen = f"tier {feature.tier} wakes somebody, and no message says what to do then"
        _warn(f"{feature.place}: feature {feature.name}: runbook: {seen}", 'write one, as in runbook="docs/runbooks/…"')
    for feature, path in without_runbook(declared.features, root_of(catalog_path(catalog))):
        _warn(
            f"{feature.place}: feature {feature.name}: runbook: there is no {path}",
            "dogwatch docs --runbooks begins it",
        )
    if official:
        _official(loaded.resources)
    click.echo(f"{declared.catalog.name}: no mistakes in {', '.join(counts)} (environment {loaded.env})")
    for cost in team_costs(declared, loaded.resources):
        if cost.team.custom_metrics is not None:
            click.echo(_budget(cost, cost.team.custom_metrics))


def _official(resources: Iterable[Resource]) -> None:
    """Warns of what Datadog's client does not know. Raises CatalogError with what it refuses."""
    from dogwatch.cli.official import doubts  # the client takes as long to load as everything else

    refused, unknown = doubts(resources)
    for doubt in unknown:
        click.echo(f"warning: {doubt}", err=True)
    if refused:
        raise CatalogError(refused)


def _warn(seen: str, remedy: str) -> None:
    click.echo(f"warning: {seen}\n    {remedy}", err=True)


def _budget(cost: TeamCost, budget: int) -> str:
    dear = ", ".join(f"{each.feature.name} {each.total:,}" for each in cost.costs)
    return f"  custom metrics of {cost.team.name}: up to {cost.total:,} of {budget:,} ({dear})"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
