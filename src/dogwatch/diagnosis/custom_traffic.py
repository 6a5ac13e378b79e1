"""What came of the metrics that a catalog declares beside those of the instrumentation."""

from __future__ import annotations

from collections.abc import Iterator

from dogwatch.declare import CustomMetric
from dogwatch.nearest import nearest

from .finding import Finding, counted
from .heard import Series
from .listened import Listened

# The letters of DogStatsD by which Datadog has a type in the end. A counter becomes a rate.
_LETTERS = {"count": "c", "rate": "c", "gauge": "gs", "distribution": "d"}
# What the Agent makes of a histogram or a timing, and the type of each.
_OF_A_HISTOGRAM = {".avg": "g", ".count": "c", ".median": "g", ".95percentile": "g", ".max": "g"}


def custom_findings(metric: CustomMetric, listened: Listened) -> Iterator[Finding]:
    """Whether it came, as what it is declared, and with the tags by which it can be asked for."""
    came = _came(metric.name, listened)
    letters = _LETTERS[metric.type]
    wrong = sorted({letter for _, letter in came if letter not in letters})
    if not came:
        yield Finding(metric.name, metric.type, "missing", *_absent(metric, listened))
    elif wrong:
        seen = f"it comes as {', '.join(wrong)}, which is no {metric.type}"
        remedy = f"send it as {' or '.join(letters)}, or declare another type"
        yield Finding(metric.name, metric.type, "wrong", seen, remedy)
    else:
        every = [series for series, _ in came]
        yield Finding(metric.name, metric.type, "ok", counted(listened.heard.number(every), "value"))
        yield from _tags(metric, every, listened)


def _came(name: str, listened: Listened) -> list[tuple[Series, str]]:
    """The series of a metric, each with the letter by which Datadog has it."""
    came = [(series, series.type) for series in listened.heard.of(name)]
    for ending, letter in _OF_A_HISTOGRAM.items():
        if name.endswith(ending):
            sent = listened.heard.of(name.removesuffix(ending))
            came += [(series, letter) for series in sent if series.type in ("h", "ms")]
    return came


def _absent(metric: CustomMetric, listened: Listened) -> tuple[str, str]:
    meant = nearest(metric.name, {series.metric for series in listened.heard.series})
    if meant:
        return f"nobody sent it; {meant} came", f"if that is it, send it as {metric.name}"
    return "nobody sent it", "have the code run that sends it, with a client that sends here"


def _tags(metric: CustomMetric, came: list[Series], listened: Listened) -> Iterator[Finding]:
    for key in metric.tags:
        values = {value for series in came for value in series.values(key)}
        if key == "host":  # the Agent's own
            continue
        if not values:
            seen = "no series has it, so that nothing is found by it"
            remedy = "set DD_ENV for the client that sends it" if key == "env" else f"send it with {key}:…"
            yield Finding(metric.name, f"tag {key}", "missing", seen, remedy)
        elif key == "env" and listened.env and values != {listened.env}:
            seen = f"it is {', '.join(sorted(values - {listened.env}))}, not {listened.env}"
            yield Finding(metric.name, "tag env", "wrong", seen, f"start the service with DD_ENV={listened.env}")
