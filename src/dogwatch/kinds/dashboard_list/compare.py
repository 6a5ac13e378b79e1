"""What differs between a declared list of dashboards and a found one, and whose the dashboards in it are.

A list has a name and nothing else that could hold a mark: its name ends with it, as that of a notification rule. Found
by its bare name alone, a list that somebody happens to call the same would be taken over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from dogwatch.kinds.resource import Body, FieldChange
from dogwatch.names import MARK_KEY, Mark

from .fields import SERVER_OWNED, items_of

_MARK = re.compile(rf"\[({MARK_KEY}:[^\[\]]+)\]\s*\Z")


def marks_of(found: Mapping[str, Any]) -> list[Mark]:
    """The mark at the end of its name. What somebody named anew has none."""
    match = _MARK.search(title_of(found))
    mark = Mark.read(match[1]) if match else None
    return [mark] if mark else []


def is_managed_elsewhere(found: Mapping[str, Any]) -> bool:
    """No list of this kind makes itself."""
    return False


def is_older(found: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether a list was made before another."""
    return str(found.get("created", "")) < str(other.get("created", ""))


def looks_like(found: Mapping[str, Any], declared: Mapping[str, Any]) -> bool:
    """A list without a mark is somebody's, whatever it is called."""
    return False


def title_of(found: Mapping[str, Any]) -> str:
    """What people know it by."""
    return str(found.get("name", "")).strip()


def said(found: Body) -> Body:
    """What a found list says itself."""
    body = {name: value for name, value in found.items() if name not in SERVER_OWNED}
    body["dashboards"] = [{"id": item["id"], "type": item.get("type")} for item in items_of(found)]
    return body


def can_become(found: Mapping[str, Any], declared: Mapping[str, Any]) -> bool:
    """Everything in a list can be changed."""
    return True


def with_ours(found: Body, ids: frozenset[str]) -> Body:
    """The found list in which `ours` says which of its dashboards are the catalog's own, of these ids."""
    return {**found, "ours": [item["id"] for item in items_of(found) if item["id"] in ids]}


def differences(declared: Body, found: Body) -> list[FieldChange]:
    """The name, and the catalog's own dashboards in it; those of others may be in it or not."""
    before, after = _of_catalog(declared, found), sorted(_ids(declared))
    names = (title_of(found), title_of(declared))
    changes = [] if names[0] == names[1] else [FieldChange("name", *names)]
    return changes if before == after else [*changes, FieldChange("dashboards", before, after)]


def merged(declared: Body, found: Body) -> Body:
    """The declared dashboards, and behind them those that others put there."""
    settled = {*_ids(declared), *found.get("ours", ())}
    others = [{"id": item["id"], "type": item["type"]} for item in items_of(found) if item["id"] not in settled]
    return {**declared, "dashboards": [*items_of(declared), *others]}


def _of_catalog(declared: Body, found: Body) -> list[str]:
    """The ids of those in the found list that are declared or the catalog's own."""
    settled = {*_ids(declared), *found.get("ours", ())}
    return sorted(id for id in _ids(found) if id in settled)


def _ids(body: Body) -> Sequence[str]:
    return list(dict.fromkeys(str(item["id"]) for item in items_of(body)))
