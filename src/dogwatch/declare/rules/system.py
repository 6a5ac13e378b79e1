"""What is wrong with systems of the software catalog."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dogwatch.declare import rules
from dogwatch.declare.rules.declaration import says_something
from dogwatch.declare.source import argument_place
from dogwatch.declare.system import System
from dogwatch.errors import Mistake
from dogwatch.names import is_name

Said = Iterator[tuple[str, tuple[str, str]]]

_ADDRESSES = ("https://", "http://")


def system_mistakes(system: System) -> Iterator[Mistake]:
    """In which environment it is spoken of, what it consists of, and where its links lead."""
    for argument, (seen, remedy) in _arguments(system):
        place = argument_place(system.place, argument) if argument else system.place
        subject = f"system {system.name}" + (f": {argument}" if argument else "")
        yield Mistake(place, subject, seen, remedy)


def _arguments(system: System) -> Said:
    if not system.environments:
        seen = "a software catalog knows no environments, and each would write over the system of the other"
        yield "", (seen, 'say of which it speaks, as in environments="prod"')
    if system.title is not None:
        yield from (("title", said) for said in says_something(system.title, "what people call it"))
    if not isinstance(system.description, str):
        yield "description", (f"{system.description!r} is no text", "write what it does for people")
    if system.lifecycle is not None:
        yield from (("lifecycle", said) for said in says_something(system.lifecycle, "as in 'production'"))
    if not isinstance(system.namespace, str) or not is_name(system.namespace):
        yield "namespace", (f"{system.namespace!r} is no namespace", "write lower case words, as in 'shop'")
    if not (system.feature or system.service or system.components):
        yield "components", ("nothing is part of it", "name what it consists of, as in 'service:shop-api'")
    yield from _components(system)
    yield from _links(system)
    yield from _body(system)


def _components(system: System) -> Said:
    for component in system.components:
        if not isinstance(component, str) or ":" not in component.strip(":"):
            seen = f"{rules.called(component)} says no kind and name"
            yield "components", (seen, "write both, as in 'service:shop-api' or 'datastore:orders'")


def _links(system: System) -> Said:
    for name, url in system.links:
        if not isinstance(name, str) or not name.strip():
            yield "links", (f"{url!r} has no name", "write names with addresses, {'Wiki': 'https://…'}")
        elif not isinstance(url, str) or not url.startswith(_ADDRESSES):
            yield "links", (f"{url!r} is no address", "write a whole one, as in 'https://wiki.example.com/checkout'")


def _body(system: System) -> Said:
    """What a service is, is for those to say who run it."""
    body = system.body if isinstance(system.body, Mapping) else {}
    if "kind" in body:
        seen = f"it is a {body['kind']!r}, and only systems are declared: those who run a {body['kind']} define it"
        yield "body", (seen, "leave 'kind' out, and name it in components=")
    if "apiVersion" in body:
        yield "body", ("it has 'apiVersion', which dogwatch writes itself", "leave it out")
