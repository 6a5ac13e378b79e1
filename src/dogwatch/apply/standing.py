"""What is in Datadog today of all that a run wrote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from dogwatch.apply.bearers import Bearers
from dogwatch.apply.past import Past, Written
from dogwatch.apply.rollback import Now
from dogwatch.client import Send, read_whole
from dogwatch.kinds import KINDS, Body, ListedKind, Reference


def standing_now(send: Send, past: Past, parallel: int) -> Now:
    """The objects by their ids, and the bearers of marks where a run deleted, or created without hearing the id."""
    asked = [each for each in past.writes if each.may_be_there and (each.do == "delete" or each.id is None)]
    bearers = _bearers(send, asked, parallel)
    ids: dict[str, dict[str, None]] = defaultdict(dict)
    for written in past.writes:
        for id in (written.id, *(met.id for met in written.overwritten), *bearers.get(written.reference, ())):
            if id is not None:
                ids[written.kind][id] = None
    bodies: dict[tuple[str, str], Body] = {}
    for kind, wanted in ids.items():
        for id, body in read_whole(send, KINDS[kind], list(wanted), parallel).items():
            bodies[kind, id] = body
    return Now(bodies, bearers)


def _bearers(send: Send, asked: Sequence[Written], parallel: int) -> Mapping[Reference, list[str]]:
    looking = Bearers(send)

    def found(written: Written) -> list[str]:
        kind = KINDS[written.kind]
        body = written.body or written.before or {}
        if not isinstance(kind, ListedKind):
            return [kind.wire.id_of(body)]
        return [kind.wire.id_of(bearer) for mark in kind.marks.marks_of(body)[:1] for bearer in looking.of(kind, mark)]

    if not asked:
        return {}
    with ThreadPoolExecutor(min(parallel, len(asked)), thread_name_prefix="dogwatch-read") as pool:
        return {each.reference: ids for each, ids in zip(asked, pool.map(found, asked), strict=True)}
