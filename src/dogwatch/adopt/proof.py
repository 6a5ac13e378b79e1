"""Whether what was written declares what was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dogwatch.adopt.original import Original
from dogwatch.declare import Declared
from dogwatch.kinds import Body, Ids, Reference, Resource, resolved

_NOT_DECLARED = ("nothing declares it",)


@dataclass(frozen=True)
class Built:
    """What a catalog declares of imported objects: bodies in which ids stand, by kind and by what they came from."""

    bodies: Mapping[tuple[str, str], Body]

    @classmethod
    def of(cls, declared: Declared, resources: Iterable[Resource], originals: Iterable[Original]) -> Built:
        by_reference = {resource.reference: resource.body for resource in resources}
        sources = {
            (thing.kind, str(thing.imported)): Reference(thing.kind, f"{declared.catalog.name}/{thing.path}")
            for thing in declared.by_hand
            if thing.is_imported
        }
        ids = _ids(sources, originals)
        return cls({source: resolved(by_reference[reference], ids) for source, reference in sources.items()})

    def unequal(self, original: Original) -> Sequence[str]:
        """The fields of an original that are declared otherwise than they were read; none when it is equal."""
        body = self.bodies.get((original.kind, original.source))
        if body is None:
            return _NOT_DECLARED
        return original.differences(Original(original.kind, original.source, body))


def _ids(sources: Mapping[tuple[str, str], Reference], originals: Iterable[Original]) -> Ids:
    """The ids of what is declared: those in the files that were read, and those that it was imported from."""
    read = {(each.kind, each.source): each.id for each in originals if each.id}
    return {reference: read.get(source) or source[1] for source, reference in sources.items()}
