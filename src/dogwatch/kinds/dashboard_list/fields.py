"""The fields of a list of dashboards. Sources: Datadog's v1 and v2 API descriptions, recorded exchanges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dogwatch.kinds.fields import listing, owned_by_datadog, required, text
from dogwatch.kinds.references import ALL_DASHBOARDS
from dogwatch.kinds.resource import Problem

SERVER_OWNED = frozenset(
    {"author", "created", "dashboard_count", "id", "is_favorite", "modified", "ours", "type"},
)
# What Datadog calls a dashboard in a list, by its layout (recorded).
TYPES = {"ordered": "custom_timeboard", "free": "custom_screenboard"}


def marked(title: str, mark: str) -> str:
    """The name of a list by its title: "Payments [dogwatch:prod/shop/payments]"."""
    return f"{title} [{mark}]"


def items_of(body: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The dashboards in a list; none in the head of one. What has no id yet comes to it with a later run."""
    items = body.get("dashboards") or ()
    return [item for item in items if isinstance(item, Mapping) and item.get("id") != ALL_DASHBOARDS]


def problems(body: Mapping[str, Any]) -> list[Problem]:
    """Everything in a declared list that Datadog would refuse."""
    found = [*owned_by_datadog("", body, SERVER_OWNED), required(body, "name", text)]
    if body.get("name") == "":
        found.append(Problem("name", "is empty", "write what people call it"))
    wrong = required(body, "dashboards", listing)
    found += [wrong] if wrong else _items(body["dashboards"])
    return [problem for problem in found if problem]


def _items(items: Any) -> Iterator[Problem]:
    for item in items:
        if not isinstance(item, Mapping) or set(item) != {"id", "type"} or not isinstance(item["id"], str):
            yield Problem("dashboards", f"{item!r}", "write objects with an id and a type")
        elif item["type"] not in TYPES.values():
            yield Problem("dashboards", f"{item['type']!r}", f"write one of {', '.join(map(repr, TYPES.values()))}")
