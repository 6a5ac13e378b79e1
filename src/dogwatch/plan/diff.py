"""Found and declared in, a plan out. Pure: nothing here reads, writes or asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dogwatch.errors import UnsafePlan
from dogwatch.kinds import Body, Kind, Resource
from dogwatch.plan.change import Change, Create, Delete, LeftAlone, Plan, Update
from dogwatch.plan.match import Found, Lookalikes

# Few deletes need no permission whatever their share: a catalog of ten may lose three.
FEW_DELETES = 5

Step = Change | LeftAlone | None


def diff(kind: Kind, declared: Sequence[Resource], found: Found, target: str, *, narrowed: bool = False) -> Plan:
    """The plan that makes the found objects of a kind equal to the declared ones.

    `narrowed` says that `declared` is a part of the catalog: then nothing is deleted. The order of `declared` does not
    matter.
    """
    lookalikes = Lookalikes(kind, found.unmarked)
    ordered = sorted(declared, key=lambda resource: resource.key)
    steps = [step for resource in ordered for step in _steps(kind, resource, found, lookalikes)]
    if not narrowed:
        steps += _deletes(kind, {resource.key for resource in declared}, found)
    changes = [step for step in steps if isinstance(step, (Create, Update, Delete))]
    return Plan(
        target,
        tuple(sorted(changes, key=lambda change: isinstance(change, Delete))),
        unchanged=sum(step is None for step in steps),
        managed=found.count,
        left_alone=tuple(step for step in steps if isinstance(step, LeftAlone)),
    )


def guard_deletes(plan: Plan, share: float, *, allowed: bool) -> None:
    """Refuses a plan that deletes more than a few objects and more than the share of the managed ones."""
    count = len(plan.deletes)
    if allowed or count <= FEW_DELETES or count <= share * plan.managed:
        return
    raise UnsafePlan(
        f"the plan deletes {count} of {plan.managed} managed objects, more than {share:.0%}: nothing was changed; "
        "if that is meant, say --allow-deletes"
    )


def _steps(kind: Kind, resource: Resource, found: Found, lookalikes: Lookalikes) -> Iterator[Step]:
    bodies = found.by_key.get(resource.key, [])
    match [body for body in bodies if kind.compare.can_become(body, resource.body)]:
        case [body]:
            yield _update(kind, resource, body)
            # What else carries the mark cannot become the declared object: a re-creation was interrupted.
            yield from (_leftover(kind, resource.key, other) for other in bodies if other is not body)
        case [_, *_]:
            yield _ambiguous(kind, resource.key, bodies)
        case _ if len(bodies) > 1:
            yield _ambiguous(kind, resource.key, bodies)
        case _ if bodies:
            yield Create(kind.name, resource.key, resource.body, replaces=kind.wire.id_of(bodies[0]))
            yield _leftover(kind, resource.key, bodies[0])
        case _:
            yield _adopt_or_create(kind, resource, lookalikes.of(resource.body))


def _update(kind: Kind, resource: Resource, body: Body, *, adopts: bool = False) -> Update | None:
    fields = kind.compare.differences(resource.body, body)
    if not fields:
        return None
    merged = kind.compare.merged(resource.body, body)
    return Update(kind.name, resource.key, kind.wire.id_of(body), tuple(fields), merged, body, adopts)


def _adopt_or_create(kind: Kind, resource: Resource, candidates: Sequence[Body]) -> Step:
    match candidates:
        case []:
            return Create(kind.name, resource.key, resource.body)
        case [body]:
            return _update(kind, resource, body, adopts=True)
        case _:
            ids = tuple(kind.wire.id_of(body) for body in candidates)
            reason = "several objects without a mark look like it; add the mark to the right one or delete the others"
            return LeftAlone(kind.name, resource.key, ids, reason)


def _ambiguous(kind: Kind, key: str, bodies: Sequence[Body]) -> LeftAlone:
    ids = tuple(kind.wire.id_of(body) for body in bodies)
    return LeftAlone(kind.name, key, ids, "its mark occurs more than once; take the mark off the copies")


def _leftover(kind: Kind, key: str, body: Body) -> Delete:
    return Delete(kind.name, key, kind.wire.id_of(body), body)


def _deletes(kind: Kind, declared: set[str], found: Found) -> Iterator[Step]:
    for key in sorted(found.by_key.keys() - declared):
        bodies = found.by_key[key]
        yield _leftover(kind, key, bodies[0]) if len(bodies) == 1 else _ambiguous(kind, key, bodies)
