"""What is wrong with powerpacks, beside what Datadog refuses in their bodies."""

from __future__ import annotations

from collections.abc import Iterator

from dogwatch.declare.dashboard import TemplateVariable
from dogwatch.declare.powerpack import Powerpack
from dogwatch.declare.rules.dashboard import wrong_widgets
from dogwatch.declare.rules.declaration import says_something
from dogwatch.declare.source import argument_place
from dogwatch.declare.widgets import items
from dogwatch.errors import Mistake


def powerpack_mistakes(pack: Powerpack) -> Iterator[Mistake]:
    """Its title, what it shows, and its variables."""
    for argument, (seen, remedy) in _arguments(pack):
        yield Mistake(argument_place(pack.place, argument), f"powerpack {pack.name}: {argument}", seen, remedy)
    try:
        yield from wrong_widgets(items(pack.widgets))
    except ValueError as error:
        seen, _, remedy = str(error).partition("; ")
        yield Mistake(argument_place(pack.place, "widgets"), f"powerpack {pack.name}: widgets", seen, remedy)


def _arguments(pack: Powerpack) -> Iterator[tuple[str, tuple[str, str]]]:
    yield from (("title", said) for said in says_something(pack.title, "what it shows"))
    if not pack.widgets:
        yield "widgets", ("it shows nothing", "give it widgets=[...], made by the functions of dogwatch.widgets")
    if not isinstance(pack.description, str):
        yield "description", (f"{pack.description!r} is no text", "write in words what it is for")
    for variable in pack.variables:
        if not isinstance(variable, TemplateVariable):
            yield "variables", (f"{variable!r} is no variable", 'write TemplateVariable("region")')
