"""What figures are drawn from: the series, and what is known of metrics and SLOs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from dogwatch.judge import Account, CheckRun, Record, UptimeBook, corrections_of, read_objective
from dogwatch.measure import Store

from .remark import NotDrawn
from .states import Judged, MonitorState

Body = Mapping[str, Any]


def _nothing(name: str) -> Body | None:
    return None


def _unpromised() -> Iterable[tuple[str, Body]]:
    return ()


def _quiet(begin: int, end: int) -> Iterable[Record]:
    return ()


def _unchecked(check: str) -> Iterable[CheckRun]:
    return ()


def _unjudged(*asked: object) -> NoReturn:
    raise NotDrawn("Monitors have no state here: monitors are judged in a running dogwatch up.")


@dataclass(frozen=True)
class Data:
    """`metadata` gives the `unit` and `per_unit` of a metric, `slo` the body of an SLO by its id; None where unknown.
    `slos` are the ids and bodies of all that a list may show.

    `corrections` are those of all SLOs, as attributes of Datadog's API, `uptime` when monitors were down, `events`
    those from one second to before another. `monitors` finds monitors by a search, with their states; it raises
    ValueError for one that cannot be read, NotDrawn where none are judged. `monitor` gives one by its id,
    with what it came to from a second to before another; NotDrawn also where it is unknown. `checks` are the
    last runs of a service check, one for each host and set of tags. `origin` says in a sentence what the values are
    that are not measured. `powerpack` gives the attributes of one by its id, None where unknown.
    """

    store: Store
    metadata: Callable[[str], Body | None] = _nothing
    slo: Callable[[str], Body | None] = _nothing
    events: Callable[[int, int], Iterable[Record]] = _quiet
    monitors: Callable[[str], Iterable[MonitorState]] = _unjudged
    monitor: Callable[[str, int, int], Judged] = _unjudged
    checks: Callable[[str], Iterable[CheckRun]] = _unchecked
    origin: str = ""
    corrections: Iterable[Body] = ()
    uptime: UptimeBook = field(default_factory=UptimeBook)
    powerpack: Callable[[str], Body | None] = _nothing
    slos: Callable[[], Iterable[tuple[str, Body]]] = _unpromised

    def account(self, id: str, slo: Body) -> Account:
        """What is measured of an SLO, without what is corrected."""
        objective = read_objective(slo)
        corrections = corrections_of(self.corrections, id, objective.tags)
        return Account(self.store, objective, corrections, self.uptime.members)
