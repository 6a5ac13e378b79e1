"""Where the emulated Datadog keeps its objects: sqlite, called directly, one transaction a request.

A process that is killed at any moment comes back with all it acknowledged: the write-ahead log is written before the
answer (`synchronous=NORMAL`); `durable` also waits for the disk, against a loss of power.
"""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple, Self

from dogwatch.errors import UsageError

VERSION = 1
DATABASE = "datadog.sqlite3"
LOCK = "lock"

_SCHEMA = f"""
CREATE TABLE document (
    kind TEXT NOT NULL, id NOT NULL, body TEXT NOT NULL, extra TEXT NOT NULL, digest TEXT,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE INDEX document_digest ON document (kind, digest) WHERE digest IS NOT NULL;
CREATE TABLE reference (
    kind TEXT NOT NULL, id NOT NULL, to_kind TEXT NOT NULL, to_id NOT NULL,
    PRIMARY KEY (to_kind, to_id, kind, id)
) WITHOUT ROWID;
CREATE INDEX reference_from ON reference (kind, id);
CREATE TABLE sequence (kind TEXT PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID;
PRAGMA user_version = {VERSION};
"""

Id = int | str


class Document(NamedTuple):
    """A stored object: the JSON texts of what every answer shows (`body`) and of what only some show (`extra`)."""

    id: Id
    body: str
    extra: str


class Store:
    """Objects of all kinds; `data` is a directory, or None for memory.

    Raises UsageError when the directory is in use, cannot be written, or holds something of another version.
    """

    def __init__(self, data: Path | None = None, *, durable: bool = False) -> None:
        self._lock = _locked(data) if data else None
        self._watched: dict[str, list[set[Id]]] = {}
        try:
            self._db = _opened(data, durable=durable)
        except BaseException:
            self._unlock()
            raise

    def close(self) -> None:
        self._db.close()
        self._unlock()

    @property
    def is_lasting(self) -> bool:
        """Whether it is on disk."""
        return self._lock is not None

    def watch(self, kind: str) -> set[Id]:
        """The ids of a kind, which each that is written or deleted from now on comes to; emptied by who has looked."""
        watched = {each.id for each in self.all(kind)}
        self._watched.setdefault(kind, []).append(watched)
        return watched

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _unlock(self) -> None:
        if self._lock:
            self._lock.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All writes inside are kept together when the block ends, and none of them when it raises."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def next_id(self, kind: str, first: int) -> int:
        """A number this kind has never used, not even for an object deleted since."""
        statement = "INSERT INTO sequence VALUES (?, ?) ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last"
        return int(self._db.execute(statement, (kind, first)).fetchone()[0])

    def put(self, kind: str, document: Document, *, digest: str | None = None) -> None:
        """Writes the object, over the one with the same id if there is one."""
        statement = "INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?, ?)"
        self._db.execute(statement, (kind, document.id, document.body, document.extra, digest))
        self._note(kind, document.id)

    def amend(self, kind: str, id: Id, body: str) -> None:
        """Writes another body of an object, in which only what is the server's own is another: nobody who watches it is
        told, and its digest stays."""
        self._db.execute("UPDATE document SET body = ? WHERE kind = ? AND id = ?", (body, kind, id))

    def refer(self, kind: str, id: Id, to_kind: str, to_ids: Iterable[Id]) -> None:
        """Says which objects this one names, in place of what it named before."""
        self._db.execute("DELETE FROM reference WHERE kind = ? AND id = ?", (kind, id))
        rows = [(kind, id, to_kind, to_id) for to_id in to_ids]
        self._db.executemany("INSERT OR IGNORE INTO reference VALUES (?, ?, ?, ?)", rows)

    def delete(self, kind: str, id: Id) -> bool:
        """Removes the object and what it referred to; False when there was none."""
        self._db.execute("DELETE FROM reference WHERE kind = ? AND id = ?", (kind, id))
        self._note(kind, id)
        return self._db.execute("DELETE FROM document WHERE kind = ? AND id = ?", (kind, id)).rowcount > 0

    def _note(self, kind: str, id: Id) -> None:
        for watched in self._watched.get(kind, ()):
            watched.add(id)

    def get(self, kind: str, id: Id) -> Document | None:
        row = self._db.execute("SELECT id, body, extra FROM document WHERE kind = ? AND id = ?", (kind, id)).fetchone()
        return Document(*row) if row else None

    def find(self, kind: str, digest: str) -> Id | None:
        """The id of the oldest object with this digest."""
        statement = "SELECT min(id) FROM document WHERE kind = ? AND digest = ?"
        found: Id | None = self._db.execute(statement, (kind, digest)).fetchone()[0]
        return found

    def all(self, kind: str, *, after: Id = -1, skip: int = 0, limit: int = -1) -> list[Document]:
        """The objects of a kind by id, from the first one above `after`; a negative limit means no limit."""
        statement = "SELECT id, body, extra FROM document WHERE kind = ? AND id > ? ORDER BY id LIMIT ? OFFSET ?"
        return [Document(*row) for row in self._db.execute(statement, (kind, after, limit, skip))]

    def count(self, kind: str) -> int:
        """How many objects of a kind there are."""
        return int(self._db.execute("SELECT count(*) FROM document WHERE kind = ?", (kind,)).fetchone()[0])

    def referring(self, to_kind: str, to_id: Id) -> list[tuple[str, Id]]:
        """Kind and id of the objects that name this one."""
        statement = "SELECT kind, id FROM reference WHERE to_kind = ? AND to_id = ? ORDER BY kind, id"
        return self._db.execute(statement, (to_kind, to_id)).fetchall()


def _locked(data: Path) -> IO[bytes]:
    try:
        data.mkdir(parents=True, exist_ok=True)
        lock = (data / LOCK).open("ab")
    except OSError as error:
        raise UsageError(f"{data}: cannot keep data here: {error.strerror}") from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        lock.close()
        raise UsageError(f"{data}: in use by another embedded Datadog; stop it or choose another directory") from error
    return lock


def _opened(data: Path | None, *, durable: bool) -> sqlite3.Connection:
    # The server answers in a thread of its own and nothing else touches the connection.
    db = sqlite3.connect(data / DATABASE if data else ":memory:", isolation_level=None, check_same_thread=False)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
        _at_version(db, data)
    except sqlite3.DatabaseError as error:
        db.close()
        raise UsageError(f"{data}: cannot be read as data of the embedded Datadog: {error}") from error
    except UsageError:
        db.close()
        raise
    return db


def _at_version(db: sqlite3.Connection, data: Path | None) -> None:
    version = db.execute("PRAGMA user_version").fetchone()[0]
    tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if not version and not tables:
        db.executescript(f"BEGIN; {_SCHEMA} COMMIT;")
    elif version != VERSION:
        raise UsageError(f"{data}: holds data of version {version}, this dogwatch reads version {VERSION}")
