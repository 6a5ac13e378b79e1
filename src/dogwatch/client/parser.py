"""JSON that came from Datadog, to values."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

# To load the fast parser takes as long as the usual one takes for about so many bytes.
_PAYS_FROM = 500_000


class Parser:
    """Parses JSON as `json.loads` does; once it has seen much of it, with msgspec, in half of the time.

    What msgspec refuses and Python's own parser takes (a number too large, half a surrogate pair, a byte order mark) is
    parsed by that one, so that a value never depends on how much was read before. May be used by many threads at once.
    """

    def __init__(self) -> None:
        self._seen = 0
        self._parse: Callable[[bytes], Any] = json.loads

    def __call__(self, data: bytes) -> Any:
        """The value; ValueError where it is no JSON."""
        self._seen += len(data)
        if self._seen > _PAYS_FROM and self._parse is json.loads:
            self._parse = _fast()
        return self._parse(data)


def _fast() -> Callable[[bytes], Any]:
    from msgspec import MsgspecError  # loaded where it pays
    from msgspec.json import Decoder

    decode = Decoder().decode

    def parse(data: bytes) -> Any:
        try:
            return decode(data)
        except (MsgspecError, ValueError):
            return json.loads(data)

    return parse
