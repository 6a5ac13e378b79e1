"""What a shell completes: names of a catalog, remembered until one of its files changes.

Nothing here is loaded but by who completes; a press of a key must not wait for a catalog that has not changed.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, suppress
from io import StringIO
from pathlib import Path
from typing import Any, Literal, TypeAlias

import click

Noun: TypeAlias = Literal["feature", "team", "monitor", "target"]
Names: TypeAlias = Mapping[str, Sequence[str]]
Complete: TypeAlias = Callable[[click.Context, click.Parameter, str], list[str]]


def complete(noun: Noun) -> Complete:
    """For `shell_complete` of an option or an argument: the names of a kind that begin so; none of a wrong catalog."""

    def completed(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
        return [name for name in _names(context.params.get("catalog"))[noun] if name.startswith(incomplete)]

    return completed


def _names(given: Path | None) -> Names:
    from dogwatch.cli.caching import cache_home
    from dogwatch.cli.catalogs import catalog_path

    path = catalog_path(given).absolute()
    home = cache_home()
    kept = home / "completion" / f"{hashlib.sha256(str(path).encode()).hexdigest()}.json" if home else None
    return (kept and _remembered(kept)) or _read(path, kept)


def _remembered(kept: Path) -> Names | None:
    """The names as they were read last, if every file that they came of is as it was then."""
    try:
        said = json.loads(kept.read_text(encoding="utf-8"))
        is_same = said["files"] == _stamps(said["files"])
        names: Names = said["names"]
    except (OSError, ValueError, KeyError, TypeError):  # none, an older one, or a damaged one: it is read anew
        return None
    return names if is_same else None


def _stamps(paths: Sequence[str] | Mapping[str, Any]) -> dict[str, int]:
    return {path: Path(path).stat().st_mtime_ns for path in paths}


def _read(path: Path, kept: Path | None) -> Names:
    from dogwatch.errors import DogwatchError

    try:
        with redirect_stderr(StringIO()):  # where what a catalog prints goes, in the midst of a line that is typed
            names = _loaded(path)
    except DogwatchError:  # a catalog with mistakes has no names to offer; `dogwatch check` says which
        return dict.fromkeys(("feature", "team", "monitor", "target"), ())
    if kept:
        with suppress(OSError):  # where nothing can be kept, it is read each time
            _keep(kept, names, path.parent)
    return names


def _loaded(path: Path) -> Names:
    from dogwatch.cli.catalogs import load_catalog
    from dogwatch.cli.targets import named_targets
    from dogwatch.declare import root_of

    loaded = load_catalog(path, None)
    root = root_of(path)
    targets = named_targets(root) if (root / "sync" / "targets.py").is_file() else {}
    return {
        "feature": [each.name for each in loaded.declared.features],
        "team": [each.name for each in loaded.declared.teams],
        "monitor": [each.key.partition("/")[2] for each in loaded.resources if each.kind == "monitor"],
        "target": list(targets),
    }


def _keep(kept: Path, names: Names, root: Path) -> None:
    """Writes what was read, with the times of the catalog's files, and of its packages, which a new file changes."""
    loaded = [Path(file) for module in list(sys.modules.values()) if (file := getattr(module, "__file__", None))]
    files = [file for file in loaded if file.is_relative_to(root) and not _is_installed(file.relative_to(root))]
    packages = [file.parent for file in files if file.parent != root]
    stamps = _stamps(sorted({str(path) for path in (*files, *packages)}))
    kept.parent.mkdir(parents=True, exist_ok=True)
    written = kept.with_suffix(".new")
    written.write_text(json.dumps({"files": stamps, "names": names}), encoding="utf-8")
    written.replace(kept)


def _is_installed(file: Path) -> bool:
    """Whether it lies in an environment that somebody has below the catalog, such as .venv."""
    return any(part.startswith(".") or part == "site-packages" for part in file.parts)
