"""A request as the handlers see it and the answer they give; no sockets, no server."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request: method, path without query, the query as a mapping, keys from the headers, the raw body."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    api_key: str | None = None
    application_key: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, content type and the encoded body of an answer."""

    status: int
    body: bytes
    content_type: str = JSON


def encoded(value: object) -> str:
    """The value as the JSON text that is stored and sent; numbers and the order of keys stay as they are."""
    return json.dumps(value, ensure_ascii=False)


def ok(value: object) -> Answer:
    return Answer(200, encoded(value).encode())


def ok_text(text: str) -> Answer:
    """Answers 200 with JSON that is already text, so that what is stored need not be decoded to be sent."""
    return Answer(200, text.encode())
