"""`dogwatch check`"""

from __future__ import annotations

from pathlib import Path

import click

from dogwatch.cli.catalogs import catalog_options, load_catalog


@click.command("check", help="Find the mistakes in the catalog: all of them at once, each with its line. Offline.")
@catalog_options
def command(catalog: Path | None, env: str | None) -> None:
    loaded = load_catalog(catalog, env)
    declared = loaded.declared
    counts = ", ".join(
        _count(len(things), noun)
        for noun, things in (
            ("team", declared.teams),
            ("feature", declared.features),
            ("monitor", loaded.resources),
        )
    )
    click.echo(f"{declared.catalog.name}: no mistakes in {counts} (environment {loaded.env})")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
