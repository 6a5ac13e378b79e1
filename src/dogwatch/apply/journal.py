"""What a run is about to write and what became of it, in a file that outlives the run.

A line of JSON each: first the run, then for each write an intent and its outcome, last how the run ended. A line is
added in one call, so that a kill loses at most the end of the last one. Before a write is sent its intent is on the
disk: those who wait for that at the same moment share one flush, which takes milliseconds.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any
from uuid import uuid4

from dogwatch.errors import ApiError, UsageError
from dogwatch.kinds import Body
from dogwatch.plan import Change, Create, Delete, Update

VERSION = 1
SUFFIX = ".journal.jsonl"

_STAMP = "%Y%m%dT%H%M%SZ"
_IS_STAMP = re.compile(r"\d{8}T\d{6}Z")
# So much of an id tells organisations apart.
_OF_AN_ID = 8


class NotJournaled(ApiError):
    """The journal takes nothing more, so nothing more may be written."""


@dataclass(frozen=True)
class Scope:
    """What a journal is about: runs of one catalog against one environment of one organisation know of each other.

    `organisation` is its id: several are found at one address. Empty where an older dogwatch did not write it down.
    """

    url: str
    catalog: str
    env: str
    organisation: str = ""

    @property
    def name(self) -> str:
        """As part of a file's name, with the beginning of an id: one folder may keep the journals of several."""
        named = f"-{self.organisation[:_OF_AN_ID]}" if self.organisation else ""
        text = f"{self.url.partition('://')[2]}-{self.catalog}-{self.env}{named}"
        return "".join(letter if letter.isalnum() or letter in "-." else "-" for letter in text)


class Journal:
    """The journal of one run; may be written to from many threads at once.

    Raises NotJournaled as soon as an intent cannot be written, whatever the reason: a full disk, a folder that is gone.
    """

    def __init__(self, file: int, path: Path, clock: Callable[[], float] = time.time) -> None:
        self.path = path
        self._file = file
        self._clock = clock
        self._adding, self._flushing = Lock(), Lock()
        self._added = self._flushed = self._intents = 0
        self.trouble: str | None = None

    @classmethod
    def create(cls, folder: Path, scope: Scope, command: str, clock: Callable[[], float] = time.time) -> Journal:
        """A new file in the folder, which only its owner can read: bodies tell what a company watches.

        Raises UsageError where the folder cannot be used.
        """
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = folder / f"{_stamp(folder, clock())}-{scope.name}-{uuid4().hex[:8]}{SUFFIX}"
            journal = cls(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600), path, clock)
            journal._add({"dogwatch": "journal", "version": VERSION, "command": command, **asdict(scope)}, began=True)
        except OSError as error:
            raise no_journal(folder, error) from None
        return journal

    def intends(self, change: Change) -> int:
        """Writes what is about to be done, with the body that is overwritten or deleted; the number of the intent."""
        said: dict[str, Any] = {"kind": change.kind, "key": change.key}
        match change:
            case Create(body=body, replaces=replaces, before=before):
                said |= {"do": "create", "body": body, **({"replaces": replaces} if replaces else {})}
                said |= {"before": before} if before else {}
            case Update(id=id, body=body, before=before):
                said |= {"do": "update", "id": id, "body": body, "before": before}
            case Delete(id=id, before=before):
                said |= {"do": "delete", "id": id, "before": before}
        return self._intent(said)

    def overwrites(self, number: int, id: str, before: Body, body: Body) -> None:
        """Writes that a create is about to overwrite an object that was there already."""
        self._intent({"of": number, "id": id, "before": before, "body": body})

    def done(self, number: int, id: str) -> None:
        self._outcome({"n": number, "done": id})

    def failed(self, number: int, error: str) -> None:
        """Datadog refused it: nothing was written."""
        self._outcome({"n": number, "failed": error})

    def lost(self, number: int, error: str) -> None:
        """Nobody knows whether it was written."""
        self._outcome({"n": number, "lost": error})

    def end(self, how: str) -> None:
        """How the run ended, in words."""
        self._outcome({"end": how})

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *raised: object) -> None:
        os.close(self._file)

    def _intent(self, said: Mapping[str, Any]) -> int:
        if self.trouble:
            raise NotJournaled(self.trouble)
        try:
            with self._adding:
                self._intents += 1
                number = self._intents
                mine = self._add({"n": number, **said})
            self._flush(mine)
        except OSError as error:
            self.trouble = f"the journal {self.path} cannot be written ({error.strerror})"
            raise NotJournaled(self.trouble) from None
        return number

    def _outcome(self, said: Mapping[str, Any]) -> None:
        """What was sent was sent: an outcome that cannot be written stops what comes after it."""
        try:
            with self._adding:
                self._add(said)
        except OSError as error:
            self.trouble = f"the journal {self.path} cannot be written ({error.strerror})"

    def _add(self, said: Mapping[str, Any], *, began: bool = False) -> int:
        """Adds a line; how many bytes there are then."""
        at = datetime.fromtimestamp(self._clock(), UTC).isoformat(timespec="milliseconds")
        text = json.dumps({**said, "began" if began else "at": at}, ensure_ascii=False)
        line = text.encode("utf-8", "backslashreplace") + b"\n"  # half of a pair, as JSON writes it
        written = os.write(self._file, line)
        if written < len(line):
            raise OSError(28, "No space left on device")
        self._added += written
        return self._added

    def _flush(self, upto: int) -> None:
        """Returns when the first `upto` bytes are on the disk."""
        with self._flushing:
            if self._flushed >= upto:
                return  # whoever was before took these along
            added = self._added
            os.fdatasync(self._file)
            self._flushed = added


def no_journal(folder: Path, error: OSError) -> UsageError:
    """What is said where a folder cannot be used."""
    return UsageError(
        f"{folder}: no journal can be kept there ({error.strerror}), and nothing is written without one; "
        "name another folder with --journal or DOGWATCH_JOURNAL"
    )


def _stamp(folder: Path, now: float) -> str:
    """The second in which a run began, as its journal's name begins; later than all there are.

    By names the last one is found, also after two runs in a second, or when the clock was put back.
    """
    began = datetime.fromtimestamp(now, UTC)
    there = (path.name.partition("-")[0] for path in folder.glob(f"*{SUFFIX}"))
    last = max((name for name in there if _IS_STAMP.fullmatch(name)), default="")
    if last >= began.strftime(_STAMP):
        began = datetime.strptime(last, _STAMP) + timedelta(seconds=1)
    return began.strftime(_STAMP)
