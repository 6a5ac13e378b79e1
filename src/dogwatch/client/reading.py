"""What is in Datadog: lists read to their proven end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import ExitStack, contextmanager
from typing import Any

from dogwatch.client.readers import Readers
from dogwatch.client.transport import Send, Unreachable
from dogwatch.errors import ApiError, NotAllowed
from dogwatch.kinds import Body, Contents, Kind, ListedKind, NamedKind, Request, Response

_POLICIES = "monitor tag policies"

# A list of metrics holds those that reported in the window; Datadog looks back a month at most (v2 API description).
_MONTH = "2592000"
_METRICS_A_PAGE = "10000"
_PAGES_AHEAD = 64
_CONFIGURATION = "manage_tags"


def read_list(send: Send, kind: ListedKind, tag: str | None = None) -> list[Body]:
    """Everything of a kind in the organisation, or only what carries the tag, where Datadog can filter by it.

    Returns only when an empty page proved the end, or where there are no pages; any other outcome raises ApiError, so
    that nobody can take a part for the whole.
    """
    return [body for page in read_pages(send, kind, tag) for body in page]


def read_pages(send: Send, kind: ListedKind, tag: str | None = None) -> Iterator[list[Body]]:
    """The same page by page, as they come: what was seen is the whole only once this has ended without an error.

    Where the first page says how many there are, the others are asked for at once. That is a guess and proves nothing:
    a page counts only where the one before it ended.
    """
    ahead: dict[int, Future[Any]] = {}
    after: int | None = None
    with ExitStack() as stack:
        while True:
            coming = None if after is None else ahead.pop(after, None)
            answer = _page(send, kind, after, tag) if coming is None else coming.result()
            page = kind.lists.page_of(answer)
            if not isinstance(page, list) or not all(_is_listed(kind, item) for item in page):
                what = f"no list of {kind.name}s"
                raise ApiError(f"list of {kind.name}s: what was sent is {what}; is something in between?")
            following = kind.lists.next_after(page, after)
            if following is None:
                if page:  # a list without pages
                    yield page
                return
            if after is not None and following <= after:
                raise ApiError(f"list of {kind.name}s: the page after {after} does not go on; is something in between?")
            if after is None and (expected := _expected(len(page), following, kind.total_of(answer))):
                pool = stack.enter_context(reading(len(expected)))
                ahead = {each: pool.submit(_page, send, kind, each, tag) for each in expected}
            yield page
            after = following


def _page(send: Send, kind: ListedKind, after: int | None, tag: str | None) -> Any:
    return asked(send, kind.lists.listing(after, tag), f"list of {kind.name}s")


def _expected(size: int, following: int, total: int | None) -> list[int]:
    """The offsets at which the pages behind the first one begin if all are of its size, the empty one included."""
    if total is None or total <= size or following != size:
        return []
    return [*range(following, total, size), total][:_PAGES_AHEAD]


def _is_listed(kind: ListedKind, item: Any) -> bool:
    """Whether an item of a page can be one of the kind: with an id of the right form, and texts as tags."""
    if not isinstance(item, dict) or not isinstance(item.get("id"), int | str) or not _has_tags_of_texts(item):
        return False
    try:
        kind.lists.next_after([item], None)
    except ValueError:
        return False
    return True


def _has_tags_of_texts(item: Body) -> bool:
    tags = item.get("tags") or []
    return isinstance(tags, list) and all(isinstance(tag, str) for tag in tags)


def read_whole(send: Send, kind: Kind, ids: Sequence[str], parallel: int) -> dict[str, Body]:
    """The objects with these ids, each read by itself; those that are gone are not in the answer."""
    if not ids:
        return {}
    with reading(min(parallel, len(ids))) as pool:
        bodies = list(pool.map(lambda id: read_one(send, kind, id), ids))
    return {id: body for id, body in zip(ids, bodies, strict=True) if body is not None}


@contextmanager
def reading(parallel: int) -> Iterator[Executor]:
    """Threads to read with; when the block ends, what has not begun never begins."""
    pool = Readers(parallel)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def read_one(send: Send, kind: Kind, id: str) -> Body | None:
    """The object with this id, or None when there is none."""
    body, _ = read_as_sent(send, kind, id)
    return body


def read_as_sent(send: Send, kind: Kind, id: str) -> tuple[Body | None, bytes]:
    """The same, with the JSON as Datadog sent it; none where an object is not just what a single answer holds."""
    what = f"{kind.name} {id}"
    response = answered(send, kind.wire.read(id), what)
    if response.status == 404:
        return None, b""
    body = kind.wire.object_of(expect(response, what))
    if body == [] and isinstance(kind, ListedKind) and kind.identity:  # it is read by a filter, which found none
        return None, b""
    if not isinstance(body, dict) or not _has_tags_of_texts(body):
        raise ApiError(f"{what}: what was sent is no {kind.name}; is something in between?")
    if kind.contents is not None:
        return _with_contents(send, kind.contents, id, body, what), b""
    return body, response.data if body is response.body else b""


def _with_contents(send: Send, contents: Contents, id: str, body: Body, what: str) -> Body | None:
    response = answered(send, contents.read(id), what)
    if response.status == 404:
        return None
    whole = contents.joined(body, expect(response, what))
    if not isinstance(whole, dict):
        raise ApiError(f"{what}: what was sent is no contents of it; is something in between?")
    return whole


def read_named(send: Send, kind: NamedKind) -> dict[str, Body] | None:
    """Everything of a kind in the organisation, by name; None when the keys may not read it. It has no pages."""
    what = f"list of {kind.name}s"
    response = answered(send, kind.listing, what)
    if response.status in (403, 404):
        return None
    listed = kind.wire.object_of(expect(response, what))
    if not isinstance(listed, list) or not all(_is_defined(item) for item in listed):
        raise ApiError(f"{what}: what was sent is no list of {kind.name}s; is something in between?")
    return {kind.wire.id_of(item): item for item in listed}


def _is_defined(item: Any) -> bool:
    return isinstance(item, dict) and isinstance(item.get("id"), str) and isinstance(item.get("attributes"), dict)


def read_tag_policies(send: Send) -> list[Body] | None:
    """The organisation's tag policies for monitors, or None when the keys may not read them."""
    response = answered(send, Request("GET", "/api/v2/monitor/policy"), _POLICIES)
    if response.status in (403, 404):
        return None
    answer = expect(response, _POLICIES)
    data = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(data, list) or not all(isinstance(policy, dict) for policy in data):
        raise ApiError(f"{_POLICIES}: what was sent is no list of policies; is something in between?")
    return [policy.get("attributes") or {} for policy in data]


def read_configured_metrics(send: Send) -> dict[str, Body | None]:
    """The metrics in the organisation that have a tag configuration and reported within a month, by name.

    The list has each metric, and its configuration as a single answer shows it (recorded); None where it does not.
    """
    found: dict[str, Body | None] = {}
    cursor = ""
    while True:
        parameters = [("filter[configured]", "true"), ("window[seconds]", _MONTH), ("page[size]", _METRICS_A_PAGE)]
        query = (*parameters, ("page[cursor]", cursor)) if cursor else tuple(parameters)
        answer = asked(send, Request("GET", "/api/v2/metrics", query), "list of configured metrics")
        page = answer.get("data") if isinstance(answer, dict) else None
        if not isinstance(page, list) or not all(isinstance(item, dict) and "id" in item for item in page):
            raise ApiError("list of configured metrics: what was sent is no such list; is something in between?")
        for item in page:
            is_whole = item.get("type") == _CONFIGURATION and isinstance(item.get("attributes"), dict)
            found[str(item["id"])] = item if is_whole else found.get(str(item["id"]))
        following = ((answer.get("meta") or {}).get("pagination") or {}).get("next_cursor")
        if not following:
            return found
        if following == cursor:
            raise ApiError("list of configured metrics: a page does not go on; is something in between?")
        cursor = str(following)


def asked(send: Send, request: Request, what: str) -> Any:
    """The body that a request is answered with; every error names what was asked."""
    return expect(answered(send, request, what), what)


def answered(send: Send, request: Request, what: str) -> Response:
    """The answer to a request, whatever it says; Unreachable that names what was asked when there is none."""
    try:
        return send(request)
    except Unreachable as error:
        raise Unreachable(f"{what}: {error}", was_sent=error.was_sent, is_final=error.is_final) from None


def expect(response: Response, what: str) -> Any:
    """The body of a successful answer; otherwise ApiError that names what was asked and what was said, NotAllowed for
    403.

    A success has a body unless it says that it has none (204): one without was cut on its way.
    """
    if response.is_success and (response.body is not None or response.status == 204):
        return response.body
    error = NotAllowed if response.status == 403 else ApiError
    raise error(f"{what}: {said(response)}")


def said(response: Response) -> str:
    """What Datadog, or whatever stands in front of it, answered, in a line."""
    if errors := errors_of(response):
        advice = "; check DD_API_KEY, DD_APP_KEY and DD_SITE" if response.status in (401, 403) else ""
        return f"Datadog answered {response.status}: {' '.join('; '.join(errors).split())}{advice}"
    if location := response.headers.get("location"):
        return f"the answer {response.status} leads to {location}; check DD_SITE and DATADOG_HOST"
    if response.text:
        kind = response.headers.get("content-type", "no content type")
        return f"the answer {response.status} is no JSON ({kind}; a proxy in between?): {response.text}"
    if response.is_success:
        return f"the answer {response.status} is empty or was cut"
    return f"Datadog answered {response.status} without saying why"


def errors_of(response: Response) -> list[str]:
    """The error texts of an answer, in whichever of Datadog's shapes: texts, objects, or either by the id of what they
    are about.
    """
    errors = response.body.get("errors") if isinstance(response.body, dict) else None
    return [_words(error) for error in (errors if isinstance(errors, list) else [errors]) if error]


def _words(error: Any) -> str:
    """What an error says, whatever it is wrapped in."""
    if isinstance(error, list):
        return "; ".join(map(_words, error))
    if isinstance(error, dict):
        told = error.get("detail") or error.get("title")
        return _words(told) if told else "; ".join(f"{name}: {_words(value)}" for name, value in error.items())
    return str(error)
