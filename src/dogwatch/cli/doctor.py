"""`dogwatch doctor`"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from dogwatch.cli.catalogs import Loaded, Selection, catalog_options, load_catalog
from dogwatch.cli.examinations.examination import Command, Given, Subject
from dogwatch.cli.examinations.service import SERVICE
from dogwatch.cli.examinations.traffic import TRAFFIC
from dogwatch.cli.terminal import paint
from dogwatch.declare import CustomMetric
from dogwatch.diagnosis import faults
from dogwatch.errors import UsageError
from dogwatch.report import finding_lines, findings_data

EXAMINATIONS = (TRAFFIC, SERVICE)


def _options(command: Command) -> Command:
    """Those of all examinations, in their order."""
    for option in reversed([option for each in EXAMINATIONS for option in each.options]):
        command = option(command)
    return command


@click.command("doctor", help="Say what is wrong between the catalog and what runs, why, and what to do; end with 1.")
@_options
@click.option("--feature", "features", multiple=True, metavar="NAME", help="Only this one's.")
@click.option("--json", "as_json", is_flag=True, help="For programs: ok, findings.")
@catalog_options
def command(features: tuple[str, ...], as_json: bool, catalog: Path | None, env: str | None, **given: Any) -> None:
    subject = _subject(load_catalog(catalog, env, Selection(features)), features, env)
    findings = list(_findings(subject, given))
    if as_json:
        click.echo(json.dumps(findings_data(findings), indent=2, ensure_ascii=False))
    else:
        for line in finding_lines(findings, paint()):
            click.echo(line)
    if faults(findings):
        click.get_current_context().exit(1)


def _findings(subject: Subject, given: Given) -> Iterator[Any]:
    asked = [examination for examination in EXAMINATIONS if given[examination.name]]
    if not asked:
        raise UsageError(f"say what to look at: {' or '.join(f'--{each.name}' for each in EXAMINATIONS)}")
    for examination in asked:
        yield from examination.findings(subject, given)


def _subject(loaded: Loaded, names: Sequence[str], env: str | None) -> Subject:
    features = [feature for feature in loaded.declared.features if not names or feature.name in names]
    metrics = [metric for metric in loaded.declared.metrics if isinstance(metric, CustomMetric)]
    read = [metric for metric in metrics if not names or _is_read(metric, loaded)]
    return Subject(loaded.declared, features, read, env or os.environ.get("DD_ENV") or None)


def _is_read(metric: CustomMetric, loaded: Loaded) -> bool:
    """Whether something made for the selected features asks for it."""
    name = re.compile(rf"(?<![\w.]){re.escape(metric.name)}(?![\w.])")
    return any(name.search(json.dumps(resource.body)) for resource in loaded.resources)
