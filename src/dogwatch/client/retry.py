"""Patience with Datadog: rate limits are waited out, passing faults are tried again where that is safe."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from threading import Lock

from dogwatch.client.traffic import Traffic
from dogwatch.client.transport import Halted, Send, Unreachable
from dogwatch.kinds import Request, Response

# 512 is what Datadog's edge answers to more parallel writes than it takes.
_PASSING = frozenset({500, 502, 503, 504, 512})
_TRIES = 5
_LIMITED_TRIES = 30
_PATIENT = 3
_MOST = 64
# What a run may try again in all: whoever is refused more often than this meets no passing fault.
_RETRIES = 500

Sleep = Callable[[float], None]
# Called with the seconds that a rate limit is about to be waited out.
Limited = Callable[[float], None]


class Patience:
    """A `send` that keeps to Datadog's limits, and repeats what is safe to repeat when a fault passes.

    A POST that creates is not repeated after a fault: it may have been carried out. Its caller looks. What `sleep`
    raises ends the waiting; after a fault the fault is what is told. `spent` says why nothing is tried again any more.
    """

    def __init__(self, traffic: Traffic, sleep: Sleep, limited_for: Limited, retries: int = _RETRIES) -> None:
        self._traffic = traffic
        self._sleep = sleep
        self._limited_for = limited_for
        self._retries = self._left = retries
        self._lock = Lock()

    @property
    def spent(self) -> str | None:
        return None if self._left >= 0 else f"{self._retries} requests were tried again in vain: Datadog is not well"

    def __call__(self, request: Request) -> Response:
        faults = limited = 0
        fault: Response | Unreachable | None = None
        while True:
            try:
                self._wait(request)
                response = self._traffic(request)
            except Halted:
                if fault is None:
                    raise
                return _told(fault)  # what was sent may have been carried out
            except Unreachable as error:
                faults, fault = faults + 1, error
                if error.is_final or faults >= _TRIES or (error.was_sent and not request.is_safe_to_repeat):
                    raise
            else:
                if response.status == 429 and limited < _LIMITED_TRIES:
                    limited += 1
                    # To wait until a second that was told is no try in vain, unless it comes to nothing time and again.
                    if (_says_when(response) and limited <= _PATIENT) or self._spend():
                        continue
                    return response
                if response.status not in _PASSING or not request.is_safe_to_repeat or faults >= _TRIES - 1:
                    return response
                faults, fault = faults + 1, response
            if not self._spend():
                return _told(fault)
            try:
                self._sleep(_backoff(faults))
            except Halted:
                return _told(fault)

    def _wait(self, request: Request) -> None:
        """Waits until the limit of the endpoint is whole again; once more where it was used up anew meanwhile."""
        waited = 0.0
        while (until := self._traffic.free_at(request)) > waited:
            waited = until
            pause = max(0.0, until - self._traffic.now)
            self._limited_for(pause)
            self._sleep(pause)

    def _spend(self) -> bool:
        """Takes a try off the budget of the run; whether there was one."""
        with self._lock:
            self._left -= 1
            return self._left >= 0


def patient(
    send: Send,
    sleep: Sleep,
    limited_for: Limited,
    most: int = _MOST,
    clock: Callable[[], float] = time.monotonic,
    retries: int = _RETRIES,
) -> Patience:
    """A `send` with patience, at most so many requests at once, and so many tries again in all."""
    return Patience(Traffic(send, most, clock), sleep, limited_for, retries)


def _told(fault: Response | Unreachable) -> Response:
    if isinstance(fault, Unreachable):
        raise fault
    return fault


def _says_when(response: Response) -> bool:
    """Whether a refusal says when the limit is whole again: waiting for that is no try in vain."""
    return "x-ratelimit-reset" in response.headers or "retry-after" in response.headers


def _backoff(tries: int) -> float:
    """Doubling from a quarter of a second, spread so that parallel requests do not come back together."""
    return float(min(0.25 * 2 ** (tries - 1), 10.0) * random.uniform(0.5, 1.0))
