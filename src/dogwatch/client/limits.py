"""Datadog's rate limits as its answers tell them: by name, each with what is left and when it is whole again.

Headers: docs, api, rate limits. A limit counts for some endpoints together, and its name says which belong together;
where no name is sent an endpoint is taken for itself.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from dogwatch.kinds import Request, Response

# No wait is longer, whatever an answer says: then it is asked again. Nor shorter: answers count whole seconds.
_LONGEST = 60.0
_SHORTEST = 1.0
_FIRST_PAUSE = 0.25


@dataclass
class _Window:
    """What is left of a limit until the second in which it is whole again; `pauses` counts 429s that said nothing."""

    left: float = float("inf")
    whole: float = 0.0
    pauses: int = 0
    since: float = 0.0


class Limits:
    """What is known of the limits of an organisation. Times are seconds of one clock; for one thread at a time."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._windows: dict[str, _Window] = {}

    def free_at(self, request: Request, now: float) -> float:
        """When the request may be sent, which is not before another answer came where its limit is used up; or 0."""
        window = self._windows.get(self._name(request))
        return window.whole if window and window.left < 1 and now < window.whole else 0.0

    def sent(self, request: Request, now: float) -> None:
        """Takes one off what is left, so that those in flight count as well."""
        window = self._windows.get(self._name(request))
        if window and now < window.whole:
            window.left -= 1

    def answered(self, request: Request, sent: float, response: Response, now: float) -> None:
        """Learns from an answer to what was sent at that second."""
        name = response.headers.get("x-ratelimit-name")
        if name:
            self._names[endpoint_of(request)] = name
        left, reset = (_number(response.headers, f"x-ratelimit-{each}") for each in ("remaining", "reset"))
        if response.status == 429:
            self._refused(request, sent, now, _pause(response.headers, reset))
        elif left is not None and reset is not None:
            window = self._window(request)
            is_same = window.whole > now and abs(window.whole - now - reset) < 1.5
            window.left = min(left, window.left) if is_same else left
            window.whole = now + reset
            window.pauses = 0
        elif self._name(request) in self._windows:
            self._window(request).pauses = 0

    def _refused(self, request: Request, sent: float, now: float, pause: float | None) -> None:
        window = self._window(request)
        if pause is None:
            if sent < window.since:
                return  # it was on its way when another was refused: the pause is that one's
            # Nobody says how long: longer and longer, spread so that parallel processes do not come back together.
            pause = min(_FIRST_PAUSE * 2**window.pauses, _LONGEST) * random.uniform(0.5, 1.0)
            window.pauses += 1
        else:
            pause = min(max(pause, _SHORTEST), _LONGEST)
        window.left, window.since, window.whole = 0, now, max(window.whole, now + pause)

    def _window(self, request: Request) -> _Window:
        return self._windows.setdefault(self._name(request), _Window())

    def _name(self, request: Request) -> str:
        endpoint = endpoint_of(request)
        return self._names.get(endpoint, endpoint)


def endpoint_of(request: Request) -> str:
    """Method and path without ids: `PUT /api/v1/monitor/` for every monitor."""
    parts = request.path.split("/")
    return f"{request.method} {'/'.join(parts[:4])}{'/' * (len(parts) - 4)}"


def _pause(headers: Mapping[str, str], reset: float | None) -> float | None:
    """The seconds until the limit is lifted, as Datadog or a proxy says; None when neither does."""
    return reset if reset is not None else _retry_after(headers)


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds, or a date, which counts from the date of the answer: clocks differ."""
    seconds = _number(headers, "retry-after")
    if seconds is not None or "date" not in headers:
        return seconds
    with suppress(ValueError):
        until, now = (parsedate_to_datetime(headers[name]) for name in ("retry-after", "date") if name in headers)
        return (until - now).total_seconds()
    return None


def _number(headers: Mapping[str, str], name: str) -> float | None:
    value = headers.get(name, "").strip()
    return float(value) if value.isascii() and value.isdigit() else None
