"""Whether what was written declares what was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dogwatch.adopt.original import Original
from dogwatch.declare import Declared
from dogwatch.kinds import Ids, Reference, Resource, resolved

_NOT_DECLARED = ("nothing declares it",)


@dataclass(frozen=True)
class Built:
    """What a catalog declares of imported objects, with ids in the place of references, by kind and source."""

    by_source: Mapping[tuple[str, str], Resource]

    @classmethod
    def of(cls, declared: Declared, resources: Iterable[Resource], originals: Iterable[Original]) -> Built:
        """What an environment gets, which has been checked."""
        made = {resource.reference: resource for resource in resources}
        references = {
            (thing.kind, str(thing.imported)): Reference(thing.kind, f"{declared.catalog.name}/{thing.path}")
            for thing in declared.by_hand
            if thing.is_imported
        }
        sources = {source: made[reference] for source, reference in references.items() if reference in made}
        ids = _ids(sources, originals)
        return cls({source: _with_ids(resource, ids) for source, resource in sources.items()})

    def resource(self, original: Original) -> Resource:
        """What is declared of an original; KeyError for nothing."""
        return self.by_source[original.kind, original.source]

    def unequal(self, original: Original) -> Sequence[str]:
        """The fields of an original that are declared otherwise than they were read; none when it is equal."""
        if (original.kind, original.source) not in self.by_source:
            return _NOT_DECLARED
        return original.differences(Original(original.kind, original.source, self.resource(original).body))


def _with_ids(resource: Resource, ids: Ids) -> Resource:
    return Resource(resource.kind, resource.key, resolved(resource.body, ids), resource.place)


def _ids(sources: Mapping[tuple[str, str], Resource], originals: Iterable[Original]) -> Ids:
    """The ids of what is declared: those in the files that were read, and those that it was imported from."""
    read = {(each.kind, each.source): each.id for each in originals if each.id}
    return {resource.reference: read.get(source) or source[1] for source, resource in sources.items()}
