"""CODEOWNERS: who reviews changes of the files in which features are declared.

The lines stand between two markers, so that those a person wrote around them stay. A file with features of several
teams is owned by all of them (docs.github.com: about code owners).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from dogwatch.report.pages import Book


class BrokenMarkers(Exception):
    """One of the two markers is missing, doubled, or before the other."""


def owners_of(book: Book, repository: Path) -> dict[str, list[str]]:
    """The GitHub handles by the path of a file below the repository; files of teams without one are left out."""
    owners: dict[str, dict[str, None]] = defaultdict(dict)
    for feature in book.declared.features:
        file, handle = Path(feature.place.file), book.team_of(feature).github
        if handle and file.is_relative_to(repository):
            owners[file.relative_to(repository).as_posix()][handle] = None
    return {path: sorted(owners[path]) for path in sorted(owners)}


def with_owners(text: str, catalog: str, owners: Mapping[str, Sequence[str]]) -> str:
    """The text of a CODEOWNERS file with the lines of a catalog: in their place, or at the end, where they win.

    Without owners the lines go. Raises BrokenMarkers.
    """
    begin, end = (f"# {word} of what dogwatch docs wrote for the catalog {catalog}" for word in ("Begin", "End"))
    lines = text.removesuffix("\n").split("\n") if text else []
    bare = [line.rstrip("\r") for line in lines]
    written = [f"{_pattern(path)} {' '.join(handles)}" for path, handles in owners.items()]
    block = [begin, *written, end] if written else []
    match bare.count(begin), bare.count(end):
        case 0, 0:
            gap = [""] if bare and bare[-1] else []
            return _text([*lines, *gap, *block]) if block else text
        case 1, 1 if bare.index(begin) < bare.index(end):
            return _text([*lines[: bare.index(begin)], *block, *lines[bare.index(end) + 1 :]])
        case _:
            raise BrokenMarkers(f"each of these lines stands in it once, in this order: {begin!r}, {end!r}")


def _pattern(path: str) -> str:
    """The path from the top of the repository; a space in it would end it."""
    return "/" + path.replace("\\", "\\\\").replace(" ", "\\ ")


def _text(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
