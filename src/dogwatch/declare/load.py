"""Runs a user's catalog and turns whatever goes wrong in it into mistakes with their line, never our traceback."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from importlib.machinery import PathFinder
from pathlib import Path
from types import ModuleType

import attrs

from dogwatch.declare.catalog import Catalog, Declared, collect
from dogwatch.declare.raised import mistake_of
from dogwatch.declare.recording import recording
from dogwatch.declare.source import argument_place
from dogwatch.errors import CatalogError, Mistake
from dogwatch.nearest import nearest
from dogwatch.place import Place
from dogwatch.root import file_of, root_of


def load(path: Path, *, folders: Sequence[Path] = (), packages: Iterable[str] = ()) -> Declared:
    """What the catalog in a file such as `features.py`, or in a package such as `features/`, declares.

    The folder it lies in is put first on the import path, so that it finds the packages beside it; `folders` say where
    to look instead, in their order. `packages` are added to those that the catalog names. Raises UsageError when there
    is no such file, CatalogError for anything wrong in the user's files.
    """
    file = file_of(path)
    name = file.parent.name if file.name == "__init__.py" else file.stem
    with _first_on_the_path(*(folders or [root_of(path)])), recording() as constructed:
        catalog = _catalog(_imported(name, file), file)
        catalog = attrs.evolve(catalog, packages=tuple(dict.fromkeys([*catalog.packages, *packages])))
        if mistakes := list(_missing_packages(catalog, root_of(path))):
            raise CatalogError(mistakes)
        for package in catalog.packages:
            if package.partition(".")[0] != name:  # what the catalog itself lies in has just been run
                _forget(package)
        return collect(catalog, constructed)


def load_module(name: str, file: Path, root: Path) -> ModuleType:
    """A module of the user's beside the catalog, run anew; raises CatalogError for anything wrong in it."""
    with _first_on_the_path(root):
        return _imported(name, file)


@contextmanager
def _first_on_the_path(*folders: Path) -> Iterator[None]:
    sys.path[:0] = map(str, folders)
    try:
        # What a user's file prints is no part of a report that a program reads.
        with redirect_stdout(sys.stderr):
            yield
    finally:
        for folder in folders:
            sys.path.remove(str(folder))


def _imported(name: str, file: Path) -> ModuleType:
    _forget(name.partition(".")[0])
    try:
        return importlib.import_module(name)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a user's file may raise anything; all of it is reported
        raise CatalogError([mistake_of(error, Place(str(file)), name)]) from None


def _forget(name: str) -> None:
    """Drops what an earlier load left, so that every load runs the files as they are now."""
    importlib.invalidate_caches()
    for loaded in [module for module in list(sys.modules) if module == name or module.startswith(f"{name}.")]:
        del sys.modules[loaded]


def _catalog(module: ModuleType, file: Path) -> Catalog:
    catalog = getattr(module, "catalog", None)
    if isinstance(catalog, Catalog):
        return catalog
    others = [(name, thing) for name, thing in vars(module).items() if isinstance(thing, Catalog)]
    if others:
        name, other = others[0]
        raise CatalogError([Mistake(other.place, "catalog", f"it is bound to the name {name!r}", "write catalog = …")])
    seen = "the file binds no Catalog to the name 'catalog'"
    raise CatalogError(
        [Mistake(Place(str(file)), "catalog", seen, 'end it with catalog = Catalog("shop", packages=["monitors"])')]
    )


def _missing_packages(catalog: Catalog, root: Path) -> Iterator[Mistake]:
    place = argument_place(catalog.place, "packages")
    beside = [path.stem for path in root.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()]
    for package in catalog.packages:
        first = str(package).partition(".")[0]
        if PathFinder.find_spec(first) is None:
            meant = nearest(first, beside)
            remedy = f"did you mean {meant!r}?" if meant else f"make a folder {first}/ with an __init__.py beside it"
            yield Mistake(place, "catalog: packages", f"there is no package {package!r} beside the catalog", remedy)
