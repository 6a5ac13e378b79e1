"""Catalogs written into a folder of their own and loaded as the command line loads them."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from dogwatch.declare import Declared, check, load
from dogwatch.errors import CatalogError
from dogwatch.kinds import Resource

BEGIN = """\
from dogwatch import *
payments = Team("payments", notify="@slack-payments")
"""
END = 'catalog = Catalog("shop")\n'


def write(folder: Path, **files: str) -> Path:
    """Writes `features="..."` to features.py and `monitors__extra="..."` to monitors/extra.py; the catalog's file."""
    for name, text in files.items():
        add(folder, f"{name.replace('__', '/')}.py", text)
    return folder / "features.py"


def add(folder: Path, path: str, text: str) -> None:
    """Writes a file; a folder it lies in becomes a package."""
    file = folder / path
    file.parent.mkdir(exist_ok=True)
    if file.parent != folder:
        (file.parent / "__init__.py").touch()
    file.write_text(textwrap.dedent(text), encoding="utf-8")


def between(text: str) -> str:
    """A whole catalog: a team, the text, and the catalog that ends it. The text begins in line 3."""
    return BEGIN + textwrap.dedent(text).strip("\n") + "\n" + END


def declared(folder: Path, text: str) -> Declared:
    return load(write(folder, features=between(text)))


def resources(folder: Path, text: str, env: str = "prod") -> dict[str, Resource]:
    """The resources of a catalog by key, less those of its metrics."""
    made = check(declared(folder, text), env)
    return {resource.key: resource for resource in made if not resource.kind.startswith("metric_")}


def mistakes(folder: Path, text: str, **others: str) -> str:
    """What `check` says about a whole catalog, with files named from its folder."""
    with pytest.raises(CatalogError) as caught:
        check(load(write(folder, features=text, **others)), "prod")
    return str(caught.value).replace(f"{folder}/", "")
