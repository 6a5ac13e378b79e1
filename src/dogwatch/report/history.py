"""Who changed what a plan would change, and when, as far as Datadog says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dogwatch.kinds import KINDS, ListedKind, history_of
from dogwatch.plan import Delete, Plan, Update

NOT_READABLE = "who changed them is not known with these keys: the audit trail needs the permission audit_logs_read"


def touched(plan: Plan) -> list[tuple[str, str]]:
    """The kinds and ids of what is there and would be changed or deleted."""
    return [(change.kind, change.id) for change in plan.changes if isinstance(change, Update | Delete)]


def history_data(plan: Plan, changed_by: Mapping[tuple[str, str], str], app: str) -> list[dict[str, Any]]:
    """What is known of each object that would be changed or deleted: `{"kind", "key", "id", "link", "changed",
    "changed_by", "made_by"}`, with None for what is not.

    `changed_by` says who it was by the audit trail, by kind and id. `app` is where people see the objects. What is to
    be created is not there, so nothing is known of it. What changed last comes first.
    """
    rows = [_row(change, changed_by, app) for change in plan.changes if isinstance(change, Update | Delete)]
    return sorted(rows, key=lambda row: row["changed"] or "", reverse=True)


def _row(change: Update | Delete, changed_by: Mapping[tuple[str, str], str], app: str) -> dict[str, Any]:
    kind, history = KINDS[change.kind], history_of(change.before)
    return {
        "kind": change.kind,
        "key": change.key,
        "id": change.id,
        "link": kind.link(app, change.id) if isinstance(kind, ListedKind) else "",
        "changed": history.changed.isoformat(timespec="seconds") if history.changed else None,
        "changed_by": changed_by.get((change.kind, change.id)) or history.changed_by,
        "made_by": history.made_by,
    }


def history_lines(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A line for each object, and one for where it is seen."""
    for row in rows:
        yield f"{row['kind']} {row['key']} ({row['id']}): {_said(row)}"
        if row["link"]:
            yield f"    {row['link']}"


def _said(row: Mapping[str, Any]) -> str:
    when = f"{row['changed'][:16].replace('T', ' ')} UTC" if row["changed"] else "at a time that is not known"
    if row["changed_by"]:
        return f"{when} by {row['changed_by']}"
    made = f"; made by {row['made_by']}" if row["made_by"] else ""
    return f"{when}, by whom is not known{made}"
