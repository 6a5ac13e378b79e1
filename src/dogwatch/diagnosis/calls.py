"""The requests by which a service is tried: those of the catalog that change nothing, and those that are asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Self
from urllib.parse import unquote, urlsplit

from dogwatch.declare import Feature
from dogwatch.errors import UsageError
from dogwatch.names import METHODS, TASK
from dogwatch.routes import Found, Routes

_CALL = re.compile(rf"({'|'.join(METHODS)}) (/[^\s#]*)(?: (.+))?", re.DOTALL)


class Call(NamedTuple):
    """A request: method, path with its query, and a body to send as JSON, if any."""

    method: str
    target: str
    body: Any = None

    @classmethod
    def read(cls, text: str) -> Self:
        """`GET /search?q=x` or `POST /login {"name": "ann"}`; UsageError for what is none."""
        found = _CALL.fullmatch(text)
        if found is None:
            remedy = """write one like GET /search?q=x or POST /login {"name": "ann"}"""
            raise UsageError(f"{text!r} is no call; {remedy}")
        try:
            return cls(found[1], found[2], json.loads(found[3]) if found[3] else None)
        except ValueError as error:
            raise UsageError(f"the body of {found[1]} {found[2]} is no JSON: {error}") from None

    def __str__(self) -> str:
        return f"{self.method} {self.target}"


class Called(NamedTuple):
    """What came of a call: the status, or why there was none, and the seconds that it took."""

    call: Call
    status: int | None
    took: float
    failure: str = ""


def routed(features: Iterable[Feature]) -> Routes:
    """Which of the features a request belongs to."""
    return Routes((feature.name, route) for feature in features for route in feature.routes)


def owner(routes: Routes, call: Call) -> Found | None:
    """The feature of a call, and the template of its route."""
    return routes.find(call.method, unquote(urlsplit(call.target).path))


def calls_of(features: Sequence[Feature], asked: Sequence[Call]) -> list[Call]:
    """What is asked for, and each route of `GET` without parameters that is not among it."""
    routes = routed(features)
    covered = {(call.method, found.template) for call in asked if (found := owner(routes, call))}
    harmless = [
        (method, template)
        for feature in features
        for method, _, template in (route.partition(" ") for route in feature.routes)
        if method == "GET" and "{" not in template
    ]
    return [*asked, *(Call(*route) for route in dict.fromkeys(harmless) if route not in covered)]


def uncalled(features: Sequence[Feature], calls: Sequence[Call]) -> list[tuple[Feature, str]]:
    """Features of which no call is made, each with a route by which one could be, empty where there is none."""
    routes = routed(features)
    called = {found.feature for call in calls if (found := owner(routes, call))}
    return [
        (feature, next((route for route in feature.routes if not route.startswith(TASK)), ""))
        for feature in features
        if feature.name not in called
    ]
