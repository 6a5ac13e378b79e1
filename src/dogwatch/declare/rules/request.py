"""What is wrong with the routes by which requests find their feature."""

from __future__ import annotations

from collections.abc import Iterator

from dogwatch.declare.catalog import Declared
from dogwatch.declare.feature import Feature
from dogwatch.declare.source import argument_place
from dogwatch.errors import Mistake
from dogwatch.names import METHODS, TASK, is_route

_EXAMPLES = "write a method and a path, as in 'GET /products/{id}', or a task, as in 'TASK shop.tasks.pay'"


def request_mistakes(feature: Feature, declared: Declared) -> Iterator[Mistake]:
    """Routes that no request can have, and those that another feature of the service has too."""
    place = argument_place(feature.place, "routes")
    for seen, remedy in _routes(feature, declared):
        yield Mistake(place, f"feature {feature.name}: routes", seen, remedy)


def _routes(feature: Feature, declared: Declared) -> Iterator[tuple[str, str]]:
    if not feature.routes:
        return
    others = {
        str(route): other
        for other in declared.features
        if other is not feature and other.service == feature.service
        for route in other.routes
    }
    for position, route in enumerate(feature.routes):
        if not isinstance(route, str) or not is_route(route):
            yield f"{route!r} is no route", _remedy(route)
        elif route in others:
            seen = f"{route!r} is a route of {others[route].name} too, in {others[route].place}"
            yield seen, f"leave it to one of them: a request of {feature.service} is a call of one feature"
        elif route in feature.routes[:position]:
            yield f"{route!r} stands there twice", "leave one out"


def _remedy(route: object) -> str:
    method, _, path = str(route).partition(" ")
    if str(route).startswith("/"):
        return f"write the method too, as in 'POST {route}'"
    if method.upper() in {*METHODS, TASK} and method.upper() != method and is_route(f"{method.upper()} {path}"):
        return f"write '{method.upper()} {path}'"
    if "<" in path or ":" in path:
        return "write what varies as {id}, a segment of its own, or {rest:path} for all that follows"
    return _EXAMPLES
