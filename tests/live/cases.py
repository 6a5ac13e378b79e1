"""What is asked to see a rule, and why some rules cannot be seen."""

from __future__ import annotations

from typing import NamedTuple

from .samples import SPAN

# Sketches know a value to within 0.8 %, and two of them differ by twice as much.
EXACT, SKETCHED = 1e-6, 0.02


class Case(NamedTuple):
    """A query over a window, in seconds since the beginning; `M.` stands for what the names of all metrics begin with.

    With `aggregator` it is asked for one value per group, by a formula over the query as `q`.
    """

    rule: str
    query: str
    begin: int = 0
    end: int = SPAN
    tolerance: float = EXACT
    aggregator: str | None = None
    formula: str = "q"

    def named(self, prefix: str) -> str:
        """The query, of metrics whose names begin so."""
        return self.query.replace("M.", f"{prefix}.")


_SUM_OF_RATIO = "sum:M.load{*} by {host} / sum:M.hits{*} by {host}"

CASES = (
    Case("resolution", "avg:M.twice{*}.rollup(avg, 60)"),
    Case("exact-beside-sketches", "max:M.latency{*}.rollup(max, 300)"),
    Case("exact-beside-sketches", "sum:M.latency{*} by {host}.rollup(sum, 300)"),
    Case("letter-case", "sum:M.load{ENV:Prod}.rollup(avg, 60)"),
    Case("groups", "avg:M.load{*} by {zone}.rollup(avg, 60)"),
    Case("default-aggregator", "M.load{env:prod}.rollup(avg, 60)"),
    Case("groups-without-values", "avg:M.load{*} by {host}.rollup(avg, 60)", begin=1200),
    Case("interval-of-graphs", "avg:M.load{host:a}"),
    Case("interval-of-graphs", "avg:M.load{host:a}", begin=SPAN - 4 * 3600),
    Case("interval-of-graphs", "avg:M.load{host:a}", begin=SPAN - 86400),
    Case("interval-at-least", "avg:M.load{host:a}.rollup(avg, 10)", begin=SPAN - 6 * 3600),
    Case("interval-of-several", "avg:M.load{*}.rollup(avg, 60) + avg:M.load{*}.rollup(avg, 300)"),
    Case("as-rate", "sum:M.hits{*}.as_rate().rollup(sum, 60)"),
    Case("as-rate", "sum:M.speed{*}.as_rate().rollup(sum, 60)"),
    Case("as-count-with-method", "sum:M.hits{*}.as_count().rollup(avg, 60)"),
    Case("as-count-with-method", "sum:M.speed{*}.as_count().rollup(count, 60)"),
    Case("interpolation-when", "avg:M.load{host:a}.rollup(avg, 60)"),
    Case("interpolation-when", "sum:M.load{*}.rollup(avg, 60)"),
    Case("interpolation-limit", "avg:M.load{host:a}.rollup(avg, 60).fill(linear, 240)"),
    Case("interpolation-limit", "avg:M.load{host:a}.rollup(avg, 60).fill(last, 120)"),
    Case("interpolation-limit", "avg:M.load{host:a}.rollup(avg, 60).fill(zero, 120)"),
    Case("interpolation-at-the-ends", "sum:M.load{*}.rollup(avg, 60)", begin=360, end=420),
    Case("interpolation-at-the-ends", "default_zero(avg:M.load{host:c}.rollup(avg, 60))"),
    Case("default-zero-groups", "default_zero(avg:M.load{*} by {host}.rollup(avg, 60))", begin=1200),
    Case("missing-in-space", "avg:M.load{*}.rollup(avg, 60).fill(null)"),
    Case("count-of-series", "count:M.load{*}.rollup(avg, 60)"),
    Case("percentiles", "p95:M.latency{*}.rollup(60)", tolerance=SKETCHED),
    Case("percentiles", "p50:M.latency{*} by {host}.rollup(300)", tolerance=SKETCHED),
    Case("standard-deviation", "stddev:M.latency{*}.rollup(60)", tolerance=SKETCHED),
    Case("threshold-counts", "count(v: v<=5):M.latency{*}.as_count().rollup(sum, 300)", tolerance=SKETCHED),
    Case("join-of-one-side", _SUM_OF_RATIO),
    Case("join-of-one-side", f"default_zero({_SUM_OF_RATIO})"),
    Case("join-of-fewer-keys", "sum:M.hits{*} by {host,env} / sum:M.hits{*} by {env}"),
    Case("scalar", "avg:M.load{*} by {host}.rollup(avg, 60)", aggregator="avg"),
    Case("scalar", "sum:M.hits{*} by {host}.as_count()", aggregator="sum", formula="q * 2"),
    Case("functions-in-scalars", "cumsum(sum:M.hits{host:a}.as_count())", aggregator="max"),
    Case("functions-in-scalars", "sum:M.hits{host:a}.as_count()", aggregator="max", formula="cumsum(q)"),
    Case("percentile-of-a-window", "p95:M.latency{*}", tolerance=SKETCHED, aggregator="percentile"),
    Case("integral", "integral(avg:M.load{host:b}.rollup(avg, 60))"),
    Case("fill", "fill(avg:M.load{host:a}.rollup(avg, 60), last, 120)"),
    Case("top_offset", "top_offset(avg:M.load{*} by {host}.rollup(avg, 60), 1, 'mean', 'desc', 1)"),
    *(
        Case(name, f"{name}(avg:M.load{{host:a}}.rollup(avg, 60))")
        for name in ("per_second", "per_minute", "per_hour", "monotonic_diff", "dt")
    ),
    Case("ewma", "ewma_5(avg:M.load{host:a}.rollup(avg, 60))"),
    Case("rollingavg", "rollingavg_5(avg:M.load{host:a}.rollup(avg, 60))"),
    Case("moving_rollup", "moving_rollup(avg:M.load{host:a}.rollup(avg, 60), 300, 'max')"),
)

_AGE = "it shows when values are days old, and Datadog takes none that are"
UNSEEN = {
    "retention": _AGE,
    "retention-of-bins": _AGE,
    "interval-by-retention": _AGE,
    "calendar_shift": _AGE,
    "late-points": "what is left out here says nothing of Datadog",
    "type-of-a-metric": "Datadog takes a second type at some time, not at once",
    "number-of-bins": "it takes thousands of bins in ten seconds",
    "groups-in-monitors": "no query shows which groups a monitor knew at the end of a window",
    "interval-of-monitors": "no query shows with what buckets a monitor is evaluated",
}
