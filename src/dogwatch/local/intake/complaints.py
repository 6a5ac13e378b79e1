"""What people are told of what was left out: a line for each kind, at most once a minute."""

from __future__ import annotations

from collections.abc import Mapping

# Seconds between two lines of a kind.
SELDOM = 60

WORDS = {
    "packets lost": "datagrams of DogStatsD were lost: they came faster than they could be read",
    "lines malformed": "lines of DogStatsD could not be read",
    "lines left_out": "lines of DogStatsD had no room: too many series, or values, within ten seconds",
    "spans left_out": "values of spans had no room: too many series, or values, within ten seconds",
    "spans ahead": "spans end more than ten minutes ahead of the clock",
    "points left_out": "points had no room: too many series, or a distribution and others have the same name",
    "points retyped": "metrics have points of another type than their first, which queries go by",
    "checks left_out": "service checks had no room: too many names, hosts and tags",
    "points ahead": "points are more than ten minutes ahead of the clock",
    "points late": "points are older than four hours, or no numbers up to 1e100",
    "points unwritten": "points could not be written to disk, and are in memory alone",
    "minutes unjudged": "times no monitor was judged for a minute, by a fault of dogwatch",
    "states unwritten": "times the states of monitors could not be written to disk, and are in memory alone",
    "payloads undecodable": "payloads of tracers could not be read",
}


class Complaints:
    """Remembers how many of each kind were told, and when."""

    def __init__(self) -> None:
        self._told: dict[str, int] = {}
        self._when: dict[str, float] = {}

    def new(self, tally: Mapping[str, int], reasons: Mapping[str, str], now: float) -> list[str]:
        """Lines about what has happened since, with the reason of the last one where there is one."""
        lines = []
        for kind, words in WORDS.items():
            number = tally.get(kind, 0) - self._told.get(kind, 0)
            if number and now >= self._when.get(kind, -SELDOM) + SELDOM:
                self._told[kind], self._when[kind] = tally[kind], now
                reason = f"; the last one: {reasons[kind]}" if reasons.get(kind) else ""
                lines.append(f"{number} {words}{reason}")
        return lines
