"""What differs between a declared SLO and a found one, and the body that makes them equal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dogwatch.kinds.equality import covers, same
from dogwatch.kinds.fields import declared_changes, known_changes, without_defaults
from dogwatch.kinds.resource import Body, FieldChange
from dogwatch.kinds.tagged import marks_of, merged_tags, tag_changes

from .derived import derived_query
from .fields import SERVER_OWNED, TIMEFRAMES, TOP, primary
from .monitor_ids import with_numbers

__all__ = [
    "can_become",
    "differences",
    "is_managed_elsewhere",
    "is_older",
    "looks_like",
    "marks_of",
    "merged",
    "said",
    "title_of",
]

_PRIMARY = ("timeframe", "target_threshold", "warning_threshold")


def is_managed_elsewhere(found: Mapping[str, Any]) -> bool:
    """No SLO makes itself."""
    return False


def can_become(found: Mapping[str, Any], declared: Mapping[str, Any]) -> bool:
    """Whether an update in place is possible: the server keeps the stored type (recorded refusal)."""
    return bool(found.get("type") == declared["type"])


def is_older(found: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether a found SLO was created before another."""
    return bool(found.get("created_at", 0) < other.get("created_at", 0))


def looks_like(found: Mapping[str, Any], declared: Mapping[str, Any]) -> bool:
    """Whether a found SLO without a mark is the declared one: same type and name, measured alike."""
    if not can_become(found, declared) or str(found.get("name", "")).strip() != declared["name"].strip():
        return False
    measures = [name for name in ("query", "sli_specification", "monitor_ids") if name in declared]
    return all(covers(found.get(name), with_numbers(dict(declared))[name]) for name in measures)


def title_of(found: Mapping[str, Any]) -> str:
    """What people know the SLO by."""
    return str(found.get("name", "")).strip()


def said(found: Body) -> Body:
    """What a found SLO says itself, its fields in their order.

    Of a query and the specification that it is derived from the query stands, if it says as much: bad events are in the
    specification alone. A primary time frame stands where it is not the one that Datadog picks, and its target never,
    since the threshold says it.
    """
    said = without_defaults(TOP, with_numbers(found))
    body = {name: value for name, value in said.items() if name not in SERVER_OWNED}
    if _shows_what_was_specified(found, found):
        says_more = "bad_events_formula" in found["sli_specification"]["count"]
        body.pop("query" if says_more else "sli_specification")
    body["thresholds"] = [_threshold_said(each) for each in found.get("thresholds") or ()]
    shortest = primary({"thresholds": body["thresholds"]})["timeframe"]
    of_primary = primary({"thresholds": body["thresholds"], "timeframe": body.get("timeframe")})
    settled = {name for name in _PRIMARY[1:] if same(body.get(name), of_primary[name])}
    settled |= {"timeframe"} if body.get("timeframe") == shortest else set()
    empty = {name for name in ("groups", "monitor_ids") if not body.get(name)}
    return {name: value for name, value in body.items() if name not in settled | empty}


def _threshold_said(threshold: Any) -> Any:
    """A target and a warning of a time frame, without the texts that Datadog's interface shows for them."""
    if not isinstance(threshold, Mapping):
        return threshold
    shown = ("target_display", "warning_display")
    return {name: value for name, value in threshold.items() if name not in shown and value is not None}


def differences(declared: Body, found: Body) -> list[FieldChange]:
    """Every field in which the found SLO is not what was declared."""
    declared = with_numbers(declared)
    return [*_top(declared, found), *_thresholds(declared, found), *tag_changes(declared, found)]


def merged(declared: Body, found: Body) -> Body:
    """The body of the PUT that turns the found SLO into the declared one; unknown fields are carried along."""
    carried = {
        name: value
        for name, value in found.items()
        if name not in SERVER_OWNED and name not in _DERIVED and name not in _PRIMARY and name not in TOP
    }
    body = {**carried, **{name: field.default for name, field in TOP.items()}, **declared}
    of_primary = {name: value for name, value in primary(declared).items() if value is not None}
    # An old SLO shows none of them; where none is declared either, Datadog goes on picking them.
    body |= {name: value for name, value in of_primary.items() if name in declared or found.get(name) is not None}
    return {**body, "tags": merged_tags(declared, found)}


# One of the two is derived from the other, and sending a stale one back would contradict the declared one.
_DERIVED = frozenset({"query", "sli_specification"})


def _top(declared: Body, found: Body) -> Iterator[FieldChange]:
    for name in ("name", "type"):
        if str(found.get(name, "")).strip() != declared[name].strip():
            yield FieldChange(name, found.get(name), declared[name])
    yield from known_changes("", TOP, declared, found)
    for name, after in primary(declared).items():
        if not same(found.get(name), after) and (found.get(name) is not None or name in declared):
            yield FieldChange(name, found.get(name), after)
    settled = {"name", "type", "thresholds", "tags", *_PRIMARY, *TOP} | SERVER_OWNED
    if _shows_what_was_specified(declared, found):
        settled.add("sli_specification")
    yield from declared_changes("", settled, declared, found)


def _shows_what_was_specified(declared: Body, found: Body) -> bool:
    """Whether the found SLO shows the query that is derived from the declared specification."""
    derived = derived_query(declared.get("sli_specification"))
    return derived is not None and same(found.get("query"), derived)


def _thresholds(declared: Body, found: Body) -> Iterator[FieldChange]:
    """Targets and warnings by time frame; their order and what Datadog displays of them mean nothing."""
    wanted, seen = _by_timeframe(declared), _by_timeframe(found)
    for timeframe in sorted(wanted.keys() | seen.keys(), key=TIMEFRAMES.index):
        for name in ("target", "warning"):
            before, after = (side.get(timeframe, {}).get(name) for side in (seen, wanted))
            if not same(before, after):
                yield FieldChange(f"thresholds.{timeframe}.{name}", before, after)


def _by_timeframe(body: Body) -> dict[str, Mapping[str, Any]]:
    thresholds = body.get("thresholds") or ()
    return {threshold["timeframe"]: threshold for threshold in thresholds if threshold.get("timeframe") in TIMEFRAMES}
