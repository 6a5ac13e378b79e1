"""What came of one feature, held against what it declares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dogwatch.declare import Feature
from dogwatch.names import HITS, METRICS, PROCESS_MEMORY

from .causes import how_to_call, is_too_early, silent_feature, why_missing
from .finding import Finding, State, counted
from .heard import Series
from .listened import Listened
from .wanted import Wanted, needs_version, wanted

_TYPES = {"c": "count", "d": "distribution", "s": "set", "g": "gauge", "h": "histogram", "ms": "timing"}
_TAGS = (("env", "DD_ENV"), ("service", "DD_SERVICE"), ("version", "DD_VERSION"))


def feature_findings(feature: Feature, listened: Listened) -> Iterator[Finding]:
    """Each metric that it declares, and the tags of all that came of it."""
    own = [series for metric in METRICS for series in listened.heard.of(metric.name, f"feature:{feature.name}")]
    if not own:
        yield Finding(feature.name, "metrics", "missing", *silent_feature(feature, listened))
        return
    for each in wanted(feature):
        yield _metric(feature, each, listened)
    yield from _tags(feature, own, listened)


def _metric(feature: Feature, wanted: Wanted, listened: Listened) -> Finding:
    came = listened.heard.of(wanted.metric.name, *wanted.tags)
    right = [series for series in came if series.type == wanted.letter]
    if len(right) < len(came):
        return _wrong_type(feature, wanted, came)
    amount = listened.heard.sum(right) if wanted.letter == "c" else listened.heard.number(right)
    if amount:
        return Finding(feature.name, wanted.name, "ok", _amount(wanted, amount))
    return _absent(feature, wanted, listened)


def _amount(wanted: Wanted, amount: float) -> str:
    return f"{amount:.0f}" if wanted.letter == "c" else counted(int(amount), "value")


def _absent(feature: Feature, wanted: Wanted, listened: Listened) -> Finding:
    state: State = "missing" if wanted.needed else "hint"
    if not listened.calls(feature.name) and wanted.metric != PROCESS_MEMORY:
        is_first = wanted.metric == HITS
        seen = "only zeros: nobody called it" if is_first else "nobody called it"
        return Finding(feature.name, wanted.name, state, seen, f"{how_to_call(feature)}, then listen again")
    if is_too_early(feature, wanted, listened):
        seen = f"one call in sixteen has it, and {counted(int(listened.calls(feature.name)), 'call')} came"
        return Finding(feature.name, wanted.name, "hint", seen, f"{how_to_call(feature)} more often, then listen again")
    return Finding(feature.name, wanted.name, state, *why_missing(feature, wanted, listened))


def _wrong_type(feature: Feature, wanted: Wanted, came: Iterable[Series]) -> Finding:
    types = sorted({_TYPES[series.type] for series in came if series.type != wanted.letter})
    right = f"{wanted.metric.type} ({wanted.letter})"
    remedy = f"leave it to dogwatch.instrument, or send it as a {right}; Datadog keeps one type of a metric"
    return Finding(feature.name, wanted.name, "wrong", f"it comes as a {' and a '.join(types)}, not a {right}", remedy)


def _tags(feature: Feature, own: list[Series], listened: Listened) -> Iterator[Finding]:
    """Env, service and version of all that came of it; a wrong one hides it from every monitor."""
    right = {"env": listened.env, "service": feature.service, "version": None}
    for key, variable in _TAGS:
        values = sorted({value for series in own for value in series.values(key)})
        others = [value for value in values if right[key] not in (None, value)]
        if all(series.values(key) for series in own) and not others:
            yield Finding(feature.name, f"tag {key}", "ok", ", ".join(values))
        elif others:
            seen = f"it is {', '.join(others)}, not {right[key]}: monitors of the feature do not see it"
            remedy = f"start the service with {variable}={right[key]}"
            yield Finding(feature.name, f"tag {key}", "wrong", seen, remedy)
        elif key != "version" or needs_version(feature):
            yield _without(feature, key, variable)


def _without(feature: Feature, key: str, variable: str) -> Finding:
    value = feature.service if key == "service" else "…"
    why = 'Errors(compare="version")' if key == "version" else "every monitor of the feature"
    seen = f"metrics come without it: {variable} is not set"
    remedy = f"start the service with {variable}={value}; {why} asks for it"
    return Finding(feature.name, f"tag {key}", "missing", seen, remedy)
