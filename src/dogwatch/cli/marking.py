"""Marks on what was imported, by which the catalog finds it: through a plan, like everything that is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from dogwatch.adopt import Built, Original
from dogwatch.errors import StalePlan, UnsafePlan
from dogwatch.kinds import KINDS, Body, Resource
from dogwatch.plan import Found, Plan, Update, diff, digest_of

# Where the mark of a kind stands.
_MARKED = {
    "dashboard": "description",
    "dashboard_list": "name",
    "downtime": "message",
    "monitor": "tags",
    "notification_rule": "name",
    "powerpack": "description",
    "slo": "tags",
    "slo_correction": "description",
    "synthetic_test": "tags",
    "system": "metadata.tags",
}


def marking(originals: Iterable[Original], built: Built, target: str) -> Plan:
    """The plan that puts marks on the objects that were read; UnsafePlan if it would change anything beside."""
    declared: list[Resource] = []
    found: dict[str, dict[str, list[Body]]] = defaultdict(dict)
    for original in originals:
        resource = built.resource(original)
        declared.append(resource)
        found[resource.kind][resource.key] = [original.body]
    plan = diff(declared, {kind: Found(by_key) for kind, by_key in found.items()}, target, narrowed=True)
    if further := list(_further(plan)):
        raise UnsafePlan("\n".join([*further, "nothing was marked"]))
    return plan


def _further(plan: Plan) -> Iterator[str]:
    for change in plan.changes:
        fields = [field.path for field in change.fields] if isinstance(change, Update) else []
        if fields != [_MARKED[change.kind]]:
            yield f"{change.kind} {change.key}: the mark would come with other changes ({', '.join(fields)})"
    yield from (f"{thing.kind} {thing.key}: {thing.reason}" for thing in plan.left_alone)


def refuse_moved(originals: Iterable[Original], now: Iterable[Original]) -> None:
    """StalePlan for what is not as it was read: a mark is written with the whole object, as it was then."""
    there = {(each.kind, each.source): each.body for each in now}
    moved = [str(each) for each in originals if not _is_same(each, there.get((each.kind, each.source)))]
    if moved:
        sentences = [f"{each}: it was changed since it was read" for each in moved]
        raise StalePlan("\n".join([*sentences, "nothing was marked"]))


def _is_same(original: Original, now: Body | None) -> bool:
    kind = KINDS[original.kind]
    return now is not None and digest_of(kind, now) == digest_of(kind, original.body)
