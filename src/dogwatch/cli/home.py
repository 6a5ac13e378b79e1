"""The catalog that an imported package belongs to: one that is there, or one that the package itself becomes."""

from __future__ import annotations

import keyword
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dogwatch.adopt import Known, Taken
from dogwatch.cli.catalogs import catalog_path
from dogwatch.cli.workshop import Workshop
from dogwatch.declare import Declared, check, load, root_of
from dogwatch.errors import UsageError
from dogwatch.names import is_name
from dogwatch.place import Place


@dataclass(frozen=True)
class Home:
    """`catalog` is the file or package of the catalog, the package itself where that holds it; `declared` what it
    declares so far, or None before there is one.
    """

    out: Path
    catalog: Path
    name: str
    declared: Declared | None
    is_listed: bool = True

    @classmethod
    def of(cls, catalog: Path | None, out: Path, name: str | None) -> Home:
        """The home of the package at `out`. UsageError where it cannot be one, CatalogError for a wrong catalog."""
        if not out.name.isidentifier() or keyword.iskeyword(out.name):
            raise UsageError(f"{out} cannot be a package; write letters, digits and _, as in --out imported")
        if out.name in sys.stdlib_module_names:
            raise UsageError(f"{out} would hide a module of Python; write another name, as in --out imported")
        path = catalog_path(catalog)
        if catalog is None and not path.exists():
            path = out
        if path.resolve() == out.resolve():
            path = out
        if path == out and not (out / "__init__.py").is_file():
            return cls(out, out, _new_name(name or out.name), None)
        _refuse_elsewhere(out, root_of(path))
        declared = load(path)
        catalog_name, is_listed = declared.catalog.name, out.name in declared.catalog.packages or path == out
        if name is not None and name != catalog_name:
            raise UsageError(f"the catalog {path} has the name {catalog_name}; leave --name {name} out")
        if out.exists() and not is_listed:
            declared = load(path, packages=[out.name])
        return cls(out, path, catalog_name, declared, is_listed)

    @property
    def is_package(self) -> bool:
        """Whether the package is the catalog."""
        return self.catalog.resolve() == self.out.resolve()

    @property
    def hint(self) -> str | None:
        """What a person has to do before the catalog declares what is in the package."""
        if self.declared is None:
            where = "" if self.out == Path("features") else f" --catalog {self.out}"
            return f"It is a catalog of the name {self.name}: dogwatch plan{where}"
        if self.is_listed:
            return None
        return f'{self.catalog} does not name it yet: write Catalog("{self.name}", packages=[…, "{self.out.name}"])'

    @property
    def root(self) -> Path:
        """The folder that the catalog lies in, and sync/targets.py beside it."""
        return self.out.parent if self.declared is None else root_of(self.catalog)

    @property
    def taken(self) -> Taken:
        """What new declarations cannot be called."""
        modules = {path.stem for path in self.out.iterdir()} if self.out.exists() else {"__init__"}
        if self.declared is None:
            return Taken(modules=modules)
        names = {(thing.kind, thing.path) for thing in self.declared.by_hand}
        return Taken(names, modules, {team.name for team in self.declared.teams})

    @property
    def imported(self) -> Mapping[tuple[str, str], str]:
        """The paths of what is imported already, by kind and by what it was imported from."""
        things = self.declared.by_hand if self.declared else ()
        return {(thing.kind, str(thing.imported)): thing.path for thing in things if thing.is_imported}

    def known(self, env: str) -> Known:
        """What the catalog declares for an environment; CatalogError for a wrong one."""
        resources = check(self.declared, env) if self.declared else ()
        return Known(self.name, self.imported.keys(), {resource.reference for resource in resources})

    def rebuilt(self, shop: Workshop) -> Declared:
        """What the whole catalog declares with the package as it is in the workshop."""
        path = shop.package if self.is_package else self.catalog
        return load(path, folders=[shop.folder.resolve(), self.root.resolve()], packages=[self.out.name])


def _new_name(name: str) -> str:
    if not is_name(name):
        raise UsageError(f"{name!r} cannot be the name of a catalog, which is part of keys and tags; write --name shop")
    return name


def _refuse_elsewhere(out: Path, root: Path) -> None:
    if out.parent.resolve() != root.resolve():
        raise UsageError(f"{out} does not lie beside the catalog; write --out {Place(str(root.resolve() / out.name))}")
