"""Found and declared in, a plan out. Pure: nothing here reads, writes or asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dogwatch.errors import UnsafePlan
from dogwatch.kinds import (
    KINDS,
    Body,
    Kind,
    ListedKind,
    NamedKind,
    Reference,
    Resource,
    is_protected,
    resolved,
    without_links,
)
from dogwatch.plan.change import Change, Create, Delete, LeftAlone, Plan, Update, Waiting
from dogwatch.plan.match import Found, Lookalikes
from dogwatch.plan.needs import Needs
from dogwatch.plan.packed import Packed
from dogwatch.plan.rename import renamed, with_moved
from dogwatch.plan.twins import Twins

# Few deletes need no permission whatever their share: a catalog of ten may lose three.
FEW_DELETES = 5

_NOT_DELETED = (
    "it is protected, so that nothing deletes it; if it shall go, declare it with protect=False, apply, and then take "
    "the declaration out"
)
_NOT_MADE_ANEW = (
    "it is protected, and cannot be changed into what is declared, only deleted and made anew; if that is meant, "
    "declare it as it is there with protect=False, apply, and then change it"
)
# Made anew under another key, an interruption would leave two objects of which nobody can say that they are one.
_RENAMED_FIRST = (
    "it was renamed, and cannot be changed into what is declared, only made anew; rename it as it is, apply, and then "
    "change it"
)

_IN_THE_WAY = (
    "Datadog takes no second one of the same beside this, which carries no mark, so it is somebody's; delete it there, "
    "or declare another"
)

Step = Change | LeftAlone | Waiting | None


def diff(declared: Sequence[Resource], found: Mapping[str, Found], target: str, *, narrowed: bool = False) -> Plan:
    """The plan that makes the found objects, by kind, equal to the declared ones.

    `narrowed` says that `declared` is a part of the catalog: then nothing is deleted, and what would need a delete is
    left alone. The order of `declared` does not matter. Raises Circle for resources that refer to each other.
    """
    comparison = _Comparison(declared, found, narrowed=narrowed)
    steps = comparison.steps()
    changes = [step for step in steps if isinstance(step, (Create, Update, Delete))]
    return Plan(
        target,
        tuple(sorted(changes, key=lambda change: isinstance(change, Delete))),
        unchanged=sum(step is None for step in steps),
        managed=sum(kind_found.count for kind_found in found.values()),
        left_alone=tuple(step for step in steps if isinstance(step, LeftAlone)),
        waiting=tuple(step for step in steps if isinstance(step, Waiting)),
        refers=tuple(comparison.referred_to(changes)),
        notes=tuple(comparison.notes()),
    )


def guard_deletes(plan: Plan, share: float, *, allowed: bool) -> None:
    """Refuses a plan that deletes more than a few objects and more than the share of the managed ones.

    Twins do not count: the elder of each stays.
    """
    count = sum(delete.twin_of is None for delete in plan.deletes)
    if allowed or count <= FEW_DELETES or count <= share * plan.managed:
        return
    raise UnsafePlan(
        f"the plan deletes {count} of {plan.managed} managed objects, more than {share:.0%}: nothing was changed; "
        "if that is meant, say --allow-deletes"
    )


class _Comparison:
    """One walk over the declared resources, each after what it needs, which learns ids as it goes."""

    def __init__(self, declared: Sequence[Resource], found: Mapping[str, Found], *, narrowed: bool) -> None:
        self._needs = Needs(declared)
        self._declared = self._needs.in_order(declared)
        known, self._renames = renamed(declared, found)
        # What a part of the catalog does not declare may be declared elsewhere in it.
        if not narrowed and (moved := with_moved(declared, known)) is not declared:
            known, self._renames = renamed(moved, found)
        self._found = {name: known.get(name, Found()) for name in KINDS}
        self._narrowed = narrowed
        self._lookalikes = {name: Lookalikes(KINDS[name], found.unmarked) for name, found in self._found.items()}
        self._lacking = {metric: why for each in self._found.values() for metric, why in each.lacking.items()}
        self._ids = _ids_of(self._found)
        self._twins = Twins()
        self._coming: set[Reference] = set()
        self._waiting: dict[Reference, str] = {}
        self._left_alone: dict[Reference, LeftAlone] = {}

    def steps(self) -> list[Step]:
        steps = [step for resource in self._declared for step in self._learned(resource)]
        if self._narrowed:
            return [step for step in steps if not isinstance(step, Delete)]
        declared = {Reference(resource.kind, resource.key) for resource in self._declared}
        return [*steps, *(step for kind in KINDS.values() for step in self._deletes(kind, declared))]

    def referred_to(self, changes: Iterable[Change]) -> list[tuple[Reference, str]]:
        """What the changes need that has an id already, with it, sorted."""
        needs = {need for change in changes if not isinstance(change, Delete) for need in change.needs}
        return sorted((need, self._ids[need]) for need in needs if need in self._ids)

    def notes(self) -> Iterator[str]:
        """Which declarations were renamed everywhere here, once no object waits for its new mark any more."""
        if self._renames.stale and not self._renames.old and not self._renames.doubled:
            stale = [f"{kind} {key}" for kind, key in sorted(self._renames.stale)]
            more = f" and {len(stale) - 1} more" if len(stale) > 1 else ""
            yield (
                f"formerly= of {stale[0]}{more} names what nothing bears here any more; take it out once that is so in "
                "every environment"
            )

    def _learned(self, resource: Resource) -> Iterator[Step]:
        """The steps of a resource, after which those who refer to it know whether it has an id."""
        reference = Reference(resource.kind, resource.key)
        for each in self._steps(resource):
            step = _not_replaced(each) if self._narrowed else each
            if isinstance(step, Update):
                self._ids[reference] = step.id
            elif isinstance(step, Create):
                self._ids.pop(reference, None)
                self._coming.add(reference)
            elif isinstance(step, Waiting):
                self._waiting[reference] = step.reason
            elif isinstance(step, LeftAlone):
                self._left_alone[reference] = step
            yield step

    def _steps(self, resource: Resource) -> Iterator[Step]:
        kind, found = KINDS[resource.kind], self._found[resource.kind]
        if resource.key in found.over:
            # It may have been declared to end early; what is over already is no longer there.
            yield from (_leftover(kind, resource.key, body) for body in found.by_key.get(resource.key, ()))
            return
        if doubled := self._renames.doubled.get(resource.reference):
            yield _doubled(kind, resource, [*found.by_key[resource.key], *doubled])
            return
        if hindrance := self._hindrance(resource, found):
            yield hindrance
            return
        body = self._resolved(resource)
        bodies = list(found.by_key.get(resource.key, ()))
        fitting = [other for other in bodies if kind.compare.can_become(other, body)]
        others = [other for other in bodies if other not in fitting]
        if doubt := _doubt(kind, resource.key, bodies, found):
            yield doubt
            return
        if len(fitting) > 1 and not self._narrowed and (elder := self._twins.elder(kind, fitting)):
            self._ids[resource.reference] = kind.wire.id_of(elder)
            yield from (_twin(kind, resource.key, other, elder) for other in fitting if other is not elder)
            fitting = [elder]
        needs = self._needs.of(resource)
        if not bodies and any(not kind.compare.differences(body, other) for other in found.ended.get(resource.key, ())):
            yield None  # somebody ended it, and nothing else was declared since
            return
        match fitting, others:
            case [], []:
                yield self._adopt_or_create(kind, resource, body, needs)
            case [fit], []:
                update = _update(kind, resource.key, body, fit, needs, adopts=resource.key in found.unowned)
                yield update and replace(update, renames=self._renames.old.get(resource.reference))
            case [], [other] if is_protected(kind, other) or is_protected(kind, body):
                yield LeftAlone(kind.name, resource.key, (kind.wire.id_of(other),), _NOT_MADE_ANEW)
            case [], [other] if resource.reference in self._renames.old:
                yield LeftAlone(kind.name, resource.key, (kind.wire.id_of(other),), _RENAMED_FIRST)
            case [], [other]:
                yield Create(kind.name, resource.key, body, kind.wire.id_of(other), needs, other)
                if not isinstance(kind, NamedKind):  # what has its name goes before it is created
                    yield _leftover(kind, resource.key, other)
            case [fit], [other] if isinstance(kind, ListedKind) and kind.marks.is_older(other, fit):
                # The older one cannot become the declared object and the newer can: a re-creation was interrupted.
                self._ids[resource.reference] = kind.wire.id_of(fit)
                yield _update(kind, resource.key, body, fit, needs)
                yield _leftover(kind, resource.key, other)
            case _:
                yield _ambiguous(kind, resource.key, bodies)

    def _resolved(self, resource: Resource) -> Body:
        """The body with the ids that are known; a link to what has none in this run opens the list of dashboards."""
        if not self._needs.references_of(resource):
            return resource.body
        links = [link for link in self._needs.links_of(resource) if link not in self._ids and link not in self._coming]
        body: Body = resolved(without_links(resource.body, links), self._ids)
        return body

    def _hindrance(self, resource: Resource, found: Found) -> LeftAlone | Waiting | None:
        """Why a resource is neither compared nor written: it is somebody else's, or it waits."""
        if reason := found.refused.get(resource.key):
            return LeftAlone(resource.kind, resource.key, (), reason)
        if reason := _taken(resource, found):
            return LeftAlone(resource.kind, resource.key, (), reason)
        if reason := found.waiting.get(resource.key):
            return Waiting(resource.kind, resource.key, reason)
        links = self._needs.links_of(resource)
        for need in self._needs.of(resource):
            is_there = resource.key in found.by_key and need not in self._needs.references_of(resource)
            if need in self._waiting and need not in links and not is_there:
                return Waiting(resource.kind, resource.key, self._waiting[need])
        for metric in self._needs.percentiles_of(resource):
            if metric in self._lacking and resource.key not in found.by_key:
                return Waiting(resource.kind, resource.key, self._lacking[metric])
        return self._unresolvable(resource)

    def _unresolvable(self, resource: Resource) -> LeftAlone | None:
        """A resource cannot be written while what it refers to neither exists nor is created in this run."""
        links = self._needs.links_of(resource)
        for need in self._needs.references_of(resource):
            if need not in self._ids and need not in self._coming and need not in links:
                reason = f"it refers to {need.kind} {need.key}, {self._why_without_id(need)}"
                return LeftAlone(resource.kind, resource.key, (), reason)
        return None

    def _why_without_id(self, need: Reference) -> str:
        bodies = self._found[need.kind].by_key.get(need.key, [])
        alone = self._left_alone.get(need)
        if alone is None and bodies:  # what this part of the catalog does not declare was not compared
            alone = _ambiguous(KINDS[need.kind], need.key, bodies)
        if alone is None:
            return "which neither exists nor is created in this run"
        ids = f" ({', '.join(alone.ids)})" if alone.ids else ""
        return f"which is left alone itself{ids}: {alone.reason}"

    def _adopt_or_create(self, kind: Kind, resource: Resource, body: Body, needs: tuple[Reference, ...]) -> Step:
        key = resource.key
        match self._lookalikes[kind.name].take(body, resource.imported):
            case []:
                first = (*needs, *self._excluding(kind, body))
                return self._in_the_way(kind, key, body) or Create(kind.name, key, body, needs=first)
            case [found]:
                return _update(kind, key, body, found, needs, adopts=True)
            case candidates:
                ids = tuple(kind.wire.id_of(found) for found in candidates)
                reason = "several objects without a mark look like it; mark the right one or delete the others"
                return LeftAlone(kind.name, key, ids, reason)

    def _excluding(self, kind: Kind, body: Body) -> Iterator[Reference]:
        """What of ours Datadog would refuse it beside, as that is there now: where it changes, it does so before."""
        if isinstance(kind, ListedKind) and kind.excludes_some:
            there = self._found[kind.name].by_key
            yield from (Reference(kind.name, key) for key, (first, *_) in there.items() if kind.excludes(first, body))

    def _in_the_way(self, kind: Kind, key: str, body: Body) -> LeftAlone | None:
        """What Datadog would refuse to make beside somebody's own; tried all the same, each run would fail."""
        if not isinstance(kind, ListedKind):
            return None
        unmarked = self._found[kind.name].unmarked
        ids = tuple(kind.wire.id_of(found) for found in unmarked if kind.excludes(found, body))
        return LeftAlone(kind.name, key, ids, _IN_THE_WAY) if ids else None

    def _deletes(self, kind: Kind, declared: set[Reference]) -> Iterator[Step]:
        found = self._found[kind.name]
        for key in sorted(key for key in found.refused if Reference(kind.name, key) not in declared):
            yield LeftAlone(kind.name, key, (), found.refused[key])
        for key in sorted(key for key in found.by_key if Reference(kind.name, key) not in declared):
            bodies = found.by_key[key]
            if doubt := _doubt(kind, key, bodies, found):
                yield doubt
            else:
                yield _leftover(kind, key, bodies[0]) if len(bodies) == 1 else _ambiguous(kind, key, bodies)


def _ids_of(found: Mapping[str, Found]) -> dict[Reference, str]:
    """The ids of everything that was found exactly once."""
    return {
        Reference(name, key): bodies.ids[0] if isinstance(bodies, Packed) else KINDS[name].wire.id_of(bodies[0])
        for name, kind_found in found.items()
        for key, bodies in kind_found.by_key.items()
        if len(bodies) == 1
    }


def _taken(resource: Resource, found: Found) -> str | None:
    """Why somebody else's object would be replaced: it has the name under which the resource is written."""
    kind = KINDS[resource.kind]
    name = kind.identity(resource.body) if isinstance(kind, ListedKind) and kind.identity else None
    if name is None or name not in found.names or _is_imported(kind, resource, found):
        return None
    return f"there is a {name} already, and {found.names[name]}; it stays: give this one another name"


def _is_imported(kind: Kind, resource: Resource, found: Found) -> bool:
    """Whether it was imported from what is there, which carries no mark yet."""
    return resource.imported is not None and resource.imported in map(kind.wire.id_of, found.unmarked)


def _doubt(kind: Kind, key: str, bodies: Sequence[Body], found: Found) -> LeftAlone | None:
    """Why an object with a mark may be somebody else's as well: it carries further marks."""
    torn = tuple(id for body in bodies if (id := kind.wire.id_of(body)) in found.torn)
    return LeftAlone(kind.name, key, torn, "it carries further marks; take off all but one") if torn else None


def _update(
    kind: Kind, key: str, declared: Body, found: Body, needs: tuple[Reference, ...], *, adopts: bool = False
) -> Update | None:
    fields = kind.compare.differences(declared, found)
    if not fields:
        return None
    merged = kind.compare.merged(declared, found)
    return Update(kind.name, key, kind.wire.id_of(found), tuple(fields), merged, found, adopts, needs)


def _ambiguous(kind: Kind, key: str, bodies: Sequence[Body]) -> LeftAlone:
    ids = tuple(kind.wire.id_of(body) for body in bodies)
    return LeftAlone(kind.name, key, ids, "its mark occurs more than once; take the mark off the copies")


def _doubled(kind: Kind, resource: Resource, bodies: Sequence[Body]) -> LeftAlone:
    ids = tuple(kind.wire.id_of(body) for body in bodies)
    reason = (
        f"it was {resource.formerly} formerly, and both are there; delete one of them in Datadog, or declare both and "
        "take formerly= out"
    )
    return LeftAlone(kind.name, resource.key, ids, reason)


def _twin(kind: Kind, key: str, body: Body, elder: Body) -> Delete | LeftAlone:
    step = _leftover(kind, key, body)
    return replace(step, twin_of=kind.wire.id_of(elder)) if isinstance(step, Delete) else step


def _leftover(kind: Kind, key: str, body: Body) -> Delete | LeftAlone:
    id = kind.wire.id_of(body)
    if is_protected(kind, body):
        return LeftAlone(kind.name, key, (id,), _NOT_DELETED)
    return Delete(kind.name, key, id, body)


def _not_replaced(step: Step) -> Step:
    """A part of the catalog deletes nothing, so it creates nothing in the place of what would stay beside it."""
    if not isinstance(step, Create) or step.replaces is None:
        return step
    reason = (
        "it cannot be changed into what is declared, and a part of the catalog deletes nothing; run the whole catalog"
    )
    return LeftAlone(step.kind, step.key, (step.replaces,), reason)
