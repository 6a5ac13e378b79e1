"""What is wrong with a catalog as a whole, and what in it would be lost."""

from __future__ import annotations

from collections.abc import Iterator

from dogwatch.declare import rules
from dogwatch.declare.catalog import Declared
from dogwatch.declare.policies.policy import Policy
from dogwatch.declare.rules.metric import namespace_mistakes
from dogwatch.declare.rules.rename import old_name_mistakes
from dogwatch.declare.rules.silence import silence_mistakes
from dogwatch.declare.source import argument_place
from dogwatch.errors import Mistake


def catalog_mistakes(declared: Declared) -> Iterator[Mistake]:
    catalog = declared.catalog
    yield from rules.name("catalog", catalog.name, catalog.place)
    yield from old_name_mistakes(f"catalog {catalog.name}", catalog)
    yield from rules.environments(f"catalog {catalog.name}", "production", catalog.production, catalog.place)
    if catalog.repository is not None and not isinstance(catalog.repository, str):
        place, subject = argument_place(catalog.place, "repository"), f"catalog {catalog.name}: repository"
        yield Mistake(place, subject, f"{catalog.repository!r} is no address", "write one, as in 'https://…'")
    yield from namespace_mistakes(catalog)
    yield from silence_mistakes(f"catalog {catalog.name}", catalog.silences, catalog.place)
    yield from rules.values(f"catalog {catalog.name}", catalog.values, catalog.place)
    if not declared.features and not declared.by_hand and not declared.lost:
        remedy = f"bind a Feature to a name in {catalog.module}, or list its package in packages="
        yield Mistake(catalog.place, f"catalog {catalog.name}", "it declares no feature", remedy)
    for thing in catalog.policies:
        if not isinstance(thing, Policy):
            seen = f"{thing!r} is no policy"
            place = argument_place(catalog.place, "policies")
            yield Mistake(place, f"catalog {catalog.name}: policies", seen, "write @policy above the function")


def lost_mistakes(declared: Declared) -> Iterator[Mistake]:
    for thing in declared.lost:
        noun = type(thing).__name__
        yield Mistake(
            thing.place,
            f"{noun.lower()} {thing.name}",
            "no name of its file holds it in the end, so it would be lost",
            f"give it a name of its own, as in {_variable(thing.name)} = {noun}(…), or put it into a list that has one",
        )


def _variable(name: object) -> str:
    """The name as a Python variable, where it can be one."""
    variable = str(name).replace("-", "_").replace(".", "_")
    return variable if variable.isidentifier() else "something"
