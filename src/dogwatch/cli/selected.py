"""What of an organisation is to be imported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from dogwatch.adopt import ADOPTED, Original, target_of
from dogwatch.cli.connection import Connection
from dogwatch.cli.json_files import Read
from dogwatch.client import read_list, read_named, read_whole
from dogwatch.errors import NotAllowed, UsageError
from dogwatch.kinds import (
    DASHBOARD,
    LISTED,
    LOG_METRIC,
    RUM_METRIC,
    SPAN_METRIC,
    SYNTHETIC_TEST,
    Body,
    ListedKind,
)
from dogwatch.names import tag_key
from dogwatch.sites import app_url, is_seen_at

_IMPORTED = [kind for kind in LISTED if kind.name in ADOPTED]
# Those without a filter in whose bodies there are tags.
_TAGGED = ("powerpack", "synthetic_test", "system")
API_TEST = "api"
# What has a name of its own, and a description that only people know.
_BY_HAND = ((SPAN_METRIC, "SpanMetric"), (RUM_METRIC, "RumMetric"), (LOG_METRIC, "LogMetric"))


@dataclass(frozen=True)
class Wanted:
    """What was asked for: everything, or what has one of the tags, and objects by id or address."""

    everything: bool
    named: tuple[str, ...]
    tags: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.everything or self.named or self.tags)


def selected(connection: Connection, wanted: Wanted, now: float) -> Read:
    """The objects, each once, by kind, and sentences about what was left out: it has ended, is no API test, or the keys
    may not read it.

    ApiError for lists that cannot be read, UsageError for what is not there.
    """
    ids = _ids(wanted.named, app_url(connection.target.url))
    with ThreadPoolExecutor(len(_IMPORTED), thread_name_prefix="dogwatch-import") as pool:
        found = pool.map(lambda kind: _readable(connection, kind, wanted, ids[kind.name], now), _IMPORTED)
        reads = [*found, *(_by_hand(connection) if wanted.everything else ())]
    return Read(
        [original for read in reads for original in read.originals],
        left_out=[sentence for read in reads for sentence in read.left_out],
    )


def _readable(connection: Connection, kind: ListedKind, wanted: Wanted, ids: Sequence[str], now: float) -> Read:
    try:
        originals = list(_of(connection, kind, wanted, ids))
    except NotAllowed:
        if not kind.is_optional:
            raise
        return Read((), left_out=[f"every {kind.name}, which these keys may not read"])
    lasting = [each for each in originals if not kind.is_over(each.body, now)]
    ours = [each for each in lasting if kind is not SYNTHETIC_TEST or each.body.get("type") == API_TEST]
    ended, others = len(originals) - len(lasting), len(lasting) - len(ours)
    sentences = [f"{ended} {kind.name}, which ended"] if ended else []
    return Read(ours, left_out=[*sentences, *([f"{others} {kind.name}, no test of an API"] if others else [])])


def _by_hand(connection: Connection) -> Iterator[Read]:
    """What nothing is written for, counted."""
    for kind, function in _BY_HAND:
        try:
            found = read_named(connection.send, kind) or {}
        except NotAllowed:
            yield Read((), left_out=[f"every {kind.name}, which these keys may not read"])
            continue
        if found:
            yield Read((), left_out=[f"{len(found)} {kind.name}; declare it as {function}(…), with a description"])


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
    if not kind.is_filtered and not kind.is_cut_in_lists:
        every = read_list(connection.send, kind) if wanted.everything or kind.name in _TAGGED else []
        return [body for body in every if wanted.everything or _tags(body) & set(wanted.tags)]
    if not kind.is_cut_in_lists:
        tags = [None] if wanted.everything else wanted.tags
        return [body for tag in tags for body in read_list(connection.send, kind, tag)]
    # Dashboards have no tags but those of teams, and lists do not show them.
    if not wanted.everything and (kind is not DASHBOARD or all(tag_key(tag) != "team" for tag in wanted.tags)):
        return []
    ids = [kind.wire.id_of(head) for head in read_list(connection.send, kind)]
    whole = read_whole(connection.send, kind, ids, connection.target.parallel).values()
    return [body for body in whole if wanted.everything or set(body.get("tags") or ()) & set(wanted.tags)]


def _tags(body: Body) -> set[str]:
    """The tags of an object, wherever its kind has them."""
    holders = (body, body.get("attributes"), body.get("metadata"))
    return {tag for holder in holders if isinstance(holder, dict) for tag in holder.get("tags") or ()}
