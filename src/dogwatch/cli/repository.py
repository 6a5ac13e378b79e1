"""The repository in which a catalog lies, and the files that the catalog names in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from dogwatch.declare import Feature


def repository_around(root: Path) -> Path | None:
    """The top of the repository in which a folder lies; None outside of any."""
    return next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), None)


def without_runbook(features: Iterable[Feature], root: Path) -> Iterator[tuple[Feature, str]]:
    """The features whose runbook is a path that leads to no file, with the path; none where there is no repository."""
    if repository_around(root) is None:
        return
    for feature in features:
        path = feature.runbook
        if path and "://" not in path and not is_there(path, root):
            yield feature, path


def is_there(path: str, root: Path) -> bool:
    """Whether a path that a catalog at `root` names, with or without a place in the file, leads to one.

    It begins at the catalog's folder or at the top of the repository: only `Catalog(repository=...)` knows which.
    """
    file = path.partition("#")[0].lstrip("/")
    return any((folder / file).exists() for folder in (root, repository_around(root) or root))
