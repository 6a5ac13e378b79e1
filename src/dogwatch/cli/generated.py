"""Files that a command writes into a repository and keeps current, beside those that people write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dogwatch.errors import UsageError


@dataclass(frozen=True)
class Difference:
    """A file that is not as it shall be: what shall stand in it, or None where it shall not be at all.

    `is_by_hand` says that a person wrote what is there, so that it stays.
    """

    path: Path
    why: str
    wanted: str | None = None
    is_by_hand: bool = False


def differences(folder: Path, pages: Mapping[str, str], mark: str) -> Iterator[Difference]:
    """What differs in a folder of pages of which each begins with the mark; files without it are none of them."""
    for name, wanted in pages.items():
        path = folder / name
        if not path.exists() and not path.is_symlink():
            yield Difference(path, "missing", wanted)
        elif not _is_marked(path, mark):
            yield Difference(path, "dogwatch did not write it for this catalog; move it elsewhere", is_by_hand=True)
        elif path.read_bytes() != wanted.encode():
            yield Difference(path, "stale", wanted)
    for path in sorted([*folder.glob("*.md"), *folder.glob("*/*.svg")]):
        if path.relative_to(folder).as_posix() not in pages and _is_marked(path, mark):
            yield Difference(path, "left over")


def mend(found: Iterable[Difference]) -> None:
    """Writes and removes what differs; none of it may be by hand. Raises UsageError for what cannot be written."""
    for difference in found:
        try:
            _mend(difference.path, difference.wanted)
        except OSError as error:
            raise UsageError(f"{difference.path} cannot be written: {error.strerror}") from None


def _mend(path: Path, wanted: str | None) -> None:
    if wanted is None:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    # Bytes that were no text when the file was read go back as they were.
    path.write_bytes(wanted.encode(errors="surrogateescape"))


def _is_marked(path: Path, mark: str) -> bool:
    """Whether a file begins with the mark. What a link leads to is somebody else's."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(mark.encode()) + 1) == f"{mark}\n".encode()
