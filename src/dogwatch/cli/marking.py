"""Marks on what was imported, by which the catalog finds it: through a plan, like everything that is written."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator

import click

from dogwatch.adopt import Built, Original
from dogwatch.apply import apply
from dogwatch.cli.connection import Connection
from dogwatch.cli.terminal import progress
from dogwatch.errors import UnsafePlan
from dogwatch.kinds import Body, Resource
from dogwatch.plan import Found, Plan, Update, diff

# Where the mark of a kind stands.
_MARKED = {"monitor": "tags", "slo": "tags", "dashboard": "description"}


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


def mark(connection: Connection, plan: Plan) -> bool:
    """Carries the plan out with progress and says what was done; whether all of it was."""
    began = time.monotonic()
    with progress(len(plan.changes)) as step:
        parallel = connection.target.parallel
        outcomes = apply(plan, connection.send, connection.sleep, parallel=parallel, watch=lambda outcome: step())
    errors = [outcome.error for outcome in outcomes if outcome.error]
    for error in errors:
        click.echo(f"not marked: {error}", err=True)
    click.echo(f"Marked {len(outcomes) - len(errors)} in {time.monotonic() - began:.1f} s.")
    return not errors
