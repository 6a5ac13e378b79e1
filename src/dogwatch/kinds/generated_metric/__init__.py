"""Metrics that Datadog computes from events: of spans, of RUM, and of logs."""

from dogwatch.kinds.generated_metric import compare
from dogwatch.kinds.generated_metric.fields import LASTING as LASTING_EVENTS
from dogwatch.kinds.generated_metric.fields import log_problems, rum_problems, span_problems
from dogwatch.kinds.generated_metric.wire import LOGS, RUM, SPANS
from dogwatch.kinds.kind import NamedKind

# What was computed so far stays, under the name (docs: generate metrics).
_LOSES = ("what happens between its deletion and its creation",)

# Monitors, SLOs and dashboards may read them; what is said of them goes just before.
SPAN_METRIC = NamedKind(
    "span_metric", SPANS, compare, span_problems, lambda found: 0, listing=SPANS.listing(), loses=_LOSES
)
RUM_METRIC = NamedKind("rum_metric", RUM, compare, rum_problems, lambda found: 0, listing=RUM.listing(), loses=_LOSES)
LOG_METRIC = NamedKind("log_metric", LOGS, compare, log_problems, lambda found: 0, listing=LOGS.listing(), loses=_LOSES)

__all__ = ["LASTING_EVENTS", "LOG_METRIC", "RUM_METRIC", "SPAN_METRIC"]
