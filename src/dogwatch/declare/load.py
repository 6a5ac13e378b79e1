"""Runs a user's catalog and turns whatever goes wrong in it into mistakes with their line, never our traceback."""

from __future__ import annotations

import importlib
import sys
import traceback
from pathlib import Path

from dogwatch.declare.catalog import Catalog, Declared, collect
from dogwatch.declare.nearest import nearest
from dogwatch.errors import CatalogError, Mistake, UsageError
from dogwatch.place import Place


def load(path: Path) -> Declared:
    """What the catalog in a file such as `features.py`, or in a package such as `features/`, declares.

    The folder it lies in is put first on the import path, so that it finds the packages beside it. Raises UsageError
    when there is no such file, CatalogError for anything wrong in the user's files.
    """
    file = _file(path)
    root = (file.parent.parent if file.name == "__init__.py" else file.parent).resolve()
    name = file.parent.name if file.name == "__init__.py" else file.stem
    sys.path.insert(0, str(root))
    _forget(name)
    try:
        module = importlib.import_module(name)
        catalog = getattr(module, "catalog", None)
        if not isinstance(catalog, Catalog):
            raise CatalogError([_no_catalog(file)])
        for package in catalog.packages:
            _forget(package)
        return collect(catalog)
    except CatalogError:
        raise
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a user's file may raise anything; all of it is reported
        raise CatalogError([_mistake(error, file, root)]) from None
    finally:
        sys.path.remove(str(root))


def _file(path: Path) -> Path:
    if path.is_dir() and (path / "__init__.py").is_file():
        return (path / "__init__.py").resolve()
    if path.is_file() and path.suffix == ".py":
        return path.resolve()
    raise UsageError(f"no catalog at {path}; run this where features.py is, or name it with --catalog FILE")


def _forget(name: str) -> None:
    """Drops what an earlier load left, so that every load runs the files as they are now."""
    importlib.invalidate_caches()
    for loaded in [module for module in sys.modules if module == name or module.startswith(f"{name}.")]:
        del sys.modules[loaded]


def _no_catalog(file: Path) -> Mistake:
    return Mistake(
        Place(str(file)),
        "catalog",
        "the file binds no Catalog to the name 'catalog'",
        'end it with: catalog = Catalog("shop", packages=["monitors"])',
    )


def _mistake(error: BaseException, file: Path, root: Path) -> Mistake:
    if isinstance(error, SyntaxError) and error.filename:
        line = (error.text or "").strip()
        return Mistake(Place(error.filename, error.lineno or 0), "syntax", f"{error.msg}: {line}", "mend the line")
    seen = f"{type(error).__name__}: {error}".rstrip(": ")
    return Mistake(_users_line(error, file, root), "Python", seen, _remedy(error))


def _users_line(error: BaseException, file: Path, root: Path) -> Place:
    """The deepest line of the traceback that is in the user's folder, else the catalog's file."""
    library = str(Path(__file__).parent.parent)
    frames = traceback.extract_tb(error.__traceback__)
    own = [
        frame
        for frame in frames
        if Path(frame.filename).is_relative_to(root) and not frame.filename.startswith(library)
    ]
    return Place(own[-1].filename, own[-1].lineno or 0) if own else Place(str(file))


def _remedy(error: BaseException) -> str:
    if isinstance(error, TypeError) and "unexpected keyword argument" in str(error):
        return _meant_argument(str(error)) or "leave the argument out"
    if isinstance(error, ModuleNotFoundError):
        return f"install {error.name!r}, or mend the name; packages are looked for beside the catalog"
    if isinstance(error, NameError | AttributeError) and error.name:
        return "import or declare it first, or mend the name"
    return "mend the line"


def _meant_argument(said: str) -> str | None:
    """A proposal for the argument that a constructor of dogwatch does not have."""
    import dogwatch

    owner, _, rest = said.partition(".__init__()")
    written = rest.rpartition("argument ")[2].strip("'").partition("'")[0]
    declared = getattr(dogwatch, owner, None) if owner in dogwatch.__all__ else None
    names = [field.name for field in getattr(declared, "__attrs_attrs__", ()) if field.name not in ("place", "module")]
    if not names:
        return None
    meant = nearest(written, names)
    return f"did you mean {meant!r}?" if meant else f"{owner} has {', '.join(names)}"
