"""What requests of graphs ask for, as the arguments that functions of `dogwatch.widgets` take for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dogwatch.adopt.code import Call
from dogwatch.adopt.query import drawn_query
from dogwatch.kinds import Body

_WORD = re.compile(r"\w+")


class Unreadable(Exception):
    """There is no argument for it."""


def queries_of(request: Body) -> Any:
    """The queries and formulas of a request: one, a list of several, or by the names that stand in the legend."""
    named = {query["name"]: _query(query) for query in request["queries"]}
    formulas = request["formulas"]
    if any(set(formula) - {"formula", "alias"} for formula in formulas):
        raise Unreadable
    asked = [_formula(formula["formula"], named) for formula in formulas]
    aliases = [formula.get("alias") for formula in formulas]
    if all(isinstance(alias, str) for alias in aliases) and len(set(aliases)) == len(aliases):
        return dict(zip(aliases, asked, strict=True))
    if any(alias is not None for alias in aliases):
        raise Unreadable
    return asked[0] if len(asked) == 1 else asked


def _formula(text: str, named: Mapping[str, Any]) -> Any:
    """The query of that name, or a formula over several."""
    if text in named:
        return named[text]
    used = {name: query for name, query in named.items() if name in _WORD.findall(text)}
    if not all(name.isidentifier() and name != "text" for name in used):
        raise Unreadable
    return Call("widgets.formula", [text], used)


def _query(query: Body) -> Any:
    if query["data_source"] == "metrics":
        return drawn_query(query["query"])
    return _events(query)


def _events(query: Body) -> Call:
    """A query of logs, spans or other events."""
    compute = query["compute"]
    further = {
        "compute": None if compute["aggregation"] == "count" else compute["aggregation"],
        "metric": compute.get("metric"),
        "interval": compute.get("interval"),
        "by": [_group(group) for group in query.get("group_by") or ()] or None,
        "indexes": None if query.get("indexes") == ["*"] else query.get("indexes"),
        "storage": query.get("storage"),
    }
    search = query["search"]["query"]
    given = {name: item for name, item in further.items() if item is not None}
    return Call("widgets.EventQuery", [query["data_source"], *([search] if search else [])], given)


def _group(group: Body) -> Any:
    limit, order = group["limit"], group["sort"]["order"]
    further = {
        "order": None if order == "desc" else order,
        "should_exclude_missing": group.get("should_exclude_missing"),
    }
    given = {name: item for name, item in further.items() if item is not None}
    if limit == 10 and not given:
        return group["facet"]
    return Call("widgets.GroupBy", [group["facet"], *([] if limit == 10 else [limit])], given)


def aggregator_of(request: Body) -> str | None:
    """How all queries become a number, where it is not how each does by itself."""
    said = {query.get("aggregator") for query in request["queries"]}
    return said.pop() if len(said) == 1 else None


def formats_of(part: Body) -> list[Call] | None:
    """Colours by condition."""
    return [_format(each) for each in part.get("conditional_formats") or ()] or None


def _format(format: Body) -> Call:
    further = {name: item for name, item in format.items() if name not in ("comparator", "value", "palette")}
    return Call("widgets.Format", [f"{format['comparator']} {format['value']!r}", format["palette"]], further)
