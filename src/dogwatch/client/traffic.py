"""The requests in flight: each waits for its turn, and what it meets says how many may follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Condition

from dogwatch.client.limits import Limits
from dogwatch.client.pace import Heard, Pace, Trouble
from dogwatch.client.transport import Send, Unreachable
from dogwatch.kinds import Request, Response


@dataclass
class _Passage:
    """What a request in flight met, once it is known."""

    response: Response | None = None


class Traffic:
    """A way to Datadog that keeps to its pace and its limits; may be used from many threads at once."""

    def __init__(self, send: Send, most: int, clock: Callable[[], float]) -> None:
        self._send = send
        self._clock = clock
        self._limits = Limits()
        self._pace = Pace.first(most)
        self._in_flight = 0
        self._turn = Condition()

    @property
    def pace(self) -> Pace:
        return self._pace

    @property
    def now(self) -> float:
        return self._clock()

    def free_at(self, request: Request) -> float:
        """The second in which the limit of the request's endpoint is whole again, or 0 if nothing is in its way."""
        with self._turn:
            return self._limits.free_at(request, self._clock())

    def __call__(self, request: Request) -> Response:
        """Sends when there is room; raises what the transport raises."""
        with self._passage(request) as passage:
            passage.response = self._send(request)
            return passage.response

    @contextmanager
    def _passage(self, request: Request) -> Iterator[_Passage]:
        with self._turn:
            while self._in_flight >= int(self._pace.limit):
                self._turn.wait()
            self._in_flight += 1
            in_flight, sent = self._in_flight, self._clock()
            self._limits.sent(request, sent)
        passage, is_lost, is_heard = _Passage(), False, True
        try:
            yield passage
        except Unreachable as error:
            is_lost = error.was_sent
            raise
        except BaseException:
            is_heard = False  # a run that ends says nothing of Datadog
            raise
        finally:
            with self._turn:
                self._in_flight -= 1
                if is_heard:
                    self._hear(request, sent, in_flight, passage.response, is_lost=is_lost)
                self._turn.notify(max(1, int(self._pace.limit) - self._in_flight))

    def _hear(self, request: Request, sent: float, in_flight: int, response: Response | None, *, is_lost: bool) -> None:
        now = self._clock()
        if response is not None:
            self._limits.answered(request, sent, response, now)
        elif not is_lost:
            return  # it never got there
        trouble: Trouble | None = "load" if response is None else _trouble(response.status)
        self._pace = self._pace.after(Heard(sent, in_flight, now - sent, trouble), now)


def _trouble(status: int) -> Trouble | None:
    """What an answer says of too much. 501 and the like are about the request, and no sign of load."""
    if status == 429:
        return "rate"
    return "load" if status in (500, 502, 503, 504, 512) else None
