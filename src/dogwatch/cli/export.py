"""`dogwatch export`"""

from __future__ import annotations

import json
from pathlib import Path

import click

from dogwatch.cli.catalogs import catalog_options, load_catalog
from dogwatch.declare import exported
from dogwatch.errors import UsageError


@click.command("export", help="Write what services should know of the catalog: routes, bounds, tags. Offline.")
@click.argument("file", type=click.Path(path_type=Path))
@catalog_options
def command(file: Path, catalog: Path | None, env: str | None) -> None:
    data = exported(load_catalog(catalog, env).declared)
    try:
        file.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or error}") from None
    features = data["features"].values()
    routes = sum(len(feature.get("routes", ())) for feature in features)
    said = f"{_count(len(features), 'feature')} with {_count(routes, 'route')}"
    click.echo(f"{file}: {said}; services read it by DOGWATCH_CATALOG={file}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
