"""A plan as JSON, for programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dogwatch.kinds import KINDS, Body, FieldChange
from dogwatch.plan import Change, Create, Delete, LeftAlone, Plan, Update

# The fields of a deleted object that a person would want to see again, of whatever kind.
_KEPT = (
    "name",
    "title",
    "type",
    "query",
    "sli_specification",
    "monitor_ids",
    "thresholds",
    "message",
    "description",
    "tags",
    "priority",
    "options",
    "layout_type",
    "template_variables",
    "widgets",
    "attributes",
)


def plan_data(plan: Plan) -> dict[str, Any]:
    """`{"target", "changes", "left_alone", "waiting", "summary"}`; a change has action, kind, key, id, fields.

    A create has also `replaces`, the id of what cannot be changed into it, and `loses`, what goes with that; an update
    `adopts`: its mark had been lost, and `renames`, the key whose mark it bore. A
    delete has `twin_of`, the id of the same object that stays, where two runs made it at once.
    """
    return {
        "target": plan.target,
        "changes": [_change(change) for change in plan.changes],
        "left_alone": [_left_alone(thing) for thing in plan.left_alone],
        "waiting": [{"kind": thing.kind, "key": thing.key, "reason": thing.reason} for thing in plan.waiting],
        "summary": {
            "create": len(plan.creates),
            "update": len(plan.updates),
            "delete": len(plan.deletes),
            "unchanged": plan.unchanged,
        },
    }


def _change(change: Change) -> dict[str, Any]:
    match change:
        case Create():
            fields = [FieldChange(path, None, value) for path, value in change.body.items()]
            loses = KINDS[change.kind].loses if change.replaces else ()
            return {**_row("create", change, None, fields), "replaces": change.replaces, "loses": list(loses)}
        case Update():
            return {
                **_row("update", change, change.id, change.fields),
                "adopts": change.adopts,
                "renames": change.renames,
            }
        case Delete():
            return {**_row("delete", change, change.id, _gone(change.before)), "twin_of": change.twin_of}


def _gone(before: Body) -> list[FieldChange]:
    """What a deleted object was, as far as a person would want it back."""
    return [FieldChange(path, before[path], None) for path in _KEPT if path in before]


def _row(action: str, change: Change, id: str | None, fields: Any) -> dict[str, Any]:
    return {
        "action": action,
        "kind": change.kind,
        "key": change.key,
        "id": id,
        "fields": [_field(field) for field in fields],
    }


def _field(field: FieldChange) -> Mapping[str, Any]:
    return {"path": field.path, "before": field.before, "after": field.after}


def _left_alone(thing: LeftAlone) -> dict[str, Any]:
    return {
        "kind": thing.kind,
        "key": thing.key,
        "ids": list(thing.ids),
        "links": list(thing.links),
        "reason": thing.reason,
    }
