"""Events that stand in graphs as lines: those that a widget's searches find."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from dogwatch.judge import Record, finding
from dogwatch.query import parse_search

from .data import Data
from .remark import UNREADABLE, remark
from .variables import filled_search
from .view import View

# More lines than that hide the graph.
_MOST: Final = 50


@dataclass(frozen=True)
class Event:
    """`at` is a second since 1970."""

    at: int
    title: str


@dataclass(frozen=True)
class Found:
    """The newest events in the window, in their order, and what is to be said of searches that find none."""

    events: tuple[Event, ...]
    remarks: tuple[str, ...]


def found(overlays: Any, data: Data, view: View) -> Found:
    """What the `events` of a widget find."""
    remarks: list[str] = []
    records: dict[int, Record] = {}
    for search in _searches(overlays):
        try:
            records |= {id(record): record for record in matching(search, data, view)}
        except UNREADABLE as error:
            remarks.append(remark(f"the events {search}", error))
    listed = sorted(records.values(), key=lambda record: record.at)[-_MOST:]
    return Found(tuple([Event(each.at, each.title) for each in listed]), tuple(remarks))


def matching(search: str, data: Data, view: View) -> list[Record]:
    """The events in the window that a search finds, in the order of time.

    Raises QuerySyntaxError and NotEvaluated for searches that cannot be read, or not be held against events.
    """
    finds = finding(parse_search(filled_search(search, view.choices)))
    return sorted(filter(finds, data.events(view.begin, view.end)), key=lambda record: record.at)


def _searches(overlays: Any) -> Iterator[str]:
    for each in overlays if isinstance(overlays, list) else ():
        if isinstance(each, Mapping) and isinstance(each.get("q"), str):
            yield each["q"]
