"""Patience with Datadog: rate limits are waited out, passing faults are tried again where that is safe."""

from __future__ import annotations

import random
from collections.abc import Callable

from dogwatch.client.transport import Halted, Send, Unreachable
from dogwatch.kinds import Request, Response

# 512 is what Datadog's edge answers to more parallel writes than it takes.
_PASSING = frozenset({500, 502, 503, 504, 512})
_TRIES = 5
_LIMITED_TRIES = 30
_LONGEST_WAIT = 60.0

Sleep = Callable[[float], None]
# Called with the seconds that a rate limit is about to be waited out.
Limited = Callable[[float], None]


def patient(send: Send, sleep: Sleep, limited_for: Limited) -> Send:
    """A `send` that waits as long as a 429 asks, and repeats what is safe to repeat when a fault passes.

    A POST that creates is not repeated after a fault: it may have been carried out. Its caller looks. What `sleep`
    raises ends the waiting.
    """

    def patiently(request: Request) -> Response:
        faults = limited = 0
        while True:
            try:
                response = send(request)
            except Unreachable as error:
                faults += 1
                if error.is_final or faults >= _TRIES or (error.was_sent and not request.is_safe_to_repeat):
                    raise
                try:
                    sleep(_backoff(faults))
                except Halted:
                    raise error from None  # what was sent may have been carried out
                continue
            if response.status == 429 and limited < _LIMITED_TRIES:
                limited += 1
                pause = _reset(response) or _backoff(limited)
                limited_for(pause)
                sleep(pause)
            elif response.status in _PASSING and request.is_safe_to_repeat and faults < _TRIES - 1:
                faults += 1
                try:
                    sleep(_backoff(faults))
                except Halted:
                    return response
            else:
                return response

    return patiently


def _reset(response: Response) -> float | None:
    """The seconds until the limit is lifted, as Datadog (or a proxy) says; None when neither does."""
    for name in ("x-ratelimit-reset", "retry-after"):
        value = response.headers.get(name, "")
        if value.strip().isdigit():
            return min(max(float(value), 0.1), _LONGEST_WAIT)
    return None


def _backoff(tries: int) -> float:
    """Doubling from a quarter of a second, spread so that parallel requests do not come back together."""
    return float(min(0.25 * 2 ** (tries - 1), 10.0) * random.uniform(0.5, 1.0))
