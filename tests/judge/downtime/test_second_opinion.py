"""Downtimes against a second opinion, minute by minute, written from Datadog's page alone."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from dogwatch.judge import Judging
from dogwatch.judge.downtime import Downtime, unmuted
from dogwatch.judge.status import Status
from dogwatch.measure import Store
from tests.measure.series import NOON

MINUTES = 20
HOSTS = ("a", "b")


@dataclass(frozen=True)
class Plain:
    """A downtime from a minute to before another, of one host or of all."""

    begin: int
    end: int
    host: str | None
    canceled: int | None
    mutes_first: bool
    tells: tuple[str, ...]

    @property
    def over(self) -> int:
        return self.end if self.canceled is None else max(self.begin, min(self.end, self.canceled))

    def mutes(self, host: str, minute: int) -> bool:
        return self.host in (None, host) and self.begin <= minute < self.over

    @property
    def downtime(self) -> Downtime:
        return Downtime(
            "d",
            "*" if self.host is None else f"host:{self.host}",
            monitor_id=1,
            once=(NOON + 60 * self.begin, NOON + 60 * self.end),
            canceled=None if self.canceled is None else NOON + 60 * self.canceled,
            mutes_first_recovery=self.mutes_first,
            end_states=frozenset({Status.ALERT}),
            end_types=frozenset(self.tells),
        )


rows = st.dictionaries(st.sampled_from(HOSTS), st.lists(st.booleans(), min_size=MINUTES, max_size=MINUTES), min_size=1)
downtimes = st.builds(
    lambda begin, length, host, canceled, first, tells: Plain(begin, begin + length, host, canceled, first, tells),
    st.integers(0, MINUTES),
    st.integers(1, 12),
    st.sampled_from([None, *HOSTS]),
    st.none() | st.integers(0, MINUTES),
    st.booleans(),
    st.sampled_from([(), ("expired",), ("canceled",), ("expired", "canceled")]),
)


def told(host: str, loaded: list[bool], several: list[Plain]) -> list[tuple[int, str, str]]:
    """What is heard of a host that is loaded in some minutes; it is judged at the end of each."""
    heard, is_alerting, began = set(), False, 0
    for minute in range(1, MINUTES + 1):
        active = [each for each in several if each.mutes(host, minute)]
        if loaded[minute - 1] != is_alerting:
            is_alerting = not is_alerting
            began = minute if is_alerting else began
            is_first = not is_alerting and not any(each.mutes_first or began >= each.begin for each in active)
            if not active or is_first:
                heard.add((minute, host, "Alert" if is_alerting else "OK"))
        ends = [each for each in several if each.over == minute > each.begin and each.host in (None, host)]
        for each in ends:
            way = "canceled" if each.canceled == minute else "expired"
            if is_alerting and way in each.tells and not active:
                heard.add((minute, host, "Alert"))
    return sorted(heard)


@settings(max_examples=60, deadline=None)
@given(rows, st.lists(downtimes, max_size=3), st.sampled_from([60, 180, 60 * MINUTES]))
def test_what_is_heard(loaded: dict[str, list[bool]], several: list[Plain], step: int) -> None:
    store = Store()
    for minute in range(MINUTES):
        for host, row in loaded.items():
            store.add(store.series("load", [f"host:{host}"]), NOON + 60 * minute, 9.0 if row[minute] else 1.0)
    body = {"type": "query alert", "query": "max(last_1m):max:load{*} by {host} > 4", "options": {"new_host_delay": 0}}
    judging = Judging(store, {1: body}, now=NOON)
    notices, end = [], NOON + 60 * MINUTES
    for until in [*range(NOON + step, end, step), end]:
        since = judging.now
        notices += unmuted(judging.run(until), [each.downtime for each in several], judging, since, until)
    heard = [((each.at - NOON) // 60, each.transition.group[0], each.status.word) for each in notices]
    assert sorted(heard) == sorted(each for host, row in loaded.items() for each in told(host, row, several))
