"""Who uses an object, when Datadog refuses to delete it for that.

Datadog tells it in words that differ by kind and age, such as `monitor [1,errors] is referenced in slos: [2,orders]`,
with the status 400, 401 or 409 (reports of its users; v1 API description, SLODeleteResponse). So whatever in them has
the form of an id is looked up, and is a user if it names the object in turn.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from dogwatch.client import Send, read_whole
from dogwatch.errors import ApiError
from dogwatch.kinds import KINDS, Kind, ListedKind

_ID = re.compile(
    r"(?<![\w-])(?:(?P<slo>[0-9a-f]{32})|(?P<dashboard>[a-z0-9]{3}-[a-z0-9]{3}-[a-z0-9]{3})|(?P<monitor>\d+))(?![\w-])"
)

# More ids than these are not looked up: a sentence names no more.
_NAMED = 10


def users_of(send: Send, id: str, refusal: str) -> list[str]:
    """What uses the object among the ids of a refusal: by the key and environment of its mark, otherwise by its title.

    Empty where the refusal has other reasons, or nothing of it can be read.
    """
    met = dict.fromkeys((str(match.lastgroup), match[0]) for match in _ID.finditer(refusal) if match[0] != id)
    named = re.compile(rf"(?<![\w-]){re.escape(id)}(?![\w-])")
    try:
        read = [(KINDS[kind], other, _read(send, KINDS[kind], other)) for kind, other in list(met)[:_NAMED]]
    except ApiError:  # the refusal is told all the same, in Datadog's words
        return []
    return [_name(kind, other, body) for kind, other, body in read if named.search(json.dumps(body))]


def _read(send: Send, kind: Kind, id: str) -> Mapping[str, Any]:
    """The object, or nothing when there is none: a number in a title is no id."""
    return read_whole(send, kind, [id], parallel=1).get(id, {})


def _name(kind: Kind, id: str, body: Mapping[str, Any]) -> str:
    if not isinstance(kind, ListedKind):
        return f"{kind.name} {id}"
    marks = kind.marks.marks_of(body)
    called = f"{marks[0].key} in {marks[0].env}" if marks else f"{kind.marks.title_of(body)!r}"
    return f"{kind.name} {called} ({id})"
