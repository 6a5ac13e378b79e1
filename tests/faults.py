"""What goes wrong between a tool and Datadog, as a middleware in front of the embedded one."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from dogwatch.local.api.asgi import ASGIApp, Receive, Scope, Send


@dataclass(frozen=True)
class Call:
    """A request that arrived: the how-manieth of its method and path it is, from 1, and of all."""

    method: str
    path: str
    query: str
    nth: int
    number: int


@dataclass(frozen=True)
class Answer:
    """An answer in the place of Datadog's; nothing is carried out."""

    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


class Lose:
    """Carry the request out, and cut the connection in the middle of the answer."""


class Drop:
    """Cut the connection without carrying anything out."""


@dataclass(frozen=True)
class Cut:
    """Cut the connection without a byte of an answer, once the request was carried out or without."""

    carried_out: bool


class Hold:
    """Carry the request out, and answer nothing until the client has gone."""


Fault = Answer | Lose | Drop | Cut | Hold | None


@dataclass
class Faulty:
    """Middleware that asks a rule about each call, and remembers the calls."""

    rule: Callable[[Call], Fault] = lambda call: None
    calls: list[Call] = field(default_factory=list)

    def wrap(self, app: ASGIApp) -> ASGIApp:
        async def faulty(scope: Scope, receive: Receive, send: Send) -> None:
            call = self._met(scope)
            match self.rule(call):
                case None:
                    await app(scope, receive, send)
                case Answer() as answer:
                    await _answer(answer, send)
                case Lose():
                    await app(scope, receive, _nowhere)
                    await _half(send)
                case Drop():
                    await _half(send)
                case Cut(carried_out=is_carried_out):
                    if is_carried_out:
                        await app(scope, receive, _nowhere)
                    send.__self__.transport.abort()  # type: ignore[attr-defined]  # uvicorn's own, which hands it to nobody
                    await _gone(receive)
                case Hold():
                    await app(scope, receive, _nowhere)
                    await _gone(receive)

        return faulty

    def written(self) -> list[Call]:
        """The calls that ask for a change."""
        return [call for call in self.calls if call.method != "GET" and not call.path.endswith("/validate")]

    def _met(self, scope: Scope) -> Call:
        method, path = scope["method"], scope["path"]
        nth = 1 + sum((call.method, call.path) == (method, path) for call in self.calls)
        call = Call(method, path, scope["query_string"].decode(), nth, len(self.calls) + 1)
        self.calls.append(call)
        return call


def on(method: str, path: str, *faults: Fault) -> Callable[[Call], Fault]:
    """A rule: the first, second … call of a method and path meets the first, second … fault; those after meet none."""

    def rule(call: Call) -> Fault:
        concerned = (call.method, call.path) == (method, path) and call.nth <= len(faults)
        return faults[call.nth - 1] if concerned else None

    return rule


async def _answer(answer: Answer, send: Send) -> None:
    body = answer.body if isinstance(answer.body, str) else json.dumps(answer.body)
    headers = {"content-type": "application/json", "content-length": str(len(body.encode())), **answer.headers}
    pairs = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": answer.status, "headers": pairs})
    await send({"type": "http.response.body", "body": body.encode()})


async def _nowhere(message: Any) -> None:
    """Takes the answer and forgets it."""


async def _gone(receive: Receive) -> None:
    """Waits until the client is not there any more."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def _half(send: Send) -> None:
    """Announces more than it sends: the server closes the connection of an answer that is not completed."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"100")]})
    await send({"type": "http.response.body", "body": b'{"id": 1', "more_body": True})
