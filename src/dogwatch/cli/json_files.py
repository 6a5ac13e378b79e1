"""Originals out of files of JSON and folders of such files."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dogwatch.adopt import Original, objects_in
from dogwatch.cli.catalogs import read_file
from dogwatch.errors import UsageError
from dogwatch.saved import parsed


@dataclass(frozen=True)
class Read:
    """What was read: originals, files that hold none, and sentences about those that could not be read, and about what
    there is and nothing is written of.
    """

    originals: Sequence[Original]
    passed_over: Sequence[str] = ()
    unreadable: Sequence[str] = ()
    left_out: Sequence[str] = ()


def originals_in(paths: Iterable[Path]) -> Read:
    """What can be imported of the files, and of all that lie in the folders. UsageError for no path."""
    originals: list[Original] = []
    passed_over: list[str] = []
    unreadable: list[str] = []
    seen: set[Path] = set()
    for path in paths:
        for file in _files(path):
            if file.resolve() in seen:  # named twice, or lying in a folder that is named too
                continue
            seen.add(file.resolve())
            source = file.relative_to(path).as_posix() if path.is_dir() else file.name
            try:
                objects = list(objects_in(parsed(read_file(file), str(file))))
            except UsageError as error:
                unreadable.append(str(error))
                continue
            folder = file.parent.name if file.parent != path and path.is_dir() else path.name if path.is_dir() else ""
            found = [
                Original(kind, _source(source, place, objects), body, folder)
                for place, (kind, body) in enumerate(objects)
            ]
            originals += found
            passed_over += [] if found else [str(file)]
    return Read(_by_id(originals), passed_over, unreadable)


def _files(path: Path) -> Iterator[Path]:
    """The file, or the JSON files of the folder in their order; what is hidden is not looked at."""
    if not path.exists():
        raise UsageError(f"{path} is neither a file nor a folder")
    if path.is_file():
        yield path
        return
    for folder, below, names in os.walk(path):
        below[:] = sorted(name for name in below if not name.startswith("."))
        yield from (
            Path(folder) / name for name in sorted(names) if name.endswith(".json") and not name.startswith(".")
        )


def _source(file: str, place: int, objects: Sequence[object]) -> str:
    return file if len(objects) == 1 else f"{file}#{place + 1}"


def _by_id(originals: Sequence[Original]) -> list[Original]:
    """The originals by their ids in Datadog where files say them, each of which no other has."""
    count = Counter((each.kind, each.id) for each in originals)
    return [each.by_id() if each.id and count[each.kind, each.id] == 1 else each for each in originals]
