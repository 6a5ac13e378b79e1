"""Found objects under the keys that are declared today: what was renamed still bears the mark of its old key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from dogwatch.kinds import Body, Reference, Resource
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
