"""What the definition of a metric says of itself while it goes, so that a run that ends half way loses nobody.

The description of a metric says whose it is, and lists name a metric by its definition. Deleted first, the definition
would leave a description that no list leads to; cleared first, the description would leave a definition of which nobody
knows whose it is. So the definition says it itself before the description is cleared, and is deleted last. What it says
changes nothing: a tag that no series has, or a filter that leaves out what no event has.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dogwatch.kinds.generated_metric.fields import EVERYTHING
from dogwatch.kinds.kind import Kind
from dogwatch.kinds.resource import Body

_TAG = "dogwatch_released."
_CLAUSE = "-dogwatch_released:"
# What else of a tag configuration is written; the type of the metric stays behind (wire).
_SET = ("metric_type", "include_percentiles", "exclude_tags_mode")
_RELEASED = re.compile(rf"(?:^{re.escape(_TAG)}|(?:^|\s){re.escape(_CLAUSE)})([\w.\-]+)$")


def released(kind: Kind, found: Body, catalog: str) -> Body:
    """The body of the write after which a found tag configuration, or definition, says which catalog lets it go."""
    attributes = found["attributes"]
    if "tags" in attributes:  # those that are not named could fall back to their defaults
        kept = {name: attributes[name] for name in _SET if name in attributes}
        return {**found, "attributes": {**kept, "tags": [*attributes["tags"], f"{_TAG}{catalog}"]}}
    query = (attributes.get("filter") or {}).get("query") or EVERYTHING
    events = "" if query == EVERYTHING else f"({query}) "
    filter = {"query": f"{events}{_CLAUSE}{catalog}"}
    return kind.compare.merged({**found, "attributes": {**attributes, "filter": filter}}, found)


def released_by(found: Mapping[str, Any]) -> str | None:
    """The catalog that let a found tag configuration or definition go, if it is one and says so."""
    attributes = found.get("attributes") or {}
    texts = attributes["tags"] if "tags" in attributes else [(attributes.get("filter") or {}).get("query") or ""]
    return next((match[1] for text in texts if (match := _RELEASED.search(text))), None)
