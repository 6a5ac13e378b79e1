"""`dogwatch check`"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from dogwatch.cli.catalogs import Loaded, catalog_options, catalog_path, environment, load_catalog
from dogwatch.cli.for_programs import answer, json_option
from dogwatch.cli.repository import without_runbook
from dogwatch.declare import TeamCost, root_of, team_costs, woken_without_runbook
from dogwatch.errors import CatalogError, Mistake
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
@json_option("ok, environment, mistakes, warnings")
def command(catalog: Path | None, env: str | None, official: bool, as_json: bool) -> None:
    try:
        loaded = load_catalog(catalog, env)
        doubts = [*_doubts(loaded, root_of(catalog_path(catalog)))]
        doubts += _official(loaded.resources, doubts) if official else []
    except CatalogError as error:
        if not as_json:
            raise
        _tell(environment(env), error.mistakes, error.warnings)
        raise click.exceptions.Exit(error.exit_code) from None
    if as_json:
        _tell(loaded.env, (), doubts)
        return
    for doubt in doubts:
        click.echo(f"warning: {doubt}", err=True)
    for line in _lines(loaded):
        click.echo(line)


def _lines(loaded: Loaded) -> Iterator[str]:
    """What a catalog without mistakes declares."""
    declared = loaded.declared
    kinds = Counter(resource.kind for resource in loaded.resources)
    counts = [
        _count(len(declared.teams), "team"),
        _count(len(declared.features), "feature"),
        *(_count(kinds[kind], noun) for kind, noun in _NOUNS.items() if kinds[kind]),
    ]
    yield f"{declared.catalog.name}: no mistakes in {', '.join(counts)} (environment {loaded.env})"
    for cost in team_costs(declared, loaded.resources):
        if cost.team.custom_metrics is not None:
            yield _budget(cost, cost.team.custom_metrics)


def _doubts(loaded: Loaded, root: Path) -> Iterator[Mistake]:
    """What need not be wrong, with what to look at."""
    yield from loaded.warnings
    for resource in loaded.resources:
        for problem in KINDS[resource.kind].warnings(resource.body):
            subject = f"{resource.kind} {resource.key}: {problem.path}"
            yield Mistake(resource.place, subject, problem.seen, problem.remedy)
    for feature in woken_without_runbook(loaded.declared):
        seen = f"tier {feature.tier} wakes somebody, and no message says what to do then"
        remedy = 'write one, as in runbook="docs/runbooks/…"'
        yield Mistake(feature.place, f"feature {feature.name}: runbook", seen, remedy)
    for feature, path in without_runbook(loaded.declared.features, root):
        remedy = "dogwatch docs --runbooks begins it"
        yield Mistake(feature.place, f"feature {feature.name}: runbook", f"there is no {path}", remedy)


def _tell(env: str, mistakes: Sequence[Mistake], warnings: Sequence[Mistake]) -> None:
    """The same for programs; a mistake and a warning have place (file, line), subject, seen, remedy, check."""
    said = {
        "environment": env,
        "mistakes": [asdict(each) for each in mistakes],
        "warnings": [asdict(each) for each in warnings],
    }
    answer(said, ok=not mistakes)


def _official(resources: Iterable[Resource], before: Sequence[Mistake]) -> list[Mistake]:
    """What Datadog's client does not know. Raises CatalogError with what it refuses, and the doubts from before."""
    from dogwatch.cli.official import doubts  # the client takes as long to load as everything else

    refused, unknown = doubts(resources)
    if refused:
        raise CatalogError(refused, [*before, *unknown])
    return unknown


def _budget(cost: TeamCost, budget: int) -> str:
    dear = ", ".join(f"{each.feature.name} {each.total:,}" for each in cost.costs)
    return f"  custom metrics of {cost.team.name}: up to {cost.total:,} of {budget:,} ({dear})"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
