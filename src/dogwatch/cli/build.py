"""`dogwatch build`"""

from __future__ import annotations

import json
from pathlib import Path

import click

from dogwatch.cli.catalogs import catalog_options, load_catalog
from dogwatch.report import title_of


@click.command("build", help="Print what the catalog declares, as Datadog's own bodies. Offline.")
@catalog_options
@click.option("--json", "as_json", is_flag=True, help='{"resources": [{"kind", "key", "body"}]}')
def command(catalog: Path | None, env: str | None, as_json: bool) -> None:
    loaded = load_catalog(catalog, env)
    if as_json:
        rows = [{"kind": resource.kind, "key": resource.key, "body": resource.body} for resource in loaded.resources]
        click.echo(json.dumps({"resources": rows}, indent=2, ensure_ascii=False))
        return
    for resource in loaded.resources:
        click.echo(f"{resource.kind} {resource.key}")
        click.echo(f"    {title_of(resource.body)}")
        if isinstance(query := resource.body.get("query"), str):
            click.echo(f"    {query}")
