"""`dogwatch routes`"""

from __future__ import annotations

from pathlib import Path

import click

from dogwatch.cli.catalogs import Selection, catalog_options, load_catalog
from dogwatch.cli.completing import complete
from dogwatch.cli.for_programs import answer, json_option
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
@json_option("ok, environment, routes")
def command(
    catalog: Path | None, env: str | None, features: tuple[str, ...], teams: tuple[str, ...], as_json: bool
) -> None:
    loaded = load_catalog(catalog, env, Selection(features, teams))
    found = routes(loaded.resources)
    if as_json:
        answer(routes_data(found, loaded.env))
        return
    for line in route_lines(found):
        click.echo(line)
