"""Found objects under the keys that are declared today: what was renamed still bears the mark of its old key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dogwatch.kinds import KINDS, LISTED, Body, ListedKind, Reference, Resource, resolved
from dogwatch.plan.match import Found


@dataclass
class Renames:
    """What became of old keys, each by what is declared in its place.

    `old` are those of objects that get a new mark, `doubled` objects whose new key is there as well, and `stale` are
    declarations whose old key nothing bears.
    """

    old: dict[Reference, str] = field(default_factory=dict)
    doubled: dict[Reference, list[Body]] = field(default_factory=dict)
    stale: list[Reference] = field(default_factory=list)


def renamed(declared: Iterable[Resource], found: Mapping[str, Found]) -> tuple[dict[str, Found], Renames]:
    """The found objects with old keys replaced by those that they have in the catalog now.

    An old key is under none where the new one is there too, so that neither of both is touched. What is still declared
    under its key is nobody's old one.
    """
    wanted = list(declared)
    keys = {resource.reference for resource in wanted}
    by_key = {name: dict(each.by_key) for name, each in found.items()}
    renames = Renames()
    for resource in wanted:
        old = resource.formerly
        if old is None or Reference(resource.kind, old) in keys:
            continue
        bodies = by_key.get(resource.kind, {})
        if old not in bodies:
            renames.stale.append(resource.reference)
        elif resource.key in bodies:
            renames.doubled[resource.reference] = list(bodies.pop(old))
        else:
            renames.old[resource.reference] = old
            bodies[resource.key] = bodies.pop(old)
    return {name: replace(each, by_key=by_key[name]) for name, each in found.items()}, renames


def with_moved(declared: Sequence[Resource], known: Mapping[str, Found]) -> Sequence[Resource]:
    """The resources, with an old key for what stands under a new one and Datadog takes no second one of: the new one
    cannot be made while the old one is there, and that goes only once the new one is made.

    `known` is what was found, by the keys that it has in the catalog now.
    """
    old = dict(pair for kind in LISTED if kind.excludes_some for pair in _moved(kind, declared, known))
    if not old:
        return declared
    return [replace(one, formerly=old[one.reference]) if one.reference in old else one for one in declared]


def _moved(
    kind: ListedKind, declared: Sequence[Resource], known: Mapping[str, Found]
) -> Iterator[tuple[Reference, str]]:
    """What nothing bears the mark of, and the key of what is there in its place and nothing declares."""
    wanted = [resource for resource in declared if resource.kind == kind.name]
    there = known.get(kind.name, Found()).by_key
    keys = {resource.key for resource in wanted}
    left = {key: there[key][0] for key in sorted(there.keys() - keys) if len(there[key]) == 1}
    for resource in wanted:
        if resource.key not in there and left:
            body = resolved(resource.body, _ids(resource, known))
            if key := next((key for key, other in left.items() if kind.excludes(other, body)), None):
                del left[key]
                yield resource.reference, key


def _ids(resource: Resource, known: Mapping[str, Found]) -> dict[Reference, str]:
    """The ids of what a resource refers to, of which one is there."""
    bodies = {need: known.get(need.kind, Found()).by_key.get(need.key, ()) for need in resource.references}
    return {need: KINDS[need.kind].wire.id_of(one[0]) for need, one in bodies.items() if len(one) == 1}
