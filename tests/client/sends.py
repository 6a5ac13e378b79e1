"""Transports that answer from a list, for what a real server cannot be made to do at the right moment."""

from __future__ import annotations

from dataclasses import dataclass, field

from dogwatch.client import Unreachable
from dogwatch.kinds import Request, Response

Said = Response | Unreachable


@dataclass
class Answers:
    """A `send` that answers one request after the other, the last answer for ever; it keeps what it was sent."""

    answers: list[Said]
    requests: list[Request] = field(default_factory=list)

    def __call__(self, request: Request) -> Response:
        self.requests.append(request)
        said = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(said, Unreachable):
            raise said
        return said


def answers(*said: Said) -> Answers:
    return Answers(list(said))


def cut() -> Unreachable:
    return Unreachable("no answer from somewhere: the connection was cut", was_sent=True)


def refused() -> Unreachable:
    return Unreachable("no answer from somewhere: Connection refused", was_sent=False)
