"""`GET /api/v1/monitor`: every form of paging and every filter.

Without `page` and `id_offset` everything comes at once; `page` counts from 0; `id_offset` goes on behind an id.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from dogwatch.local.api import errors
from dogwatch.local.api.alerting.states import Wanted, group_states, shown, wanted
from dogwatch.local.api.message import Answer, Request, ok_text, whole
from dogwatch.local.api.world import World
from dogwatch.local.store import Document

from .body import with_fields
from .endpoints import KIND

DEFAULT_PAGE = 100
LARGEST_PAGE = 1000
_SCOPE = re.compile(r"\{([^{}]*)\}")
_GROUPING = re.compile(r"\bby\s*\{[^{}]*\}")

Filter = Callable[[dict[str, Any]], bool]


def list_all(world: World, request: Request) -> Answer:
    """The monitors by id, as stored, each with `matching_downtimes` (recorded even when not asked for)."""
    states = wanted(request)
    after, skip, limit = _window(request)
    filters = _filters(request)
    if not filters:
        return _answer(world, states, world.store.all(KIND, after=after, skip=skip, limit=limit))
    matching = [document for document in world.store.all(KIND, after=after) if _matches(document, filters)]
    return _answer(world, states, matching[skip : skip + limit] if limit >= 0 else matching)


def _answer(world: World, states: Wanted | None, documents: Iterable[Document]) -> Answer:
    listed = (_listed(document.body) for document in documents)
    if states is not None:
        listed = (_with_state(world, states, document) for document in documents)
    return ok_text(f"[{', '.join(listed)}]")


def _listed(text: str) -> str:
    return f'{text[:-1]}, "matching_downtimes": []}}'


def _with_state(world: World, states: Wanted, document: Document) -> str:
    return with_fields(_listed(document.body), state=shown(group_states(world, int(document.id), states)))


def _window(request: Request) -> tuple[int, int, int]:
    """The id to begin behind, how many to skip, how many to give (negative: all)."""
    page, offset = _whole(request, "page"), _whole(request, "id_offset")
    size = _whole(request, "page_size")
    if page is None and offset is None:
        return -1, 0, -1
    size = DEFAULT_PAGE if size is None else size
    if not 1 <= size <= LARGEST_PAGE:
        raise errors.invalid("page_size")
    return (offset, 0, size) if offset is not None else (-1, (page or 0) * size, size)


def _whole(request: Request, name: str) -> int | None:
    text = request.query.get(name)
    if text is None:
        return None
    number = whole(text)
    if number is None:
        raise errors.invalid(name)
    return number


def _filters(request: Request) -> list[Filter]:
    name, scope, tags = (request.query.get(key) for key in ("name", "tags", "monitor_tags"))
    filters: list[Filter] = []
    if name:
        filters.append(lambda monitor: name.lower() in monitor["name"].lower())
    if scope:
        filters.append(lambda monitor: set(scope.split(",")) <= scope_tags(monitor["query"]))
    if tags:
        filters.append(lambda monitor: set(tags.split(",")) <= set(monitor["tags"]))
    return filters


def _matches(document: Document, filters: Iterable[Filter]) -> bool:
    monitor = json.loads(document.body)
    return all(wanted(monitor) for wanted in filters)


def scope_tags(query: str) -> set[str]:
    """The tags in the scopes of a metric query (`{env:prod,host:a}`), groupings left out."""
    scopes = _SCOPE.findall(_GROUPING.sub("", query))
    return {tag.strip() for scope in scopes for tag in scope.split(",") if tag.strip() not in ("", "*")}
