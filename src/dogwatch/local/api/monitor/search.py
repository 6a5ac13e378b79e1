"""`GET /api/v1/monitor/search`: results in the recorded shape, 30 a page."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from dogwatch.local.api import errors
from dogwatch.local.api.alerting.changes import take_up
from dogwatch.local.api.alerting.muted import Muted, muted, second
from dogwatch.local.api.alerting.states import GroupState, group_states
from dogwatch.local.api.message import Answer, Request, ok, whole
from dogwatch.local.api.world import World

from . import search_query
from . import types as monitor_types
from .endpoints import KIND
from .listing import scope_tags

PER_PAGE = 30
SORTS = ("id", "name", "status", "type", "tags")

_CLASSES = {
    "composite": "composite",
    "service check": "custom",
    "process alert": "process",
    "slo alert": "slo",
    "trace-analytics alert": "apm",
    "event-v2 alert": "event",
}
# What a search looks at and does not show.
_OWN = ("muted", "groups", "muted_groups")
_ANALYSES = {"anomalies(": "anomaly", "outliers(": "outlier", "forecast(": "forecast"}
_METRIC = re.compile(r"(?:\b(?:avg|sum|min|max|count|p\d+):)?([A-Za-z][\w.]*)\{")
_CHECK = re.compile(r'^"([^"]+)"\.over\(([^)]*)\)')
_HANDLE = re.compile(r"(?<![\w@])@([\w.+@/-]*\w)")

Result = dict[str, Any]


def search(world: World, request: Request) -> Answer:
    """The monitors that match `query`, sorted and paged; counts are over all that match."""
    condition = search_query.parsed(request.query.get("query", ""))
    found = ordered([each for each in results(world) if condition(each)], request)
    counts = {
        "status": counted(each["status"] for each in found),
        "muted": counted(each["muted"] for each in found),
        "tag": counted(tag for each in found for tag in each["tags"]),
        "type": counted(each["classification"] for each in found),
    }
    page, per_page = paging(request)
    shown = [_shown(each) for each in found[page * per_page : (page + 1) * per_page]]
    return ok({"counts": counts, "monitors": shown, "metadata": metadata(len(found), page, per_page)})


def results(world: World) -> Iterator[Result]:
    """All monitors as a search finds them: with more than it shows of what is muted, and of their groups' states."""
    take_up(world)  # a downtime mutes from the moment on that it was made
    for document in world.store.all(KIND):
        id, body = int(document.id), json.loads(document.body)
        yield _result(body, group_states(world, id), muted(world, id, body))


def ordered(found: list[Result], request: Request) -> list[Result]:
    """In the order that is asked for."""
    name, _, direction = request.query.get("sort", "id,asc").partition(",")
    if name not in SORTS or direction not in ("", "asc", "desc"):
        raise errors.invalid("sort")
    key = "classification" if name == "type" else name
    return sorted(found, key=lambda result: result[key], reverse=direction == "desc")


def _result(monitor: Mapping[str, Any], groups: list[GroupState], muted: Muted) -> Result:
    query, modified = monitor["query"], monitor["overall_state_modified"]
    return {
        "status": monitor["overall_state"],
        "scopes": scopes(query),
        "classification": classification(monitor["type"], query),
        "creator": {name: monitor["creator"][name] for name in ("handle", "id", "name")},
        "metrics": metrics(query),
        "notifications": [{"handle": handle, "name": handle} for handle in handles(monitor["message"])],
        "muted_until_ts": second(muted.until),
        "query": query,
        "id": monitor["id"],
        "last_triggered_ts": max((each.seen.triggered for each in groups), default=0) or None,
        "name": monitor["name"],
        "tags": monitor["tags"],
        "org_id": monitor["org_id"],
        "priority": monitor["priority"],
        "overall_state_modified": modified and int(datetime.fromisoformat(modified).timestamp()),
        "restricted_roles": monitor["restricted_roles"] or [],
        "type": monitor["type"],
        "muted": muted.until is not None or bool(monitor["options"].get("silenced")),
        "groups": groups,
        "muted_groups": muted.groups,
    }


def _shown(result: Result) -> Result:
    return {name: value for name, value in result.items() if name not in _OWN}


def classification(type: str, query: str) -> str:
    """The word the search has for a monitor's type.

    Metrics that come with an integration count as `integration` at Datadog; here they are `metric`.
    """
    if type in monitor_types.METRIC:
        return next((word for call, word in _ANALYSES.items() if call in query), "metric")
    return _CLASSES.get(type, type.removesuffix(" alert"))


def scopes(query: str) -> list[str]:
    """The tags a query is limited to, `*` when it is not; none for queries that have no scope."""
    check = _CHECK.match(query)
    if check:
        return [tag.strip().strip('"') for tag in check.group(2).split(",")]
    return sorted(scope_tags(query)) or (["*"] if "{*}" in query else [])


def metrics(query: str) -> list[str]:
    """The metrics of a query, or the name of its service check; each once."""
    check = _CHECK.match(query)
    return [check.group(1)] if check else list(dict.fromkeys(_METRIC.findall(query)))


def handles(message: str) -> list[str]:
    """Whom a message notifies, without the `@`; each once."""
    return list(dict.fromkeys(_HANDLE.findall(message)))


def counted(names: Iterable[object]) -> list[Result]:
    """How often each name is there, the most frequent first."""
    by_count = sorted(Counter(names).items(), key=lambda each: (-each[1], str(each[0])))
    return [{"count": count, "name": name} for name, count in by_count]


def paging(request: Request) -> tuple[int, int]:
    """The page that is asked for, from 0 on, and how many are on one."""
    page, per_page = whole(request.query.get("page", "0")), whole(request.query.get("per_page", str(PER_PAGE)))
    if page is None:
        raise errors.invalid("page")
    if not per_page:
        raise errors.invalid("per_page")
    return page, per_page


def metadata(total: int, page: int, per_page: int) -> Result:
    """What an answer says of its pages."""
    return {"total_count": total, "page_count": -(-total // per_page), "page": page, "per_page": per_page}
