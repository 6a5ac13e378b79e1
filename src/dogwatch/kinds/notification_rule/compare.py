"""What differs between a declared notification rule and a found one. It has no tags: its name ends with the mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dogwatch.kinds.enveloped import attributes_of
from dogwatch.kinds.equality import covers
from dogwatch.kinds.fields import declared_changes
from dogwatch.kinds.resource import Body, FieldChange
from dogwatch.names import MARK_KEY, Mark

from .fields import SERVER_OWNED, TOLD

_MARK = re.compile(rf"\[({MARK_KEY}:[^\[\]]+)\]\s*\Z")


def marked(title: str, mark: str) -> str:
    """The name of a rule by its title and the line of its mark: "Payments [dogwatch:prod/shop/payments]"."""
    return f"{title} [{mark}]"


def marks_of(found: Mapping[str, Any]) -> list[Mark]:
    """The mark at the end of its name. What somebody copied and named anew has none."""
    match = _MARK.search(title_of(found))
    mark = Mark.read(match[1]) if match else None
    return [mark] if mark else []


def is_managed_elsewhere(found: Mapping[str, Any]) -> bool:
    """No rule makes itself."""
    return False


def is_older(found: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether a rule was made before another."""
    return str(attributes_of(found).get("created_at", "")) < str(attributes_of(other).get("created_at", ""))


def looks_like(found: Mapping[str, Any], declared: Mapping[str, Any]) -> bool:
    """A rule without a mark is somebody's, whatever it says."""
    return False


def title_of(found: Mapping[str, Any]) -> str:
    """What people know it by."""
    return str(attributes_of(found).get("name", "")).strip()


def said(found: Body) -> Body:
    """What a found rule says itself."""
    attributes = {name: value for name, value in attributes_of(found).items() if name not in SERVER_OWNED}
    return {"type": found["type"], "attributes": attributes}


def can_become(found: Mapping[str, Any], declared: Mapping[str, Any]) -> bool:
    """Everything in a rule can be changed (v2 API description)."""
    return True


def differences(declared: Body, found: Body) -> list[FieldChange]:
    """Every attribute in which the found rule is not what was declared; the order of tags and recipients is none."""
    wanted, seen = attributes_of(declared), attributes_of(found)
    return [*_told(wanted, seen), *declared_changes("", set(TOLD), _sorted(wanted), _sorted(seen))]


def merged(declared: Body, found: Body) -> Body:
    """The body of the PATCH: what is declared. The one of both kinds of recipients that is not named goes."""
    return declared


def _told(wanted: Mapping[str, Any], seen: Mapping[str, Any]) -> Iterator[FieldChange]:
    for name in TOLD:
        before, after = _plain(seen.get(name)), _plain(wanted.get(name))
        if (before or after) and (not after or not covers(before, after) or _has_more(before, after)):
            yield FieldChange(name, before, after)


def _has_more(before: Any, after: Any) -> bool:
    """Whether somebody is told in the end whom nothing declares."""
    return isinstance(before, dict) and bool(before.get("fallback_recipients")) and "fallback_recipients" not in after


def _plain(told: Any) -> Any:
    """Whom it tells, with recipients in one order."""
    if isinstance(told, list):
        return sorted(told, key=str)
    if isinstance(told, Mapping):
        return {
            name: [_plain(each) for each in value] if name == "conditions" else _plain(value)
            for name, value in told.items()
        }
    return told


def _sorted(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes with the tags of the filter in one order."""
    filter = attributes.get("filter")
    if not isinstance(filter, Mapping) or not isinstance(filter.get("tags"), list):
        return dict(attributes)
    return {**attributes, "filter": {**filter, "tags": sorted(filter["tags"])}}
