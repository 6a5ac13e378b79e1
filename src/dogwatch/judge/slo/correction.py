"""Corrections: times that shall not count against an SLO (docs: service_level_objectives, slo status corrections)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from dogwatch.judge.matching import matches
from dogwatch.judge.recurrence import Recurrence, Span, merged

from .tally import Tally, tally


@dataclass(frozen=True)
class Correction:
    """Once, from `start` to before `end`, or again and again by a rule; seconds since 1970."""

    start: int
    end: int | None = None
    recurrence: Recurrence | None = None

    def spans(self, begin: int, end: int) -> list[Span]:
        """What of it lies between two times; without an end it goes on."""
        if self.recurrence is not None:
            return list(self.recurrence.spans(begin, end))
        last = end if self.end is None else self.end
        return [(self.start, last)] if self.start < end and last > begin else []


def read_correction(attributes: Mapping[str, Any]) -> Correction:
    """The correction that the attributes of Datadog's API say."""
    start, rrule = int(attributes["start"]), attributes.get("rrule")
    if rrule is None:
        end = attributes.get("end")
        return Correction(start, None if end is None else int(end))
    timezone = attributes.get("timezone") or "UTC"
    first = datetime.fromtimestamp(start, ZoneInfo(timezone)).replace(tzinfo=None)
    return Correction(start, None, Recurrence(rrule, first, int(attributes["duration"]), timezone))


def corrections_of(several: Iterable[Mapping[str, Any]], slo: str, tags: Sequence[str]) -> list[Correction]:
    """Those of the corrections, as Datadog's API has them, that name the SLO or search for its tags."""
    return [read_correction(each) for each in several if corrects(each, slo, tags)]


def corrects(attributes: Mapping[str, Any], slo: str, tags: Sequence[str]) -> bool:
    """Whether a correction, as Datadog's API has it, names the SLO or searches for its tags."""
    query = attributes.get("slo_query")
    return matches(query, tags) if query else attributes.get("slo_id") == slo


def corrected(found: Tally, corrections: Iterable[Correction], *, counts_as_up: bool) -> Tally:
    """The tally without what lies in corrections; of time slices that counts as up instead."""
    begin, end = int(found.edges[0]), int(found.edges[-1])
    spans = merged(span for each in corrections for span in each.spans(begin, end))
    if not spans:
        return found
    cut = found.cut(time for span in spans for time in span)
    starts = np.array([span[0] for span in spans])
    ends = np.array([span[1] for span in spans])
    place = np.searchsorted(starts, cut.edges[:-1], side="right") - 1
    inside = (place >= 0) & (cut.edges[:-1] < ends[place])
    good, total = cut.cells
    if counts_as_up:
        made = tally(cut.keys, cut.groups, cut.edges, np.where(inside, total, good), total)
        return made._replace(is_seen=cut.is_seen)
    return tally(cut.keys, cut.groups, cut.edges, np.where(inside, 0.0, good), np.where(inside, 0.0, total))
