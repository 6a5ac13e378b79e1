"""`GET /api/v1/slo/search`: results in the recorded shape, 10 a page, and how each SLO stands."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

from dogwatch.local.api import errors
from dogwatch.local.api.arriving import settle
from dogwatch.local.api.message import Answer, Request, ok, whole_in
from dogwatch.local.api.world import World

from .endpoints import KIND
from .standing import standing

PER_PAGE = 10
PATH = "/api/v1/slo/search"

_TERM = re.compile(r'"[^"]*"|\S+')
_TAGS = ("env", "service", "team")

Slo = dict[str, Any]


def search(world: World, request: Request) -> Answer:
    """The SLOs that match all words of `query`: parts of the name, `slo_type:metric`, `env:`, `service:`, `team:`."""
    terms = _TERM.findall(request.query.get("query", ""))
    slos = (json.loads(document.body) for document in world.store.all(KIND))
    found = [slo for slo in slos if all(_meets(slo, term) for term in terms)]
    size, number = whole_in(request, "page[size]", PER_PAGE), whole_in(request, "page[number]", 0)
    if not size:
        raise errors.invalid("page[size]")
    settle(world)
    shown = [_result(slo, standing(world, slo)) for slo in found[number * size : (number + 1) * size]]
    data = {"attributes": {"slos": shown}, "type": "service_level_objective_search_results"}
    meta = {"pagination": _pagination(len(found), number, size)}
    return ok({"meta": meta, "data": data, "links": _links(request.query.get("query", ""), len(found), number, size)})


def _meets(slo: Slo, term: str) -> bool:
    key, colon, value = term.partition(":")
    if term.startswith('"') or not colon:
        return term.strip('"').lower() in slo["name"].lower()
    if key == "slo_type":
        return bool(slo["type"] == value)
    if key not in _TAGS:
        raise errors.not_emulated(f"'{key}:' in an SLO search")
    return term in slo["tags"]


def _result(slo: Slo, stands: Slo) -> Slo:
    query = slo.get("query")
    attributes = {
        **{f"{key}_tags": [tag for tag in slo["tags"] if tag.startswith(f"{key}:")] for key in ("team", "env")},
        "description": slo["description"] or None,
        "creator": {"id": 1, "email": slo["creator"]["email"], "name": slo["creator"]["name"]},
        "created_at": slo["created_at"],
        "modified_at": slo["modified_at"],
        "name": slo["name"],
        "service_tags": [tag for tag in slo["tags"] if tag.startswith("service:")],
        "groups": slo.get("groups"),
        "all_tags": slo["tags"],
        "query": query and {"metrics": None, **query},
        "thresholds": [_threshold(each) for each in slo["thresholds"]],
        "monitor_ids": slo.get("monitor_ids"),
        "slo_type": slo["type"],
        **stands,
    }
    return {"data": {"attributes": attributes, "type": "slo", "id": slo["id"]}}


def _threshold(threshold: Slo) -> Slo:
    # Recorded: the texts of a search have no dot at their end.
    return {name: value.rstrip(".") if name.endswith("_display") else value for name, value in threshold.items()}


def _pagination(total: int, number: int, size: int) -> Slo:
    last = max(0, -(-total // size) - 1)
    ends = {"first_number": 0, "last_number": last}
    near = {"prev_number": max(0, number - 1), "number": number, "next_number": number + 1}
    return {**near, **ends, "total": total, "type": "number_size", "size": size}


def _links(query: str, total: int, number: int, size: int) -> dict[str, str | None]:
    def link(page: int) -> str:
        return f"{PATH}?query={quote(query)}&page[number]={page}&page[size]={size}"

    previous = link(number - 1) if number else None
    return {"next": link(number + 1), "self": link(number), "prev": previous, "last": None, "first": link(0)}
