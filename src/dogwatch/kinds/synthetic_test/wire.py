"""How synthetic tests travel: Datadog's v1 endpoints. Those of API tests write; lists hold the tests of all types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dogwatch.kinds.exchange import Request
from dogwatch.kinds.resource import Body

_PATH = "/api/v1/synthetics/tests"
_PAGE_SIZE = 100  # that of the v1 API description; it names no most


def listing(after: int | None, tag: str | None = None) -> Request:
    """One page of tests. Datadog filters them by no tag: the list is the whole."""
    return Request("GET", _PATH, (("page_size", str(_PAGE_SIZE)), ("page_number", str(after or 0))))


def page_of(answer: Any) -> Any:
    """The tests of a page, with their ids under the name that ids have elsewhere."""
    tests = answer.get("tests") if isinstance(answer, Mapping) else None
    if not isinstance(tests, list) or not all(isinstance(test, dict) for test in tests):
        return tests
    return [{"id": test.get("public_id"), **test} for test in tests]


def next_after(page: Sequence[Mapping[str, Any]], after: int | None) -> int | None:
    """The number of the next page, or None at the end: only an empty page proves that there is no more."""
    return (after or 0) + 1 if page else None


def read(id: str) -> Request:
    return Request("GET", f"{_PATH}/api/{id}")


def create(body: Body) -> Request:
    return Request("POST", f"{_PATH}/api", body=body)


def update(id: str, body: Body) -> Request:
    return Request("PUT", f"{_PATH}/api/{id}", body=body)


def delete(id: str) -> Request:
    """A POST with the ids, here the one. Datadog deletes the monitor of the test with it."""
    return Request("POST", f"{_PATH}/delete", body={"public_ids": [id]})


def validate(body: Body, id: str | None = None) -> Request | None:
    """Datadog validates no test without storing it."""
    return None


def object_of(answer: Any) -> Any:
    """The test of an answer: the answer itself."""
    return answer


def id_of(found: Mapping[str, Any]) -> str:
    return str(found["public_id"])


def duplicate_of(errors: Sequence[str]) -> str | None:
    """Datadog refuses no second test of the same content."""
    return None
