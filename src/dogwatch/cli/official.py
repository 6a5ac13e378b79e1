"""What Datadog's own client makes of the bodies of a catalog; loaded with the option that asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dogwatch.errors import Mistake
from dogwatch.kinds import Problem, Resource
from dogwatch.official import Refused, unparsed


def doubts(resources: Iterable[Resource]) -> tuple[list[Mistake], list[Mistake]]:
    """What the client refuses, and what it takes without knowing what it is."""
    refused: list[Mistake] = []
    unknown: list[Mistake] = []
    for resource in resources:
        try:
            unknown += _told(resource, unparsed(resource.kind, resource.body))
        except Refused as error:
            refused += _told(resource, error.problems)
    return refused, unknown


def _told(resource: Resource, problems: Iterable[Problem]) -> Iterator[Mistake]:
    for problem in problems:
        where = f"{resource.kind} {resource.key}{problem.path and f': {problem.path}'}"
        yield Mistake(resource.place, where, problem.seen, problem.remedy)
