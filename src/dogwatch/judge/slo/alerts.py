"""Alerts on SLOs: how much of a budget is used up, and how fast it burns in two windows at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from dogwatch.judge.known import Known
from dogwatch.judge.limits import Limits
from dogwatch.judge.monitor import Monitor, Subject
from dogwatch.judge.readings import Asked, Floats, Ints, Readings, States
from dogwatch.judge.refusal import refused
from dogwatch.judge.transition import Notice
from dogwatch.measure import Store
from dogwatch.query import BurnRate, ErrorBudget, SloAlert, parse_monitor

from . import budget
from .account import Account
from .correction import corrections_of
from .objective import Body, Monitors, read_objective
from .tally import Tally
from .uptime_book import UptimeBook

TYPE = "slo alert"
# docs say nothing of how often they are evaluated: as often as monitors of short windows.
_WINDOW = 60
_UNITS = {"m": 60, "h": 3600, "d": 86400}


class Burn(NamedTuple):
    """[instant]: what an alert compares, in percent used up or as a burn rate; NaN where nothing was counted.

    The rates of both windows are those of alerts on burn rates, of which `value` is the smaller one: it exceeds a
    threshold when both do.
    """

    value: Floats
    long: Floats | None = None
    short: Floats | None = None


class SloAlerts:
    """The alerts on SLOs, as a kind of monitors.

    `slos` are bodies by id, `corrections` attributes as in Datadog's API; both may change. The uptime of monitors is
    kept in `book`, which may be shared.
    """

    def __init__(
        self,
        store: Store,
        slos: Mapping[str, Body],
        corrections: Iterable[Mapping[str, Any]] = (),
        book: UptimeBook | None = None,
    ) -> None:
        self.store, self.slos, self.corrections = store, slos, corrections
        self.book = UptimeBook() if book is None else book
        self._accounts: dict[str, tuple[Body, Account]] = {}

    def subject(self, body: Mapping[str, Any]) -> Subject | None:
        """What the alert compares. Raises NotEvaluated for an SLO that is not there, or has no such window."""
        if body["type"] != TYPE:
            return None
        query = parse_monitor(body["query"], TYPE)
        assert isinstance(query, SloAlert)
        indicator = self._account(query).objective.indicator
        # As fast is fast enough, though queries print `>`: all that fails burns at the greatest rate that may be asked
        # for (docs: service_level_objectives/burn_rate).
        comparator = ">=" if isinstance(query.measured, BurnRate) else query.comparator
        return Subject(
            window=_WINDOW,
            limits=Limits.of(comparator, query.threshold, (body.get("options") or {}).get("thresholds") or {}),
            needs=indicator.ids if isinstance(indicator, Monitors) else (),
            compiled=query,
        )

    def read(self, asked: Sequence[Asked], states: States) -> list[Readings]:
        """What each alert compares at its instants; an SLO is read once for all of them."""
        return [self._read(each, states) for each in asked]

    def known(self, monitor: Monitor, notice: Notice, states: States) -> Known:
        """Its variables at the time of the notice."""
        return Known(self.variables(monitor.subject.compiled, notice.at))

    def variables(self, query: SloAlert, at: int) -> dict[str, str | float]:
        """What a message about the alert can say of an instant (docs: monitors/notify/variables); not what is NaN."""
        found = burn(self._account(query), query, np.array([at]))
        rates = (("long_window_burn_rate", found.long), ("short_window_burn_rate", found.short))
        values = [("value", found.value), *((name, rate) for name, rate in rates if rate is not None)]
        numbers = {name: float(value[0]) for name, value in values if not np.isnan(value[0])}
        return {"timeframe": query.measured.over, **numbers}

    def _read(self, asked: Asked, states: States) -> Readings:
        subject = asked.monitor.subject
        assert subject.limits is not None
        self.book.learn(states, subject.needs)
        values = burn(self._account(subject.compiled), subject.compiled, asked.instants).value[None]
        return Readings(((),), values, subject.limits.levels(values), subject.limits.held(values))

    def _account(self, query: SloAlert) -> Account:
        id, over = query.measured.slo, query.measured.over
        body = self.slos.get(id)
        if body is None:
            raise refused("slo-of-an-alert", f"there is no SLO {id}", "name one that is there")
        account = self._kept(id, body)
        if over not in account.objective.thresholds:
            known = ", ".join(account.objective.thresholds)
            raise refused("slo-of-an-alert", f"the SLO {id} has no target over {over}", f"write one of {known}")
        account.corrections = corrections_of(self.corrections, id, account.objective.tags)
        return account

    def _kept(self, id: str, body: Body) -> Account:
        """The account of the last time, unless the SLO has changed."""
        if id not in self._accounts or self._accounts[id][0] != body:
            self._accounts[id] = body, Account(self.store, read_objective(body), members=self.book.members)
        return self._accounts[id][1]


def burn(account: Account, query: SloAlert, instants: Ints) -> Burn:
    """What the alert compares at each instant."""
    measured, target = query.measured, account.objective.thresholds[query.measured.over].target
    windows = _windows(account, measured)
    found = account.measured(int(instants[0]) - max(windows), int(instants[-1])).overall
    slis = [_sli(found, instants, window) for window in windows]
    if isinstance(measured, ErrorBudget):
        return Burn(budget.consumed(slis[0], target))
    long, short = (budget.burn_rate(sli, target) for sli in slis)
    return Burn(np.minimum(long, short), long, short)


def _sli(found: Tally, instants: Ints, window: int) -> Floats:
    sli: Floats = budget.sli(*found.between(instants - window, instants))[0]
    return sli


def _windows(account: Account, measured: BurnRate | ErrorBudget) -> list[int]:
    """The seconds of the windows that an alert looks at."""
    if isinstance(measured, ErrorBudget):
        return [account.objective.thresholds[measured.over].seconds]
    return [int(window[:-1]) * _UNITS[window[-1]] for window in measured.windows]
