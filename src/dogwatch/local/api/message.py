"""A request as the handlers see it and the answer they give; no sockets, no server."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from . import errors

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
    return json.dumps(value)


def decoded(body: bytes, encoding: bytes, most: int) -> bytes | None:
    """The body without its compression, gzip or deflate; as it came when it cannot be unpacked.

    None where it would come to more than `most` bytes.
    """
    if encoding not in (b"gzip", b"deflate"):
        return body
    unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)  # 32: either of the two, told by its first bytes
    try:
        unpacked = unpacking.decompress(body, most)
    except zlib.error:
        return body
    if unpacking.unconsumed_tail:
        return None
    return unpacked if unpacking.eof else body


def object_in(request: Request) -> dict[str, Any]:
    """The JSON object in the body; refuses (400) anything else, `NaN` and the like included."""
    try:
        sent = json.loads(request.body, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise errors.Refused(400, errors.MALFORMED_JSON) from error
    if not isinstance(sent, dict):
        raise errors.Refused(400, errors.NOT_AN_OBJECT)
    return sent


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def whole(text: str) -> int | None:
    """The number that the text spells in ASCII digits, as long as it fits 63 bits; else None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def whole_in(request: Request, name: str, default: int | None = None) -> int:
    """A whole number of the query; refuses (400) what spells none, and its absence where there is no default."""
    text = request.query.get(name)
    if text is None:
        if default is None:
            raise errors.required(name)
        return default
    number = whole(text)
    if number is None:
        raise errors.invalid(name)
    return number


def attributes_in(request: Request, type: str) -> dict[str, Any]:
    """The attributes of what the body describes in JSON:API's form; refuses (400) another type, and no attributes."""
    data = object_in(request).get("data")
    if not isinstance(data, dict) or data.get("type") != type or not isinstance(data.get("attributes"), dict):
        raise errors.invalid("data")
    attributes: dict[str, Any] = data["attributes"]
    return attributes


def ok(value: object) -> Answer:
    return Answer(200, encoded(value).encode())


def ok_text(text: str) -> Answer:
    """Answers 200 with JSON that is already text, so that what is stored need not be decoded to be sent."""
    return Answer(200, text.encode())
