"""`dogwatch export`"""

from __future__ import annotations

import json
from pathlib import Path

import click

from dogwatch.cli.catalogs import catalog_options, load_catalog
from dogwatch.cli.for_programs import answer, json_option
from dogwatch.declare import Declared, browser_actions, browser_routes, browser_script, exported
from dogwatch.errors import UsageError


@click.command("export", help="Write what services should know of the catalog: routes, bounds, tags. Offline.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--browser", is_flag=True, help="A script for pages with Datadog RUM instead, in JavaScript.")
@catalog_options
@json_option("ok, file, counts")
def command(file: Path, browser: bool, catalog: Path | None, env: str | None, as_json: bool) -> None:
    declared = load_catalog(catalog, env).declared
    text, counts = _for_browsers(declared) if browser else _for_services(declared)
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or error}") from None
    if as_json:
        answer({"file": str(file), "counts": counts})
        return
    how = "pages load it and start RUM with beforeSend: dogwatch.beforeSend"
    how = how if browser else f"services read it by DOGWATCH_CATALOG={file}"
    counted = (" and " if browser else " with ").join(_count(number, noun) for noun, number in counts.items())
    click.echo(f"{file}: {counted}; {how}")


def _for_services(declared: Declared) -> tuple[str, dict[str, int]]:
    """What is written, and how much of what stands in it."""
    data = exported(declared)
    features = data["features"].values()
    routes = sum(len(feature.get("routes", ())) for feature in features)
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n", {"features": len(features), "routes": routes}


def _for_browsers(declared: Declared) -> tuple[str, dict[str, int]]:
    routes, actions = browser_routes(declared.features), browser_actions(declared.features)
    return browser_script(declared), {"routes": len(routes), "actions": len(actions)}


def _count(number: int, nouns: str) -> str:
    return f"{number} {nouns.removesuffix('s') if number == 1 else nouns}"
