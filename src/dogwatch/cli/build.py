"""`dogwatch build`"""

from __future__ import annotations

from pathlib import Path

import click

from dogwatch.cli.catalogs import built, catalog_options, catalog_path, load_catalog
from dogwatch.cli.for_programs import echo, json_option
from dogwatch.cli.one_target import target_option
from dogwatch.declare import root_of
from dogwatch.report import title_of
from dogwatch.saved import build_data


@click.command("build", help="Print what the catalog declares, as Datadog's own bodies. Offline.")
@catalog_options
@target_option("For a target of sync/targets.py: environment, addresses, names.")
@json_option("catalog, env, resources; it is what plan --from takes")
def command(catalog: Path | None, env: str | None, named: str | None, as_json: bool) -> None:
    if named is None:
        loaded, prefix = load_catalog(catalog, env), None
    else:
        from dogwatch.cli.targets import named_target  # who names none does without what speaks to Datadog

        to = named_target(named, env, root_of(catalog_path(catalog)))
        loaded, prefix = load_catalog(catalog, to.env, app=to.app, prefix=to.prefix), to.prefix
    if as_json:
        echo(build_data(built(loaded, prefix)))
        return
    for resource in loaded.resources:
        click.echo(f"{resource.kind} {resource.key}")
        click.echo(f"    {title_of(resource.body)}")
        if isinstance(query := resource.body.get("query"), str):
            click.echo(f"    {query}")
