"""`GET /api/v1/monitor/groups/search`: the groups of monitors, in the recorded shape, 30 a page."""

from __future__ import annotations

from collections.abc import Iterator

from dogwatch.local.api.alerting.muted import second
from dogwatch.local.api.alerting.states import GroupState
from dogwatch.local.api.message import Answer, Request, ok
from dogwatch.local.api.world import World

from . import search_query
from .search import Result, counted, metadata, ordered, paging, results


def search_groups(world: World, request: Request) -> Answer:
    """The groups that match `query`, sorted and paged; counts are over all that match."""
    condition = search_query.parsed(request.query.get("query", ""))
    found = ordered([each for each in _groups(world) if condition(each)], request)
    counts = {
        "status": counted(each["groups"][0].status.word for each in found),
        "muted": counted(each["muted"] for each in found),
        "tag": counted(tag for each in found for tag in each["tags"]),
        "type": counted(each["classification"] for each in found),
    }
    page, per_page = paging(request)
    shown = [_shown(each) for each in found[page * per_page : (page + 1) * per_page]]
    return ok({"counts": counts, "groups": shown, "metadata": metadata(len(found), page, per_page)})


def _groups(world: World) -> Iterator[Result]:
    """A result for each group: its monitor's, with that group alone, muted if it is or its monitor."""
    for result in results(world):
        for group in result["groups"]:
            until = result["muted_groups"].get(group.name)
            is_muted = result["muted"] or until is not None
            yield {**result, "groups": [group], "muted": is_muted, "muted_until_ts": second(until)}


def _shown(result: Result) -> Result:
    group: GroupState = result["groups"][0]
    return {
        "status": group.status.word,
        "last_nodata_ts": group.seen.no_data,
        "env_tags": _with_key(result, "env"),
        "muted_remaining": None,
        "muted_until_ts": result["muted_until_ts"],
        "all_tags": result["tags"],
        "monitor_name": result["name"],
        "team_tags": _with_key(result, "team"),
        "last_triggered_ts": group.seen.triggered,
        "group": group.name,
        "downtimes": [],
        "monitor_id": result["id"],
        "priority": result["priority"],
        "muted": result["muted"],
        "group_tags": group.name.split(","),
    }


def _with_key(result: Result, key: str) -> list[str]:
    return [tag for tag in result["tags"] if tag.startswith(f"{key}:")]
