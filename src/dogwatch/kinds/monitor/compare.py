"""What differs between a declared monitor and a found one, and the body that makes them equal.

A found body is never normalised in place and never dumped from a model: values are compared as they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import Any

from dogwatch.kinds.fields import Field, declared_changes, known_changes, without_defaults
from dogwatch.kinds.resource import Body, FieldChange
from dogwatch.kinds.tagged import marks_of, merged_tags, tag_changes

from .fields import (
    CHECK_THRESHOLDS,
    OPTIONS,
    SERVER_OWNED,
    SERVER_OWNED_OPTIONS,
    SHOWN_ON_REQUEST,
    THRESHOLDS,
    TOP,
    UNMANAGED,
)

__all__ = [
    "can_become",
    "differences",
    "is_managed_elsewhere",
    "is_older",
    "layer",
    "looks_like",
    "marks_of",
    "merged",
    "said",
    "title_of",
]

# Datadog stores metric monitors under either name, now one, now the other.
_METRIC_FAMILY = frozenset({"metric alert", "query alert"})


def is_managed_elsewhere(found: Mapping[str, Any]) -> bool:
    """Whether the monitor belongs to something that makes its own monitors: a synthetic test."""
    return found.get("type") == "synthetics alert"


def can_become(found: Mapping[str, Any], declared: Mapping[str, Any]) -> bool:
    """Whether an update in place can make the found monitor the declared one.

    Its type cannot change, and Datadog sets or removes a custom schedule only when a monitor is created.
    """
    is_scheduled = [bool(_schedule(body.get("options") or {})) for body in (found, declared)]
    return _same_type(found.get("type"), declared["type"]) and is_scheduled[0] == is_scheduled[1]


def is_older(found: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether a found monitor was created before another: ids only grow."""
    return int(found["id"]) < int(other["id"])


def looks_like(found: Mapping[str, Any], declared: Mapping[str, Any]) -> bool:
    """Whether a found monitor without a mark is the declared one: same type, name and query."""
    return _same_type(found.get("type"), declared["type"]) and all(
        str(found.get(name, "")).strip() == declared[name].strip() for name in ("name", "query")
    )


def title_of(found: Mapping[str, Any]) -> str:
    """What people know the monitor by."""
    return str(found.get("name", "")).strip()


def said(found: Body) -> Body:
    """What a found monitor says itself, its fields in their order; `options` only where there are any."""
    body = without_defaults({**TOP, **UNMANAGED}, found)
    kept = _without(SERVER_OWNED, body)
    if isinstance(options := kept.get("options"), Mapping):
        kept["options"] = _options_said(str(found.get("type")), options)
    return {name: value for name, value in kept.items() if name != "options" or value}


def _options_said(type: str, options: Mapping[str, Any]) -> Body:
    kept = _without(SERVER_OWNED_OPTIONS, without_defaults(OPTIONS, options))
    if isinstance(limits := kept.get("thresholds"), Mapping):
        kept["thresholds"] = without_defaults(_limits_of(type), limits)
    return {name: value for name, value in kept.items() if name != "thresholds" or value}


def layer(found: Mapping[str, Any]) -> int:
    """Composites stand above all monitors, alerts on SLOs above the SLOs, and those above the monitors they count."""
    return {"composite": 5, "slo alert": 4}.get(str(found.get("type")), 2)


def differences(declared: Body, found: Body) -> list[FieldChange]:
    """Every field in which the found monitor is not what was declared, in the order of the table."""
    return [*_top(declared, found), *_options(declared, found), *tag_changes(declared, found)]


def merged(declared: Body, found: Body) -> Body:
    """The body of the PUT that turns the found monitor into the declared one.

    Datadog merges the top level of a PUT but replaces `options` as a whole (recorded exchanges), so a top-level field
    goes back to its default by name, and options nobody declared are carried along.
    """
    return {
        **declared,
        **{name: declared.get(name, field.default) for name, field in TOP.items()},
        "tags": merged_tags(declared, found),
        "options": _merged_options(declared.get("options") or {}, found.get("options") or {}),
    }


def _top(declared: Body, found: Body) -> Iterator[FieldChange]:
    for name in ("name", "query"):
        if declared[name].strip() != str(found.get(name, "")).strip():
            yield FieldChange(name, found.get(name), declared[name])
    if not _same_type(found.get("type"), declared["type"]):
        yield FieldChange("type", found.get("type"), declared["type"])
    yield from known_changes("", TOP, declared, found)
    hidden = {name for name in SHOWN_ON_REQUEST if not found.get(name)}
    settled = {"name", "query", "type", "options", "tags", *TOP} | SERVER_OWNED | hidden
    yield from declared_changes("", settled, declared, found)


def _options(declared: Body, found: Body) -> Iterator[FieldChange]:
    wanted, seen = declared.get("options") or {}, found.get("options") or {}
    yield from known_changes("options.", OPTIONS, _without_implied(wanted, seen), seen)
    fields = _limits_of(declared["type"])
    limits, limits_seen = wanted.get("thresholds") or {}, seen.get("thresholds") or {}
    yield from known_changes("options.thresholds.", fields, limits, limits_seen)
    yield from declared_changes("options.thresholds.", set(fields), limits, limits_seen)
    yield from declared_changes("options.", {"thresholds", *OPTIONS} | SERVER_OWNED_OPTIONS, wanted, seen)


def _limits_of(type: str) -> Mapping[str, Field]:
    return CHECK_THRESHOLDS if type == "service check" else THRESHOLDS


def _without_implied(wanted: Mapping[str, Any], seen: Mapping[str, Any]) -> Mapping[str, Any]:
    """The declared options less `on_missing_data: default` beside a custom schedule: Datadog takes it and drops it."""
    if _schedule(wanted) and wanted.get("on_missing_data") == "default" and "on_missing_data" not in seen:
        return {name: value for name, value in wanted.items() if name != "on_missing_data"}
    return wanted


def _schedule(options: Mapping[str, Any]) -> Any:
    return (options.get("scheduling_options") or {}).get("custom_schedule")


def _merged_options(wanted: Mapping[str, Any], seen: Mapping[str, Any]) -> Body:
    settled = {"thresholds", *OPTIONS} | SERVER_OWNED_OPTIONS
    merged = {**_without(settled, seen), **wanted}
    limits = {**_without(THRESHOLDS.keys(), seen.get("thresholds") or {}), **(wanted.get("thresholds") or {})}
    return {**merged, "thresholds": limits} if limits else merged


def _without(names: Set[str], values: Mapping[str, Any]) -> Body:
    return {name: value for name, value in values.items() if name not in names}


def _same_type(before: Any, after: Any) -> bool:
    return before == after or {before, after} <= _METRIC_FAMILY
