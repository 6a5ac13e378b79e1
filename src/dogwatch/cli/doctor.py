"""`dogwatch doctor`"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from dogwatch.cli.catalogs import Loaded, Selection, catalog_options, catalog_path, load_catalog
from dogwatch.cli.completing import complete
from dogwatch.cli.examinations.examination import Command, Given, Subject
from dogwatch.cli.examinations.handles import HANDLES
from dogwatch.cli.examinations.keys import KEYS
from dogwatch.cli.examinations.service import SERVICE
from dogwatch.cli.examinations.traffic import TRAFFIC
from dogwatch.cli.for_programs import echo, json_option
from dogwatch.cli.one_target import target_option
from dogwatch.cli.targets import target_without_keys
from dogwatch.cli.terminal import paint
from dogwatch.client import Target
from dogwatch.declare import CustomMetric, root_of
from dogwatch.diagnosis import faults
from dogwatch.report import finding_lines, findings_data
from dogwatch.sites import FIRST_SITE, app_url, site_url

EXAMINATIONS = (KEYS, HANDLES, TRAFFIC, SERVICE)

# A wrong DD_SITE is a finding, and where people see what the catalog declares plays no part in any.
_APP = app_url(site_url(FIRST_SITE))


def _options(command: Command) -> Command:
    """Those of all examinations, in their order."""
    for option in reversed([option for each in EXAMINATIONS for option in each.options]):
        command = option(command)
    return command


@click.command("doctor", help="Say what is wrong between the catalog and what runs, why, and what to do; end with 1.")
@_options
@click.option(
    "--feature", "features", multiple=True, metavar="NAME", shell_complete=complete("feature"), help="Only this one's."
)
@json_option("ok, findings")
@target_option("A target of sync/targets.py; else the environment's.")
@click.option("--local", "is_local", is_flag=True, help="The embedded Datadog on this machine.")
@catalog_options
def command(
    features: tuple[str, ...],
    as_json: bool,
    named: str | None,
    is_local: bool,
    catalog: Path | None,
    env: str | None,
    **given: Any,
) -> None:
    find = partial(target_without_keys, named, is_local, env, root_of(catalog_path(catalog)))
    asked = find().env if named else env
    subject = _subject(load_catalog(catalog, asked, Selection(features), _APP), features, asked, find)
    findings = list(_findings(subject, given))
    if as_json:
        echo(findings_data(findings))
    else:
        for line in finding_lines(findings, paint()):
            click.echo(line)
    if faults(findings):
        click.get_current_context().exit(1)


def _findings(subject: Subject, given: Given) -> Iterator[Any]:
    asked = [examination for examination in EXAMINATIONS if given[examination.name]]
    for examination in asked or [KEYS]:
        yield from examination.findings(subject, given)


def _subject(loaded: Loaded, names: Sequence[str], env: str | None, target: Callable[[], Target]) -> Subject:
    features = [feature for feature in loaded.declared.features if not names or feature.name in names]
    metrics = [metric for metric in loaded.declared.metrics if isinstance(metric, CustomMetric)]
    read = [metric for metric in metrics if not names or _is_read(metric, loaded)]
    asked = env or os.environ.get("DD_ENV") or None
    return Subject(loaded.declared, features, read, asked, loaded.resources, target)


def _is_read(metric: CustomMetric, loaded: Loaded) -> bool:
    """Whether something made for the selected features asks for it."""
    name = re.compile(rf"(?<![\w.]){re.escape(metric.name)}(?![\w.])")
    return any(name.search(json.dumps(resource.body)) for resource in loaded.resources)
