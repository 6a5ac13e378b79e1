"""A journal as it is read: what a run wrote, what nobody knows of, and whether it came to its end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from dogwatch.apply.journal import SUFFIX, VERSION, Scope, no_journal
from dogwatch.errors import UsageError
from dogwatch.kinds import KINDS, Body, Reference

# The last line of a journal is shorter than this.
_TAIL = 4096
# How a run ended that did not come to its end, once a later one has seen that.
CUT_OFF = "cut off"
# What is older than these seconds is removed, but for the last few.
_OLD = 90 * 86400.0
_KEPT = 20

Doing = Literal["create", "update", "delete"]
State = Literal["done", "failed", "lost", "open"]


@dataclass(frozen=True)
class Overwritten:
    """An object that a create met, and overwrote with `body`."""

    id: str
    before: Body
    body: Body


@dataclass
class Written:
    """One write: what was meant, and what became of it. Nobody knows whether what is `lost` or `open` was written."""

    do: Doing
    kind: str
    key: str
    id: str | None
    body: Body | None
    before: Body | None
    at: float
    state: State = "open"
    overwritten: list[Overwritten] = field(default_factory=list)

    @property
    def reference(self) -> Reference:
        return Reference(self.kind, self.key)

    @property
    def may_be_there(self) -> bool:
        """Whether Datadog may have carried it out."""
        return self.state != "failed"


@dataclass(frozen=True)
class Past:
    """A journal as far as it can be read; `doubts` say what could not be, `end` how the run ended if it did."""

    path: Path
    scope: Scope
    command: str
    began: float
    writes: tuple[Written, ...]
    end: str | None
    doubts: tuple[str, ...] = ()

    @property
    def was_cut_off(self) -> bool:
        """Whether the run did not come to its end, or its journal has lost it."""
        return self.end in (None, CUT_OFF)

    @property
    def unknown(self) -> list[Written]:
        """The writes of which nobody knows whether Datadog carried them out."""
        return [each for each in self.writes if each.state in ("lost", "open")]


def read_journal(path: Path) -> Past:
    """The journal in a file, as far as it goes; UsageError when it is none."""
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from None
    head, scope = _begun(path, lines[0])
    reading = _Reading()
    for number, line in enumerate(lines[1:], start=2):
        if line:
            reading.take(number, line)
    doubts = list(reading.doubts)
    if head.get("version") != VERSION:
        seen = f"it has version {head.get('version')}, and this dogwatch knows {VERSION}"
        doubts.insert(0, f"{seen}: read as far as it goes")
    return Past(
        path,
        scope,
        str(head.get("command", "")),
        _seconds(head.get("began")),
        tuple(reading.writes.values()),
        reading.end,
        tuple(doubts),
    )


def journals_of(folder: Path, scope: Scope) -> Iterator[Path]:
    """The journals in a folder that are about the same, the newest first."""
    yield from sorted(folder.glob(f"????????T??????Z-{scope.name}-????????{SUFFIX}"), reverse=True)


def remove_old(folder: Path, scope: Scope, now: float) -> None:
    """Removes the journals that are about the same and older than 90 days at the second `now`, except the last 20.

    So long Datadog's audit trail says who did what; a folder of a job that runs every hour stays small.
    """
    for path in list(journals_of(folder, scope))[_KEPT:]:
        if now - path.stat().st_mtime > _OLD:
            path.unlink(missing_ok=True)


def how_it_ended(path: Path) -> str | None:
    """How the run of a journal ended, by the end of the file alone, since a journal may be long; None if it did not."""
    with path.open("rb") as journal:
        journal.seek(max(0, path.stat().st_size - _TAIL))
        lines = journal.read().splitlines()
    said = _object(lines[-1]) if lines else None
    end = said.get("end") if said else None
    return end if isinstance(end, str) else None


def _begun(path: Path, line: bytes) -> tuple[dict[str, Any], Scope]:
    """What the first line of a journal says, and whom the run was about; UsageError when it is none."""
    head = _object(line)
    scope = [head.get(name) for name in ("url", "catalog", "env")] if head else []
    if head is None or head.get("dogwatch") != "journal" or not all(isinstance(each, str) for each in scope):
        raise UsageError(f"{path} is no journal of dogwatch: its first line does not say so")
    url, catalog, env = map(str, scope)
    return head, Scope(url, catalog, env, str(head.get("organisation") or ""))


def is_about(scope: Scope, url: str, env: str, organisation: str) -> bool:
    """Whether a journal is about the environment of an organisation; one that names none is of any at its address."""
    return (scope.url, scope.env) == (url, env) and scope.organisation in ("", organisation)


def newest_journal(folder: Path, url: str, env: str, organisation: str = "") -> Past | None:
    """The newest journal in a folder of a run that wrote to the environment of an organisation, if there is one.

    UsageError where a newer one cannot be read: nobody knows whether that is the one.
    """
    for path in sorted(folder.glob(f"*{SUFFIX}"), reverse=True):
        try:
            scope = _scope(path)
            # The journals of other targets may be many and long: of them only the first line is read.
            past = read_journal(path) if scope and is_about(scope, url, env, organisation) else None
        except UsageError as error:
            raise UsageError(f"{error}; so nobody knows which run was the last: name its journal") from None
        if past and past.writes:
            return past
    return None


def _scope(path: Path) -> Scope | None:
    """Whom a journal is about; None where its first line is not whole: a kill came before anything was written."""
    try:
        with path.open("rb") as journal:
            first = journal.readline()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from None
    return _begun(path, first)[1] if first.endswith(b"\n") else None


def recognise(past: Past) -> None:
    """Notes in the journal of a run that was cut off that a later one has seen it, so that it is said once.

    Raises UsageError where nothing can be written there: no journal could be kept beside it either.
    """
    line = {"end": CUT_OFF, "at": datetime.now(UTC).isoformat(timespec="milliseconds")}
    try:
        with past.path.open("ab") as journal:
            # What the kill has torn ends here: a line of its own is read whatever stands before it.
            journal.write(b"\n" + json.dumps(line).encode() + b"\n")
    except OSError as error:
        raise no_journal(past.path.parent, error) from None


class _Reading:
    """What the lines have said so far."""

    def __init__(self) -> None:
        self.writes: dict[int, Written] = {}
        self.end: str | None = None
        self.doubts: list[str] = []

    def take(self, number: int, line: bytes) -> None:
        said = _object(line)
        if said is None:
            self.doubts.append(f"line {number} is torn, as by a kill: left out")
        elif not self._understood(said):
            self.doubts.append(f"line {number} says nothing that this dogwatch knows: left out")

    def _understood(self, said: dict[str, Any]) -> bool:
        match said:
            case {"do": "create" | "update" | "delete" as do, "n": int(n), "kind": str(kind), "key": str(key)}:
                if kind not in KINDS:
                    return False
                id, body, before = said.get("id"), said.get("body"), said.get("before")
                if not (_is_whole(do, id, body, before)):
                    return False
                self.writes[n] = Written(do, kind, key, id, body, before, _seconds(said.get("at")))
            case {"of": int(of), "id": str(id), "before": dict(before), "body": dict(body)} if of in self.writes:
                self.writes[of].overwritten.append(Overwritten(id, before, body))
            case {"n": int(n), "done": str(id)} if n in self.writes:
                self.writes[n].id, self.writes[n].state = id, "done"
            case {"n": int(n), "failed": str()} if n in self.writes:
                self.writes[n].state = "failed"
            case {"n": int(n), "lost": str()} if n in self.writes:
                self.writes[n].state = "lost"
            case {"end": str(how)}:
                self.end = how
            case _:
                return False
        return True


def _is_whole(do: str, id: Any, body: Any, before: Any) -> bool:
    has_body = do == "delete" or isinstance(body, dict)
    return has_body and (do == "create" or (isinstance(id, str) and isinstance(before, dict)))


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        said = json.loads(line)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def _seconds(at: Any) -> float:
    try:
        return datetime.fromisoformat(str(at)).timestamp()
    except ValueError:
        return 0.0
