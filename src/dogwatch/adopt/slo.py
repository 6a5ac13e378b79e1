"""From an SLO that was read to the call that declares it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dogwatch.adopt.code import Call
from dogwatch.adopt.declaration import declaration
from dogwatch.adopt.entry import Entry
from dogwatch.adopt.query import metric_query
from dogwatch.adopt.references import References, Target, remarked
from dogwatch.kinds import Body

# What an SLO is measured by; the rest beside the arguments of `Slo` stands in `body`.
_MEASURES = ("type", "query", "sli_specification", "monitor_ids", "groups")
_ARGUMENTS = frozenset({"name", "description", "thresholds", "tags", *_MEASURES})

_USUAL_TIME_FRAME = "30d"
_SLICES = {60: "1m", 300: "5m"}


def slo_code(entry: Entry, env: str, references: References) -> Call:
    """The declaration of an SLO. Its first threshold is its target; all of them stand in `body` if it has several."""
    said = entry.original.said
    first, *others = said["thresholds"]
    own = {
        "title": said["name"],
        "target": _percent(first["target"]),
        "over": None if first["timeframe"] == _USUAL_TIME_FRAME else first["timeframe"],
        "warn": None if first.get("warning") is None else _percent(first["warning"]),
        "sli": _sli(entry, references),
        "description": said.get("description"),
    }
    rest = {name: value for name, value in said.items() if name not in _ARGUMENTS}
    if others or not set(first) <= {"target", "timeframe", "warning"}:
        rest["thresholds"] = said["thresholds"]
    return declaration("Slo", entry, env, rest, own)


def _percent(value: float) -> str:
    return f"{Decimal(repr(value)).normalize():f}%"


def _sli(entry: Entry, references: References) -> Any:
    """What it is measured by, as an object where one says the same, else in Datadog's own form."""
    measured = {name: entry.original.said[name] for name in _MEASURES if name in entry.original.said}
    match measured:
        case {"type": "metric", "query": {"numerator": str(good), "denominator": str(total)}} if _is_plain(measured):
            return Call("Events", [], {"good": metric_query(good), "total": metric_query(total)})
        case {"type": "time_slice", "sli_specification": {"time_slice": dict(sliced)}} if len(measured) == 2:
            return _slices(sliced) or measured
        case {"type": "monitor", "monitor_ids": list(ids)} if _counts_monitors(measured):
            return _uptime(entry, ids, measured.get("groups") or [], references)
    return measured


def _counts_monitors(measured: Body) -> bool:
    are_ids = all(type(id) is int for id in measured["monitor_ids"])
    return are_ids and set(measured) <= {"type", "monitor_ids", "groups"}


def _is_plain(measured: Body) -> bool:
    return len(measured) == 2 and len(measured["query"]) == 2


def _slices(sliced: Mapping[str, Any]) -> Call | None:
    """Slices of a single query; None for what has formulas of its own."""
    match sliced:
        case {
            "query": {"formulas": [{"formula": "query1"}], "queries": [{"query": str(query)}]},
            "comparator": comparator,
            "threshold": threshold,
        } if sliced == _written(query, comparator, threshold, sliced.get("query_interval_seconds")):
            slice = _SLICES.get(sliced["query_interval_seconds"])
            keywords = {"query": metric_query(query), "comparator": comparator, "threshold": threshold}
            return None if slice is None else Call("Slices", [], keywords | ({} if slice == "5m" else {"slice": slice}))
    return None


def _written(query: str, comparator: Any, threshold: Any, seconds: Any) -> Body:
    """What `Slices` of a text becomes."""
    queries = [{"data_source": "metrics", "name": "query1", "query": query}]
    return {
        "query": {"formulas": [{"formula": "query1"}], "queries": queries},
        "comparator": comparator,
        "threshold": threshold,
        "query_interval_seconds": seconds,
    }


def _uptime(entry: Entry, ids: list[Any], groups: list[Any], references: References) -> Any:
    """The time in which monitors do not alert; in Datadog's own form for groups of several, which `Uptime` lacks."""
    links = {id: references.of(entry, ("monitor", str(id))) for id in ids}
    unknown: list[Target] = [("monitor", str(id)) for id, link in links.items() if link is None]
    if groups and len(ids) != 1:
        listed = [id if (link := links[id]) is None else link.reference for id in ids]
        return remarked({"type": "monitor", "monitor_ids": listed, "groups": groups}, unknown)
    monitors = [id if (link := links[id]) is None else link.thing for id in ids]
    return remarked(Call("Uptime", [monitors], {"groups": groups} if groups else {}), unknown)
