"""What differs between a declared tag configuration of a metric and a found one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dogwatch.kinds.fields import known_changes
from dogwatch.kinds.resource import Body, FieldChange

from .fields import ATTRIBUTES

# A counter of DogStatsD is a count where it is sent and a rate where it is stored.
_COUNTED = frozenset({"count", "rate"})


def can_become(found: Mapping[str, Any], declared: Mapping[str, Any]) -> bool:
    """Whether the metric is of the declared type; the type is what services send, and no request changes it."""
    before, after = (side["attributes"].get("metric_type") for side in (found, declared))
    return bool(before == after or {before, after} <= _COUNTED)


def differences(declared: Body, found: Body) -> list[FieldChange]:
    """Every attribute in which the found configuration is not what was declared; the order of tags means nothing."""
    wanted, seen = declared["attributes"], found["attributes"]
    changes = list(known_changes("", ATTRIBUTES, wanted, seen))
    before, after = sorted(seen.get("tags") or ()), sorted(wanted.get("tags") or ())
    return changes if before == after else [*changes, FieldChange("tags", before, after)]


def merged(declared: Body, found: Body) -> Body:
    """The body of the PATCH: attributes with a default by name, since a PATCH leaves alone what it does not name."""
    defaults = {name: field.default for name, field in ATTRIBUTES.items() if field.default is not None}
    is_distribution = declared["attributes"].get("metric_type") == "distribution"
    if not is_distribution:
        defaults.pop("include_percentiles", None)
    return {**declared, "attributes": {**defaults, **declared["attributes"]}}
