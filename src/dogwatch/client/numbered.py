"""Lists of Datadog's v2 API whose pages go by number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dogwatch.client.reading import asked
from dogwatch.client.transport import Send
from dogwatch.errors import ApiError
from dogwatch.kinds import Request

_A_PAGE = "100"


def read_numbered(send: Send, path: str, *query: tuple[str, str]) -> Iterator[Mapping[str, Any]]:
    """Each item of a list, to the empty page that ends it; raises ApiError for anything else."""
    number, before = 0, None
    while page := read_data(send, _page(path, query, number)):
        if page == before:
            raise ApiError(f"{path}: a page does not go on; is something in between?")
        yield from page
        number, before = number + 1, page


def _page(path: str, query: tuple[tuple[str, str], ...], number: int) -> Request:
    return Request("GET", path, (*query, ("page[size]", _A_PAGE), ("page[number]", str(number))))


def read_data(send: Send, request: Request) -> list[Mapping[str, Any]]:
    """The list of objects that a request is answered with."""
    answer = asked(send, request, request.path)
    data = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(data, list) or not all(isinstance(each, dict) for each in data):
        raise ApiError(f"{request.path}: what was sent is no list; is something in between?")
    return data


def attributes_in(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """The attributes of an item; none where it has none."""
    attributes = item.get("attributes")
    return attributes if isinstance(attributes, dict) else {}
