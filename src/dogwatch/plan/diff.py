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

    `narrowed` says that `declared` is a part of the catalog: then nothing is deleted, and what would need a delete is
    left alone. The order of `declared` does not matter.
    """
    lookalikes = Lookalikes(kind, found.unmarked)
    ordered = sorted(declared, key=lambda resource: resource.key)
    steps = [step for resource in ordered for step in _steps(kind, resource, found, lookalikes)]
    if narrowed:
        steps = _without_deletes(steps)
    else:
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
    fitting = [body for body in bodies if kind.compare.can_become(body, resource.body)]
    others = [body for body in bodies if body not in fitting]
    if doubt := _doubt(kind, resource.key, bodies, found):
        yield doubt
        return
    match fitting, others:
        case [], []:
            yield _adopt_or_create(kind, resource, lookalikes.take(resource.body))
        case [body], []:
            yield _update(kind, resource, body)
        case [], [other]:
            yield Create(kind.name, resource.key, resource.body, replaces=kind.wire.id_of(other))
            yield _leftover(kind, resource.key, other)
        case [body], [other] if kind.compare.is_older(other, body):
            # The older one cannot become the declared object and the newer one can: a re-creation was interrupted.
            yield _update(kind, resource, body)
            yield _leftover(kind, resource.key, other)
        case _:
            yield _ambiguous(kind, resource.key, bodies)


def _doubt(kind: Kind, key: str, bodies: Sequence[Body], found: Found) -> LeftAlone | None:
    """Why an object with a mark may be somebody else's as well: it carries further marks."""
    torn = tuple(id for body in bodies if (id := kind.wire.id_of(body)) in found.torn)
    return LeftAlone(kind.name, key, torn, "it carries further marks; take off all but one") if torn else None


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
        if doubt := _doubt(kind, key, bodies, found):
            yield doubt
        else:
            yield _leftover(kind, key, bodies[0]) if len(bodies) == 1 else _ambiguous(kind, key, bodies)


def _without_deletes(steps: Sequence[Step]) -> list[Step]:
    """The steps of a part of the catalog: no deletes, and no create in the place of what would stay beside it."""
    return [_not_replaced(step) for step in steps if not isinstance(step, Delete)]


def _not_replaced(step: Step) -> Step:
    if not isinstance(step, Create) or step.replaces is None:
        return step
    reason = (
        "it cannot be changed into what is declared, and a part of the catalog deletes nothing; run the whole catalog"
    )
    return LeftAlone(step.kind, step.key, (step.replaces,), reason)
