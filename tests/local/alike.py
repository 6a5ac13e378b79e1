"""Compares a recorded answer with ours: numbers of another type count as different, ids, times and users do not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

NOT_COMPARED = frozenset(
    {"id", "monitor_id", "org_id", "created", "created_at", "modified", "modified_at", "deleted_at"}
    | {
        "overall_state_modified",
        "bucketKey",
        "creator",
        "created_by",
        "modified_by",
        "modifier",
        "included",
        "author",
        "author_handle",
        "author_name",
        "createdAt",
        "modifiedAt",
    }
)
"""Ids, times and users. An id inside a text (a query, an address, an error) is compared, after translation."""

CLOCK = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}\+00:00")
"""Only the server's own times have fractions of a second."""

IN_ANY_ORDER = {
    "slo": ("tags",),
    "downtime_v2": ("notify_end_states", "notify_end_types"),
    "metric_tags": ("tags",),
    "metric_list": ("tags",),
}
"""Lists that the real server gives in another order from read to read."""


def differences(family: str, expected: Any, got: Any, path: str = "") -> Iterator[str]:
    if isinstance(expected, dict) and isinstance(got, dict):
        yield from of_objects(family, expected, got, path)
    elif isinstance(expected, list) and isinstance(got, list) and len(expected) == len(got):
        for number, (theirs, ours) in enumerate(zip(expected, got, strict=True)):
            yield from differences(family, theirs, ours, f"{path}{number}.")
    elif json.dumps(expected) != json.dumps(got) and not is_same_moment(expected, got):
        yield f"{path.rstrip('.')}: {short(expected)} became {short(got)}"


def of_objects(family: str, expected: dict[str, Any], got: dict[str, Any], path: str) -> Iterator[str]:
    for name in [*expected, *(name for name in got if name not in expected)]:
        if name in NOT_COMPARED:
            continue
        if name not in got:
            yield f"{path}{name}: {short(expected[name])} is missing"
        elif name not in expected:
            yield f"{path}{name}: {short(got[name])} is too much"
        elif name in IN_ANY_ORDER.get(family, ()) and sorted(expected[name]) == sorted(got[name]):
            continue
        else:
            yield from differences(family, expected[name], got[name], f"{path}{name}.")


def is_same_moment(expected: Any, got: Any) -> bool:
    """Whether both are times of the server's clock, which goes on while a conversation is recorded."""
    if not all(isinstance(each, str) and CLOCK.fullmatch(each) for each in (expected, got)):
        return False
    return abs(datetime.fromisoformat(expected) - datetime.fromisoformat(got)) < timedelta(minutes=1)


def short(value: Any) -> str:
    text = json.dumps(value)
    return text if len(text) <= 120 else f"{text[:117]}..."
