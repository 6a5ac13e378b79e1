"""Which feature a request belongs to, by the routes of the catalog."""

# Not `annotations` from `__future__`: texts are compiled for a NamedTuple, which makes a twentieth of the import.
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from dogwatch.names import route_order


class Found(NamedTuple):
    """The feature of a request, and the template of its route, such as `/products/{id}`."""

    feature: str
    template: str


class Routes:
    """The routes of a service: their order decides between those that say the same of a path.

    A literal route wins over one that varies, and among those the one that varies later in the path.
    """

    def __init__(self, routes: Iterable[tuple[str, str]] = ()) -> None:
        self._literal: dict[tuple[str, str], Found] = {}
        self._varying: defaultdict[str, list[tuple[re.Pattern[str], Found]]] = defaultdict(list)
        for feature, route in sorted(routes, key=lambda pair: route_order(pair[1])):
            method, _, template = route.partition(" ")
            if "{" in template:
                self._varying[method].append((_pattern(template), Found(feature, template)))
            else:
                self._literal.setdefault((method, template), Found(feature, template))

    def find(self, method: str, path: str) -> Found | None:
        """The feature of a request; one of HEAD is one of GET unless a route says otherwise."""
        found = self._literal.get((method, path))
        if found is None:
            matches = (found for pattern, found in self._varying.get(method, ()) if pattern.fullmatch(path))
            found = next(matches, None)
        return self.find("GET", path) if found is None and method == "HEAD" else found


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile("/".join(map(_part, template.split("/"))), re.DOTALL)


def _part(part: str) -> str:
    if part.endswith(":path}"):
        return ".*"
    return "[^/]+" if part.startswith("{") else re.escape(part)
