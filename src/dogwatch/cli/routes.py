"""`dogwatch routes`"""

from __future__ import annotations

import json
from pathlib import Path

import click

from dogwatch.cli.catalogs import Selection, catalog_options, load_catalog
from dogwatch.cli.completing import complete
from dogwatch.declare import routes
from dogwatch.report import route_lines, routes_data


@click.command("routes", help="Show who is told what, as the messages of the catalog's monitors say it. Offline.")
@catalog_options
@click.option(
    "--feature", "features", multiple=True, metavar="NAME", shell_complete=complete("feature"), help="Only this one's."
)
@click.option(
    "--team", "teams", multiple=True, metavar="NAME", shell_complete=complete("team"), help="Only this one's."
)
@click.option("--json", "as_json", is_flag=True, help="For programs: environment, routes.")
def command(
    catalog: Path | None, env: str | None, features: tuple[str, ...], teams: tuple[str, ...], as_json: bool
) -> None:
    loaded = load_catalog(catalog, env, Selection(features, teams))
    found = routes(loaded.resources)
    if as_json:
        click.echo(json.dumps(routes_data(found, loaded.env), indent=2, ensure_ascii=False))
        return
    for line in route_lines(found):
        click.echo(line)
