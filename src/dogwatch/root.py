"""Where a catalog lies: its file, and the folder in which what it names is looked for."""

from __future__ import annotations

from pathlib import Path

from dogwatch.errors import UsageError


def root_of(path: Path) -> Path:
    """The folder in which a catalog's packages are looked for."""
    file = file_of(path)
    return file.parent.parent if file.name == "__init__.py" else file.parent


def file_of(path: Path) -> Path:
    """The file of a catalog that is a file or a package; UsageError where there is none, or both are there."""
    package = path / "__init__.py"
    if package.is_file():
        return package.resolve()
    if not path.is_file() or path.suffix != ".py":
        where = "run this where features.py or features/__init__.py is, or name it with --catalog PATH"
        raise UsageError(f"no catalog at {path}; {where}")
    if (path.with_suffix("") / "__init__.py").is_file():
        # Python would import the package, whichever of the two was meant.
        raise UsageError(f"both {path} and the package {path.with_suffix('')}/ are there; keep one of them")
    return path.resolve()
