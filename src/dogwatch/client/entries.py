"""Objects in a file: what there is and where, and behind it one object after the other."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

_FORM = "dogwatch entries 1"
# The length of the index stands in front of it.
_LENGTH = 16


@dataclass(frozen=True)
class Entry:
    """An object, its bytes to be `read`, with what makes it known: id, time of the last change, a digest of it all."""

    id: str
    modified: str
    digest: str
    length: int
    read: Callable[[], bytes]

    @classmethod
    def of(cls, kind: str, id: str, modified: str, body: bytes) -> Entry:
        return cls(id, modified, _digest(kind, id, modified, body), len(body), lambda: body)


class Entries:
    """The objects of a kind in a file that may be missing or damaged, or hold anything.

    What is not as it was written is not there. Nothing but the index is read before somebody asks for it, also when the
    file has been replaced meanwhile.
    """

    def __init__(self, kind: str, file: Path) -> None:
        self._kind = kind
        self._index: dict[str, tuple[str, str, int, int]] = {}
        self._first = self._size = 0
        self._descriptor: int | None = None
        with suppress(OSError):  # most often there is none; whatever else it is, objects can be read from Datadog
            self._descriptor = os.open(file, os.O_RDONLY)
            self._size = os.fstat(self._descriptor).st_size
            self._index = self._read_index()

    def __del__(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)

    def __len__(self) -> int:
        return len(self._index)

    def __iter__(self) -> Iterator[Entry]:
        """All of them, unproven."""
        for id, (modified, digest, start, length) in self._index.items():
            yield Entry(id, modified, digest, length, partial(self._read, self._first + start, length))

    def get(self, id: str, modified: str) -> bytes | None:
        """The object with this id and time."""
        known, digest, start, length = self._index.get(id, ("", "", 0, 0))
        if known != modified or not digest:
            return None
        try:
            body = self._read(self._first + start, length)
        except OSError:
            return None
        return body if _digest(self._kind, id, modified, body) == digest else None

    @staticmethod
    def written(kind: str, entries: Sequence[Entry]) -> Iterator[bytes]:
        """The parts of a file with these objects."""
        index, start = {}, 0
        for entry in entries:
            index[entry.id] = (entry.modified, entry.digest, start, entry.length)
            start += entry.length
        head = json.dumps({"form": _FORM, "kind": kind, "entries": index}).encode()
        yield b"%0*d" % (_LENGTH, len(head))
        yield head
        for entry in entries:
            yield entry.read()

    def _read_index(self) -> dict[str, tuple[str, str, int, int]]:
        try:
            length = int(self._read(0, _LENGTH))
            self._first = _LENGTH + length
            read = json.loads(self._read(_LENGTH, length))
        except ValueError:
            return {}
        match read:
            case {"form": form, "kind": kind, "entries": dict() as entries} if (form, kind) == (_FORM, self._kind):
                return {id: tuple(each) for id, each in entries.items() if self._is_entry(each)}
            case _:
                return {}

    def _read(self, start: int, length: int) -> bytes:
        """So many bytes, or none where there are not so many."""
        if self._descriptor is None or start + length > self._size:
            return b""
        return os.pread(self._descriptor, length, start)

    def _is_entry(self, value: Any) -> bool:
        """Whether an item of the index can be one, of what lies in the file."""
        match value:
            case [str(), str(), int() as start, int() as length]:
                return start >= 0 and length > 0 and self._first + start + length <= self._size
            case _:
                return False


def _digest(kind: str, id: str, modified: str, body: bytes) -> str:
    return sha256(f"{kind}\n{id}\n{modified}\n".encode("utf-8", "surrogatepass") + body).hexdigest()
