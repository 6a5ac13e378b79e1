"""Points on disk, so that they survive the process: written as they go into the store, read when it starts.

sqlite with a write-ahead log, one transaction for all points that come together: what was written is there after a
kill. A chunk is the numbers of the series, the times, the values and their weights, one after the other and packed.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dogwatch.errors import UsageError

from .points import Batch, Series

DATABASE = "series.sqlite3"
VERSION = 1
# Of packed points; the oldest make room for new ones.
MOST_BYTES = 1 << 30
# So many points are read at once.
_BATCH = 200_000

_SCHEMA = f"""
CREATE TABLE series (
    number INTEGER PRIMARY KEY, metric TEXT NOT NULL, kind TEXT NOT NULL, interval INTEGER, tags TEXT NOT NULL
);
CREATE TABLE chunk (number INTEGER PRIMARY KEY, points INTEGER NOT NULL, content BLOB NOT NULL);
PRAGMA user_version = {VERSION};
"""
# Numbers of series, times, values, weights.
_TYPES = ("<i8", "<i8", "<f8", "<f8")


class Journal:
    """Points in a folder, which somebody else keeps to one process. Raises UsageError where it cannot be read."""

    def __init__(self, folder: Path, *, durable: bool = False, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._db = sqlite3.connect(folder / DATABASE, isolation_level=None, check_same_thread=False)
        try:
            self._open(durable=durable)
        except (sqlite3.DatabaseError, UsageError) as error:
            self._db.close()
            raise UsageError(
                f"{folder / DATABASE}: cannot be read as series of the embedded Datadog: {error}"
            ) from error

    def close(self) -> None:
        self._db.close()

    def append(self, batch: Batch) -> None:
        """Writes points. Raises sqlite3.Error where they cannot be, and has written none of them then."""
        if not len(batch.values):
            return
        self._db.execute("BEGIN IMMEDIATE")
        try:
            numbers = np.array([self._number(each) for each in batch.series])[batch.places]
            columns = zip((numbers, batch.times, batch.values, batch.weights), _TYPES, strict=True)
            content = zlib.compress(b"".join(column.astype(type).tobytes() for column, type in columns), 1)
            self._db.execute("INSERT INTO chunk (points, content) VALUES (?, ?)", (len(numbers), content))
            self._size += len(content)
            self._make_room()
            self._db.execute("COMMIT")
        except BaseException:
            self._db.execute("ROLLBACK")
            self._load()
            raise

    def read(self) -> Iterator[Batch]:
        """All points in the order in which they were written; forgets series that have none."""
        names = {number: series for series, number in self._numbers.items()}
        used: set[int] = set()
        for every, *columns in self._batches():
            numbers, places = np.unique(every, return_inverse=True)
            used.update(numbers.tolist())
            yield Batch([names[number] for number in numbers.tolist()], places, *columns)
        self._db.executemany("DELETE FROM series WHERE number = ?", [(each,) for each in names.keys() - used])
        self._load()

    def _open(self, *, durable: bool) -> None:
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if not version:
            self._db.executescript(f"BEGIN; {_SCHEMA} COMMIT;")
        elif version != VERSION:
            raise UsageError(f"it is of version {version}, this dogwatch reads version {VERSION}")
        self._load()

    def _load(self) -> None:
        rows = self._db.execute("SELECT number, metric, kind, interval, tags FROM series")
        self._numbers = {
            Series(metric, kind, frozenset(json.loads(tags)), interval): number
            for number, metric, kind, interval, tags in rows
        }
        self._next = max(self._numbers.values(), default=0) + 1
        self._size = self._db.execute("SELECT coalesce(sum(length(content)), 0) FROM chunk").fetchone()[0]

    def _number(self, series: Series) -> int:
        number = self._numbers.get(series)
        if number is None:
            number = self._numbers[series] = self._next
            self._next += 1
            row = (number, series.metric, series.kind, series.interval, json.dumps(sorted(series.tags)))
            self._db.execute("INSERT INTO series VALUES (?, ?, ?, ?, ?)", row)
        return number

    def _make_room(self) -> None:
        """Gives up the oldest tenth once there is too much."""
        if self._size <= self._most_bytes:
            return
        for number, size in self._db.execute("SELECT number, length(content) FROM chunk ORDER BY number").fetchall():
            if self._size <= 0.9 * self._most_bytes:
                break
            self._db.execute("DELETE FROM chunk WHERE number = ?", (number,))
            self._size -= size

    def _batches(self) -> Iterator[list[npt.NDArray[Any]]]:
        """The columns of chunks, of so many together that they are worth the while."""
        waiting: list[list[npt.NDArray[Any]]] = []
        points = 0
        for count, content in self._db.execute("SELECT points, content FROM chunk ORDER BY number"):
            waiting.append(_unpacked(count, zlib.decompress(content)))
            points += count
            if points >= _BATCH:
                yield [np.concatenate(column) for column in zip(*waiting, strict=True)]
                waiting, points = [], 0
        if waiting:
            yield [np.concatenate(column) for column in zip(*waiting, strict=True)]


def _unpacked(count: int, content: bytes) -> list[npt.NDArray[Any]]:
    return [np.frombuffer(content, type, count, at * 8 * count).astype(type[1:]) for at, type in enumerate(_TYPES)]
