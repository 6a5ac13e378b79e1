"""All that was recorded in this process since the last flush, and how it folds into points."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator

from dogwatch.names import (
    CLIENT_DROPPED,
    CLIENT_LIMITED,
    CPU,
    DURATION,
    HITS,
    IN_FLIGHT,
    INTERACTIONS,
    OWN_TAGS,
    USERS,
    Metric,
    tag_key,
)

from .calls import PENDING, Calls, Marked, Taken, cut
from .complaints import complain
from .limits import OTHER, TagLimits, cleaned
from .points import Points
from .settings import Settings

_RESERVED = frozenset({*HITS.tags, "action"})
# Features come from code; more than so many are made from data by mistake.
FEATURES = 1000
_STEP = 10_000


class Recording:
    """What calls and interactions leave behind. `take` empties it; everything else may run beside it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.limits = TagLimits(settings.tag_limit)
        self._calls: dict[tuple[str, int | None], Calls] = {}
        self._interactions: list[tuple[str, str, str | None]] = []
        self._lost: defaultdict[str, int] = defaultdict(int)
        self._making = threading.Lock()
        # Taken when something is lost. A signal's handler that finds this thread inside must not wait for it.
        self._losing = threading.RLock()

    def calls(self, feature: str, within: float | None) -> Calls:
        """Where calls of the feature go; the same object for the same feature and bound (seconds)."""
        bound = None if within is None else round(within * 1e9)
        with self._making:
            if len(self._calls) >= FEATURES and (feature, bound) not in self._calls:
                complain("features", f"more than {FEATURES} features are tracked; {feature!r} is sent as {OTHER!r}")
                feature, bound = OTHER, None
            return self._calls.setdefault((feature, bound), Calls(feature, bound))

    def interacted(self, feature: str, action: str, user: str | None) -> None:
        if len(self._interactions) < PENDING:
            self._interactions.append((feature, action, user))
        else:
            self.lost("backlog", 1)

    def lost(self, reason: str, number: int) -> None:
        """Counts what is not sent, to be said when something is. `reason` is a tag's value as it stands."""
        with self._losing:
            self._lost[reason] += number

    def forget(self) -> None:
        """What a forked child does with what its parent recorded."""
        self._making, self._losing = threading.Lock(), threading.RLock()
        for calls in self._calls.values():
            calls.forget()
        del self._interactions[:]
        self._lost.clear()

    def take(self, beat: bool) -> Points:
        """What was recorded since the last time; with `beat`, also a zero for features that had no calls."""
        points = Points()
        running: defaultdict[str, int] = defaultdict(int)
        for calls in list(self._calls.values()):
            taken = calls.take()
            self._fold(points, taken, beat)
            if beat or taken.in_flight or taken.durations or taken.marked:
                running[taken.feature] += taken.in_flight
        for feature, number in running.items():
            points.values[IN_FLIGHT.name, (cleaned("feature", feature),)].append(number)
        for feature, action, user in cut(self._interactions):
            self._interaction(points, feature, action, user)
        return points

    def take_lost(self) -> Points:
        """How much could not be sent since the last time, by reason. `take` before it: that finds what was too much."""
        points = Points()
        with self._losing:
            for reason, number in self._lost.items():
                if number:
                    points.counts[CLIENT_DROPPED.name, (f"reason:{reason}",)] = number
            self._lost.clear()
        return points

    def _fold(self, points: Points, taken: Taken, beat: bool) -> None:
        feature = cleaned("feature", taken.feature)
        if taken.durations or beat:
            self._ok(points, feature, taken)
        for (failed, error_type, tags), calls in _alike(taken.marked).items():
            self._marked(points, feature, taken.within, failed, error_type, tags, calls)
        if taken.processor:
            points.durations[CPU.name, (feature,)] += taken.processor
        if taken.lost:
            self.lost("backlog", taken.lost)

    def _ok(self, points: Points, feature: str, taken: Taken) -> None:
        for series, number in _hits((feature, "outcome:ok"), taken.durations, taken.within):
            points.counts[series] += number
        if taken.durations:
            points.durations[DURATION.name, (feature, "outcome:ok")] += taken.durations

    def _marked(
        self,
        points: Points,
        feature: str,
        within: int | None,
        failed: bool,
        error_type: str | None,
        tags: tuple[tuple[str, str], ...],
        calls: list[int],
    ) -> None:
        """Calls that ended and were tagged alike."""
        fixed = (feature, "outcome:error" if failed else "outcome:ok")
        varying = tuple(self._allowed(tags))
        typed = (*varying, cleaned("error_type", error_type)) if error_type else varying
        hits = self._admitted(points, HITS, fixed, typed, len(calls))
        for series, number in _hits(hits, calls, None if failed else within):
            points.counts[series] += number
        # Where a call came from is told of hits alone: durations have percentiles, ten custom metrics each.
        timed = tuple(tag for tag in varying if tag_key(tag) not in OWN_TAGS)
        points.durations[DURATION.name, self._admitted(points, DURATION, fixed, timed, len(calls))] += calls

    def _interaction(self, points: Points, feature: str, action: str, user: str | None) -> None:
        fixed = (cleaned("feature", feature),)
        tags = self._admitted(points, INTERACTIONS, fixed, (cleaned("action", action),), 1)
        points.counts[INTERACTIONS.name, tags] += 1
        if user is not None:
            points.members[USERS.name, fixed].add(_hashed(user, self.settings.user_key))

    def _allowed(self, tags: tuple[tuple[str, str], ...]) -> Iterator[str]:
        for key, value in tags:
            if key in OWN_TAGS or (key in self.settings.allow_tags and key not in _RESERVED):
                yield cleaned(key, value)
            else:
                complain(f"tag:{key}", f"the tag {key} is not sent; allow it with configure(allow_tags=[{key!r}])")

    def _admitted(
        self, points: Points, metric: Metric, fixed: tuple[str, ...], varying: tuple[str, ...], number: int
    ) -> tuple[str, ...]:
        tags, as_given = self.limits.admit(metric.name, fixed, varying)
        if not as_given:
            points.counts[CLIENT_LIMITED.name, (f"metric:{metric.name}",)] += number
        return tags


def _hashed(user: str, key: bytes) -> str:
    # Loaded when the first person does something: it is a fifth of what importing this package may cost.
    from hashlib import blake2b

    return blake2b(user.encode(errors="replace"), key=key[: blake2b.MAX_KEY_SIZE], digest_size=8).hexdigest()


_Alike = tuple[bool, str | None, tuple[tuple[str, str], ...]]


def _alike(marked: list[Marked]) -> dict[_Alike, list[int]]:
    """Durations of calls by everything else that is known of them."""
    groups: defaultdict[_Alike, list[int]] = defaultdict(list)
    for call in marked:
        groups[call.is_error, call.error_type, tuple(sorted(call.tags.items()))].append(call.took)
    return groups


def _hits(
    tags: tuple[str, ...], calls: list[int], within: int | None
) -> Iterator[tuple[tuple[str, tuple[str, ...]], int]]:
    """Calls as counts: in two, fast and not, where a bound is known."""
    if within is None:
        yield (HITS.name, tags), len(calls)
        return
    # In steps, between which other threads run.
    fast = sum(sum(map(within.__ge__, calls[first : first + _STEP])) for first in range(0, len(calls), _STEP))
    yield (HITS.name, (*tags, "fast:true")), fast
    if fast < len(calls):
        yield (HITS.name, (*tags, "fast:false")), len(calls) - fast
