"""The page that lists what application keys have to be allowed: docs/permissions.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dogwatch.kinds import KINDS, PERMISSIONS, Kind, ListedKind, NamedKind

_PAGE = """# What the keys have to be allowed

An application key can be given scopes, and has no more permissions than who owns it. These are the permissions that
dogwatch needs, kind by kind; a scope has the name of the permission. The table is made from the code, and a test holds
it against Datadog's API descriptions, request by request; of what they do not state the names are those of Datadog's
list of role permissions. An API key has no permissions, and is needed beside each application key.

| kind | `plan`, `drift` | `apply`, `sync` besides | read when | stated by the API descriptions |
|---|---|---|---|---|
{rows}

- **declared**: only where the catalog declares something of the kind. Where it declares none and the keys may not read
  it, it is left out.
- **kept**: where the catalog keeps metrics (`namespaces`), or a monitor or an SLO reads the percentiles of one.
- **always**: whatever is declared, since what nothing declares any more is deleted.

Together, for a catalog with something of every kind:

- to plan: {read}
- to apply, besides: {write}

## What else is asked

| request | needs | if the keys may not |
|---|---|---|
| whose the API key is, where a target names it or a run writes | nothing | nothing is read or written |
| tag policies of monitors, of what is written | `monitors_read` | `plan` says that nothing was held against them |
| validation of monitors | `monitors_read` | `plan` ends with 1 |
| the audit trail, when `drift` finds something | `audit_logs_read` | `drift` says that who changed it is not known |
| who else uses the metrics of what is deleted | `monitors_read`, `slos_read`, `dashboards_read` | `plan` ends with 1 |
| `dogwatch mute` | `monitors_downtime` | it ends with 1 |
| `dogwatch doctor`: may the key write? | `user_app_keys`, `user_access_read` | it says that it is not known |
| `dogwatch doctor --handles` | `integrations_read`, `teams_read`, `user_access_read` | it says *unknown* |
| `dogwatch fire` | `monitors_read`, `monitors_write` | it ends with 1 |

Monitors of logs need an application key without scopes, whose owner has `logs_read_data` (v1 API description: validate
a monitor).
"""


def permissions_page() -> str:
    """The page: every kind with the permissions to read and to write it."""
    rows = "\n".join(_row(kind) for kind in sorted(KINDS.values(), key=lambda kind: kind.name))
    every = [PERMISSIONS[name] for name in KINDS]
    read = {name for each in every for name in each.read}
    write = {name for each in every for name in each.write} - read
    return _PAGE.format(rows=rows, read=", ".join(_coded(sorted(read))), write=", ".join(_coded(sorted(write))))


def _row(kind: Kind) -> str:
    asked = PERMISSIONS[kind.name]
    write = [name for name in asked.write if name not in asked.read]
    cells = [
        f"`{kind.name}`",
        ", ".join(_coded(asked.read)),
        ", ".join(_coded(write)) or "the same",
        _when(kind),
        "yes" if asked.stated else "no",
    ]
    return f"| {' | '.join(cells)} |"


def _coded(names: Iterable[str]) -> Iterator[str]:
    return (f"`{name}`" for name in names)


def _when(kind: Kind) -> str:
    """When a plan reads it."""
    match kind:
        case NamedKind() | ListedKind(is_optional=True):
            return "declared"
        case ListedKind():
            return "always"
        case _:
            return "kept"
