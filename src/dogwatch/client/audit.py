"""Who changed what, from the organisation's audit trail, where the keys may read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dogwatch.client.reading import answered, expect
from dogwatch.client.transport import Send
from dogwatch.errors import ApiError
from dogwatch.kinds import DASHBOARD, MONITOR, SLO, Request

_PATH = "/api/v2/audit/events/search"
_WHAT = "audit trail"
# The kinds that the audit trail calls by the same name (docs: audit trail events).
_AUDITED = frozenset({MONITOR.name, DASHBOARD.name, SLO.name})
# Events are kept for 90 days (docs: audit trail), a page holds 1000, and a query of some dozens of ids stays short.
_SINCE = "now-90d"
_PER_PAGE = 1000
_IDS = 40


@dataclass(frozen=True)
class Audited:
    """Who made or changed an object of a kind last, by the audit trail."""

    kind: str
    id: str
    who: str


def read_audited(send: Send, objects: Iterable[tuple[str, str]]) -> list[Audited] | None:
    """Who changed these objects last, by kind and id; None when the keys may not read the audit trail.

    What nobody has changed for 90 days is not in it, nor are kinds that the audit trail does not know by id. It needs
    the permission audit_logs_read.
    """
    wanted = [each for each in dict.fromkeys(objects) if each[0] in _AUDITED]
    found: list[Audited] = []
    for start in range(0, len(wanted), _IDS):
        events = _events(send, wanted[start : start + _IDS])
        if events is None:
            return None
        found += events
    return found


def _events(send: Send, objects: Sequence[tuple[str, str]]) -> list[Audited] | None:
    """The newest event of each object."""
    ids = " OR ".join(f'"{id}"' for _, id in objects)
    query = f"@action:(created OR modified) @asset.id:({ids})"
    body = {
        "filter": {"query": query, "from": _SINCE, "to": "now"},
        "page": {"limit": _PER_PAGE},
        "sort": "-timestamp",
    }
    response = answered(send, Request("POST", _PATH, body=body), _WHAT)
    if response.status in (403, 404):
        return None
    answer = expect(response, _WHAT)
    events = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(events, list):
        raise ApiError(f"{_WHAT}: what was sent is no list of events; is something in between?")
    newest: dict[tuple[str, str], Audited] = {}
    for each in _read(events):
        newest.setdefault((each.kind, each.id), each)
    return [newest[each] for each in objects if each in newest]


def _read(events: Iterable[Any]) -> Iterator[Audited]:
    """The events that say of which object they are and who it was; others are of something else."""
    for event in events:
        match event:
            case {
                "attributes": {
                    "attributes": {"asset": {"type": str(kind), "id": str() | int() as id}, "usr": {"email": str(who)}}
                }
            }:
                yield Audited(kind, str(id), who)
