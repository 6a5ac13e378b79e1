"""`dogwatch export`"""

from __future__ import annotations

import json
from pathlib import Path

import click

from dogwatch.cli.catalogs import catalog_options, load_catalog
from dogwatch.declare import Declared, browser_actions, browser_routes, browser_script, exported
from dogwatch.errors import UsageError


@click.command("export", help="Write what services should know of the catalog: routes, bounds, tags. Offline.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--browser", is_flag=True, help="A script for pages with Datadog RUM instead, in JavaScript.")
@catalog_options
def command(file: Path, browser: bool, catalog: Path | None, env: str | None) -> None:
    declared = load_catalog(catalog, env).declared
    text, said = _for_browsers(declared) if browser else _for_services(declared, file)
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or error}") from None
    click.echo(f"{file}: {said}")


def _for_services(declared: Declared, file: Path) -> tuple[str, str]:
    """What is written, and what is said of it."""
    data = exported(declared)
    features = data["features"].values()
    routes = sum(len(feature.get("routes", ())) for feature in features)
    counted = f"{_count(len(features), 'feature')} with {_count(routes, 'route')}"
    text = json.dumps(data, indent=2, ensure_ascii=False) + "\n"
    return text, f"{counted}; services read it by DOGWATCH_CATALOG={file}"


def _for_browsers(declared: Declared) -> tuple[str, str]:
    routes, actions = browser_routes(declared.features), browser_actions(declared.features)
    counted = f"{_count(len(routes), 'route')} and {_count(len(actions), 'action')}"
    return browser_script(declared), f"{counted}; pages load it and start RUM with beforeSend: dogwatch.beforeSend"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
