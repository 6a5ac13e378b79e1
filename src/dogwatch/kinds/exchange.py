"""Requests and responses as values: the kinds say what to ask Datadog, the client's transport does the asking."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

# Requests by POST that store nothing, or leave the same when they are sent twice.
_REPEATABLE = ("/validate", "/catalog/entity", "/synthetics/tests/delete")

Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]


@dataclass(frozen=True)
class Request:
    """One call: `path` starts with /api, `query` are the parameters in order, `body` is sent as JSON unless None."""

    method: Method
    path: str
    query: tuple[tuple[str, str], ...] = ()
    body: Any = None

    @property
    def is_safe_to_repeat(self) -> bool:
        """Whether sending it twice does what sending it once does; a POST may create a second object."""
        return self.method != "POST" or self.path.endswith(_REPEATABLE)


@dataclass(frozen=True)
class Response:
    """An answer: `body` is the parsed JSON, or None when it was no JSON; `text` is what came instead, cut short.

    `data` is the answer as it came, where it came over a wire.
    """

    status: int
    body: Any = None
    text: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    data: bytes = field(default=b"", repr=False, compare=False)

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300
