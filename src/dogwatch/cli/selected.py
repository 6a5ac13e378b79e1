"""The monitors, SLOs and dashboards of an organisation that are to be imported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from dogwatch.adopt import ADOPTED, Original, target_of
from dogwatch.cli.connection import Connection
from dogwatch.client import read_list, read_whole
from dogwatch.errors import UsageError
from dogwatch.kinds import LISTED, Body, ListedKind
from dogwatch.names import tag_key
from dogwatch.sites import app_url, is_seen_at

# Other kinds are left to those who made them.
_IMPORTED = [kind for kind in LISTED if kind.name in ADOPTED]


@dataclass(frozen=True)
class Wanted:
    """What was asked for: everything, or what has one of the tags, and objects by id or address."""

    everything: bool
    named: tuple[str, ...]
    tags: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.everything or self.named or self.tags)


def selected(connection: Connection, wanted: Wanted) -> list[Original]:
    """The objects, each once, by kind; ApiError for lists that cannot be read, UsageError for what is not there."""
    ids = _ids(wanted.named, app_url(connection.target.url))
    with ThreadPoolExecutor(len(_IMPORTED), thread_name_prefix="dogwatch-import") as pool:
        found = pool.map(lambda kind: list(_of(connection, kind, wanted, ids[kind.name])), _IMPORTED)
        return [original for originals in found for original in originals]


def _ids(named: Iterable[str], app: str) -> dict[str, list[str]]:
    """The ids by kind; UsageError with all that are none, or are shown by another Datadog than the one at `app`."""
    ids: dict[str, list[str]] = defaultdict(list)
    wrong = []
    for written in named:
        try:
            kind, id = target_of(written)
            if "://" in written and not is_seen_at(written, app):
                raise ValueError(f"{written!r} is a page of another Datadog than {app}, which is asked here")
            ids[kind].append(id)
        except ValueError as error:
            wrong.append(str(error))
    if wrong:
        raise UsageError("\n".join(wrong))
    return ids


def _of(connection: Connection, kind: ListedKind, wanted: Wanted, ids: Sequence[str]) -> Iterator[Original]:
    bodies = {kind.wire.id_of(body): body for body in _listed(connection, kind, wanted)}
    missing = list(dict.fromkeys(id for id in ids if id not in bodies))
    bodies |= _named(connection, kind, missing)
    yield from (Original(kind.name, id, body) for id, body in bodies.items())


def _named(connection: Connection, kind: ListedKind, ids: Sequence[str]) -> dict[str, Body]:
    read = read_whole(connection.send, kind, ids, connection.target.parallel)
    gone = [id for id in ids if id not in read]
    if gone:
        raise UsageError(f"there is no {kind.name} {', '.join(gone)} at {connection.target.url}")
    return read


def _listed(connection: Connection, kind: ListedKind, wanted: Wanted) -> list[Body]:
    """What lists show of the kind, whole; of several tags one is enough."""
    if not wanted.everything and not wanted.tags:
        return []
    if not kind.is_cut_in_lists:
        tags = [None] if wanted.everything else wanted.tags
        return [body for tag in tags for body in read_list(connection.send, kind, tag)]
    # Dashboards have no tags but those of teams, and lists do not show them.
    if not wanted.everything and all(tag_key(tag) != "team" for tag in wanted.tags):
        return []
    ids = [kind.wire.id_of(head) for head in read_list(connection.send, kind)]
    whole = read_whole(connection.send, kind, ids, connection.target.parallel).values()
    return [body for body in whole if wanted.everything or set(body.get("tags") or ()) & set(wanted.tags)]
